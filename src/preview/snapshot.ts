/** Owns what a preview shows: one reading of project, roll and template, as values. */
import type { Finding } from '../finding.js';
import type { Language } from '../i18n/language.js';
import type { Invitation } from '../message/invitation.js';
import type { StoredVoter, VoterStore } from './voter-store.js';

export interface Snapshot {
  readonly title: string | null;
  readonly organiser: string | null;
  /** As the user would name the file. */
  readonly file: string;
  readonly encoding: string;
  /** What was assumed in reading the roll, in the words of each language. */
  readonly reading: Readonly<Record<Language, ToldReading>>;
  /** At most three names, by which a wrong encoding is seen. */
  readonly names: readonly string[];
  /** Addresses that several voters have. */
  readonly sharedAddresses: number;
  readonly findings: readonly Finding[];
  /** All that were found, also those not kept in `findings`. */
  readonly errors: number;
  readonly warnings: number;
  /** null while there are errors. */
  readonly fingerprint: string | null;
  readonly voters: VoterStore;
  /** The voter whose invitation is the widest; null without any. */
  readonly widest: number | null;
  /** null where errors in the template keep every invitation from being made. */
  message(stored: StoredVoter): Promise<ShownMessage | null>;
}

/** How the roll was read: encoding and delimiter, and which column has which role. */
export interface ToldReading {
  readonly readAs: string;
  readonly columns: readonly string[];
}

/** One voter's message, credentials masked as the snapshot was told. */
export interface ShownMessage {
  readonly invitation: Invitation;
  /** Header fields as a mail program shows them. */
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  /** The bytes of the message; null where this voter's cells forbid to make it. */
  readonly bytes: Buffer | null;
}

/** A sentence for the reader, and what to do next. */
export interface Told {
  readonly message: string;
  readonly hints: readonly string[];
}

/** Where a finding is, and what it says. */
export interface ToldFinding {
  readonly place: string;
  readonly message: string;
}

/** What the page shows in words that only the caller has: of findings, and of what kept a reading from ending. */
export interface Teller {
  finding(finding: Finding, language: Language): ToldFinding;
  problem(error: unknown, language: Language): Told;
}
