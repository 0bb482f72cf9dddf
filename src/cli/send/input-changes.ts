/** Owns what a mailing is bound to, how it differs on resuming, and that the user's word on it becomes evidence. */
import { type Differences, differencesOf, unaccepted } from '../../delivery/differences.js';
import type { Mailing } from '../../delivery/mailing.js';
import type { BoundInputs } from '../../delivery/record.js';
import { Fault } from '../../fault.js';
import { formatSender } from '../../profile/sender.js';
import type { Outlet } from './outlet.js';
import type { Checked } from './send-checked.js';

/** Keyed digests of everything but the roll that decides what goes to whom. */
export function boundInputs({ pseudonyms, checked }: Checked, outlet: Outlet): BoundInputs {
  return {
    template: pseudonyms.input('template', checked.templateText),
    columns: pseudonyms.input('columns', checked.columnsText),
    sender: pseudonyms.input('sender', formatSender(outlet.sender)),
    host: pseudonyms.input('host', outlet.boundHost),
    user: pseudonyms.input('user', outlet.boundUser),
  };
}

/** Throws `inputs-changed` with every difference that the flags do not accept. */
export function checkDifferences(
  { options, addressees, voted }: Checked,
  mailing: Mailing,
  bound: BoundInputs,
): Differences {
  const found = differencesOf(mailing.ledger, addressees, bound);
  const gone = new Set(voted);
  // Whoever named the newer list has accepted that these are not in it.
  const removed = found.removed.filter((voter) => !gone.has(voter));
  const accepted = {
    added: options.acceptAdded ?? null,
    removed: options.acceptRemoved ?? null,
    changed: new Set(options.acceptChanged ?? []),
  };
  const left = unaccepted({ ...found, removed }, accepted);
  const rehearsal = options.sandbox === true;
  if (left.length > 0) throw new Fault('inputs-changed', { differences: left, rehearsal });
  return found;
}

/** Writes the accepted differences, and that a copy was taken over, into the journal. */
export async function recordDifferences(
  { journal, takenOver }: Mailing,
  found: Differences,
  bound: BoundInputs,
  at: string,
): Promise<void> {
  const none = { t: 'changed', digest: null, voters: [], at } as const;
  if (takenOver) await journal.append({ ...none, what: 'taken-over' });
  for (const what of found.inputs) await journal.append({ ...none, what, digest: bound[what] });
  if (found.added.length > 0) await journal.append({ t: 'roll', voters: found.added });
  const removed = found.removed.map((voter) => [voter, null] as const);
  if (removed.length > 0) await journal.append({ ...none, what: 'removed', voters: removed });
  const rows = found.rows.map(({ voter, digest }) => [voter, digest] as const);
  if (rows.length > 0) await journal.append({ ...none, what: 'rows', voters: rows });
}
