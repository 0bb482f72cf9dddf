/** Owns the suspicion that a column of credentials is not filled as it should be: gaps, or the same for everybody. */

/** Rows named of those without a value. */
const MOST_ROWS = 10;

/** Watches one column. Holds its first value, and nothing else of the cells. */
export class CredentialWatch {
  #first: string | null = null;
  #allEqual = true;
  #filled = 0;
  #empty = 0;
  readonly #rows: number[] = [];

  see(cell: string, row: number): void {
    if (cell === '') {
      this.#empty += 1;
      if (this.#rows.length < MOST_ROWS) this.#rows.push(row);
      return;
    }
    this.#filled += 1;
    this.#first ??= cell;
    this.#allEqual &&= cell === this.#first;
  }

  /** Voters who all have the one value, where there are at least two of them; else 0. */
  equal(): number {
    return this.#allEqual && this.#filled >= 2 ? this.#filled : 0;
  }

  /** Voters without a value, and of how many; `rows` are the first of them. */
  empty(): { readonly count: number; readonly of: number; readonly rows: readonly number[] } {
    return { count: this.#empty, of: this.#empty + this.#filled, rows: this.#rows };
  }
}
