/** Owns the breaking of long lines at blanks, so that a terminal breaks neither a word nor a command to be copied. Pure. */
import { stripVTControlCharacters } from 'node:util';

/** What further lines are indented by: the line's own indentation, and the mark or label it begins with. */
const LEAD = /^ *(?:(?:→|-|•|✓|✗|!|·) )?/;
/** A label and the gap behind it, as in columns; the value begins where the last gap ends. */
const LABEL = /^ *\S.*? {2,}(?=\S)/;
const NARROWEST = 30;

/** A value, quoted for cmd.exe, for a POSIX shell or not at all; what stands in brackets behind a command is prose again. */
const WORD = `(?:"[^"]*"|'[^']*'(?:\\\\''[^']*')*|[^\\s("'-][^\\s]*)`;
const OPTIONS = `(?: --?[A-Za-z][^\\s]*(?: ${WORD})?)*`;
/** Commands as our sentences suggest them. A word of prose too many only keeps the line together. */
const COMMAND = new RegExp(
  [
    `(?:npx (?:-y -p [^\\s]+ )?)?\\binvite (?:--help|(?:init|request|configure|test-connection|preview|send|status|sandbox)\\b(?: ${WORD})?${OPTIONS})`,
    `\\bchmod \\d+ ${WORD}`,
    '\\bnpm (?:install|ci)',
    `\\bcd ${WORD}`,
    `\\bSet-CASMailbox ${WORD}${OPTIONS}`,
  ].join('|'),
  'g',
);
/** Stands for a blank that must stay; no text that reaches a terminal holds it. */
const TIED = '\u0000';

/** The first half of a SHA-256 fingerprint: read out by telephone, and better broken between two pairs than in one. */
const HALF = /(?<![0-9A-F:])(?:[0-9A-F]{2}:){16}(?=(?:[0-9A-F]{2}:){15}[0-9A-F]{2})/;

/**
 * One line as several of at most `width` characters (colour codes do not count); a longer word stays whole, but for a
 * fingerprint, which is broken in its middle.
 */
export function wrap(line: string, width: number): string[] {
  if (width < NARROWEST || visible(line) <= width) return [line];
  const indent = ' '.repeat(leadOf(stripVTControlCharacters(line), width));
  const lines: string[] = [];
  let current = '';
  for (const word of tied(line).split(/(?<=\S) (?=\S)/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && visible(longer) > width) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].flatMap((one) => halved(one.replaceAll(TIED, ' '), indent, width));
}

function halved(line: string, indent: string, width: number): string[] {
  const half = visible(line) > width ? HALF.exec(line) : null;
  if (half === null) return [line];
  const end = half.index + half[0].length;
  return [line.slice(0, end), indent + line.slice(end)];
}

/** Under the value where there is room for one, else under the first word. */
function leadOf(text: string, width: number): number {
  let label = 0;
  for (let gap = LABEL.exec(text); gap; gap = LABEL.exec(text.slice(label))) label += gap[0].length;
  return label > 0 && width - label >= NARROWEST ? label : (LEAD.exec(text)?.[0].length ?? 0);
}

function tied(line: string): string {
  return line.replace(COMMAND, (command) => command.replaceAll(' ', TIED));
}

function visible(text: string): number {
  return stripVTControlCharacters(text.replaceAll(TIED, ' ')).length;
}
