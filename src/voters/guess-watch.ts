/** Owns the suspicion that an encoding was guessed from IDs or credentials alone, which no name confirms. */
import { idIsAddress } from './columns.js';
import type { RollShape, Voter } from './voter.js';

const BEYOND_ASCII = /[^\u0000-\u007f]/;
/** A letter as names have it: small, or at the beginning of a word. In the wrong encoding it is a sign or a capital. */
const LIKELY_LETTER = /(?:^|[^\p{L}])[À-ÖØ-ÞŒŠŽ]|[à-öø-ÿßœšž]/u;
/** A word that can stand in any column, a town for example; no password that is worth the name. */
const WORDS = /^\p{L}[\p{L} .'-]{3,}$/u;

/** Watches a roll whose encoding is a guess, until a name confirms it. */
export class GuessWatch {
  readonly #exact: readonly number[];
  readonly #open: readonly number[];
  readonly #credentials: ReadonlySet<number | undefined>;
  #isConfirmed: boolean;
  #first: { readonly row: number; readonly column: number } | null = null;

  constructor(shape: RollShape) {
    const { id, password, link } = shape.roles;
    const exact = new Set([...shape.secrets, ...(idIsAddress(shape.roles) || id === undefined ? [] : [id])]);
    this.#exact = [...exact].filter((index) => shape.unread?.includes(index) !== true);
    this.#open = [...shape.headers.keys()].filter((index) => !exact.has(index));
    this.#credentials = new Set([id, password, link]);
    this.#isConfirmed = shape.guessed !== true || shape.headers.some(isConfirming);
  }

  see({ cells, row }: Voter): void {
    if (this.#isConfirmed) return;
    if (this.#open.some((index) => isConfirming(cells[index] ?? ''))) {
      this.#isConfirmed = true;
      return;
    }
    for (const column of this.#exact) {
      const cell = cells[column] ?? '';
      if (!BEYOND_ASCII.test(cell)) continue;
      if (!this.#credentials.has(column) && WORDS.test(cell) && LIKELY_LETTER.test(cell)) {
        this.#isConfirmed = true;
        return;
      }
      this.#first ??= { row, column };
    }
  }

  /** The first cell whose characters depend on a guess that no name confirms, after the last voter; else null. */
  unconfirmed(): { readonly row: number; readonly column: number } | null {
    return this.#isConfirmed ? null : this.#first;
  }
}

function isConfirming(text: string): boolean {
  return BEYOND_ASCII.test(text) && LIKELY_LETTER.test(text);
}
