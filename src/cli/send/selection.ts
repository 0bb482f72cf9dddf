/** Owns who belongs to a run: `--only`, `--limit`, and how many messages that makes. An empty selection is an error. */
import { isDue, type Ledger } from '../../delivery/ledger.js';
import { type Retries, retriesOf } from '../../delivery/retries.js';
import { Fault } from '../../fault.js';
import type { Again } from './again.js';
import { type DoubtDecision, NO_DOUBTS } from './doubts.js';
import type { Checked } from './send-checked.js';
import type { SendOptions } from './send-options.js';
import { refuseRepeated } from './test-wish.js';

export interface Selection {
  /** Messages of this run, resent doubts among them. */
  readonly toMail: number;
  /** Of these, when those may be mailed who are deferred, milliseconds since 1970. */
  readonly deferred: readonly number[];
  /** Whether a voter is due in this run, `--limit` aside. */
  readonly isOpen: (voter: string) => boolean;
  readonly before: ReturnType<Ledger['counts']> | null;
  /** What `--retry-refused` found, else null. */
  readonly retries: Retries | null;
  /** The one voter of `--again`, else null. */
  readonly again: Again | null;
}

/** Throws `bad-option-value` for an ID that is empty or named twice; whoever names nobody does not mean everybody. */
export function checkOnly(only: readonly string[] | undefined): void {
  if (only === undefined) return;
  if (only.length === 0) throw new Fault('selection-empty', { selection: '--only' });
  if (only.some((id) => id.trim() === ''))
    throw new Fault('bad-option-value', { option: '--only', value: '', expected: 'value' });
  refuseRepeated('--only', only);
}

/** Whether the run is for some voters only. */
export function isRestricted({ only, limit }: SendOptions): boolean {
  return only !== undefined || limit !== undefined;
}

/** Whether a voter belongs to this run at all. Throws `voter-unknown`, `voter-not-listed`, `selection-everybody`. */
export function chosenBy(
  { options, index, addressees, notVoted, pseudonyms }: Checked,
  again: Again | null = null,
): (voter: string) => boolean {
  if (again) return (voter) => voter === again.voter;
  if (!options.only) return () => true;
  const unknown = options.only.filter((id) => !index.has(pseudonyms.voter(id)));
  if (unknown.length > 0) throw new Fault('voter-unknown', { ids: unknown });
  const unlisted = options.only.filter((id) => !addressees.has(pseudonyms.voter(id)));
  if (unlisted.length > 0) throw new Fault('voter-not-listed', { ids: unlisted, path: notVoted?.path ?? '' });
  if (options.only.length === addressees.size && addressees.size > 1)
    throw new Fault('selection-everybody', { count: addressees.size });
  const only = new Set(options.only.map((id) => pseudonyms.voter(id)));
  return (voter) => only.has(voter);
}

/** `ledger` is null for a mailing that has not begun. Throws `voter-unknown`, `selection-…`, `retry-nobody`. */
export function selection(
  ready: Checked,
  ledger: Ledger | null,
  doubts: DoubtDecision = NO_DOUBTS,
  again: Again | null = null,
): Selection {
  const { options, addressees } = ready;
  const before = ledger?.counts(addressees, new Set(ready.voted)) ?? null;
  if (again)
    return {
      toMail: 1,
      deferred: [],
      isOpen: (voter) => voter === again.voter,
      before,
      retries: null,
      again,
    };
  const includes = chosenBy(ready);
  if (options.limit !== undefined && !(options.limit >= 1))
    throw new Fault('selection-empty', { selection: `--limit ${options.limit}` });
  const retries = options.retryRefused && ledger ? retriesOf(ledger, addressees, includes) : null;
  const retried = new Set(retries?.changed.map(({ voter }) => voter));
  const decided = new Set(doubts.voters);
  const isLeft = (voter: string): boolean => {
    if (decided.has(voter)) return doubts.as === 'resend';
    const entry = ledger?.voters.get(voter);
    return !entry || isDue(entry);
  };
  const isOpen = (voter: string): boolean => retried.has(voter) || (includes(voter) && isLeft(voter));
  const open = [...addressees.keys()].filter(isOpen);
  if (open.length === 0 && doubts.concerned === 0) refuseNobody(ready, includes, retries);
  const now = ready.context.clock.now();
  const deferred = open
    .flatMap((voter) => ledger?.voters.get(voter)?.next ?? [])
    .filter((next) => next > now);
  const found = { isOpen, before, retries, again: null };
  const { limit } = options;
  if (limit === undefined) return { toMail: open.length, deferred, ...found };
  // Of a limited number none is spent on waiting, while there are others.
  const due = open.length - deferred.length;
  return { toMail: Math.min(due > 0 ? due : open.length, limit), deferred: [], ...found };
}

/** A run that was asked for somebody and has nobody; without a wish it only says that all are settled. */
function refuseNobody(ready: Checked, includes: (voter: string) => boolean, retries: Retries | null): void {
  if (retries) throw new Fault('retry-nobody', { unchanged: retries.unchanged });
  if (ready.options.only) throw new Fault('selection-done', { rows: rowsOf(ready, includes) });
}

function rowsOf({ addressees }: Checked, includes: (voter: string) => boolean): number[] {
  return [...addressees].flatMap(([voter, { row }]) => (includes(voter) ? [row] : []));
}
