/** Owns the check of one row: a record becomes a voter, or the list of what is wrong with it. */
import type { Finding } from '../finding.js';
import { countAddresses, parseAddress } from './address.js';
import { clean, forbiddenCharacter, forbiddenInExact, isBlank } from './characters.js';
import { idIsAddress } from './columns.js';
import type { CsvRecord } from './csv-records.js';
import { MASK, quoted, rollError } from './roll-finding.js';
import type { RollShape, Voter } from './voter.js';

/** One row of the roll, checked. A voter's findings are warnings; a faulty row has at least one error. */
export type RollRow =
  | { readonly kind: 'voter'; readonly voter: Voter; readonly findings: readonly Finding[] }
  | { readonly kind: 'faulty'; readonly row: number; readonly findings: readonly Finding[] };

/** No name, link or credential is longer; what is, is a text that slipped into the roll. */
const LONGEST_CELL = 10_000;

/** Excel shows long digits as 1,23E+12 and saves what it shows; the sign tells it from a code like 4E12. */
const DAMAGED_NUMBER = /^-?\d(?:[.,]\d{1,20})?E[+-]\d{1,3}$/i;

/** What Excel writes for a formula without a result, in German and English; its new ones among them. */
const ERROR_VALUE =
  /^#(?:NV|N\/A|(?:REF|BEZUG|WERT|VALUE|DIV\/0|NULL|ZAHL|NUM|SPILL|ÜBERLAUF|CALC|KALK|FIELD|FELD)!|NAME\?|#*)$/i;

const NO_FINDINGS: readonly Finding[] = [];

/** Makes the check of the rows of one roll: what depends on the shape alone is worked out once. */
export function createRowCheck(shape: RollShape): (record: CsvRecord) => RollRow {
  const check = new RowCheck(shape);
  return (record) => check.see(record);
}

class RowCheck {
  readonly #headers: readonly string[];
  readonly #email: number | undefined;
  readonly #id: number | undefined;
  readonly #secrets: ReadonlySet<number>;
  /** By column: whether its cells arrive exactly as written. */
  readonly #exact: readonly boolean[];
  /** By column: whether the voter is lost without what its cells stand for. */
  readonly #vital: readonly boolean[];

  constructor(shape: RollShape) {
    this.#headers = shape.headers;
    this.#email = shape.roles.email;
    this.#id = idIsAddress(shape.roles) ? undefined : shape.roles.id;
    this.#secrets = new Set(shape.secrets.filter((index) => index !== this.#email));
    this.#exact = shape.headers.map((_, index) => index === this.#id || this.#secrets.has(index));
    const { email, link } = shape.roles;
    this.#vital = this.#exact.map((exact, index) => exact || index === email || index === link);
  }

  see({ row, cells }: CsvRecord): RollRow {
    const findings: Finding[] = [];
    if (!this.#hasRightLength(cells)) {
      const details = { expected: this.#headers.length, found: cells.length };
      return { kind: 'faulty', row, findings: [rollError('ragged-row', { row, column: null }, details)] };
    }
    const read = this.#headers.map((_, index) => this.#readCell(cells[index] ?? '', index, row, findings));
    const email = this.#readAddress(read, row, findings);
    const id = this.#readId(read, email, row, findings);
    if (findings.length > 0) return { kind: 'faulty', row, findings };
    return { kind: 'voter', voter: { id, email, row, cells: read }, findings: NO_FINDINGS };
  }

  /**
   * Blank cells beyond the last header are what spreadsheets leave behind; missing ones may be a shifted row.
   */
  #hasRightLength(cells: readonly string[]): boolean {
    const expected = this.#headers.length;
    return cells.length === expected || (cells.length > expected && cells.slice(expected).every(isBlank));
  }

  #readCell(cell: string, index: number, row: number, findings: Finding[]): string {
    const exact = this.#exact[index] === true;
    const fault = exact ? forbiddenInExact(cell) : forbiddenCharacter(cell);
    const place = { row, column: this.#headers[index] ?? null };
    if (fault) {
      const { kind, ...details } = fault;
      findings.push(rollError(kind, place, details));
    }
    if (cell.length > LONGEST_CELL) {
      findings.push(rollError('cell-too-long', place, { length: cell.length, limit: LONGEST_CELL }));
    }
    // What Excel shows in place of a value is nobody's secret.
    if (this.#vital[index] && isErrorValue(cell)) {
      findings.push(rollError('error-value', place, { value: quoted(clean(cell)) }));
    }
    if (!exact) return clean(cell);
    if (DAMAGED_NUMBER.test(cell)) {
      findings.push(rollError('damaged-number', place, { value: this.#quote(cell, index) }));
    }
    return isBlank(cell) ? '' : cell;
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
    findings.push(
      count >= 2
        ? rollError('several-addresses', place, { value, count })
        : rollError('invalid-email', place, {
            // In a row that has shifted this may be a credential.
            value: cell.includes('@') ? value : null,
            reason: parsed.fault,
          }),
    );
    return '';
  }

  #readId(cells: readonly string[], email: string, row: number, findings: Finding[]): string {
    if (this.#id === undefined) return email;
    const id = cells[this.#id] ?? '';
    if (id === '')
      findings.push(rollError('missing-id', { row, column: this.#headers[this.#id] ?? null }, {}));
    return id;
  }

  #quote(cell: string, index: number): string {
    return this.#secrets.has(index) ? MASK : quoted(cell);
  }
}

function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(clean(cell));
}
