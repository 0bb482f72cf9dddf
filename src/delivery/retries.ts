/** Owns which refused voters can be tried again: those whose address is not the refused one any more. Pure. */
import type { RollIndex, RollIndexEntry } from './differences.js';
import type { Ledger } from './ledger.js';
import { type JournalRecord, SECOND_VERSION } from './record.js';
import type { VoterEntry } from './voter-entry.js';

/** The refused voters of the present roll. */
export interface Retries {
  /** In the order of the roll, each with the keyed digest of the row as it is now. */
  readonly changed: readonly { readonly voter: string; readonly row: string }[];
  /** How many would be refused again: their address is the same. */
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
  const changed = refused.filter(([voter, present]) => isCorrected(ledger.entry(voter), present));
  return {
    changed: changed.map(([voter, { digest }]) => ({ voter, row: digest })),
    unchanged: refused.length - changed.length,
  };
}

/**
 * By the address, where it was refused and is known: another column, or a name, does not make it a better one, and a host
 * counts those that do not exist. Else by the row, as where the text was refused.
 */
function isCorrected({ refusedAddress, row }: VoterEntry, { address, digest }: RollIndexEntry): boolean {
  if (refusedAddress !== null && address !== undefined) return address !== refusedAddress;
  return row !== digest;
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
