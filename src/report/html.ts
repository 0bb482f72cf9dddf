/** Owns the report as one HTML file: no script, nothing loaded, and every text of a stranger escaped. */
import type { Block, Row, Section, TranscriptBlock } from './blocks.js';
import { escapeHtml } from './escape-html.js';
import { MARKERS } from './marker.js';
import { pictureSvg } from './plan-picture.js';
import type { Report } from './report.js';
import { PICTURE_STYLE, REPORT_STYLE } from './report-style.js';

/** Whoever passes the file on may open it anywhere: it must be able to do nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole document. */
export function reportHtml(report: Report): string {
  const { kind, language, title, status, verdict, opening, sections } = report;
  const pictured = sections.some(({ blocks }) => blocks.some((block) => block.kind === 'picture'));
  return `${MARKERS[kind].html}<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}${pictured ? PICTURE_STYLE : ''}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="verdict ${status}"><strong>${escapeHtml(verdict)}</strong></p>
${opening.map(paragraph).join('\n')}
${sections.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section({ heading, blocks }: Section): string {
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${blocks.map(blockOf).join('\n')}\n</section>`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.text);
    case 'list':
      return list(block.items);
    case 'group':
      return `<div class="group">\n<h3>${escapeHtml(block.heading)}</h3>\n${list(block.items)}\n</div>`;
    case 'facts':
      return facts(block.rows);
    case 'table':
      return table(block.columns, block.rows);
    case 'transcript':
      return transcript(block);
    case 'picture':
      return `<figure>\n${pictureSvg(block.picture)}\n<figcaption>${escapeHtml(block.caption)}</figcaption>\n</figure>`;
  }
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function list(items: readonly string[]): string {
  return `<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</ul>`;
}

function facts(rows: readonly (readonly [string, string])[]): string {
  const given = rows.filter(([, value]) => value !== '');
  const line = ([label, value]: readonly [string, string]): string =>
    `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;
  return `<table class="facts">\n<tbody>\n${given.map(line).join('\n')}\n</tbody>\n</table>`;
}

function table(columns: readonly string[], rows: readonly Row[]): string {
  const line = ({ status, cells: [name = '', ...cells] }: Row): string => {
    const rest = cells.map((cell, index) => labelled(columns[index + 1] ?? '', escapeHtml(cell)));
    return `<tr class="${status}"><th scope="row">${escapeHtml(name)}</th>${rest.join('')}</tr>`;
  };
  return whole('steps', columns, rows.map(line));
}

function transcript({ columns, who, encrypted, lines }: TranscriptBlock): string {
  const line = ({ direction, text, encrypted: secret }: TranscriptBlock['lines'][number]): string =>
    `<tr class="${direction}"><th scope="row">${escapeHtml(who[direction])}</th>` +
    labelled(columns[1], escapeHtml(secret ? encrypted.yes : encrypted.no)) +
    `${labelled(columns[2], `<code>${escapeHtml(text)}</code>`)}</tr>`;
  return whole('transcript', columns, lines.map(line));
}

/** On a narrow screen the label stands before the value, in place of the column's heading. */
function labelled(label: string, html: string): string {
  return `<td data-label="${escapeHtml(label)}">${html}</td>`;
}

function whole(name: string, columns: readonly string[], lines: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  return `<table class="${name}">\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
}
