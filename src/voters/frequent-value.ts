/** Owns the suspicion that one value of a column was copied to many voters. */

/** Candidates held at once; a value of more than one cell in so many plus one is never missed. */
const CANDIDATES = 12;
const FEWEST = 3;
const SHARE = 0.1;

/**
 * Watches one column of credentials by the algorithm of Misra and Gries ("Finding repeated elements", 1982): a count
 * per candidate, lowered whenever a value finds no place. Holds a dozen values, however long the roll.
 */
export class FrequentWatch {
  readonly #counts = new Map<string, number>();
  readonly #mayBeEqual: boolean;
  #filled = 0;

  /** `mayBeEqual` where the same value for everybody is as good as any. */
  constructor(mayBeEqual: boolean) {
    this.#mayBeEqual = mayBeEqual;
  }

  see(cell: string): void {
    if (cell === '') return;
    this.#filled += 1;
    const count = this.#counts.get(cell);
    if (count !== undefined) this.#counts.set(cell, count + 1);
    else if (this.#counts.size < CANDIDATES) this.#counts.set(cell, 1);
    else this.#lower();
  }

  /** How many voters have one value at least, where it is more than chance and less than all; else null. */
  found(): { readonly atLeast: number; readonly of: number } | null {
    const of = this.#filled;
    const atLeast = Math.max(0, ...this.#counts.values());
    if (atLeast < FEWEST || atLeast < of * SHARE || atLeast === of) return null;
    // The page is the same for nearly everybody, and a few have one of their own.
    return this.#mayBeEqual && this.#counts.size < CANDIDATES && atLeast * 2 > of ? null : { atLeast, of };
  }

  #lower(): void {
    for (const [value, count] of this.#counts) {
      if (count === 1) this.#counts.delete(value);
      else this.#counts.set(value, count - 1);
    }
  }
}
