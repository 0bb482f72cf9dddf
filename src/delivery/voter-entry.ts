/** Owns what a mailing knows of one voter. */
import type { Reply } from '../smtp/reply.js';
import type { AgainRecord } from './record.js';

export type VoterState = 'pending' | 'in-doubt' | 'accepted' | 'refused' | 'deferred';

/** What is known of one voter; fields are null until an attempt sets them. */
export interface VoterEntry {
  state: VoterState;
  /** Keyed digest of the row that was last attempted. */
  row: string | null;
  /** Keyed digest of the roll's address that was refused; null where none was, or where nobody noted it. */
  refusedAddress: string | null;
  messageId: string | null;
  /** Keyed digest of the last message's bytes. */
  message: string | null;
  /** Date of the message, seconds since 1970. */
  date: number | null;
  kind: string | null;
  reply: Reply | null;
  at: string | null;
  /** Where the last attempt went, "smtp.example.org:587". */
  host: string | null;
  /** Deferred voters: not before, milliseconds since 1970. */
  next: number | null;
  /** The latest attempt has no outcome yet. */
  underWay: boolean;
  /** Earlier attempts whose outcome nobody knows; while there are any, only an acceptance ends the doubt. */
  lost: number;
  /** The user asked for a resend that has not come about yet; the bytes must then be the same. */
  resend: boolean;
  deferrals: number;
  /** Missing from a later roll, and the user accepted that. */
  removed: boolean;
  /** The latest repetition that the user asked for; null where none. */
  again: AgainRecord | null;
}

/** Not mailed yet. */
export function pendingEntry(): VoterEntry {
  return {
    state: 'pending',
    row: null,
    refusedAddress: null,
    messageId: null,
    message: null,
    date: null,
    kind: null,
    reply: null,
    at: null,
    host: null,
    next: null,
    underWay: false,
    lost: 0,
    resend: false,
    deferrals: 0,
    removed: false,
    again: null,
  };
}
