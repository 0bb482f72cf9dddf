/** Owns what the preview page does in the browser: it asks for one voter and for one page of the list at a time. */
import { PAGE_SCRIPT } from '../page/script.js';
import { PAGE_LENGTH } from './page-answers.js';
import { MESSAGE_SCRIPT } from './preview-message-script.js';

export const PREVIEW_SCRIPT = `
${PAGE_SCRIPT}
let language = words.language, texts = words.texts[language];
let state = null, current = null, turn = 0, listTurn = 0, fault = false;
let list = { from: 0, total: 0, voters: [] };

const number = (value) => value.toLocaleString(language);
const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, key) => values[key] ?? '');
const shown = (element, is) => { element.hidden = !is; };
const counted = (value, one, many) => value === 1 ? texts[one] : fill(texts[many], { n: number(value) });

function applyWords() {
  texts = words.texts[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = texts[element.dataset.word];
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', texts[element.dataset.label]);
  for (const element of document.querySelectorAll('[data-title]')) element.title = texts[element.dataset.title];
}

/** A group of buttons of which one is pressed. */
function choose(id, value) {
  for (const button of at(id).children) button.setAttribute('aria-pressed', String(button.dataset.value === value));
}

function onChoice(id, then) {
  at(id).addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button && !button.disabled) then(button.dataset.value);
  });
}

function showPanel(name) {
  document.body.dataset.panel = name;
  choose('panels', name);
}

async function poll() {
  try {
    const answer = await ask('state?after=' + (state ? state.version : 0) + '&lang=' + language);
    fault = false;
    if (answer.findings) await takeState(answer);
    else state.loading = answer.loading;
  } catch { fault = true; }
  paintStatus();
  setTimeout(tick, fault ? 3000 : 700);
}

function tick() {
  if (document.hidden) document.addEventListener('visibilitychange', tick, { once: true });
  else poll();
}

async function takeState(answer) {
  state = answer;
  document.title = texts.title + (state.title ? ': ' + state.title : '');
  at('election').textContent = state.title || texts.title;
  at('organiser').textContent = state.organiser || '';
  at('widest').disabled = state.widest === null;
  paintProblem();
  paintFindings();
  const line = location.hash.slice(1);
  await Promise.all([loadList(list.from), open(line ? 'row=' + line : 'index=0')]);
}

function paintStatus() {
  shown(at('offline'), fault);
  shown(at('status'), !fault);
  const busy = Boolean(state && state.loading);
  at('status').classList.toggle('busy', busy);
  const stale = Boolean(state && state.problem);
  at('status').classList.toggle('stale', stale);
  const text = busy ? texts.loading : stale ? texts.notLive : texts.live;
  if (at('status').textContent !== text) at('status').textContent = text;
  at('status').title = texts.liveNote;
}

function paintProblem() {
  const problem = state.problem;
  shown(at('problem'), problem);
  if (!problem) return;
  at('problem').replaceChildren(make('p', {}, make('b', {}, problem.message)),
    ...problem.hints.map((hint) => make('p', {}, '→ ' + hint)), make('p', {}, texts.stale));
}

function paintFindings() {
  const { errors, warnings } = state;
  const counts = fill(texts.counts, { errors: counted(errors, 'oneError', 'manyErrors'),
    warnings: counted(warnings, 'oneWarning', 'manyWarnings') });
  at('verdict').textContent = state.problem ? texts.stale : errors === 0 ? texts.good + (warnings ? ' ' + counted(warnings, 'oneWarning', 'manyWarnings') + '.' : '') : counts;
  at('verdict').className = errors === 0 && !state.problem ? 'good' : 'bad';
  const badge = at('panels').querySelector('[data-value=findings] .number');
  badge.textContent = number(errors + warnings);
  badge.classList.toggle('mild', errors === 0);
  shown(badge, errors + warnings > 0);
  const left = errors + warnings - state.findings.length;
  at('findings').replaceChildren(...state.findings.map(findingItem),
    ...(left > 0 ? [make('li', {}, make('div', {}, fill(texts.more, { n: number(left) })))] : []));
  paintFacts();
}

function findingItem(finding) {
  const words = [make('i', {}, texts[finding.severity] + ' · ' + finding.place), finding.message];
  if (finding.row === null) return make('li', {}, make('div', { class: finding.severity }, ...words));
  const go = () => { showPanel('invitation'); open('row=' + finding.row); };
  return make('li', {}, make('button', { type: 'button', class: finding.severity, 'data-row': finding.row, click: go }, ...words));
}

function paintFacts() {
  const { file, voters, readAs, columns, names, sharedAddresses, fingerprint } = state;
  at('facts').replaceChildren(
    make('dt', {}, fill(texts.readAs, { file, readAs, n: number(voters) })),
    ...(columns.length ? [make('dt', {}, fill(texts.columns, { columns: columns.join(', ') }))] : []),
    ...(names.length ? [make('dt', {}, fill(texts.names, { names: names.join(', ') }))] : []),
    ...(sharedAddresses ? [make('dt', {}, fill(texts.shared, { n: number(sharedAddresses) }))] : []),
    ...(fingerprint ? [make('dt', {}, texts.fingerprint), make('dd', {}, make('code', {}, fingerprint))] : []));
}

async function loadList(from) {
  const asked = ++listTurn;
  const query = at('search').value;
  const answer = await ask('voters?from=' + from + '&q=' + encodeURIComponent(query).replace(/[!'()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16)));
  if (asked !== listTurn || !answer) return;
  list = answer;
  if (answer.voters.length === 0 && from > 0) return loadList(0);
  paintList();
}

function paintList() {
  const { from, total, voters } = list;
  at('list').replaceChildren(...voters.map((voter) => make('li', {},
    make('button', { type: 'button', 'data-index': voter.index, 'data-severity': voter.severity,
      click: () => { showPanel('invitation'); open('index=' + voter.index); } },
      make('b', {}, make('bdi', {}, voter.name || voter.id)),
      make('span', {}, make('bdi', {}, (voter.name ? voter.id + ' · ' : '') + voter.email))))));
  at('none').textContent = at('search').value ? texts.noneFound : texts.noVoters;
  shown(at('none'), total === 0);
  shown(at('list'), total > 0);
  at('range').textContent = total === 0 ? '' : fill(texts.found, { from: number(from + 1), to: number(from + voters.length), n: number(total) });
  at('earlier').disabled = from === 0;
  at('later').disabled = from + voters.length >= total;
  markCurrent();
}

function markCurrent() {
  const mark = (selector, is) => {
    for (const element of document.querySelectorAll(selector)) {
      if (is(element)) { element.setAttribute('aria-current', 'true'); element.scrollIntoView({ block: 'nearest' }); }
      else element.removeAttribute('aria-current');
    }
  };
  mark('#list button', (button) => current && !current.missing && Number(button.dataset.index) === current.index);
  mark('#findings button', (button) => current && Number(button.dataset.row) === current.row);
}

/** The page of the list on which the voter stands, where the list is the whole roll. */
function followInList() {
  const page = Math.floor((current.index ?? 0) / ${PAGE_LENGTH}) * ${PAGE_LENGTH};
  if (at('search').value === '' && page !== list.from) loadList(page);
  else markCurrent();
}

async function open(which) {
  const asked = ++turn;
  const answer = await ask('voter?' + which + '&lang=' + language).catch(() => null);
  if (asked !== turn || !answer) return;
  current = answer;
  if (current.row !== null) history.replaceState(null, '', '#' + current.row);
  paintVoter();
  followInList();
}

function step(by) {
  if (!current || current.index === null) return;
  const to = current.missing && by > 0 ? current.index : current.index + by;
  if (to >= 0 && to < state.voters) open('index=' + to);
}
${MESSAGE_SCRIPT}
function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, [role=tablist], .choice')) return;
  const act = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), Home: () => open('index=0'),
    End: () => open('index=' + (state.voters - 1)), '/': () => { showPanel('voters'); at('search').focus(); at('search').select(); } }[event.key];
  if (!act || event.target.closest('pre, #headers, aside') && /Home|End/.test(event.key)) return;
  event.preventDefault();
  act();
}

function moveInList(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const buttons = [...at('list').querySelectorAll('button')];
  const next = buttons[buttons.indexOf(document.activeElement) + by];
  event.preventDefault();
  (next || (by < 0 ? at('search') : buttons.at(-1)))?.focus();
}

at('search').addEventListener('input', () => loadList(0).catch(() => {}));
at('search').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') at('list').querySelector('button')?.click();
  if (event.key === 'ArrowDown') moveInList(event);
});
at('list').addEventListener('keydown', moveInList);
at('line').addEventListener('keydown', (event) => {
  const line = at('line').value.trim();
  if (event.key === 'Enter' && /^\\d{1,9}$/.test(line)) open('row=' + line);
});
at('earlier').addEventListener('click', () => loadList(Math.max(0, list.from - ${PAGE_LENGTH})));
at('later').addEventListener('click', () => loadList(list.from + ${PAGE_LENGTH}));
at('previous').addEventListener('click', () => step(-1));
at('next').addEventListener('click', () => step(1));
at('widest').addEventListener('click', () => open('index=' + state.widest));
document.addEventListener('keydown', onKey);
addEventListener('hashchange', () => { if (/^#\\d{1,9}$/.test(location.hash)) open('row=' + location.hash.slice(1)); });
onChoice('panels', showPanel);
onChoice('languages', (value) => {
  language = value;
  applyWords();
  choose('languages', language);
  if (state) state.version = 0;
  paintStatus();
});

if (!/^#\\d{1,9}$/.test(location.hash)) history.replaceState(null, '', '#');
applyWords();
choose('languages', language);
showPanel('invitation');
startMessage();
tick();
`;
