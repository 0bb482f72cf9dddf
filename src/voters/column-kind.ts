/** Owns the suspicion that a column holds something else than its header says: numbers for names, names for passwords. */

/** A name has no digit; "Testperson 1" has a word beside it, "x7Kp" has none. */
const CODE = /^(?=.*\d)(?!.*\p{L}{4})[^\s]+$/u;
const NAME = /^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)*$/u;
const RUNNING = /^\d{1,9}$/;
/** Of fewer values, as many count up by chance. */
const FEWEST = 3;

/** What stands in the column in place of what belongs there; of how many voters. */
export interface OtherKind {
  readonly holds: 'codes' | 'names' | 'running-numbers';
  readonly count: number;
  readonly of: number;
}

/** Watches one column. Holds its latest number, and nothing else of the cells. */
export class ColumnKindWatch {
  readonly #purpose: 'name' | 'password';
  #filled = 0;
  #others = 0;
  #running = 0;
  #last = Number.NaN;

  constructor(purpose: 'name' | 'password') {
    this.#purpose = purpose;
  }

  see(cell: string): void {
    if (cell === '') return;
    this.#filled += 1;
    if (this.#purpose === 'name') {
      if (CODE.test(cell)) this.#others += 1;
      return;
    }
    const number = RUNNING.test(cell) ? Number(cell) : Number.NaN;
    if (number === this.#last + 1) this.#running += 1;
    else if (NAME.test(cell)) this.#others += 1;
    this.#last = number;
  }

  /** The other kind, where more than half of the cells are of it; else null. */
  other(): OtherKind | null {
    const of = this.#filled;
    const isMost = this.#others * 2 > of;
    if (this.#purpose === 'name')
      return isMost && of > 1 ? { holds: 'codes', count: this.#others, of } : null;
    if (isMost && of >= FEWEST) return { holds: 'names', count: this.#others, of };
    // The first of a run has nothing before it.
    const count = this.#running + 1;
    return of >= FEWEST && count >= of * 0.9 ? { holds: 'running-numbers', count, of } : null;
  }
}
