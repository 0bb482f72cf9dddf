/** Owns saving, loading and removing profiles: whole in the keychain, their names on disk. */
import { Fault } from '../fault.js';
import type { Flow } from '../oauth2/settings.js';
import { decodeSecret, encodeSecret, type SignInSecret, secretEntry } from '../oauth2/stored-secret.js';
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
  /** Throws now what `save` would throw after the questions: keychain absent, locked, silent. The name need not be known yet. */
  tryKeychain(name?: string): Promise<void>;
  /** Throws `password-too-long` where this system's keychain cannot take the profile, or what it signs in with. */
  refuseTooLong(profile: StoredProfile, secret: SignInSecret | null): void;
  load(name: string): Promise<StoredProfile>;
  /** What a profile that signs in by OAuth 2.0 needs for it. */
  loadSecret(name: string, flow: Flow): Promise<SignInSecret>;
  /** Replaces it, as where the provider has given another refresh token. */
  saveSecret(name: string, secret: SignInSecret): Promise<void>;
  /** `secret` is null where the profile has a password, which is part of it, or where the stored secret stays. */
  save(name: string, profile: StoredProfile, secret?: SignInSecret | null): Promise<void>;
  remove(name: string): Promise<Removal>;
  copy(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<Renaming>;
}

/** A name that a profile may have, where the keychain is only to answer. */
const ANY_NAME = 'invite';

/** Opens the profiles of one user; `folder` is `configFolder`'s. Every call throws the keychain's and list's faults. */
export function openProfileStore(folder: string, keychain: SecretStore): ProfileStore {
  return {
    names: () => readProfileNames(folder),
    tryKeychain: async (name = ANY_NAME) => keychain.proveWritable(checkProfileName(name)),
    refuseTooLong: (profile, secret) => {
      keychain.refuseTooLong(encodeProfile(profile));
      if (secret !== null) keychain.refuseTooLong(encodeSecret(secret));
    },
    load: (name) => load(folder, keychain, name),
    loadSecret: (name, flow) => loadSecret(keychain, name, flow),
    saveSecret: (name, secret) => keychain.set(secretEntry(checkProfileName(name)), encodeSecret(secret)),
    save: (name, profile, secret = null) => save(folder, keychain, { name, profile, secret }),
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

/** Throws `password-missing`, or `profile-damaged` where what is there does not fit the profile. */
async function loadSecret(keychain: SecretStore, name: string, flow: Flow): Promise<SignInSecret> {
  const entry = await keychain.get(secretEntry(checkProfileName(name)));
  if (entry === null) throw new Fault('password-missing', { name });
  const secret = decodeSecret(entry, flow);
  if (secret === null) throw new Fault('profile-damaged', { name });
  return secret;
}

interface Saving {
  readonly name: string;
  readonly profile: StoredProfile;
  readonly secret: SignInSecret | null;
}

/** The keychain first, and in it the secret: a name without a profile would be a promise nobody keeps. */
async function save(folder: string, keychain: SecretStore, { name, profile, secret }: Saving): Promise<void> {
  checkProfileName(name);
  // First of all, so that a damaged list stops before anything is stored.
  const names = await readProfileNames(folder);
  if (secret !== null) await keychain.set(secretEntry(name), encodeSecret(secret));
  await keychain.set(name, encodeProfile(profile));
  // What an earlier profile of this name signed in with is nobody's any more.
  if (profile.login.kind === 'password' && names.includes(name)) await keychain.delete(secretEntry(name));
  await addProfileName(folder, name);
}

/** The name goes last, and only where it is certain that no password stays behind unlisted. */
async function remove(folder: string, keychain: SecretStore, name: string): Promise<Removal> {
  checkProfileName(name);
  // First of all, so that a damaged list stops before anything is gone.
  const names = await readProfileNames(folder);
  await keychain.delete(secretEntry(name));
  const deleted = await keychain.delete(name);
  if (!deleted) {
    if (!names.includes(name)) throw await nothingFound(folder, name);
    await keychain.proveWritable(name);
  }
  await takeOffProfileName(folder, name);
  return { kind: deleted ? 'removed' : 'name-only' };
}
