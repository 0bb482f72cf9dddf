/** Owns whom a mailing to those who have not voted is about: the listed, and whoever it has mailed already. Pure. */
import { Fault } from '../fault.js';
import { isMailed, type RollIndex } from './differences.js';
import type { Ledger } from './ledger.js';
import type { HeaderRecord } from './record.js';

export interface Audience {
  /** In the order of the roll. */
  readonly addressees: RollIndex;
  /** Known to the journal, not mailed by it, and not listed any more, though still in the roll: they have voted. */
  readonly voted: readonly string[];
}

/** `ledger` is null for a mailing that has not begun. */
export function audienceOf(ledger: Ledger | null, roll: RollIndex, listed: ReadonlySet<string>): Audience {
  const isAddressed = (voter: string): boolean => {
    const entry = ledger?.voters.get(voter);
    return listed.has(voter) || (entry !== undefined && isMailed(entry));
  };
  const addressees = new Map([...roll].filter(([voter]) => isAddressed(voter)));
  // Whoever has left the roll is no matter of the list: that takes a word of its own, as in any mailing.
  const isGone = (voter: string): boolean => roll.has(voter) && !addressees.has(voter);
  const known = [...(ledger?.voters ?? [])].filter(([voter, { removed }]) => !removed && isGone(voter));
  return { addressees, voted: known.map(([voter]) => voter) };
}

/** Throws `not-voted-missing`, `not-voted-foreign`; a finished rehearsal makes room for any other. */
export function refuseOtherAudience(
  header: HeaderRecord | null,
  { statePath, rehearsal, audience }: Place,
): void {
  if (rehearsal || header?.audience === audience) return;
  throw new Fault(audience ? 'not-voted-foreign' : 'not-voted-missing', { statePath });
}

interface Place {
  readonly statePath: string;
  readonly rehearsal: boolean;
  readonly audience?: 'not-voted';
}
