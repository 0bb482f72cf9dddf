/** Owns which names show a person at a glance whether the encoding of a roll was told rightly. */
import type { RollShape, Voter } from './voter.js';

const MOST = 3;
const LONGEST = 40;
/** Shorter secrets stand in names by chance. */
const SHORTEST_CONTAINED = 4;
const BEYOND_ASCII = /[^\u0000-\u007f]/g;

/** Under swapped headers a password stands here. */
const NOT_IN_NAMES = /[\d!§$%&/()=?#+*_<>|@€]/;

/**
 * Keeps up to three names with letters beyond ASCII; first those with a letter that the ones before have not.
 * Only from columns known to be names, and none of a column of secrets.
 */
export class NameSamples {
  readonly #columns: readonly number[];
  readonly #secrets: readonly number[];
  readonly #letters = new Set<string>();
  readonly #best: string[] = [];
  readonly #others: string[] = [];

  constructor({ roles, secrets }: RollShape) {
    this.#secrets = secrets;
    const { firstName, lastName } = roles;
    this.#columns = [firstName, lastName].filter(
      (column) => column !== undefined && !secrets.includes(column),
    ) as number[];
  }

  see({ cells }: Voter): void {
    if (this.#best.length === MOST) return;
    const name = this.#columns
      .map((column) => cells[column] ?? '')
      .join(' ')
      .trim();
    const letters = name.match(BEYOND_ASCII);
    if (!letters || name.length > LONGEST || NOT_IN_NAMES.test(name)) return;
    // A name that repeats a credential is none to be shown.
    if (this.#secrets.some((column) => repeats(name, cells[column] ?? ''))) return;
    const isNew = letters.some((letter) => !this.#letters.has(letter));
    for (const letter of letters) this.#letters.add(letter);
    if (isNew) this.#best.push(name);
    else if (this.#others.length < MOST && !this.#best.includes(name) && !this.#others.includes(name))
      this.#others.push(name);
  }

  list(): string[] {
    return [...this.#best, ...this.#others].slice(0, MOST);
  }
}

function repeats(name: string, secret: string): boolean {
  return secret !== '' && (name === secret || (secret.length >= SHORTEST_CONTAINED && name.includes(secret)));
}
