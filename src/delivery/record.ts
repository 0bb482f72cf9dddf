/** Owns the records of the journal (docs/journal.md): their types, and the line each one is on disk. */
import { createHash } from 'node:crypto';
import type { Reply } from '../smtp/reply.js';

/** The latest format that this version can read. */
export const JOURNAL_VERSION = 2;
/** What every version reads. */
export const FIRST_VERSION = 1;
/** The first with `retried` and `audience`: an earlier version would take somebody for settled, or mail everybody. */
export const SECOND_VERSION = 2;

/** What a mailing is bound to; a change of any stops the next run until it is accepted. Keyed digests. */
export interface BoundInputs {
  readonly template: string;
  /** Which column is the ID, which the address, and so on. */
  readonly columns: string;
  readonly sender: string;
  readonly host: string;
  readonly user: string;
}

export interface HeaderRecord extends BoundInputs {
  readonly t: 'header';
  /** The earliest format in which all that follows can be understood; a second header raises it. */
  readonly v: number;
  /** A rehearsal in the sandbox; its state file can never pass for a mailing's, nor the reverse. */
  readonly rehearsal: boolean;
  /** "none" for an address check; its state file can never pass for an invitation's, nor the reverse. */
  readonly credentials?: 'none';
  /** A reminder to those who have not voted: without their list it can never go on, nor any other with one. */
  readonly audience?: 'not-voted';
  /** The mailing's ID: 128 random-based bits, hexadecimal. */
  readonly mailing: string;
  readonly tool: string;
  /** Fingerprint of the key file. */
  readonly key: string;
  readonly at: string;
}

/** Voters of the roll, as pseudonyms; further ones are added only when the user accepts them. */
export interface RollRecord {
  readonly t: 'roll';
  readonly voters: readonly string[];
}

/** The body was handed over, the final dot not yet: from here to an outcome the voter is in doubt. */
export interface CommittingRecord {
  readonly t: 'committing';
  readonly voter: string;
  readonly row: string;
  readonly messageId: string;
  /** Keyed digest of the message's bytes: a resend must be the same. */
  readonly message: string;
  /** The message's Date, fixed at the first attempt; seconds since 1970. */
  readonly date: number;
  readonly at: string;
}

export interface OutcomeRecord {
  readonly t: 'accepted' | 'refused';
  readonly voter: string;
  readonly row: string;
  /** Keyed digest of the roll's address, where that is what was refused. */
  readonly address?: string;
  readonly kind: string;
  readonly reply: Reply;
  readonly at: string;
}

export interface DeferredRecord {
  readonly t: 'deferred';
  readonly voter: string;
  readonly row: string;
  readonly kind: string;
  readonly reply: Reply | null;
  /** Not before this time; ISO 8601. */
  readonly next: string;
  readonly at: string;
}

/** A run begins: where its messages go, for whoever has to search that host's log. */
export interface RunRecord {
  readonly t: 'run';
  /** "smtp.example.org:587". */
  readonly host: string;
  readonly tool: string;
  /** The planned time before which the user wanted this run to begin, ISO 8601; null where it was not early. */
  readonly early: string | null;
  readonly at: string;
}

/** A server has said of itself whose it is; that provider's limits count from then on. */
export interface ProviderRecord {
  readonly t: 'provider';
  /** As in the run's record. */
  readonly host: string;
  /** `Provider.id`. */
  readonly id: string;
  readonly at: string;
}

/** The host wanted it slower, and the pace was lowered. */
export interface SlowedRecord extends Slowdown {
  readonly t: 'slowed';
}

/** Milliseconds between two messages: how many were too few for the host, and how many there are since. */
export interface Slowdown {
  readonly refused: number;
  readonly spacing: number;
  readonly at: string;
}

/** The dot was released and no clear answer came; what is known of it. The voter is in doubt without this, too. */
export interface UnansweredRecord {
  readonly t: 'unanswered';
  readonly voter: string;
  readonly kind: string;
  /** The last that the server said, be it to an earlier command. */
  readonly reply: Reply | null;
  readonly at: string;
}

