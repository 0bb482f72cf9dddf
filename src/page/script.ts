/**
 * Owns what the scripts of all local pages share: making elements, asking the server, moving between tabs. Strangers'
 * text is written by textContent alone; the page's policy (trusted types) forbids every other way.
 */

export const PAGE_SCRIPT = `
'use strict';
const words = JSON.parse(document.getElementById('words').textContent);
const at = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'click') element.addEventListener('click', value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

async function ask(path) {
  const response = await fetch(path, { cache: 'no-store', credentials: 'omit' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function row(name, value) {
  return value ? [make('dt', {}, name), make('dd', {}, value)] : [];
}

function linkList(links, label) {
  if (links.length === 0) return [];
  return [make('details', {}, make('summary', {}, label.replace('{n}', links.length)),
    make('ul', {}, ...links.map((link) => make('li', {}, link))))];
}

function moveTab(event, tabs) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const usable = [...tabs.children].filter((tab) => !tab.disabled);
  const next = usable[(usable.indexOf(document.activeElement) + step + usable.length) % usable.length];
  next.focus();
  next.click();
}
`;
