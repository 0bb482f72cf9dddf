/** Owns saving, loading and removing profiles: whole in the keychain, their names on disk. */
import { Fault } from '../fault.js';
import type { SecretStore } from './keychain.js';
import { checkProfileName, readProfileNames, writeProfileNames } from './profile-list.js';
import { decodeProfile, encodeProfile, type StoredProfile } from './stored-profile.js';

/** `name-only`: the name is off the list, but the keychain held nothing under it, or was locked. */
export type Removal = { readonly kind: 'removed' } | { readonly kind: 'name-only' };

export interface ProfileStore {
  /** In alphabetical order, without touching the keychain. */
  names(): Promise<string[]>;
  /** Asks the keychain for the name, whatever it holds: throws now what would otherwise be told after the questions. */
  tryKeychain(name: string): Promise<void>;
  load(name: string): Promise<StoredProfile>;
  save(name: string, profile: StoredProfile): Promise<void>;
  remove(name: string): Promise<Removal>;
}

/** Opens the profiles of one user; `folder` is `configFolder`'s. Every call throws the keychain's and list's faults. */
export function openProfileStore(folder: string, keychain: SecretStore): ProfileStore {
  return {
    names: () => readProfileNames(folder),
    tryKeychain: async (name) => {
      await keychain.get(checkProfileName(name));
    },
    load: (name) => load(folder, keychain, name),
    save: (name, profile) => save(folder, keychain, name, profile),
    remove: (name) => remove(folder, keychain, name),
  };
}

/**
 * Throws `profile-unknown`, or `password-missing` where the name is on the list and the keychain gives nothing: it
 * was removed by other means, or the keychain is locked. The keychain decides: a lost list costs no profile.
 */
async function load(folder: string, keychain: SecretStore, name: string): Promise<StoredProfile> {
  const secret = await keychain.get(checkProfileName(name));
  if (secret !== null) return decodeProfile(name, secret);
  throw await nothingFound(folder, name);
}

/** The keychain first: a name without a profile would be a promise nobody keeps. */
async function save(
  folder: string,
  keychain: SecretStore,
  name: string,
  profile: StoredProfile,
): Promise<void> {
  checkProfileName(name);
  const names = await readProfileNames(folder);
  await keychain.set(name, encodeProfile(profile));
  await writeProfileNames(folder, [...names, name]);
}

async function remove(folder: string, keychain: SecretStore, name: string): Promise<Removal> {
  checkProfileName(name);
  // First of all, so that a damaged list stops before anything is gone.
  const names = await readProfileNames(folder);
  const deleted = await keychain.delete(name);
  if (!deleted && !names.includes(name)) throw await nothingFound(folder, name);
  await writeProfileNames(
    folder,
    names.filter((other) => other !== name),
  );
  return { kind: deleted ? 'removed' : 'name-only' };
}

async function nothingFound(folder: string, name: string): Promise<Fault> {
  const known = await readProfileNames(folder);
  return known.includes(name)
    ? new Fault('password-missing', { name })
    : new Fault('profile-unknown', { name, known });
}
