/** Owns the breaking of long lines at blanks, so that a terminal does not break them inside a word. Pure. */
import { stripVTControlCharacters } from 'node:util';

/** What further lines are indented by: the line's own indentation, and the mark or label it begins with. */
const LEAD = /^ *(?:(?:→|-|•) )?/;
const NARROWEST = 30;

/** One line as several of at most `width` characters (colour codes do not count); a longer word stays whole. */
export function wrap(line: string, width: number): string[] {
  if (width < NARROWEST || visible(line) <= width) return [line];
  const lead = LEAD.exec(stripVTControlCharacters(line))?.[0].length ?? 0;
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && visible(longer) > width) {
      lines.push(current);
      current = ' '.repeat(lead) + word;
    } else current = longer;
  }
  return [...lines, current];
}

function visible(text: string): number {
  return stripVTControlCharacters(text).length;
}
