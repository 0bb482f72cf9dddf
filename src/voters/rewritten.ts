/** Owns the suspicion that a spreadsheet made a date, a time, a number or a truth of a value. */

const MONTH = '(?:jan|feb|mrz|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)';
/** What Excel shows, in German and English, for what it takes for a date, a time, TRUE. */
const CERTAIN = new RegExp(
  [
    String.raw`\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})`,
    String.raw`\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})`,
    String.raw`\d{1,2}(?:\. ?|-)${MONTH}(?:[-. ]\d{2,4})?`,
    String.raw`${MONTH}[-. ]\d{2,4}`,
    String.raw`\d{1,2}:\d{2}(?::\d{2})?`,
    'wahr|falsch|true|false',
  ]
    .map((form) => `^(?:${form})$`)
    .join('|'),
  'i',
);
/** Decimals and thousands: some systems write IDs like that. */
const LIKELY = /^\d{1,3}(?:\.\d{3})+$|^\d+,\d+$/;
const DIGIT_OR_WORD = /^[\dwftjasondm]/i;
const LONGEST = 14;

export interface Rewritten {
  readonly row: number;
  readonly value: string;
  readonly count: number;
  readonly of: number;
  /** Unlike most others of the column, so that it cannot be how the column is meant. */
  readonly isCertain: boolean;
}

/** Watches one column; holds the first value of the kind. */
export class RewrittenWatch {
  #first: { readonly row: number; readonly value: string; readonly isCertain: boolean } | null = null;
  #count = 0;
  #filled = 0;

  see(cell: string, row: number): void {
    if (cell === '') return;
    this.#filled += 1;
    if (cell.length > LONGEST || !DIGIT_OR_WORD.test(cell)) return;
    const isCertain = CERTAIN.test(cell);
    if (!isCertain && !LIKELY.test(cell)) return;
    this.#count += 1;
    if (this.#first === null || (isCertain && !this.#first.isCertain))
      this.#first = { row, value: cell, isCertain };
  }

  /** The first value of the kind; null where there is none. */
  found(): Rewritten | null {
    if (this.#first === null) return null;
    const isCertain = this.#first.isCertain && this.#count * 2 <= this.#filled;
    return { ...this.#first, count: this.#count, of: this.#filled, isCertain };
  }
}
