/** Owns which rows of a roll a test is made of: by line, by ID, the widest; the first, or all, where none is named. */
import { Fault } from '../../fault.js';
import { rollWidthMeter } from '../../message/widest.js';
import type { Voter } from '../../voters/voter.js';
import type { SeenVoter } from '../check-project.js';
import { checkOnly } from './selection.js';
import type { SendOptions } from './send-options.js';
import { MOST_ROWS, refuseRepeated } from './test-wish.js';

type Wishes = Pick<SendOptions, 'row' | 'only' | 'widest'>;

/** Sees every voter of a roll once and keeps those that are wanted; one with an error is none. */
export class RowChoice {
  readonly #rows: ReadonlySet<number>;
  readonly #ids: ReadonlySet<string>;
  readonly #wishes: Wishes;
  readonly #otherwise: 'first' | 'all';
  readonly #found: Voter[] = [];
  #widest: Voter | null = null;
  #width = -1;
  readonly #widthOf = rollWidthMeter();
  #seen = 0;

  /** Throws `bad-option-value` and `too-many-tests` for the wishes themselves. */
  constructor(wishes: Wishes, otherwise: 'first' | 'all') {
    const { row, only } = wishes;
    if (row) refuseRepeated('--row', row);
    if (row?.length === 0) throw new Fault('selection-empty', { selection: '--row' });
    checkOnly(only);
    const count = (row?.length ?? 0) + (only?.length ?? 0);
    if (count > MOST_ROWS) throw new Fault('too-many-tests', { what: 'rows', count, limit: MOST_ROWS });
    this.#wishes = wishes;
    this.#otherwise = otherwise;
    this.#rows = new Set(row);
    this.#ids = new Set(only);
  }

  see({ voter, shape, rendering, invitation, sound }: SeenVoter): void {
    if (!rendering || !invitation || !sound) return;
    this.#seen += 1;
    if (this.#isWanted(voter) && this.#found.length <= MOST_ROWS) this.#found.push(voter);
    if (!this.#wishes.widest) return;
    const width = this.#widthOf(rendering.template(voter), shape, voter, invitation);
    if (width > this.#width) [this.#widest, this.#width] = [voter, width];
  }

  /**
   * In the order of the roll, each row once. Throws `row-unknown`, `voter-unknown`, `selection-empty`, and
   * `too-many-tests` where nothing was named and there are too many.
   */
  chosen(): readonly Voter[] {
    const rows = new Set(this.#found.map(({ row }) => row));
    const ids = new Set(this.#found.map(({ id }) => id));
    const unknownRows = [...this.#rows].filter((row) => !rows.has(row));
    if (unknownRows.length > 0) throw new Fault('row-unknown', { rows: unknownRows });
    const unknownIds = [...this.#ids].filter((id) => !ids.has(id));
    if (unknownIds.length > 0) throw new Fault('voter-unknown', { ids: unknownIds });
    const widest = this.#widest && !rows.has(this.#widest.row) ? [this.#widest] : [];
    const all = [...this.#found, ...widest].sort((a, b) => a.row - b.row);
    if (all.length === 0) throw new Fault('selection-empty', { selection: '--test' });
    if (all.length > MOST_ROWS)
      throw new Fault('too-many-tests', { what: 'voters', count: this.#seen, limit: MOST_ROWS });
    return all;
  }

  #isWanted(voter: Voter): boolean {
    const { row, only, widest } = this.#wishes;
    if (row || only) return this.#rows.has(voter.row) || this.#ids.has(voter.id);
    if (widest) return false;
    return this.#otherwise === 'all' || this.#seen === 1;
  }
}
