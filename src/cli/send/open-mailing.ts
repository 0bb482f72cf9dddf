/** Owns a run's way to its mailing on disk: where it lies, and whether it is begun, resumed, or cleared away and begun anew. */
import { unlink } from 'node:fs/promises';
import { keyPathFor } from '../../delivery/journal-file.js';
import { beginMailing, type Mailing, type MailingPlace, openMailing } from '../../delivery/mailing.js';
import type { BoundInputs } from '../../delivery/record.js';
import { Registry } from '../../delivery/registry.js';
import { configFolder } from '../../profile/config-folder.js';
import { mailingDigest } from '../mailing-digest.js';
import { packageFacts } from '../version.js';
import type { Checked } from './send-checked.js';

export function placeFor({ context, options, checked, statePath, notVoted }: Checked): MailingPlace {
  const project = mailingDigest(checked.project, options.mailing, statePath);
  const registry = options.sandbox ? null : new Registry(configFolder(context.env));
  return {
    statePath,
    project,
    registry,
    takeOver: options.takeOver === true,
    rehearsal: options.sandbox === true,
    credentialFree: checked.credentialFree,
    ...(notVoted ? { audience: 'not-voted' } : {}),
    now: () => context.clock.now(),
  };
}

/**
 * An unfinished mailing is resumed; a finished rehearsal is cleared away and begins anew, with whatever roll there is
 * now, and so does one of another kind: an address check, invitations and a reminder are three mailings.
 */
export async function resumeOrRestart(
  { options, statePath, key, checked }: Checked,
  place: MailingPlace,
  at: string,
): Promise<Mailing | null> {
  const mailing = await openMailing(place, key, at);
  // As it was begun: the roll of now may have been corrected since.
  const { ledger } = mailing;
  const { pending, deferred, inDoubt } = ledger.counts(ledger.present());
  const { credentials, audience } = ledger.header ?? {};
  const isSame = (credentials === 'none') === checked.credentialFree && audience === place.audience;
  // To try the refused again is to go on, also with a rehearsal.
  const goesOn = options.retryRefused || pending + deferred + inDoubt > 0;
  if (!options.sandbox || (isSame && goesOn)) return mailing;
  await mailing.close();
  await unlink(statePath);
  await unlink(keyPathFor(statePath));
  return null;
}

/** A new state file, whole or not at all, opened. */
export async function begin(
  { addressees, key }: Checked,
  place: MailingPlace,
  bound: BoundInputs,
  at: string,
): Promise<Mailing> {
  await beginMailing(place, { key, bound, voters: [...addressees.keys()], tool: packageFacts().version, at });
  return openMailing(place, key, at);
}
