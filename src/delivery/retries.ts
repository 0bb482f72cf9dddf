/** Owns which refused voters can be tried again: those whose row is not the refused one any more. Pure. */
import type { RollIndex } from './differences.js';
import type { Ledger } from './ledger.js';
import { type JournalRecord, SECOND_VERSION } from './record.js';

/** The refused voters of the present roll. */
export interface Retries {
  /** In the order of the roll, each with the keyed digest of the row as it is now. */
  readonly changed: readonly { readonly voter: string; readonly row: string }[];
  /** How many would be refused again: their row is the same. */
  readonly unchanged: number;
}

/** Whoever is refused has no lost attempt: with one, the state is in doubt. */
export function retriesOf(
  ledger: Ledger,
  roll: RollIndex,
  selected: (voter: string) => boolean = () => true,
): Retries {
  const refused = [...roll].filter(
    ([voter]) => ledger.voters.get(voter)?.state === 'refused' && selected(voter),
  );
  const changed = refused.filter(([voter, { digest }]) => ledger.voters.get(voter)?.row !== digest);
  return {
    changed: changed.map(([voter, { digest }]) => ({ voter, row: digest })),
    unchanged: refused.length - changed.length,
  };
}

/** What is written of it: first, once, that earlier versions would misread what follows. */
export function retryRecords({ header, bound }: Ledger, { changed }: Retries, at: string): JournalRecord[] {
  if (changed.length === 0) return [];
  const raised =
    header && header.v < SECOND_VERSION
      ? [{ ...header, ...bound, t: 'header' as const, v: SECOND_VERSION }]
      : [];
  return [...raised, ...changed.map(({ voter, row }) => ({ t: 'retried' as const, voter, row, at }))];
}
