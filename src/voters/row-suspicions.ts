/** Owns what one row makes suspicious though each of its cells could be meant: signs of what went wrong on the way. */
import type { Finding } from '../finding.js';
import { isDamagedNumber, isErrorValue } from './cell-check.js';
import type { CsvRecord } from './csv-records.js';
import { isGarbled } from './garbled.js';
import { isFillerAsName, isNoCredential } from './left-over.js';
import { MASK, type Place, quoted, rollError, rollWarning } from './roll-finding.js';
import type { Role, RollShape } from './voter.js';

/** What a greeting is made of; none of them is checked as an ID or a credential is. */
const SPOKEN: readonly Role[] = ['firstName', 'lastName', 'salutation', 'title', 'language'];
/** "J?rgen", "Wei?": behind or before a letter, and not at the end of a sentence. */
const QUESTION_MARK = /\p{L}\?(?:\p{L}|$)|^\?\p{L}/u;
const LINK = /^(?:https?:)?\/\/|^www\./i;
/** Further words of one column are told as little as the thousandth finding. */
const MOST_WORDS = 20;

/** Sees the rows of one roll, in order. */
export class RowSuspicions {
  readonly #headers: readonly string[];
  readonly #secrets: ReadonlySet<number>;
  readonly #spoken: readonly number[];
  readonly #names: ReadonlySet<number | undefined>;
  /** Columns whose empty cell would be felt. */
  readonly #roles: ReadonlySet<number>;
  readonly #email: number | undefined;
  readonly #link: number | undefined;
  readonly #password: number | undefined;
  readonly #exact: readonly number[];
  readonly #unread: ReadonlySet<number>;
  /** What was told and is told once: kind, column, word. */
  readonly #told = new Set<string>();
  /** By column: whether texts and numbers were seen. */
  readonly #texts = new Set<number>();
  readonly #numbers = new Set<number>();

  constructor({ headers, roles, secrets, unread = [] }: RollShape) {
    this.#unread = new Set(unread);
    this.#headers = headers;
    this.#secrets = new Set(secrets);
    this.#roles = new Set(Object.values(roles));
    this.#names = new Set([roles.firstName, roles.lastName]);
    this.#email = roles.email;
    this.#link = unread.includes(roles.link ?? -1) ? undefined : roles.link;
    this.#password = unread.includes(roles.password ?? -1) ? undefined : roles.password;
    this.#exact = [roles.id, this.#password].filter(
      (index) => index !== undefined && index !== roles.email,
    ) as number[];
    const closed = new Set([...secrets, roles.id, roles.email, roles.link]);
    this.#spoken = SPOKEN.flatMap((role) => roles[role] ?? []).filter((index) => !closed.has(index));
  }

  /** Takes a record and its cells as they count; puts what it finds to `findings`. */
  see(record: CsvRecord, cells: readonly string[], findings: Finding[]): void {
    const { row } = record;
    this.#seeGarbled(cells, row, findings);
    for (const index of this.#spoken) this.#seeSpoken(cells[index] ?? '', index, record, findings);
    if (this.#password !== undefined)
      this.#seePassword(cells[this.#password] ?? '', this.#password, row, findings);
    if (record.marks) this.#seeMarks(record, cells, findings);
  }

  /** One of a row is enough: its other cells were read the same way. */
  #seeGarbled(cells: readonly string[], row: number, findings: Finding[]): void {
    const index = cells.findIndex((cell, column) => isGarbled(cell) && !this.#unread.has(column));
    const cell = cells[index];
    if (cell === undefined) return;
    const details = { value: this.#quote(cell, index) };
    findings.push(rollError('garbled-letters', this.#place(row, index), details));
  }

  #seePassword(cell: string, index: number, row: number, findings: Finding[]): void {
    if (LINK.test(cell)) findings.push(rollError('link-as-password', this.#place(row, index), {}));
    else if (cell !== '' && isNoCredential(cell, this.#headers)) {
      // What is nobody's credential may be shown.
      findings.push(rollError('filler-value', this.#place(row, index), { value: quoted(cell) }));
    }
  }

  #seeSpoken(cell: string, index: number, { row, remade }: CsvRecord, findings: Finding[]): void {
    if (cell === '') return;
    const place = this.#place(row, index);
    const value = quoted(cell);
    if (isErrorValue(cell)) findings.push(rollError('error-value', place, { value }));
    else if (isFillerAsName(cell) && this.#isNew('filler-value', index, cell))
      findings.push(rollWarning('filler-value', place, { value }));
    else if (isDamagedNumber(cell)) findings.push(rollWarning('damaged-number', place, { value }));
    else if (remade?.get(index) === 'date' && this.#isNew('date-cell', index, ''))
      findings.push(rollWarning('date-cell', place, { value }));
    else if (this.#names.has(index) && cell.includes('?') && QUESTION_MARK.test(cell))
      findings.push(rollWarning('question-mark', place, { value }));
  }

  #seeMarks(
    { row, cells: written, remade, marks }: CsvRecord,
    cells: readonly string[],
    findings: Finding[],
  ): void {
    for (const [index, text] of marks?.formulas ?? []) {
      if (
        index >= this.#headers.length ||
        this.#unread.has(index) ||
        !this.#isNew('formula-without-value', index, '')
      )
        continue;
      const details = { formula: this.#quote(text, index) };
      const find = this.#roles.has(index) ? rollError : rollWarning;
      findings.push(find('formula-without-value', this.#place(row, index), details));
    }
    for (const index of this.#exact) {
      if ((cells[index] ?? '') === '' || remade?.has(index)) continue;
      const isNumber = marks?.numbers.has(index) === true;
      (isNumber ? this.#numbers : this.#texts).add(index);
      const isMixed = this.#numbers.has(index) && this.#texts.has(index);
      if (isMixed && this.#isNew('number-among-texts', index, ''))
        findings.push(rollWarning('number-among-texts', this.#place(row, index), {}));
    }
    for (const index of [this.#email, this.#link]) {
      const target = index === undefined ? undefined : marks?.targets.get(index);
      const cell = written[index ?? -1]?.trim() ?? '';
      if (index === undefined || target === undefined || cell === '' || isSameTarget(cell, target)) continue;
      const shown = (text: string): string => this.#quote(text, index);
      const details = { value: shown(cell), target: shown(target) };
      findings.push(rollWarning('link-target-differs', this.#place(row, index), details));
    }
  }

  #isNew(kind: string, index: number, word: string): boolean {
    const key = `${kind} ${index} ${word}`;
    if (this.#told.has(key) || this.#told.size >= MOST_WORDS * SPOKEN.length) return false;
    this.#told.add(key);
    return true;
  }

  #place(row: number, index: number): Place {
    return { row, column: this.#headers[index] ?? null };
  }

  #quote(cell: string, index: number): string {
    return this.#secrets.has(index) ? MASK : quoted(cell);
  }
}

/** Excel adds a slash to a site, and encodes what an address may not hold. */
function isSameTarget(cell: string, target: string): boolean {
  const [one, other] = [cell, target].map((text) => {
    const bare = text
      .replace(/^mailto:/i, '')
      .replace(/\/$/, '')
      .toLowerCase();
    try {
      return decodeURIComponent(bare);
    } catch {
      return bare;
    }
  });
  return one === other || one === (other ?? '').split('?')[0] || `http://${one}` === other;
}
