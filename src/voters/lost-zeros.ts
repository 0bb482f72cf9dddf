/** Owns the suspicion that a spreadsheet took the zeros from the front of numbers. */

const LONGEST = 64;
const DIGITS = /^\d+$/;
/** Shorter IDs in several lengths are mostly just counted. */
const SHORTEST_ID = 5;
/**
 * Of numbers of one length drawn by chance a tenth begins with a zero; members counted through the years
 * differ.
 */
const ID_SHARE = 0.85;
/** IDs no higher than this many times the voters are running numbers. */
const RUNNING = 10;

/** Watches one column. Holds a count per length, nothing of the cells. */
export class ZeroWatch {
  readonly #lengths = new Uint32Array(LONGEST + 1);
  readonly #purpose: 'id' | 'secret';
  #count = 0;
  #highest = 0;
  #allDigits = true;

  constructor(purpose: 'id' | 'secret') {
    this.#purpose = purpose;
  }

  see(cell: string): void {
    if (!this.#allDigits || cell === '') return;
    if (cell.length > LONGEST || !DIGITS.test(cell)) {
      this.#allDigits = false;
      return;
    }
    this.#lengths[cell.length] = (this.#lengths[cell.length] ?? 0) + 1;
    this.#count += 1;
    this.#highest = Math.max(this.#highest, Number(cell));
  }

  /** The lengths found, ascending, where they suggest lost zeros; else none. */
  suspiciousLengths(): number[] {
    const lengths = [...this.#lengths.keys()].filter((length) => (this.#lengths[length] ?? 0) > 0);
    if (!this.#allDigits || lengths.length < 2) return [];
    return this.#purpose === 'secret' || this.#isNumbersOfOneLength(lengths.at(-1) ?? 0) ? lengths : [];
  }

  #isNumbersOfOneLength(longest: number): boolean {
    const share = (this.#lengths[longest] ?? 0) / this.#count;
    return longest >= SHORTEST_ID && share >= ID_SHARE && this.#highest > RUNNING * this.#count;
  }
}
