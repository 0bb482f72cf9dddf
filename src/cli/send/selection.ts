/** Owns who belongs to a run: `--only`, `--limit`, and how many messages that makes. An empty selection is an error. */
import type { Ledger } from '../../delivery/ledger.js';
import { Fault } from '../../fault.js';
import type { Checked } from './send-checked.js';

export interface Selection {
  includes(voter: string): boolean;
  /** Messages of this run, doubts not counted. */
  readonly toMail: number;
  readonly before: ReturnType<Ledger['counts']> | null;
}

/** `ledger` is null for a mailing that has not begun. Throws `voter-unknown`. */
export function selection(ready: Checked, ledger: Ledger | null): Selection {
  const { options, index, pseudonyms } = ready;
  const only = options.only && new Set(options.only.map((id) => pseudonyms.voter(id)));
  const unknown = (options.only ?? []).filter((id) => !index.has(pseudonyms.voter(id)));
  if (unknown.length > 0) throw new Fault('voter-unknown', { ids: unknown });
  const includes = (voter: string): boolean => only?.has(voter) ?? true;
  const open = [...index.keys()].filter((voter) => {
    const state = ledger?.voters.get(voter)?.state ?? 'pending';
    return includes(voter) && (state === 'pending' || state === 'deferred');
  });
  const toMail = Math.min(open.length, options.limit ?? Number.POSITIVE_INFINITY);
  return { includes, toMail, before: ledger?.counts(index.keys()) ?? null };
}
