/** Owns who belongs to a run: `--only`, `--limit`, and how many messages that makes. An empty selection is an error. */
import { isDue, type Ledger } from '../../delivery/ledger.js';
import { Fault } from '../../fault.js';
import type { Again } from './again.js';
import { type DoubtDecision, NO_DOUBTS } from './doubts.js';
import type { Checked } from './send-checked.js';
import { refuseRepeated } from './test-wish.js';

export interface Selection {
  /** Messages of this run, resent doubts among them. */
  readonly toMail: number;
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

/** Whether a voter belongs to this run at all. Throws `voter-unknown`. */
export function chosenBy(
  { options, index, pseudonyms }: Checked,
  again: Again | null = null,
): (voter: string) => boolean {
  if (again) return (voter) => voter === again.voter;
  if (!options.only) return () => true;
  const unknown = options.only.filter((id) => !index.has(pseudonyms.voter(id)));
  if (unknown.length > 0) throw new Fault('voter-unknown', { ids: unknown });
  const only = new Set(options.only.map((id) => pseudonyms.voter(id)));
  return (voter) => only.has(voter);
}

/** `ledger` is null for a mailing that has not begun. Throws `voter-unknown`, `selection-empty`. */
export function selection(
  ready: Checked,
  ledger: Ledger | null,
  doubts: DoubtDecision = NO_DOUBTS,
  again: Again | null = null,
): Selection {
  const { options, index } = ready;
  const before = ledger?.counts(index) ?? null;
  if (again) return { toMail: 1, before, again };
  const includes = chosenBy(ready);
  const decided = new Set(doubts.voters);
  if (options.limit !== undefined && !(options.limit >= 1))
    throw new Fault('selection-empty', { selection: `--limit ${options.limit}` });
  const open = [...index.keys()].filter((voter) => {
    if (!includes(voter)) return false;
    if (decided.has(voter)) return doubts.as === 'resend';
    const entry = ledger?.voters.get(voter);
    return !entry || isDue(entry);
  });
  if (options.only && open.length === 0 && doubts.concerned === 0)
    throw new Fault('selection-empty', { selection: `--only ${options.only.join(', ')}` });
  const toMail = Math.min(open.length, options.limit ?? Number.POSITIVE_INFINITY);
  return { toMail, before, again: null };
}
