/** Owns the opening of connections: one at a time, with growing pauses, and no second try of a login refused for good. */
import type { ConnectionFailure } from '../smtp/connection-failure.js';
import type { Connection, OpenResult } from '../smtp/submission.js';
import type { DeliveryEnd } from './events.js';
import type { Hold } from './pace.js';

/** What follows a connection that did not open: never again, again soon, or again when the host has had its rest. */
export type DialAdvice = 'stop' | 'soon' | 'later';

/** Milliseconds. A server that restarts is back after 1 + 2 + 4 + ... + 32 s; one that counts logins is not. */
const PAUSES: Readonly<Record<'soon' | 'later', { readonly first: number; readonly longest: number }>> = {
  soon: { first: 1_000, longest: 60_000 },
  later: { first: 60_000, longest: 10 * 60_000 },
};
const MOST_FAILURES = 7;

/** What the dialler needs of its run. */
export interface DialOrder {
  readonly doors: {
    connect(): Promise<OpenResult>;
    adviceOn(failure: ConnectionFailure): DialAdvice;
  };
  /** With `--wait`: never give up. */
  readonly patient: boolean;
  isOver(): boolean;
  halt(end: DeliveryEnd): void;
  /** Waits so long; false when the run is over. */
  wait(milliseconds: number, hold: Hold): Promise<boolean>;
}

export class Dialler {
  readonly #order: DialOrder;
  #turn: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #connections: Connection[] = [];

  constructor(order: DialOrder) {
    this.#order = order;
  }

  /**
   * A connection, logged in; null when the run is over or the host grants no more than are open already. One at a
   * time: a wrong password must not be tried by every lane at once, for hosts lock the mailbox.
   */
  dial(): Promise<Connection | null> {
    const dialled = this.#turn.then(() => this.#dial());
    this.#turn = dialled.catch(() => {});
    return dialled;
  }

  async #dial(): Promise<Connection | null> {
    while (!this.#order.isOver()) {
      const result = await this.#order.doors.connect();
      if (result.kind === 'open') {
        this.#failures = 0;
        this.#connections = [...this.#connections.filter(({ alive }) => alive), result.connection];
        return result.connection;
      }
      if (!(await this.#afterFailure(result.failure))) return null;
    }
    return null;
  }

  /** Whether to try again, after the pause. */
  async #afterFailure(failure: ConnectionFailure): Promise<boolean> {
    const { doors, patient, halt, wait } = this.#order;
    const others = this.#connections.some(({ alive }) => alive);
    // "Too many connections" while others work: one lane less, no harm done.
    if (others && failure.reply && failure.reply.code < 500) return false;
    const advice = doors.adviceOn(failure);
    if (advice === 'stop') {
      halt({ kind: 'connection-refused', failure });
      return false;
    }
    this.#failures += 1;
    if (this.#failures >= MOST_FAILURES && others) return false;
    if (this.#failures >= MOST_FAILURES && !patient) {
      halt({ kind: 'unreachable', failure });
      return false;
    }
    const { first, longest } = PAUSES[advice];
    const pause = Math.min(longest, first * 2 ** (this.#failures - 1));
    return wait(pause, { why: failure.kind, reply: failure.reply });
  }
}
