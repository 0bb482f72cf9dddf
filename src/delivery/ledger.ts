/** Owns what a journal's records add up to: the state of every voter, and what the mailing is bound to. */
import { DEADLINES } from '../smtp/deadlines.js';
import type {
  AgainRecord,
  BoundInputs,
  ChangedRecord,
  CommittingRecord,
  DecidedRecord,
  HeaderRecord,
  JournalRecord,
  ProviderRecord,
  RetriedRecord,
  Slowdown,
  UnansweredRecord,
} from './record.js';
import { pendingEntry, type VoterEntry, type VoterState } from './voter-entry.js';

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

const NOBODY: ReadonlySet<string> = new Set();

/** All that the records say; `apply` is the only way to change it, for records read and records written alike. */
export class Ledger {
  header: HeaderRecord | null = null;
  bound: BoundInputs | null = null;
  readonly voters = new Map<string, VoterEntry>();
  /** Of each message its reply, else its dot, milliseconds since 1970, nearly in order; the pace takes `countedBy`. */
  readonly releases: number[] = [];
  /** When an address was refused or put off before there was a message: hosts count that, too. */
  readonly #unreleased: number[] = [];
  /** The planned time that the user has overridden (`--now`), milliseconds since 1970; null where none. */
  early: number | null = null;
  /** The last word against the pace. */
  slowdown: Slowdown | null = null;
  #provider: ProviderRecord | null = null;
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
      case 'provider':
        this.#provider = record;
        return;
      case 'slowed':
        this.slowdown = record;
        return;
      case 'committing':
        this.#committing(record);
        return;
      case 'again':
        this.#again(record);
        return;
      case 'unanswered':
        this.#unanswered(record);
        return;
      case 'retried':
        this.#retried(record);
        return;
      case 'decided':
        this.#decided(record);
        return;
      case 'accepted':
      case 'refused':
      case 'deferred':
      case 'withdrawn':
        this.#outcome(record);
        return;
      default:
        // Of a later version: whoever it is about would be taken for something they are not.
        throw new UnknownRecord(record satisfies never);
    }
  }

  /**
   * By when the host had counted each message, and each address it did not take, at the latest, milliseconds since 1970, in no order: at its reply. Of a
   * run that was killed nobody knows the reply; until the deadline for it is over, the host may count it just now.
   */
  countedBy(now: number): readonly number[] {
    const open = [...this.voters.values()].filter(isOpen).map(({ at }) => Date.parse(at ?? ''));
    const unknown = new Set(open.filter((time) => now - time < DEADLINES.confirmation));
    const all = [...this.releases, ...this.#unreleased];
    return unknown.size === 0 ? all : all.map((time) => (unknown.has(time) ? now : time));
  }

  /** The provider (`Provider.id`) that this host ("name:port") has said it is; null where it has not. */
  providerAt(host: string): string | null {
    return this.#provider?.host === host ? this.#provider.id : null;
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
   * missing without the user's word. Without a roll all that the journal knows. `leaving` are about to be removed.
   */
  counts(roll?: PresentRoll, leaving: ReadonlySet<string> = NOBODY): Counts {
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
      if (roll?.has(voter) || leaving.has(voter)) continue;
      if (!roll || !removed || state === 'in-doubt') count(state);
    }
    const { pending, accepted, refused, deferred } = tally;
    return { voters, accepted, refused, deferred, inDoubt: tally['in-doubt'], pending };
  }

  /** Everybody but those who were removed at the user's word. */
  present(): ReadonlySet<string> {
    return new Set([...this.voters].flatMap(([voter, { removed }]) => (removed ? [] : [voter])));
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

  /** As if never mailed, but for its number: no message of it exists, so that its Message-ID stays. */
  #retried({ voter, row }: RetriedRecord): void {
    const entry = this.entry(voter);
    // Nothing but a clear refusal is taken back without a word of its own, least of all a doubt.
    if (entry.state !== 'refused') throw new Error('retried without a refusal');
    this.#move(entry, 'pending');
    const { removed, again } = entry;
    // The roll's row was corrected: that address counts, not one that was given beside it.
    Object.assign(entry, pendingEntry(), { row, removed, again: again && { ...again, address: null } });
  }

  #unanswered({ voter, kind, reply, at }: UnansweredRecord): void {
    const entry = this.entry(voter);
    this.#counted(entry.at, at);
    Object.assign(entry, { kind, reply });
  }

  #decided({ voter, as, at }: DecidedRecord): void {
    const entry = this.entry(voter);
    if (as !== 'skip' && isOpen(entry)) this.#counted(entry.at, at);
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
    else if (isOfAddress(record)) this.#unreleased.push(Date.parse(record.at));
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
    entry.refusedAddress = record.t === 'refused' ? (record.address ?? null) : null;
  }
}

/** Not what was held back for policy: its message, where there was one, has been counted. */
function isOfAddress(record: { readonly t: string; readonly address?: string }): boolean {
  return record.t === 'deferred' || (record.t === 'refused' && record.address !== undefined);
}

/** Its dot may have left, and nothing is recorded of what came of it. */
function isOpen({ underWay, kind }: VoterEntry): boolean {
  return underWay && kind === null;
}

/** A record of a type that this version does not know. */
export class UnknownRecord extends Error {
  constructor(record: { readonly t?: unknown }) {
    super(`unknown record ${String(record.t)}`);
  }
}
