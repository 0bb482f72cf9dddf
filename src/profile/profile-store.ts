/** Owns saving, loading and removing profiles: whole in the keychain, their names on disk. */
import type { SecretStore } from './keychain.js';
import {
  addProfileName,
  checkProfileName,
  nothingFound,
  readProfileNames,
  takeOffProfileName,
} from './profile-list.js';
import { copyProfile, type Renaming, renameProfile } from './profile-rename.js';
import { decodeProfile, encodeProfile, type StoredProfile } from './stored-profile.js';

/** `name-only`: the name is off the list, and the keychain held nothing under it. */
export type Removal = { readonly kind: 'removed' } | { readonly kind: 'name-only' };

export interface ProfileStore {
  /** In alphabetical order, without touching the keychain. */
  names(): Promise<string[]>;
  /** Throws now what `save` would throw after the questions: keychain absent, locked, silent. */
  tryKeychain(name: string): Promise<void>;
  /** Throws `password-too-long` where this system's keychain cannot take the profile. */
  refuseTooLong(profile: StoredProfile): void;
  load(name: string): Promise<StoredProfile>;
  save(name: string, profile: StoredProfile): Promise<void>;
  remove(name: string): Promise<Removal>;
  copy(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<Renaming>;
}

/** Opens the profiles of one user; `folder` is `configFolder`'s. Every call throws the keychain's and list's faults. */
export function openProfileStore(folder: string, keychain: SecretStore): ProfileStore {
  return {
    names: () => readProfileNames(folder),
    tryKeychain: async (name) => keychain.proveWritable(checkProfileName(name)),
    refuseTooLong: (profile) => keychain.refuseTooLong(encodeProfile(profile)),
    load: (name) => load(folder, keychain, name),
    save: (name, profile) => save(folder, keychain, name, profile),
    remove: (name) => remove(folder, keychain, name),
    copy: (from, to) => copyProfile(folder, keychain, from, to),
    rename: (from, to) => renameProfile(folder, keychain, from, to),
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
  // First of all, so that a damaged list stops before anything is stored.
  await readProfileNames(folder);
  await keychain.set(name, encodeProfile(profile));
  await addProfileName(folder, name);
}

/** The name goes last, and only where it is certain that no password stays behind unlisted. */
async function remove(folder: string, keychain: SecretStore, name: string): Promise<Removal> {
  checkProfileName(name);
  // First of all, so that a damaged list stops before anything is gone.
  const names = await readProfileNames(folder);
  const deleted = await keychain.delete(name);
  if (!deleted) {
    if (!names.includes(name)) throw await nothingFound(folder, name);
    await keychain.proveWritable(name);
  }
  await takeOffProfileName(folder, name);
  return { kind: deleted ? 'removed' : 'name-only' };
}
