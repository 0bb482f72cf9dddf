/** Owns how the preview page shows one voter's message: fields, views, width and colours. Part of the page's script. */

export const MESSAGE_SCRIPT = `
let view = 'html', width = 'desktop', scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

function paintVoter() {
  const { message, missing, index, row } = current;
  const last = state.voters - 1;
  at('previous').disabled = index === null || index === 0;
  at('next').disabled = index === null || (missing ? false : index === last);
  at('position').textContent = index === null || missing ? '' : fill(texts.position, { i: number(index + 1), n: number(state.voters) });
  if (document.activeElement !== at('line')) at('line').value = row ?? '';
  shown(at('message'), message);
  shown(at('hint'), !message);
  if (message) paintMessage(message);
  else hint(missing && row !== null ? [fill(texts.missing, { n: row }), current.findings.map(({ message }) => message).join(' ') || texts.missingNote]
    : state.voters === 0 ? [texts.noVoters, ''] : [texts.unmade, '']);
}

function hint([title, text]) {
  at('hint').firstElementChild.textContent = title;
  at('hint').lastElementChild.textContent = text;
}

function field(name, value, note) {
  return value ? [make('dt', {}, name), make('dd', {}, make('bdi', {}, value), ...(note ? [make('small', {}, ' · ' + note)] : []))] : [];
}

function paintMessage(message) {
  at('subject').replaceChildren(make('bdi', {}, message.subject || texts.noSubject));
  at('fields').replaceChildren(...field(texts.from, message.from, texts.fromNote), ...field(texts.to, message.to),
    ...field(texts.replyTo, message.replyTo));
  paintView();
}

function paintView() {
  const { message } = current;
  const kind = view === 'html' && !message.hasHtml ? 'text' : view;
  for (const tab of at('views').children) {
    tab.disabled = tab.dataset.value === 'html' && !message.hasHtml;
    tab.setAttribute('aria-selected', String(tab.dataset.value === kind));
    tab.tabIndex = tab.dataset.value === kind ? 0 : -1;
  }
  for (const button of at('scheme').children) button.disabled = kind !== 'html';
  choose('width', width);
  choose('scheme', scheme);
  at('panel').replaceChildren(...viewOf(kind, message));
}

function viewOf(kind, message) {
  if (kind === 'html') return formatted(message);
  if (kind === 'text') return [...note(message.text), stage(make('pre', {}, message.text.text))];
  if (message.source === null) return [make('p', { class: 'note' }, texts.noSource)];
  if (kind === 'source') return [...note(message.source), stage(make('pre', {}, message.source.text)),
    make('p', { class: 'small' }, fill(texts.size, { n: (message.bytes / 1000).toLocaleString(language, { maximumFractionDigits: 1 }) }))];
  return [make('dl', { id: 'headers' }, ...message.headers.flatMap(({ name, value }) => row(name, value)))];
}

function note(part) {
  return part.shortened ? [make('p', { class: 'note' }, texts.shortened)] : [];
}

function stage(element) {
  return make('div', { class: 'stage ' + width }, element);
}

/** The address changes with every reading: a new frame, not a step in the browser's history. */
function formatted(message) {
  const place = 'frame?index=' + current.index + '&scheme=' + scheme + '&version=' + state.version;
  const frame = make('iframe', { sandbox: '', referrerpolicy: 'no-referrer', title: texts.frame, src: place, class: scheme });
  return [stage(frame), ...(scheme === 'dark' && !message.adapts ? [make('p', { class: 'note' }, texts.noDark)] : []),
    make('p', { class: 'small' }, texts.frameNote + (message.hasHtml ? '' : ' ' + texts.noHtml)), ...linkList(message.links, texts.links)];
}

function startMessage() {
  at('views').addEventListener('click', (event) => {
    const tab = event.target.closest('button');
    if (!tab || tab.disabled) return;
    view = tab.dataset.value;
    paintView();
  });
  at('views').addEventListener('keydown', (event) => moveTab(event, at('views')));
  onChoice('width', (value) => { width = value; paintView(); });
  onChoice('scheme', (value) => { scheme = value; paintView(); });
}
`;
