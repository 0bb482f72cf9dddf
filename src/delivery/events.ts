/** Owns what the engine tells while it runs, and how a run can end. */
import type { Fault } from '../fault.js';
import type { Limits } from '../profile/profile.js';
import type { ConnectionFailure } from '../smtp/connection-failure.js';
import type { Reply } from '../smtp/reply.js';

/** One voter's news. `in-doubt`: the dot left and no clear reply came. */
export interface VoterEvent {
  readonly event: 'accepted' | 'refused' | 'deferred' | 'withdrawn' | 'in-doubt';
  readonly voter: string;
  readonly id: string;
  readonly row: number;
  readonly messageId: string;
  readonly kind: string | null;
  readonly reply: Reply | null;
  /** Deferred voters: not before, milliseconds since 1970; else null. */
  readonly next: number | null;
}

/** Nothing goes out until a time: a reason (kebab-case) and milliseconds since 1970. */
export interface PauseEvent {
  readonly event: 'paused';
  readonly kind: string;
  readonly until: number;
  readonly reply: Reply | null;
}

/** The computer was suspended, milliseconds, and the run goes on. */
export interface WokenEvent {
  readonly event: 'woken';
  readonly suspended: number;
}

/** The server has said whose it is; these limits count from now on. */
export interface LearnedEvent {
  readonly event: 'learned';
  /** `Provider.id`. */
  readonly provider: string;
  readonly limits: Limits;
}

export type DeliveryEvent =
  | VoterEvent
  | PauseEvent
  | WokenEvent
  | LearnedEvent
  | { readonly event: 'resumed' };

/**
 * How a run ended:
 * - `finished`: nothing left to do now;
 * - `interrupted`: the user asked to stop; `until`: the time given was reached;
 * - `unreachable`: the server could not be reached, often enough; `connection-refused`: it never will (TLS, login);
 * - `account`: the server refuses the account, sender or every message; `breaker`: equal policy refusals in a row, or `count` of them
 *   in a run for some voters, after which nothing was accepted, or too many of `settled` outcomes;
 * - `addresses`: too many of them were refused, of `settled` outcomes in this run; those since the last acceptance are pending again;
 * - `paused`: the host wants a pause longer than the run may wait; `doubts`: too many doubts, in a row or of all;
 * - `journal`: the state file cannot be written; `input`: the roll is not what it was when it was checked;
 * - `failed`: a bug, which the error thrown tells.
 */
export type DeliveryEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'until' }
  | { readonly kind: 'unreachable'; readonly failure: ConnectionFailure }
  | { readonly kind: 'connection-refused'; readonly failure: ConnectionFailure }
  | { readonly kind: 'account'; readonly why: string; readonly phase: string; readonly reply: Reply | null }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number }
  | {
      readonly kind: 'breaker';
      readonly why: string;
      readonly phase: string;
      readonly reply: Reply;
      readonly count: number;
      /** Outcomes of the run, where `count` is too many of them; null where they came in a row. */
      readonly settled: number | null;
    }
  | {
      readonly kind: 'addresses';
      readonly refused: number;
      readonly settled: number;
      readonly reply: Reply;
    }
  | { readonly kind: 'paused'; readonly why: string; readonly until: number; readonly reply: Reply | null }
  | { readonly kind: 'doubts'; readonly count: number }
  | { readonly kind: 'journal'; readonly fault: Fault }
  | { readonly kind: 'input'; readonly fault: Fault }
  | { readonly kind: 'failed' };