/** Certainly not accepted: the dot was not released, or an account's or policy refusal. Pending again. */
export interface WithdrawnRecord {
  readonly t: 'withdrawn';
  readonly voter: string;
  readonly kind: string;
  readonly reply: Reply | null;
  readonly at: string;
}

/** What the user said about a doubt: found in the server's log, to be mailed once more, or neither for now. */
export interface DecidedRecord {
  readonly t: 'decided';
  readonly voter: string;
  /** `skip` takes back a wish to resend. */
  readonly as: 'accepted' | 'resend' | 'skip';
  readonly at: string;
}

/** One voter is to be mailed once more, though a message of theirs was accepted or refused. */
export interface AgainRecord {
  readonly t: 'again';
  readonly voter: string;
  /** From 1; it makes the Message-ID another one. */
  readonly number: number;
  /** Keyed digest of the address to use instead of the roll's; null for that one. */
  readonly address: string | null;
  /** The user's words, without anything of the voter's row. */
  readonly reason: string;
  readonly at: string;
}

/** Refused for a row that has been corrected since: pending again, under the same Message-ID. */
export interface RetriedRecord {
  readonly t: 'retried';
  readonly voter: string;
  /** Keyed digest of the corrected row. */
  readonly row: string;
  readonly at: string;
}

/** A changed input that the user accepted: the new digest of an input, or the voters it concerns. */
export interface ChangedRecord {
  readonly t: 'changed';
  readonly what: keyof BoundInputs | 'rows' | 'removed' | 'taken-over';
  readonly digest: string | null;
  /** For `rows` the voter with the row's new digest, for `removed` the voter alone. */
  readonly voters: readonly (readonly [voter: string, row: string | null])[];
  readonly at: string;
}

export type JournalRecord =
  | HeaderRecord
  | RollRecord
  | RunRecord
  | ProviderRecord
  | SlowedRecord
  | CommittingRecord
  | UnansweredRecord
  | OutcomeRecord
  | DeferredRecord
  | WithdrawnRecord
  | DecidedRecord
  | AgainRecord
  | RetriedRecord
  | ChangedRecord;

/** A line of the journal: the record, its fsync batch `b`, and the hash that chains it to the line before. */
export interface JournalLine {
  readonly record: JournalRecord;
  readonly batch: number;
  readonly hash: string;
}

/** The hash before the first line. */
export const GENESIS = '0'.repeat(32);
const HASH_FIELD = /,"h":"([0-9a-f]{32})"\}$/;

/** One line without its line end, and the hash that the next line continues from. */
export function encodeLine(
  record: JournalRecord,
  batch: number,
  previous: string,
): { line: string; hash: string } {
  const body = JSON.stringify({ ...record, b: batch }).slice(0, -1);
  const hash = chainHash(previous, body);
  return { line: `${body},"h":"${hash}"}`, hash };
}

/** Parses one line (no line end); null where it is not a whole record that continues from `previous`. */
export function decodeLine(line: string, previous: string): JournalLine | null {
  const found = HASH_FIELD.exec(line);
  if (!found?.[1]) return null;
  const body = line.slice(0, found.index);
  if (chainHash(previous, body) !== found[1]) return null;
  const { b, h: _hash, ...record } = JSON.parse(line) as JournalRecord & { b: number; h: string };
  return { record: record as JournalRecord, batch: b, hash: found[1] };
}

/** The batch number a line claims, without trusting it; null where it is no record at all. */
export function claimedBatch(line: string): number | null {
  if (!HASH_FIELD.test(line)) return null;
  try {
    const { b } = JSON.parse(line) as { b?: unknown };
    return Number.isSafeInteger(b) ? (b as number) : null;
  } catch {
    return null;
  }
}

/** SHA-256 over the hash before and the line up to its own hash field; 128 bits kept. */
function chainHash(previous: string, body: string): string {
  return createHash('sha256').update(previous).update(body).digest('hex').slice(0, 32);
}
