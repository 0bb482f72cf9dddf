/** Owns the check of one cell by itself, whatever stands beside it. */
import type { Finding } from '../finding.js';
import { clean, forbiddenCharacter, forbiddenInExact, isBlank } from './characters.js';
import { idIsAddress } from './columns.js';
import { foreignPlaceholder, isFiller } from './left-over.js';
import { linkFault } from './link-domain.js';
import { hinted, MASK, quoted, rollError, rollWarning } from './roll-finding.js';
import type { RollShape } from './voter.js';
import type { Remade } from './workbook/cell-text.js';

/** No link or credential is longer; what is, is a text that slipped into the roll. */
const LONGEST_CELL = 10_000;
/** No name, salutation or title is longer; it stands in a header of the message. */
const LONGEST_NAME = 200;
/** What mail programs make a link of, also in a name. */
const LINK_IN_NAME = /:\/\/|\bwww\.|[\p{L}\d-]\.\p{L}{2,}\/\S/iu;

/** Excel shows long digits as 1,23E+12 and saves what it shows; the sign tells it from a code like 4E12. */
const DAMAGED_NUMBER = /^-?\d(?:[.,]\d{1,20})?E[+-]\d{1,3}$/i;

/** What Excel writes for a formula without a result, in German and English; its new ones among them. */
const ERROR_VALUE =
  /^#(?:NV|N\/A|(?:REF|BEZUG|WERT|VALUE|DIV\/0|NULL|ZAHL|NUM|SPILL|ÜBERLAUF|CALC|KALK|FIELD|FELD)!|NAME\?|#*)$/i;

/** Checks the cells of one roll: what depends on the shape alone is worked out once. */
export class CellCheck {
  readonly #headers: readonly string[];
  readonly #secrets: ReadonlySet<number>;
  /** By column: whether its cells arrive exactly as written. */
  readonly #exact: readonly boolean[];
  /** By column: whether the voter is lost without what its cells stand for. */
  readonly #vital: readonly boolean[];
  /** By column: whether it is for certain the voter's ID, or how the voter gets in. */
  readonly #known: readonly boolean[];
  readonly #email: number | undefined;
  readonly #link: number | undefined;
  /** By column: characters that its cells may have. */
  readonly #longest: readonly number[];
  /** Columns whose dates were told. */
  readonly #dated = new Set<number>();

  readonly #unread: ReadonlySet<number>;

  constructor(shape: RollShape) {
    this.#unread = new Set(shape.unread);
    const { id, email, link, password, firstName, lastName, salutation, title } = shape.roles;
    const names = new Set([firstName, lastName, salutation, title]);
    const exactId = idIsAddress(shape.roles) ? undefined : id;
    this.#headers = shape.headers;
    this.#email = email;
    this.#link = link;
    this.#longest = shape.headers.map((_, index) => (names.has(index) ? LONGEST_NAME : LONGEST_CELL));
    this.#secrets = new Set(shape.secrets.filter((index) => index !== email));
    this.#exact = shape.headers.map((_, index) => index === exactId || this.#secrets.has(index));
    this.#vital = this.#exact.map((exact, index) => exact || index === email || index === link);
    this.#known = shape.headers.map((_, index) => [exactId, link, password].includes(index));
  }

  /** What is too long to be looked at any closer. */
  tooLong(cells: readonly string[], row: number): Finding[] {
    const findings: Finding[] = [];
    for (let index = 0; index < this.#longest.length; index += 1) {
      const [length, limit] = [cells[index]?.length ?? 0, this.#longest[index] ?? LONGEST_CELL];
      const column = this.#headers[index] ?? null;
      if (length > limit) findings.push(rollError('cell-too-long', { row, column }, { length, limit }));
    }
    return findings;
  }

  /** The cell as it counts, and what is wrong with it, put to `findings`. */
  read(cell: string, index: number, row: number, remade: Remade | undefined, findings: Finding[]): string {
    if (this.#unread.has(index)) return isBlank(cell) ? '' : cell;
    const exact = this.#exact[index] === true;
    const fault = exact ? forbiddenInExact(cell) : forbiddenCharacter(cell);
    const place = { row, column: this.#headers[index] ?? null };
    if (fault) {
      const { kind, ...details } = fault;
      findings.push(rollError(kind, place, details));
    }
    // What Excel shows in place of a value is nobody's secret.
    if (this.#vital[index] && isErrorValue(cell)) {
      findings.push(rollError('error-value', place, { value: quoted(clean(cell)) }));
    }
    this.#seeRemains(cell, index, place, findings);
    this.#seeLinks(cell, index, place, findings);
    if (remade) this.#seeRemade(cell, index, place, remade, findings);
    if (!exact) return clean(cell);
    if (!remade && DAMAGED_NUMBER.test(cell)) {
      const value = this.#secrets.has(index) ? MASK : quoted(cell);
      findings.push(rollError('damaged-number', place, { value }));
    }
    return isBlank(cell) ? '' : cell;
  }

  #seeRemains(
    cell: string,
    index: number,
    place: { row: number; column: string | null },
    findings: Finding[],
  ): void {
    const foreign = foreignPlaceholder(cell, this.#exact[index] === true);
    if (foreign !== null) {
      const value = this.#secrets.has(index) ? MASK : quoted(foreign);
      findings.push(rollError('foreign-placeholder', place, { value }));
    }
    if (this.#known[index] && isFiller(cell)) {
      findings.push(rollError('filler-value', place, { value: quoted(clean(cell)) }));
    }
  }

  /** A link leads where it says, and a name is none. */
  #seeLinks(
    cell: string,
    index: number,
    place: { row: number; column: string | null },
    findings: Finding[],
  ): void {
    if (index === this.#link) {
      const reason = linkFault(cell);
      if (reason !== null) findings.push(rollError('misleading-link', place, { reason }));
    } else if (this.#longest[index] === LONGEST_NAME && LINK_IN_NAME.test(cell)) {
      findings.push(rollWarning('link-in-name', place, {}));
    }
  }

  #seeRemade(
    cell: string,
    index: number,
    place: { row: number; column: string | null },
    remade: Remade,
    findings: Finding[],
  ): void {
    if (!this.#exact[index] && index !== this.#email && !this.#known[index]) return;
    const details = { value: this.#quote(cell, index) };
    const isVital = this.#known[index] === true || index === this.#email;
    // Outside the columns that a voter needs, TRUE is what a column of ticks holds.
    if (remade === 'truth') {
      if (isVital) findings.push(rollError('rewritten-value', place, { ...details, count: 1, of: 2 }));
    } else if (remade === 'format' && isVital) findings.push(rollError('number-format', place, details));
    else if (remade === 'number') findings.push(rollError('damaged-number', place, details));
    else if (isVital) findings.push(rollError('date-cell', place, details));
    else if (!this.#dated.has(index)) {
      this.#dated.add(index);
      findings.push(rollWarning(remade === 'format' ? 'number-format' : 'date-cell', place, details));
    }
  }

  #quote(cell: string, index: number): string {
    return this.#secrets.has(index) ? MASK : hinted(cell);
  }
}

/** A number in the notation that Excel shows for many digits: 1,23E+12. */
export function isDamagedNumber(cell: string): boolean {
  return DAMAGED_NUMBER.test(cell);
}

export function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(clean(cell));
}
