/** Owns the opening of connections: one at a time, with growing pauses, and no second try of a login refused for good. */
import type { ConnectionFailure } from '../smtp/connection-failure.js';
import type { ServerWords } from '../smtp/provider.js';
import type { Connection, OpenResult } from '../smtp/submission.js';
import type { DeliveryEnd } from './events.js';
import type { Hold } from './pace.js';

/** What follows a connection that did not open: never again, again soon, or when the host has had a rest. */
export type NextDial = 'stop' | 'soon' | 'later' | 'much-later';

export interface DialAdvice {
  readonly next: NextDial;
  /** One word (kebab-case): what the server's reply means, else the failure's kind. */
  readonly why: string;
}

const MINUTE = 60_000;
/**
 * Milliseconds. A server that restarts is back after 1 + 2 + 4 + ... + 32 s; one that counts connections wants minutes;
 * one that counts logins (Google's 454 4.7.0) counts each further try, too.
 */
const PAUSES: Readonly<
  Record<Exclude<NextDial, 'stop'>, { readonly first: number; readonly longest: number }>
> = {
  soon: { first: 1_000, longest: MINUTE },
  later: { first: MINUTE, longest: 10 * MINUTE },
  'much-later': { first: 15 * MINUTE, longest: 60 * MINUTE },
};
const MOST_FAILURES = 7;

/** How long to wait after so many failures in a row (from 1), milliseconds. */
export function pauseBefore(next: Exclude<NextDial, 'stop'>, failures: number): number {
  const { first, longest } = PAUSES[next];
  return Math.min(longest, first * 2 ** (failures - 1));
}

/** What the dialler needs of its run. */
export interface DialOrder {
  readonly doors: {
    connect(): Promise<OpenResult>;
    adviceOn(failure: ConnectionFailure): DialAdvice;
  };
  /** With `--wait`: never give up. */
  readonly patient: boolean;
  /** The server has let us in, and said who it is. */
  greeted(said: ServerWords): Promise<void>;
  isOver(): boolean;
  halt(end: DeliveryEnd): void;
  /** Waits so long, unless that ends the run; false when it is over. */
  wait(milliseconds: number, hold: Hold): Promise<boolean>;
  /** Waits so long, whatever the run's patience: others are at work meanwhile. */
  sleep(milliseconds: number): Promise<void>;
}

export class Dialler {
  readonly #order: DialOrder;
  #turn: Promise<unknown> = Promise.resolve();
  #failures = 0;
  /** With so many open the host has refused another one, and not for a moment. */
  #most = Number.POSITIVE_INFINITY;
  #connections: Connection[] = [];

  constructor(order: DialOrder) {
    this.#order = order;
  }

  /**
   * A connection, logged in; null when the run is over, or where none opens beside those that are open already and
   * `leave` says that others go on. One at a time: a wrong password must not be tried by every lane at once, for hosts
   * lock the mailbox.
   */
  dial(leave: () => boolean): Promise<Connection | null> {
    const dialled = this.#turn.then(() => this.#dial(leave));
    this.#turn = dialled.catch(() => {});
    return dialled;
  }

  async #dial(leave: () => boolean): Promise<Connection | null> {
    while (!this.#order.isOver()) {
      if (this.#open >= this.#most && leave()) return null;
      const result = await this.#order.doors.connect();
      if (result.kind === 'open') {
        this.#failures = 0;
        await this.#order.greeted(result.said);
        this.#connections = [...this.#connections.filter(({ alive }) => alive), result.connection];
        return result.connection;
      }
      if (!(await this.#afterFailure(result.failure, leave))) return null;
    }
    return null;
  }

  /** Whether to try again, after the pause. */
  async #afterFailure(failure: ConnectionFailure, leave: () => boolean): Promise<boolean> {
    const { doors, patient, halt, wait, sleep, isOver } = this.#order;
    const { next, why } = doors.adviceOn(failure);
    this.#failures += 1;
    const open = this.#open;
    // While others work: one lane less, no harm done; its trouble must neither end the run nor hold up its voter.
    if (open > 0 && (next !== 'soon' || this.#failures >= MOST_FAILURES) && leave()) {
      this.#failures = 0;
      this.#most = open;
      return false;
    }
    if (next === 'stop') {
      halt({ kind: 'connection-refused', failure });
      return false;
    }
    if (open > 0) {
      await sleep(pauseBefore(next, this.#failures));
      return !isOver();
    }
    if (this.#failures >= MOST_FAILURES && !patient) {
      halt({ kind: 'unreachable', failure });
      return false;
    }
    return wait(pauseBefore(next, this.#failures), { why, reply: failure.reply });
  }

  /** How many connections are open, whoever has them. */
  get #open(): number {
    return this.#connections.filter(({ alive }) => alive).length;
  }
}
