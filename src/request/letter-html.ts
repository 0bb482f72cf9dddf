/** Owns the letter as HTML: one page for a browser, a mail program and the printer, with styles that all of them read. Pure. */
import { escapeHtml } from '../message/mustache.js';
import type { Block, FormRow, Item } from './block.js';
import type { Letter } from './letter.js';
import { BLANK } from './letter-facts.js';
import { STYLE_SHEET, styled } from './letter-style.js';

/** A whole document; every value is escaped. Lines end in LF. */
export function letterHtml(letter: Letter): string {
  const { language, subject, organiser, title, date, to, heading, blocks, regards, signature } = letter;
  const lines = [
    '<!doctype html>',
    `<html lang="${language}" dir="ltr">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${shown(subject)}</title>`,
    `<style>\n${STYLE_SHEET}</style>`,
    '</head>',
    `<body${styled('page')}>`,
    `<div${styled('card')} role="article" aria-labelledby="heading">`,
    `<div${styled('head')}>`,
    `<p${styled('organiser')}>${shown(organiser)}</p>`,
    `<p${styled('election')}>${shown(title)}</p>`,
    '</div>',
    `<div${styled('body')}>`,
    `<p${styled('soft')}>${shown(date)}</p>`,
    `<p${styled('soft')}>${shown(to)}</p>`,
    `<h1${styled('h1')} id="heading">${shown(heading)}</h1>`,
    ...blocks.flatMap(blockLines),
    `<p${styled('end')}>${shown(regards)}</p>`,
    `<p${styled('text')}>${shown(signature)}<br>${shown(organiser)}</p>`,
    '</div>',
    '</div>',
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Escaped, and what is to be filled in made visible. */
function shown(text: string): string {
  return escapeHtml(text).replaceAll(BLANK, `<span${styled('blank')}>${BLANK}</span>`);
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`<h2${styled('h2')}>${shown(block.text)}</h2>`];
    case 'paragraph':
      return [`<p${styled(block.strong ? 'strong' : 'text')}>${shown(block.text)}</p>`];
    case 'items':
      return listLines(block.items.map(([lead, text]) => `<b>${shown(lead)}</b> ${shown(text)}`));
    case 'list':
      return listLines(block.items.map((item) => `<code${styled('code')}>${shown(item)}</code>`));
    case 'table':
      return [`<table${styled('table')}>`, ...block.rows.map(tableRow), '</table>'];
    case 'form':
      return [`<table${styled('table')}>`, ...block.rows.map(formRow), '</table>'];
    case 'command':
      return [`<pre${styled('command')}><code>${shown(block.text)}</code></pre>`];
  }
}

function listLines(items: readonly string[]): string[] {
  return [`<ul${styled('list')}>`, ...items.map((item) => `<li${styled('item')}>${item}</li>`), '</ul>'];
}

function tableRow([label, value]: Item): string {
  return `<tr><th scope="row"${styled('label')}>${shown(label)}</th><td${styled('value')}>${shown(value)}</td></tr>`;
}

function formRow({ label, note, field }: FormRow): string {
  const hint = `<span${styled('note')}>${shown(note)}</span>`;
  const cell = field === 'none' ? `<b>${shown(note)}</b>` : `${fieldHtml(field)}${hint}`;
  return `<tr><th scope="row"${styled('label')}>${shown(label)}</th><td${styled('field')}>${cell}</td></tr>`;
}

/** An empty line that a mail program lets somebody write on when answering, or boxes to tick. */
function fieldHtml(field: 'line' | readonly string[]): string {
  if (field === 'line') return `<span${styled('line')}>&nbsp;</span>`;
  return field.map((choice) => `<span${styled('choice')}>&#9744;&nbsp;${shown(choice)}</span> `).join('');
}
