/** Owns which cells of the first line a finding may show: without a header line they are somebody's credentials. */
import { roleOfHeader } from './header-words.js';
import { MASK, quoted } from './roll-finding.js';

const ADDRESS_OR_LINK = /@|:\/\//;
/** A number of some length: an ID, a PIN, a telephone. A year is shorter. */
const NUMBER = /\d{5}|^\d{3,}$/;
/** Letters and digits by turns, as in "x7Kp"; "Adresse2" changes only once. */
const MIX = /\p{L}+[^\p{L}\d\s]*\d+[^\p{L}\d\s]*\p{L}|\d+[^\p{L}\d\s]*\p{L}+[^\p{L}\d\s]*\d/u;
/** Marks in or behind a word, as passwords have them and names of columns have not. */
const MARKS = /[\p{L}\d][!$%~\\]/u;

/**
 * The cells of the first line as they may be shown, in their order. What looks like somebody's data is masked; and
 * where one cell does, so is every other that is no usual header, for a password can look like any word.
 */
export function shownHeaders(headers: readonly string[]): string[] {
  const isHeaderLine = !headers.some(looksLikeData);
  return headers.map((header) =>
    header === '' || isHeaderLine || roleOfHeader(header) !== null ? quoted(header) : MASK,
  );
}

function looksLikeData(cell: string): boolean {
  if (cell === '' || roleOfHeader(cell) !== null) return false;
  return [ADDRESS_OR_LINK, NUMBER, MIX, MARKS].some((sign) => sign.test(cell));
}
