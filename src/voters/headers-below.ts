/** Owns the suspicion that a title stands above the headers of a roll. */
import type { Finding } from '../finding.js';
import { isRemarkedAddress, roleOfHeader } from './header-words.js';
import { rollError } from './roll-finding.js';

/** Rows looked at below the first for the headers: a title, a date, a blank row or two. */
export const MOST_TITLES = 10;
const DELIMITERS = /[;,\t|]/;

interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows at the beginning of a CSV file, for this alone: whatever delimiter the headers have. */
export function firstLines(text: string): Row[] {
  const lines = text.split(/\r\n|\r|\n/, MOST_TITLES + 2);
  return lines.map((line, index) => ({
    row: index + 1,
    cells: line.split(DELIMITERS).map((cell) => cell.replace(/^"|"$/g, '')),
  }));
}

/** Where the first row is no line of headers, and one below it is: that row. Takes the rows from the first. */
export function headersBelow([first, ...others]: readonly Row[]): Finding | null {
  if (first === undefined || first.cells.some(isAddressHeader)) return null;
  const found = others.slice(0, MOST_TITLES).find(({ cells }) => {
    const roles = cells.map((cell) => roleOfHeader(cell)).filter((role) => role !== null);
    return roles.includes('email') && roles.length >= 2;
  });
  return found ? rollError('headers-below', { row: first.row, column: null }, { row: found.row }) : null;
}

function isAddressHeader(cell: string): boolean {
  return roleOfHeader(cell) === 'email' || isRemarkedAddress(cell);
}
