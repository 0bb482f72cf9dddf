/** Owns for which changes of a stored profile its password must be typed again: it goes only where it was typed for. */
import type { KnownFields } from './fields.js';
import type { AskedField } from './questions.js';
import type { StoredProfile } from './stored-profile.js';

type Bound = Pick<StoredProfile, 'host' | 'port' | 'user' | 'encryption'>;

/**
 * The changed values that ask for the password again: another server, another mailbox, or a connection that is no longer
 * encrypted. What is not known yet counts as unchanged.
 */
export function boundChanges(stored: Bound, now: KnownFields): AskedField[] {
  const changed = (['user', 'host', 'port'] as const).filter(
    (field) => now[field] !== undefined && now[field] !== stored[field],
  );
  const exposed = now.encryption === 'none' && stored.encryption !== 'none';
  return exposed ? [...changed, 'encryption'] : changed;
}
