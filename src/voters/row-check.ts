/** Owns the check of one row: a record becomes a voter, or the list of what is wrong with it. */
import type { Finding } from '../finding.js';
import { countAddresses, parseAddress } from './address.js';
import { CellCheck, isErrorValue } from './cell-check.js';
import { isBlank } from './characters.js';
import { idIsAddress } from './columns.js';
import type { CsvRecord } from './csv-records.js';
import { isLanguageWord } from './language-word.js';
import { hinted, quoted, rollError, rollWarning } from './roll-finding.js';
import { RowSuspicions } from './row-suspicions.js';
import type { RollShape, Voter } from './voter.js';

/** One row of the roll, checked. A voter's findings are warnings; a faulty row has at least one error. */
export type RollRow =
  | { readonly kind: 'voter'; readonly voter: Voter; readonly findings: readonly Finding[] }
  | { readonly kind: 'faulty'; readonly row: number; readonly findings: readonly Finding[] };

/** Further words in a language column are told as little as the thousandth finding. */
const MOST_LANGUAGES = 20;

/** Makes the check of the rows of one roll: what depends on the shape alone is worked out once. */
export function createRowCheck(shape: RollShape): (record: CsvRecord) => RollRow {
  const check = new RowCheck(shape);
  return (record) => check.see(record);
}

class RowCheck {
  readonly #headers: readonly string[];
  readonly #email: number | undefined;
  readonly #id: number | undefined;
  readonly #language: number | undefined;
  readonly #cells: CellCheck;
  readonly #isWorkbook: boolean;
  readonly #suspicions: RowSuspicions;
  /** A row with fewer cells has lost one that the voter needs. */
  readonly #needed: number;
  readonly #shortRows = new Set<number>();
  /** Words that were told. */
  readonly #languages = new Set<string>();

  constructor(shape: RollShape) {
    this.#headers = shape.headers;
    this.#email = shape.roles.email;
    this.#id = idIsAddress(shape.roles) ? undefined : shape.roles.id;
    this.#language = shape.roles.language;
    this.#cells = new CellCheck(shape);
    this.#needed = 1 + Math.max(-1, ...neededColumns(shape));
    this.#isWorkbook = shape.encoding === 'xlsx';
    this.#suspicions = new RowSuspicions(shape);
  }

  see(record: CsvRecord): RollRow {
    const { row, cells, remade } = record;
    const tooLong = this.#cells.tooLong(cells, row);
    if (tooLong.length > 0) return { kind: 'faulty', row, findings: tooLong };
    const findings = this.#lengthFindings(cells, row);
    if (findings.some(isError)) return { kind: 'faulty', row, findings };
    const read = this.#headers.map((_, index) =>
      this.#cells.read(cells[index] ?? '', index, row, remade?.get(index), findings),
    );
    const email = this.#readAddress(read, row, findings);
    const id = this.#readId(read, email, row, findings);
    this.#seeLanguage(read, row, findings);
    this.#suspicions.see(record, read, findings);
    if (findings.length > 0 && findings.some(isError)) return { kind: 'faulty', row, findings };
    return { kind: 'voter', voter: { id, email, row, cells: read }, findings };
  }

  /**
   * Blank cells beyond the last header are what spreadsheets leave behind; missing ones may be a shifted row,
   * which a workbook cannot have.
   */
  #lengthFindings(cells: readonly string[], row: number): Finding[] {
    const expected = this.#headers.length;
    if (cells.length === expected) return [];
    const beyond = cells.findIndex((cell, index) => index >= expected && !isBlank(cell));
    if (this.#isWorkbook) {
      const place = { row, column: null };
      return beyond < 0 ? [] : [rollWarning('cell-without-header', place, { position: beyond + 1 })];
    }
    if (cells.length > expected && beyond < 0) return [];
    if (cells.length < expected && cells.length >= this.#needed) return this.#shortRow(row, cells.length);
    return [rollError('ragged-row', { row, column: null }, { expected, found: cells.length })];
  }

  /** Excel leaves out what is empty at the end of some rows. Told once for each length. */
  #shortRow(row: number, found: number): Finding[] {
    if (this.#shortRows.has(found)) return [];
    this.#shortRows.add(found);
    return [rollWarning('short-row', { row, column: null }, { expected: this.#headers.length, found })];
  }

  #readAddress(cells: readonly string[], row: number, findings: Finding[]): string {
    const cell = this.#email === undefined ? '' : (cells[this.#email] ?? '');
    const place = { row, column: this.#email === undefined ? null : (this.#headers[this.#email] ?? null) };
    if (cell === '') {
      findings.push(rollError('missing-email', place, {}));
      return '';
    }
    const parsed = parseAddress(cell);
    if ('address' in parsed) return parsed.address;
    if (isErrorValue(cell)) return '';
    const count = countAddresses(cell);
    const value = quoted(cell);
    const elsewhere = cell.includes('@') ? null : this.#addressElsewhere(cells);
    if (elsewhere !== null) findings.push(rollError('swapped-columns', place, { header: elsewhere }));
    else if (count >= 2) findings.push(rollError('several-addresses', place, { value, count }));
    else {
      // In a row that has shifted this may be a credential, also with an "@".
      const shown = cell.includes('@') ? hinted(cell) : null;
      findings.push(rollError('invalid-email', place, { value: shown, reason: parsed.fault }));
    }
    return '';
  }

  /** The header above the one other cell that is an address. */
  #addressElsewhere(cells: readonly string[]): string | null {
    const found = [...cells.keys()].filter((index) => {
      const cell = cells[index] ?? '';
      return index !== this.#email && cell.includes('@') && 'address' in parseAddress(cell);
    });
    return found.length === 1 ? (this.#headers[found[0] ?? -1] ?? null) : null;
  }

  #readId(cells: readonly string[], email: string, row: number, findings: Finding[]): string {
    if (this.#id === undefined) return email;
    const id = cells[this.#id] ?? '';
    if (id === '')
      findings.push(rollError('missing-id', { row, column: this.#headers[this.#id] ?? null }, {}));
    return id;
  }

  /** Each word once, at its first row. */
  #seeLanguage(cells: readonly string[], row: number, findings: Finding[]): void {
    if (this.#language === undefined) return;
    const value = cells[this.#language] ?? '';
    if (value === '' || isLanguageWord(value) || this.#languages.has(value)) return;
    if (this.#languages.size >= MOST_LANGUAGES) return;
    this.#languages.add(value);
    const column = this.#headers[this.#language] ?? null;
    findings.push(rollWarning('unknown-language', { row, column }, { value: hinted(value) }));
  }
}

/** Without a column known to hold a credential, any secret may be one. */
function neededColumns({ roles, secrets, unread = [] }: RollShape): number[] {
  const { id, email, password, link } = roles;
  const credentials = [password, link].filter((index) => index !== undefined);
  return [id, email, ...(credentials.length > 0 ? credentials : secrets)].filter(
    (index) => index !== undefined && !unread.includes(index),
  ) as number[];
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
