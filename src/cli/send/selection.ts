/** Owns who belongs to a run: `--only`, `--limit`, and how many messages that makes. An empty selection is an error. */
import { isDue, type Ledger } from '../../delivery/ledger.js';
import { Fault } from '../../fault.js';
import type { Again } from './again.js';
import { type DoubtDecision, NO_DOUBTS } from './doubts.js';
import type { Checked } from './send-checked.js';
import type { SendOptions } from './send-options.js';
import { refuseRepeated } from './test-wish.js';

export interface Selection {
  /** Messages of this run, resent doubts among them. */
  readonly toMail: number;
  /** Whether a voter is due in this run, `--limit` aside. */
  readonly isOpen: (voter: string) => boolean;
  readonly before: ReturnType<Ledger['counts']> | null;
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

/** Whether a voter belongs to this run at all. Throws `voter-unknown`, `selection-everybody`. */
export function chosenBy(
  { options, index, pseudonyms }: Checked,
  again: Again | null = null,
): (voter: string) => boolean {
  if (again) return (voter) => voter === again.voter;
  if (!options.only) return () => true;
  const unknown = options.only.filter((id) => !index.has(pseudonyms.voter(id)));
  if (unknown.length > 0) throw new Fault('voter-unknown', { ids: unknown });
  if (options.only.length === index.size && index.size > 1)
    throw new Fault('selection-everybody', { count: index.size });
  const only = new Set(options.only.map((id) => pseudonyms.voter(id)));
  return (voter) => only.has(voter);
}

/** `ledger` is null for a mailing that has not begun. Throws `voter-unknown`, `selection-…`. */
export function selection(
  ready: Checked,
  ledger: Ledger | null,
  doubts: DoubtDecision = NO_DOUBTS,
  again: Again | null = null,
): Selection {
  const { options, index } = ready;
  const before = ledger?.counts(index) ?? null;
  if (again) return { toMail: 1, isOpen: (voter) => voter === again.voter, before, again };
  const includes = chosenBy(ready);
  const decided = new Set(doubts.voters);
  if (options.limit !== undefined && !(options.limit >= 1))
    throw new Fault('selection-empty', { selection: `--limit ${options.limit}` });
  const isOpen = (voter: string): boolean => {
    if (!includes(voter)) return false;
    if (decided.has(voter)) return doubts.as === 'resend';
    const entry = ledger?.voters.get(voter);
    return !entry || isDue(entry);
  };
  const open = [...index.keys()].filter(isOpen).length;
  if (options.only && open === 0 && doubts.concerned === 0)
    throw new Fault('selection-done', { rows: rowsOf(ready, includes) });
  const toMail = Math.min(open, options.limit ?? Number.POSITIVE_INFINITY);
  return { toMail, isOpen, before, again: null };
}

function rowsOf({ index }: Checked, includes: (voter: string) => boolean): number[] {
  return [...index].flatMap(([voter, { row }]) => (includes(voter) ? [row] : []));
}
