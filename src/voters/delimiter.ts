/** Owns the choice of the character between two cells. */
import type { Delimiter } from './voter.js';

/** Where two occur equally often, the first: it is what Excel writes in German. */
const CANDIDATES: readonly Delimiter[] = [';', ',', '\t', '|'];
/** Excel's own way to name the delimiter, before the header line; nothing else follows on it. */
const SEPARATOR_LINE = /^"?sep=(.)"?$/i;

/**
 * Chooses the delimiter from the beginning of a roll (decoded, without byte order mark): the one that a first
 * line `sep=;` names; else the one that occurs most often outside quotes in the header line; a roll of one
 * column has none, and is read with `;`.
 */
export function chooseDelimiter(head: string): Delimiter {
  const [first = '', second = ''] = firstLines(head);
  const named = SEPARATOR_LINE.exec(first)?.[1];
  const candidate = CANDIDATES.find((delimiter) => delimiter === named);
  return candidate ?? mostFrequent(named === undefined ? first : second);
}

/** Whether a record is the line `sep=;`, which comes apart into cells when it is read with that delimiter. */
export function isSeparatorLine(cells: readonly string[]): boolean {
  return /^sep=.?$/i.test(cells[0] ?? '') && cells.slice(1).every((cell) => cell === '');
}

/** The first two lines that are not empty; line breaks inside quotes do not end one. */
function firstLines(head: string): string[] {
  const lines: string[] = [];
  let line = '';
  let quoting = false;
  for (const character of head) {
    if (character === '"') quoting = !quoting;
    if (quoting || !/[\r\n]/.test(character)) line += character;
    else if (line !== '') {
      lines.push(line);
      line = '';
      if (lines.length === 2) return lines;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function mostFrequent(line: string): Delimiter {
  // Quoted cells go first; an unclosed quote is reported later, by the parser.
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = CANDIDATES.map((delimiter) => bare.split(delimiter).length - 1);
  const most = Math.max(...counts);
  return CANDIDATES[counts.indexOf(most)] ?? ';';
}
