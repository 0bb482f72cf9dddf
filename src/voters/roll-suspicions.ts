/** Owns what the rows of a roll make suspicious together: an encoding that no name confirms. */
import type { Finding } from '../finding.js';
import { GuessWatch } from './guess-watch.js';
import { rollError } from './roll-finding.js';
import type { RollShape, Voter } from './voter.js';

/** Sees every voter of a roll once, in order; holds next to nothing of them. */
export class RollSuspicions {
  readonly #shape: RollShape;
  readonly #guess: GuessWatch;

  constructor(shape: RollShape) {
    this.#shape = shape;
    this.#guess = new GuessWatch(shape);
  }

  see(voter: Voter): void {
    this.#guess.see(voter);
  }

  /** What was found, after the last voter. */
  finish(): Finding[] {
    return [...this.#guessed()];
  }

  #guessed(): Finding[] {
    const first = this.#guess.unconfirmed();
    if (first === null) return [];
    const place = { row: first.row, column: this.#shape.headers[first.column] ?? null };
    return [rollError('encoding-guessed', place, { encoding: this.#shape.encoding })];
  }
}
