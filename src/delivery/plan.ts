/** Owns the plan of a mailing as a value: what is known before the first message, for the view, the document and the report. */
import type { Encryption, Limits, Sender } from '../profile/profile.js';
import type { CoursePoint } from './forecast.js';
import type { Counts } from './ledger.js';
import type { LimitsOrigin } from './limits-in-force.js';

export interface PlanPerson {
  readonly row: number;
  readonly id: string;
  readonly email: string;
}

export interface PlanServer {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  /** One certificate alone is trusted. */
  readonly pinned?: boolean;
}

export interface Plan {
  readonly kind: 'server' | 'rehearsal' | 'dry-run';
  /** An address check, no invitations. */
  readonly credentialFree?: boolean;
  readonly rollName: string;
  readonly voters: number;
  readonly sharedAddresses: number;
  /** The list of a reminder: how many it names, how old it is in milliseconds, and how many have left it since. */
  readonly notVoted?: {
    readonly name: string;
    readonly listed: number;
    readonly age: number;
    readonly voted: number;
  } | null;
  /** Encoding and delimiter, or the sheet of a workbook. */
  readonly readAs: string;
  /** Up to three, by which a wrong encoding is seen. */
  readonly names: readonly string[];
  /** "email = E-Mail", for every recognised role. */
  readonly columns: readonly string[];
  readonly template: string;
  /** The first voter's subject, credentials masked. */
  readonly subject: string;
  readonly sender: Sender | null;
  readonly replyTo: string | null;
  readonly server: PlanServer | null;
  readonly first: PlanPerson | null;
  readonly last: PlanPerson | null;
  /** Of the voters of the mailing it is for some only (`--only`, `--limit`). */
  readonly partial: boolean;
  /** Messages of this run. */
  readonly toMail: number;
  readonly before: Counts | null;
  /** Refused voters: those who become pending again, and those who stay; null where that was not asked for. */
  readonly retries?: { readonly changed: number; readonly unchanged: number } | null;
  /** Milliseconds; 0 where nothing limits. */
  readonly duration: number;
  /** When the last message that goes in time goes; null where none does. */
  readonly finish: Date | null;
  /** `--wait`: pauses do not end the run. */
  readonly waits: boolean;
  /** Longer than a run without `--wait` sits out, milliseconds since 1970. */
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  /** How many have gone by when (`Forecast.course`). */
  readonly course: readonly CoursePoint[];
  /** No message after it: `--until` or the end of the election; null where nothing says. */
  readonly until: Date | null;
  /** Messages that the end of the time leaves for nobody. */
  readonly left: number;
  /** The latest beginning at which nobody would be left; null where nobody is. */
  readonly latestStart: Date | null;
  /** How many are mailed only after the election or the meeting has begun, and when to begin for nobody to be. */
  readonly beforeStart: {
    readonly deadline: Date;
    readonly late: number;
    readonly latestStart: Date;
  } | null;
  /** Of a vote over days whose invitations begin with it: so soon everybody is mailed, milliseconds; null for any other. */
  readonly afterStart: { readonly start: Date; readonly last: number } | null;
  /** Live Voting: a meeting at which everybody needs the message at its beginning. */
  readonly isMeeting: boolean;
  readonly limits: Limits;
  /** Who says so, and the provider where it is one; null where nobody counts messages, or no mailbox is known. */
  readonly limitsFrom: { readonly origin: LimitsOrigin; readonly provider: string | null } | null;
  /** Limits of the host that hold for younger contracts, and are not the ones in force; null where age does not matter. */
  readonly younger: {
    readonly provider: string;
    readonly steps: readonly { readonly upToDays: number; readonly limits: Limits }[];
  } | null;
  /** Messages of the last day by other mailings through the same mailbox, and the state files of those just now at it. */
  readonly elsewhere: { readonly messages: number; readonly running: readonly string[] } | null;
  readonly start: Date | null;
  readonly timezone: string;
  readonly statePath: string | null;
  readonly fingerprint: string;
  readonly now: Date;
}
