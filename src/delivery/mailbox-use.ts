/** Owns what other mailings know of a mailbox, as a value: its host counts the messages of all of them together. */
import type { Slowdown } from './record.js';

export interface MailboxUse {
  /** By when the host had counted messages of the last day, milliseconds since 1970. */
  readonly releases: readonly number[];
  /** The last word against the pace. */
  readonly slowdown: Slowdown | null;
  /** Whose server it has said it is (`Provider.id`). */
  readonly provider: string | null;
  /** State files of mailings that a process sends just now, or waits to. */
  readonly running: readonly string[];
}

export const NO_USE: MailboxUse = { releases: [], slowdown: null, provider: null, running: [] };

/** What two know together: all messages, and the later word against the pace. */
export function together(one: MailboxUse, other: MailboxUse): MailboxUse {
  return {
    releases: [...one.releases, ...other.releases],
    slowdown: later(one.slowdown, other.slowdown),
    provider: one.provider ?? other.provider,
    running: [...one.running, ...other.running],
  };
}

/** The later of two words against the pace. */
export function later(one: Slowdown | null, other: Slowdown | null): Slowdown | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one.at) >= Date.parse(other.at) ? one : other;
}
