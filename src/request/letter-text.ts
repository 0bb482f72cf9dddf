/** Owns the letter as plain text: one line a paragraph, as mail programs and editors break lines themselves. Pure. */
import type { Block, FormRow, Item } from './block.js';
import type { Letter } from './letter.js';

const INDENT = '    ';
const LINE = '____________________________';

/** Lines end in LF, the last one too. */
export function letterText(letter: Letter): string {
  const { organiser, title, date, to, heading, blocks, regards, signature, language } = letter;
  const capitals = (text: string): string => text.toLocaleUpperCase(language);
  const head = [organiser, title, '', date, '', to, '', capitals(heading)];
  const body = blocks.flatMap((block) => ['', ...blockLines(block, capitals)]);
  return `${[...head, ...body, '', regards, '', signature, organiser].join('\n')}\n`;
}

function blockLines(block: Block, capitals: (text: string) => string): string[] {
  switch (block.kind) {
    case 'heading':
      return [capitals(block.text)];
    case 'paragraph':
      return [block.text];
    case 'items':
      return block.items.map(([lead, text]) => `- ${lead} ${text}`);
    case 'list':
      return block.items.map((item) => `- ${item}`);
    case 'table':
      return tableLines(block.rows);
    case 'form':
      return tableLines(block.rows.map((row) => [row.label, fieldOf(row)]));
    case 'command':
      return [INDENT + block.text];
  }
}

function tableLines(rows: readonly Item[]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length)) + 1;
  return rows.map(([label, value]) => `${INDENT}${`${label}:`.padEnd(width)}  ${value}`);
}

function fieldOf({ field, note }: FormRow): string {
  if (field === 'none') return note;
  const blank = field === 'line' ? LINE : field.map((choice) => `[ ] ${choice}`).join('   ');
  return `${blank}  (${note})`;
}
