/** Owns what a journal's records add up to: the state of every voter, and what the mailing is bound to. */
import type { Reply } from '../smtp/reply.js';
import type {
  AgainRecord,
  BoundInputs,
  ChangedRecord,
  CommittingRecord,
  DecidedRecord,
  HeaderRecord,
  JournalRecord,
} from './record.js';

export type VoterState = 'pending' | 'in-doubt' | 'accepted' | 'refused' | 'deferred';

/** What is known of one voter; fields are null until an attempt sets them. */
export interface VoterEntry {
  state: VoterState;
  /** Keyed digest of the row that was last attempted. */
  row: string | null;
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

/**
 * Whether the next run mails this voter: nobody in doubt without the user's word. `address` is the keyed digest of an
 * address that the run was given for this voter: a repetition to another address waits for a run that has it.
 */
export function isDue({ state, resend, again }: VoterEntry, address: string | null = null): boolean {
  if (again && again.address !== null && again.address !== address) return false;
  return state === 'pending' || state === 'deferred' || (state === 'in-doubt' && resend);
}

export interface Counts {
  readonly voters: number;
  readonly accepted: number;
  readonly refused: number;
  readonly deferred: number;
  readonly inDoubt: number;
  readonly pending: number;
}

/** The voters of the roll as it is now, by pseudonym: a Map or Set of them. */
export interface PresentRoll {
  keys(): Iterable<string>;
  has(voter: string): boolean;
}

/** All that the records say; `apply` is the only way to change it, for records read and records written alike. */
export class Ledger {
  header: HeaderRecord | null = null;
  bound: BoundInputs | null = null;
  readonly voters = new Map<string, VoterEntry>();
  /** By when hosts had counted a message, milliseconds since 1970, nearly in order: the pace counts them across restarts. */
  readonly releases: number[] = [];
  /** The planned time that the user has overridden (`--now`), milliseconds since 1970; null where none. */
  early: number | null = null;
  #host: string | null = null;
  /** Told of every change of a voter's state; for counts that need not look at everybody again. */
  onTransition: (before: VoterState, after: VoterState) => void = () => {};

  apply(record: JournalRecord): void {
    switch (record.t) {
      case 'header':
        this.header = record;
        this.bound = record;
        return;
      case 'roll':
        for (const voter of record.voters) this.entry(voter).removed = false;
        return;
      case 'changed':
        this.#changed(record);
        return;
      case 'run':
        this.#host = record.host;
        if (record.early !== null) this.early = Date.parse(record.early);
        return;
      case 'committing':
        this.#committing(record);
        return;
      case 'again':
        this.#again(record);
        return;
      case 'unanswered':
        Object.assign(this.entry(record.voter), { kind: record.kind, reply: record.reply });
        return;
      case 'decided':
        this.#decided(record.voter, record.as);
        return;
      default:
        this.#outcome(record);
    }
  }

  /** The voter's entry, made pending where there is none yet. */
  entry(voter: string): VoterEntry {
    const known = this.voters.get(voter);
    if (known) return known;
    const fresh = pendingEntry();
    this.voters.set(voter, fresh);
    return fresh;
  }

  /**
   * Voters by state: those of the present roll, and of the others whoever is still the mailing's matter: in doubt, or
   * missing without the user's word. Without a roll all that the journal knows.
   */
  counts(roll?: PresentRoll): Counts {
    const tally: Record<VoterState, number> = {
      pending: 0,
      'in-doubt': 0,
      accepted: 0,
      refused: 0,
      deferred: 0,
    };
    let voters = 0;
    const count = (state: VoterState): void => {
      voters += 1;
      tally[state] += 1;
    };
    for (const voter of roll?.keys() ?? []) count(this.voters.get(voter)?.state ?? 'pending');
    for (const [voter, { state, removed }] of this.voters) {
      if (!roll?.has(voter) && (!roll || !removed || state === 'in-doubt')) count(state);
    }
    const { pending, accepted, refused, deferred } = tally;
    return { voters, accepted, refused, deferred, inDoubt: tally['in-doubt'], pending };
  }

  #committing(record: CommittingRecord): void {
    const entry = this.entry(record.voter);
    const { row, messageId, message, date, at } = record;
    this.#move(entry, 'in-doubt');
    if (entry.underWay) entry.lost += 1;
    Object.assign(entry, {
      underWay: true,
      resend: false,
      row,
      messageId,
      message,
      date,
      at,
      host: this.#host,
      reply: null,
      kind: null,
      next: null,
    });
    this.releases.push(Date.parse(at));
  }

  #move(entry: VoterEntry, state: VoterState): void {
    this.onTransition(entry.state, state);
    entry.state = state;
  }

  /** As if never mailed, but for its number. */
  #again(record: AgainRecord): void {
    const entry = this.entry(record.voter);
    this.#move(entry, 'pending');
    const { row, removed } = entry;
    Object.assign(entry, pendingEntry(), { row, removed, again: record });
  }

  #decided(voter: string, as: DecidedRecord['as']): void {
    const entry = this.entry(voter);
    if (as === 'skip') {
      entry.resend = false;
      return;
    }
    if (as === 'accepted') {
      this.#move(entry, 'accepted');
      Object.assign(entry, { underWay: false, lost: 0, resend: false });
      return;
    }
    // Still in doubt: the first copy may have arrived, whatever becomes of the second.
    if (entry.underWay) entry.lost += 1;
    entry.underWay = false;
    entry.resend = true;
  }

  #changed(record: ChangedRecord): void {
    if (this.bound && record.digest !== null) this.bound = { ...this.bound, [record.what]: record.digest };
    for (const [voter, row] of record.voters) {
      const entry = this.entry(voter);
      if (row === null) entry.removed = true;
      else entry.row = row;
    }
  }

  /** A message counts from its reply on: the host counted it somewhere in between. */
  #counted(released: string | null, replied: string): void {
    const index = this.releases.lastIndexOf(Date.parse(released ?? ''));
    if (index >= 0) this.releases[index] = Date.parse(replied);
  }

  #outcome(record: Extract<JournalRecord, { t: 'accepted' | 'refused' | 'deferred' | 'withdrawn' }>): void {
    const entry = this.entry(record.voter);
    if (entry.underWay) this.#counted(entry.at, record.at);
    entry.underWay = false;
    if (record.t === 'accepted') entry.lost = 0;
    this.#move(entry, entry.lost > 0 ? 'in-doubt' : record.t === 'withdrawn' ? 'pending' : record.t);
    // What did not come about is still wished; a clear refusal ends the wish, not the doubt.
    entry.resend = entry.lost > 0 && (record.t === 'withdrawn' || record.t === 'deferred');
    entry.kind = record.kind;
    entry.reply = record.reply;
    entry.at = record.at;
    entry.next = record.t === 'deferred' ? Date.parse(record.next) : null;
    if (record.t === 'deferred') entry.deferrals += 1;
    if (record.t !== 'withdrawn') entry.row = record.row;
  }
}

function pendingEntry(): VoterEntry {
  return {
    state: 'pending',
    row: null,
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
