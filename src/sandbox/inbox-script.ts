/**
 * Owns what the inbox page does in the browser: asks once a second for new messages, lists and shows them. It
 * writes strangers' text by textContent alone; the page's policy (trusted types) forbids every other way.
 */
import { PAGE_SCRIPT } from '../page/script.js';
import { PAGE_LENGTH } from './request.js';

export const INBOX_SCRIPT = `
${PAGE_SCRIPT}
const { language, texts } = words;
const known = new Map();
let total = 0, newest = 0, oldest = null, first = true, current = '', view = 'html', fault = false;

const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit' });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });

function shortTime(iso) {
  const date = new Date(iso);
  return date.toDateString() === new Date().toDateString() ? time.format(date) : day.format(date);
}

function nameIn(address) {
  return address.includes('<') ? address.slice(0, address.indexOf('<')).trim() : '';
}

function itemFor(message, isNew) {
  const open = () => { location.hash = message.fileName; };
  const button = make('button', { type: 'button', class: isNew && 'new', click: open },
    make('b', {}, nameIn(message.to) || message.recipient),
    make('time', { datetime: message.receivedAt }, shortTime(message.receivedAt)),
    make('span', {}, (nameIn(message.to) && message.recipient + ' · ') + (message.subject || texts.noSubject)));
  known.set(message.fileName, button);
  return make('li', {}, button);
}

function addNewer(messages, complete) {
  if (messages.length === 0) return;
  if (!complete) { at('list').replaceChildren(); known.clear(); }
  at('list').prepend(...messages.map((message) => itemFor(message, !first)));
  newest = messages[0].number;
  dropOldest(at('list').children.length - 500);
}

function dropOldest(count) {
  const names = [...known.keys()].sort();
  for (const name of names.slice(0, Math.max(0, count))) {
    known.get(name).parentElement.remove();
    known.delete(name);
  }
}

function refreshList() {
  const count = total === 0 ? texts.none : total === 1 ? texts.one : texts.many.replace('{n}', total.toLocaleString(language));
  if (at('count').textContent !== count) at('count').textContent = count;
  at('older').hidden = at('list').children.length >= total;
  document.body.classList.toggle('empty', total === 0);
  if (current === '') hint();
  known.forEach((button, name) => {
    if (name === current) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  });
}

/** Another rehearsal has emptied the folder: its numbers begin at one again. */
function forgetAll() {
  at('list').replaceChildren();
  known.clear();
  newest = 0;
}

async function poll() {
  try {
    let answer = await ask('messages?after=' + newest);
    if (oldest !== null && answer.oldest !== oldest) {
      forgetAll();
      answer = await ask('messages?after=0');
    }
    oldest = answer.oldest;
    const complete = answer.messages.length < ${PAGE_LENGTH} || newest === 0;
    total = answer.total;
    addNewer(answer.messages, complete);
    if (first && total > 0 && location.hash === '' && innerWidth > 736) {
      history.replaceState(null, '', '#' + answer.messages[0].fileName);
      show();
    }
    if (total > 0) first = false;
    fault = false;
  } catch { fault = true; }
  at('offline').hidden = !fault;
  refreshList();
  setTimeout(tick, fault ? 3000 : 1000);
}

function tick() {
  if (document.hidden) document.addEventListener('visibilitychange', tick, { once: true });
  else poll();
}

async function showOlder() {
  const numbers = [...known.keys()].map((name) => parseInt(name, 10));
  const answer = await ask('messages?before=' + Math.min(...numbers));
  at('list').append(...answer.messages.map((message) => itemFor(message, false)));
  if (answer.messages.length === 0) total = at('list').children.length;
  refreshList();
}

function hint() {
  const empty = total === 0;
  at('hint').firstElementChild.textContent = empty ? texts.emptyTitle : texts.chooseTitle;
  at('hint').lastElementChild.textContent = empty ? texts.emptyText : texts.chooseText;
  at('hint').hidden = false;
  at('message').hidden = true;
}

async function show() {
  const name = decodeURIComponent(location.hash.slice(1));
  current = name;
  document.body.classList.toggle('reading', name !== '');
  refreshList();
  if (name === '') return;
  known.get(name)?.classList.remove('new');
  let message;
  try { message = await ask('message/' + encodeURIComponent(name)); } catch { return; }
  if (current !== name) return;
  at('hint').hidden = true;
  at('message').hidden = false;
  at('message').replaceChildren(...(message ? paint(message) : [backButton(), make('p', { class: 'note' }, texts.gone)]));
}

function backButton() {
  return make('button', { type: 'button', class: 'back', click: () => { location.hash = ''; } }, texts.back);
}

function paint(message) {
  const place = 'message/' + encodeURIComponent(message.fileName);
  const differs = !message.to.toLowerCase().includes(message.recipient.toLowerCase());
  const panel = make('div', { role: 'tabpanel', id: 'panel', tabindex: '0' });
  const tabs = make('div', { role: 'tablist', 'aria-label': texts.tabs });
  const choose = (kind) => {
    view = kind;
    for (const tab of tabs.children) {
      tab.setAttribute('aria-selected', String(tab.dataset.view === kind));
      tab.tabIndex = tab.dataset.view === kind ? 0 : -1;
    }
    panel.replaceChildren(...panelFor(kind, message, place));
  };
  for (const kind of ['html', 'text', 'source']) {
    tabs.append(make('button', { type: 'button', role: 'tab', 'data-view': kind, 'aria-controls': 'panel',
      disabled: kind === 'html' && !message.hasHtml, click: () => choose(kind) }, texts[kind]));
  }
  tabs.addEventListener('keydown', (event) => moveTab(event, tabs));
  choose(view === 'html' && !message.hasHtml ? 'text' : view);
  return [
    backButton(),
    make('h2', {}, message.subject || texts.noSubject),
    make('dl', {},
      ...row(texts.from, message.from), ...row(texts.to, message.to),
      ...row(texts.recipient, message.recipient),
      ...row(texts.date, message.date && full.format(new Date(message.date)))),
    ...(differs ? [make('p', { class: 'note' }, texts.differs)] : []),
    make('div', { class: 'bar' }, tabs, make('a', { href: place + '/file', download: message.fileName }, texts.save)),
    panel,
  ];
}

function panelFor(kind, message, place) {
  if (kind === 'html') {
    return [make('iframe', { sandbox: '', referrerpolicy: 'no-referrer', title: texts.frame, src: place + '/frame' }),
      make('p', { class: 'small' }, texts.frameNote), ...linkList(message.links, texts.links)];
  }
  const part = kind === 'text' ? message.text : message.source;
  if (part === null) return [make('p', { class: 'note' }, texts.noText)];
  return [...(part.shortened ? [make('p', { class: 'note' }, texts.shortened)] : []), make('pre', {}, part.text)];
}

at('older').addEventListener('click', showOlder);
addEventListener('hashchange', show);
if (location.hash !== '') show();
tick();
`;
