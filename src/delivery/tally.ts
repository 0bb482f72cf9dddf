/** Owns the running counts of a mailing, kept from the ledger's transitions instead of counting everybody again. */
import type { Counts, Ledger, PresentRoll } from './ledger.js';
import type { VoterState } from './voter-entry.js';

export class Tally {
  readonly #counts: Record<VoterState, number>;
  readonly #voters: number;
  #underWay = 0;

  constructor(ledger: Ledger, roll: PresentRoll) {
    const { voters, accepted, refused, deferred, inDoubt, pending } = ledger.counts(roll);
    this.#voters = voters;
    this.#counts = { accepted, refused, deferred, 'in-doubt': inDoubt, pending };
    ledger.onTransition = (before, after) => {
      if (before === after) return;
      this.#counts[before] -= 1;
      this.#counts[after] += 1;
      if (after === 'in-doubt') this.#underWay += 1;
      else if (before === 'in-doubt') this.#underWay = Math.max(0, this.#underWay - 1);
    };
  }

  /** A message under way became a doubt. */
  doubted(): void {
    this.#underWay = Math.max(0, this.#underWay - 1);
  }

  /** As everybody should see it: a message under way is still pending, not a doubt. */
  counts(): Counts {
    const { accepted, refused, deferred, pending } = this.#counts;
    const inDoubt = this.#counts['in-doubt'] - this.#underWay;
    return { voters: this.#voters, accepted, refused, deferred, inDoubt, pending: pending + this.#underWay };
  }
}
