/** Owns the comparison of a resumed mailing's inputs with what its journal knows. Pure. */
import type { InputDifference } from '../fault.js';
import type { Ledger } from './ledger.js';
import type { BoundInputs } from './record.js';
import type { VoterEntry } from './voter-entry.js';

export interface RollIndexEntry {
  /** Keyed digest of the row. */
  readonly digest: string;
  /** Its line. */
  readonly row: number;
  /** Keyed digest of its address; only where a mailing has begun, which may hold a refusal of it. */
  readonly address?: string;
}

/** The present roll, by the voters' pseudonyms. */
export type RollIndex = ReadonlyMap<string, RollIndexEntry>;

export interface Accepted {
  readonly added: number | null;
  readonly removed: number | null;
  readonly changed: ReadonlySet<string>;
}

/** How the inputs differ; lists are in the order of the roll. */
export interface Differences {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly rows: readonly { readonly voter: string; readonly digest: string; readonly row: number }[];
  readonly inputs: readonly (keyof BoundInputs)[];
}

const ROWS_SHOWN = 20;

export function differencesOf(ledger: Ledger, roll: RollIndex, bound: BoundInputs): Differences {
  // Whoever was removed and is back is as new as one who was never there.
  const added = [...roll.keys()].filter((voter) => ledger.voters.get(voter)?.removed !== false);
  // Also whoever was not mailed yet: nobody may drop out of the count unnoticed.
  const removed = [...ledger.voters].filter(([voter, entry]) => !entry.removed && !roll.has(voter));
  const rows = [...roll].flatMap(([voter, { digest, row }]) => {
    const entry = ledger.voters.get(voter);
    return entry && isMailed(entry) && entry.row !== digest ? [{ voter, digest, row }] : [];
  });
  const known = ledger.bound;
  const inputs = (['template', 'columns', 'sender', 'host', 'user'] as const).filter(
    (name) => known && known[name] !== bound[name],
  );
  return { added, removed: removed.map(([voter]) => voter), rows, inputs };
}

/** Those that the user has not accepted with exactly the right flag and number. */
export function unaccepted(differences: Differences, accepted: Accepted): InputDifference[] {
  const { added, removed, rows, inputs } = differences;
  const list: InputDifference[] = [];
  if (added.length > 0 && accepted.added !== added.length)
    list.push({ what: 'added', count: added.length, flag: `--accept-added ${added.length}` });
  if (removed.length > 0 && accepted.removed !== removed.length)
    list.push({ what: 'removed', count: removed.length, flag: `--accept-removed ${removed.length}` });
  if (rows.length > 0 && !accepted.changed.has('rows')) {
    const shown = rows.slice(0, ROWS_SHOWN).map(({ row }) => row);
    list.push({ what: 'rows', count: rows.length, rows: shown, flag: '--accept-changed rows' });
  }
  // The user of the login belongs to the host: one decision for both.
  const named = new Set(inputs.map((name) => (name === 'user' ? 'host' : name)));
  for (const what of named) {
    if (!accepted.changed.has(what)) list.push({ what, flag: `--accept-changed ${what}` });
  }
  return list;
}

/** Whoever has, or may have, a message. */
export function isMailed(entry: VoterEntry): boolean {
  return entry.state === 'accepted' || entry.state === 'in-doubt';
}
