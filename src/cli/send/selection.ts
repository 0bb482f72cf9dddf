/** Owns who belongs to a run: `--only`, `--limit`, and how many messages that makes. An empty selection is an error. */
import { isDue, type Ledger } from '../../delivery/ledger.js';
import { Fault } from '../../fault.js';
import { type DoubtDecision, NO_DOUBTS } from './doubts.js';
import type { Checked } from './send-checked.js';

export interface Selection {
  includes(voter: string): boolean;
  /** Messages of this run, resent doubts among them. */
  readonly toMail: number;
  readonly before: ReturnType<Ledger['counts']> | null;
}

/** Whether a voter belongs to this run at all. Throws `voter-unknown`. */
export function chosenBy({ options, index, pseudonyms }: Checked): (voter: string) => boolean {
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
): Selection {
  const { options, index } = ready;
  const includes = chosenBy(ready);
  const resent = new Set(doubts.as === 'resend' ? doubts.voters : []);
  const open = [...index.keys()].filter((voter) => {
    const entry = ledger?.voters.get(voter);
    return includes(voter) && (!entry || isDue(entry) || resent.has(voter));
  });
  if (options.only && open.length === 0 && doubts.voters.length === 0)
    throw new Fault('selection-empty', { selection: `--only ${options.only.join(', ')}` });
  const toMail = Math.min(open.length, options.limit ?? Number.POSITIVE_INFINITY);
  return { includes, toMail, before: ledger?.counts(index.keys()) ?? null };
}
