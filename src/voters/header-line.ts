/** Owns the header line of a roll: its cells cleaned, and what forbids to use them as names. */
import type { Finding } from '../finding.js';
import { parseAddress } from './address.js';
import { clean, forbiddenCharacter } from './characters.js';
import type { CsvRecord } from './csv-records.js';
import { shownHeaders } from './header-shown.js';
import { rollError, rollWarning } from './roll-finding.js';

const MOST_COLUMNS = 200;
/** Together with the one before: any header line fits into what detect-shape.ts keeps of the file. */
const LONGEST_HEADER = 200;

/** Names that every JavaScript object has; as placeholders they would not find the cell. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
/** What opens a section, a comment, a partial ... (mustache(5)), and so cannot begin a placeholder. */
const SIGIL = /^[#^/>&{=!]/;

/**
 * Takes the header record; gives the headers, cleaned, without blank ones at the end. Line breaks and tabs
 * inside a header are blanks. A first line that holds an address is no header: its cells may be credentials
 * and are not passed on.
 */
export function readHeaders(record: CsvRecord): { headers: string[]; findings: Finding[] } {
  const place = { row: record.row, column: null };
  const headers = withoutBlankEnd(record.cells.map((cell) => clean(cell.replace(/[\r\n\t]+/g, ' '))));
  if (headers.length > MOST_COLUMNS) {
    return { headers: [], findings: [rollError('not-csv', place, { reason: 'too-many-columns' })] };
  }
  if (headers.some((header) => 'address' in parseAddress(header))) {
    return { headers: [], findings: [rollError('missing-header', place, {})] };
  }
  return { headers, findings: [...cellFindings(headers, record.row), ...doubles(headers, record.row)] };
}

/**
 * Headers that no placeholder can name, after the roles are assigned: a column with a role is reached by it.
 * `used` are the indexes of those columns.
 */
export function nameFindings(headers: readonly string[], used: ReadonlySet<number>, row: number): Finding[] {
  const findings: Finding[] = [];
  const shown = shownHeaders(headers);
  for (const [index, name] of headers.entries()) {
    const header = shown[index] ?? '';
    const place = { row, column: header === '' ? null : header };
    if (header === '') findings.push(rollWarning('unnamed-column', place, { position: index + 1 }));
    else if (RESERVED.has(name)) findings.push(rollError('unusable-header', place, { header }));
    else if (!used.has(index) && isUnreachable(name)) {
      findings.push(rollWarning('unusable-header', place, { header }));
    }
  }
  return findings;
}

function isUnreachable(header: string): boolean {
  return SIGIL.test(header) || header.includes('}}');
}

function withoutBlankEnd(headers: string[]): string[] {
  const last = headers.findLastIndex((header) => header !== '');
  return headers.slice(0, last + 1);
}

function cellFindings(headers: readonly string[], row: number): Finding[] {
  const shown = shownHeaders(headers);
  return headers.flatMap((header, index) => {
    const place = { row, column: shown[index] ?? null };
    const { length } = header;
    if (length > LONGEST_HEADER)
      return [rollError('cell-too-long', place, { length, limit: LONGEST_HEADER })];
    const fault = forbiddenCharacter(header);
    if (!fault) return [];
    const { kind, ...details } = fault;
    return [rollError(kind, place, details)];
  });
}

function doubles(headers: readonly string[], row: number): Finding[] {
  const firsts = new Map<string, number>();
  const shown = shownHeaders(headers);
  return headers.flatMap((header, index) => {
    const first = firsts.get(header);
    if (first === undefined) firsts.set(header, index);
    if (first === undefined || header === '') return [];
    const column = shown[index] ?? '';
    const details = { header: column, first: first + 1, second: index + 1 };
    return [rollError('duplicate-header', { row, column }, details)];
  });
}
