/**
 * Owns giving a stored profile another name, or a second one. The new entry stands before the old one goes, so that
 * whoever is stopped halfway has the profile under one name at least, and the same command finishes it.
 */
import { Fault } from '../fault.js';
import { decodeSecret, secretEntry } from '../oauth2/stored-secret.js';
import type { SecretStore } from './keychain.js';
import type { Secret } from './profile.js';
import {
  addProfileName,
  checkProfileName,
  nothingFound,
  readProfileNames,
  takeOffProfileName,
} from './profile-list.js';

/** `finished`: an earlier rename had been stopped after the entry was moved, and only its old name was still listed. */
export type Renaming = { readonly kind: 'renamed' } | { readonly kind: 'finished' };

/** What the keychain has of one profile, as it stands there. */
interface Entries {
  readonly profile: Secret;
  /** What it signs in with by OAuth 2.0; null where it has a password. */
  readonly signIn: Secret | null;
}

/**
 * Copies the entries as they are, secrets included. Equal entries under the new name are taken for the copy itself.
 * Throws `usage` for one name twice and for a person's sign-in, `profile-exists`, `profile-unknown`, `password-missing`,
 * `profile-name-invalid` and the faults of keychain and list.
 */
export async function copyProfile(
  folder: string,
  keychain: SecretStore,
  from: string,
  to: string,
): Promise<void> {
  await refuseNames(folder, from, to);
  const entries = await entriesOf(keychain, from);
  if (entries === null) throw await nothingFound(folder, from);
  // Two holders of one refresh token end it for both where the provider takes each once (RFC 9700 4.14.2).
  const { signIn } = entries;
  if (signIn !== null && decodeSecret(signIn, 'device') !== null)
    throw new Fault('usage', { reason: 'copy-of-person' });
  await place(folder, keychain, to, entries);
}

/** As `copyProfile`, and takes the old entries away. Throws `keychain-locked` too, where they can no longer be deleted. */
export async function renameProfile(
  folder: string,
  keychain: SecretStore,
  from: string,
  to: string,
): Promise<Renaming> {
  await refuseNames(folder, from, to);
  const entries = await entriesOf(keychain, from);
  if (entries === null) return finish(folder, keychain, from, to);
  await place(folder, keychain, to, entries);
  // Still listed until all is gone: a password that no list names would be forgotten.
  if (!(await keychain.delete(from))) throw new Fault('keychain-locked', { name: from });
  if (entries.signIn !== null) await keychain.delete(secretEntry(from));
  await takeOffProfileName(folder, from);
  return { kind: 'renamed' };
}

async function entriesOf(keychain: SecretStore, name: string): Promise<Entries | null> {
  const profile = await keychain.get(name);
  return profile && { profile, signIn: await keychain.get(secretEntry(name)) };
}

async function refuseNames(folder: string, from: string, to: string): Promise<void> {
  if (checkProfileName(from) === checkProfileName(to)) throw new Fault('usage', { reason: 'same-profile' });
  // First of all, so that a damaged list stops before anything is stored.
  await readProfileNames(folder);
}

/** The profile last: what it signs in with then stands already. Without the profile it is the rest of an earlier try. */
async function place(
  folder: string,
  keychain: SecretStore,
  name: string,
  { profile, signIn }: Entries,
): Promise<void> {
  const there = await entriesOf(keychain, name);
  const same = there === null || (isEqual(there.profile, profile) && isEqual(there.signIn, signIn));
  if (!same) throw new Fault('profile-exists', { name });
  if (there === null) {
    if (signIn !== null) await keychain.set(secretEntry(name), signIn);
    await keychain.set(name, profile);
  }
  await addProfileName(folder, name);
}

function isEqual(one: Secret | null, other: Secret | null): boolean {
  return one?.reveal() === other?.reveal();
}

/** The keychain gives the new entry and is therefore open: under the old name there is no profile any more. */
async function finish(folder: string, keychain: SecretStore, from: string, to: string): Promise<Renaming> {
  const names = await readProfileNames(folder);
  const moved = names.includes(from) && names.includes(to) && (await keychain.get(to)) !== null;
  if (!moved) throw await nothingFound(folder, from);
  await keychain.delete(secretEntry(from));
  await takeOffProfileName(folder, from);
  return { kind: 'finished' };
}
