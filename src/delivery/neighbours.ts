/** Owns what a run knows of the other mailings through its mailbox, and how often it looks whether they have gone on. */
import type { MailboxUse } from './mailbox-use.js';

export type NeighbourUse = Pick<MailboxUse, 'releases' | 'slowdown'>;

/** Milliseconds. */
const EVERY = 15_000;
/** So many times as long as a look took it does not look again: long journals must not slow a run. */
const COST = 50;

export class Neighbours {
  readonly #look: () => Promise<NeighbourUse>;
  readonly #now: () => number;
  #use: NeighbourUse;
  #nextAt: number;

  /** `use`: as looked up just now; `now` in milliseconds of a clock that nobody sets. */
  constructor(use: NeighbourUse, look: () => Promise<NeighbourUse>, now: () => number) {
    this.#use = use;
    this.#look = look;
    this.#now = now;
    this.#nextAt = now() + EVERY;
  }

  get use(): NeighbourUse {
    return this.#use;
  }

  /** Looks again where that is due; whether it did. */
  async look(): Promise<boolean> {
    const begun = this.#now();
    if (begun < this.#nextAt) return false;
    this.#use = await this.#look();
    const ended = this.#now();
    this.#nextAt = ended + Math.max(EVERY, COST * (ended - begun));
    return true;
  }
}
