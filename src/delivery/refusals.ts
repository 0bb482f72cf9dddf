/**
 * Owns when refusals are too many. Hosts lock a mailbox that keeps naming recipients who do not exist; and where they
 * refuse many messages for what they are, it is hardly about these voters. Pure.
 */
import type { Reply } from '../smtp/reply.js';
import type { Invitee } from './work-queue.js';

/** Equal words for everybody are hardly about everybody's address. */
const MOST_IN_A_ROW = 5;
/** A share of fewer outcomes says nothing. */
const FEWEST = 20;

export interface RefusalLimit {
  /** Refused addresses, or messages, of all outcomes of a run, 0 to 1. */
  readonly share: number;
}

export interface RefusedAddress {
  readonly invitee: Invitee;
  readonly why: string;
  readonly reply: Reply;
  /** When, by `Run.tick`. */
  readonly heard: number;
}

/** For what the message is or whom it comes from. */
export interface PolicyRefusal extends RefusedAddress {
  readonly phase: string;
}

export class Refusals {
  #settled = 0;
  #refused = 0;
  #inARow: RefusedAddress[] = [];
  #policy: PolicyRefusal[] = [];

  /** Refused in this run. */
  get refused(): number {
    return this.#refused;
  }

  /** Accepted and refused in this run. */
  get settled(): number {
    return this.#settled;
  }

  /** `begun` by `Run.tick`: a message that was under way already says nothing of what was refused meanwhile. */
  accepted(begun: number): void {
    this.#settled += 1;
    this.#inARow = this.#inARow.filter(({ heard }) => heard > begun);
  }

  /** Whether these are too many now. */
  add(refusal: RefusedAddress, limit: RefusalLimit | null): boolean {
    this.#settled += 1;
    this.#refused += 1;
    if (limit === null) return false;
    this.#inARow.push(refusal);
    if (this.#inARow.length >= MOST_IN_A_ROW) return true;
    return this.#isMore(this.#refused, limit);
  }

  /** Booked for policy, though others were accepted; whether these are too many now. */
  addPolicy(refusal: PolicyRefusal, limit: RefusalLimit | null): boolean {
    this.#settled += 1;
    if (limit === null) return false;
    this.#policy.push(refusal);
    return this.#isMore(this.#policy.length, limit);
  }

  #isMore(count: number, { share }: RefusalLimit): boolean {
    return this.#settled >= FEWEST && count > share * this.#settled;
  }

  /** Refused for policy in this run, while there is a limit. */
  get policy(): readonly PolicyRefusal[] {
    return this.#policy;
  }

  /** Those since a message was begun that was accepted: nothing shows that it is their addresses. */
  get inARow(): readonly RefusedAddress[] {
    return this.#inARow;
  }
}
