/** Owns when refused addresses are too many: hosts lock a mailbox that keeps naming recipients who do not exist. Pure. */
import type { Reply } from '../smtp/reply.js';
import type { Invitee } from './work-queue.js';

/** Equal words for everybody are hardly about everybody's address. */
const MOST_IN_A_ROW = 5;
/** A share of fewer outcomes says nothing. */
const FEWEST = 20;

export interface RefusalLimit {
  /** Refused addresses of all outcomes of a run, 0 to 1. */
  readonly share: number;
}

export interface RefusedAddress {
  readonly invitee: Invitee;
  readonly why: string;
  readonly reply: Reply;
}

export class Refusals {
  #settled = 0;
  #refused = 0;
  #inARow: RefusedAddress[] = [];

  /** Refused in this run. */
  get refused(): number {
    return this.#refused;
  }

  /** Accepted and refused in this run. */
  get settled(): number {
    return this.#settled;
  }

  accepted(): void {
    this.#settled += 1;
    this.#inARow = [];
  }

  /** Whether these are too many now. */
  add(refusal: RefusedAddress, limit: RefusalLimit | null): boolean {
    this.#settled += 1;
    this.#refused += 1;
    if (limit === null) return false;
    this.#inARow.push(refusal);
    if (this.#inARow.length >= MOST_IN_A_ROW) return true;
    return this.#settled >= FEWEST && this.#refused > limit.share * this.#settled;
  }

  /** Those since the last acceptance: nothing shows that it is their addresses. */
  get inARow(): readonly RefusedAddress[] {
    return this.#inARow;
  }
}
