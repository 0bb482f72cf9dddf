/**
 * Owns giving a stored profile another name, or a second one. The new entry stands before the old one goes, so that
 * whoever is stopped halfway has the profile under one name at least, and the same command finishes it.
 */
import { Fault } from '../fault.js';
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

/**
 * Copies the entry as it is, password included. An equal entry under the new name is taken for the copy itself.
 * Throws `usage` for one name twice, `profile-exists`, `profile-unknown`, `password-missing`, `profile-name-invalid`
 * and the faults of keychain and list.
 */
export async function copyProfile(
  folder: string,
  keychain: SecretStore,
  from: string,
  to: string,
): Promise<void> {
  await refuseNames(folder, from, to);
  const secret = await keychain.get(from);
  if (secret === null) throw await nothingFound(folder, from);
  await place(folder, keychain, to, secret);
}

/** As `copyProfile`, and takes the old entry away. Throws `keychain-locked` too, where it can no longer be deleted. */
export async function renameProfile(
  folder: string,
  keychain: SecretStore,
  from: string,
  to: string,
): Promise<Renaming> {
  await refuseNames(folder, from, to);
  const secret = await keychain.get(from);
  if (secret === null) return finish(folder, keychain, from, to);
  await place(folder, keychain, to, secret);
  // Still listed until it is gone: a password that no list names would be forgotten.
  if (!(await keychain.delete(from))) throw new Fault('keychain-locked', { name: from });
  await takeOffProfileName(folder, from);
  return { kind: 'renamed' };
}

async function refuseNames(folder: string, from: string, to: string): Promise<void> {
  if (checkProfileName(from) === checkProfileName(to)) throw new Fault('usage', { reason: 'same-profile' });
  // First of all, so that a damaged list stops before anything is stored.
  await readProfileNames(folder);
}

async function place(folder: string, keychain: SecretStore, name: string, secret: Secret): Promise<void> {
  const there = await keychain.get(name);
  if (there !== null && there.reveal() !== secret.reveal()) throw new Fault('profile-exists', { name });
  if (there === null) await keychain.set(name, secret);
  await addProfileName(folder, name);
}

/** The keychain gives the new entry and is therefore open: under the old name there is nothing any more. */
async function finish(folder: string, keychain: SecretStore, from: string, to: string): Promise<Renaming> {
  const names = await readProfileNames(folder);
  const moved = names.includes(from) && names.includes(to) && (await keychain.get(to)) !== null;
  if (!moved) throw await nothingFound(folder, from);
  await takeOffProfileName(folder, from);
  return { kind: 'finished' };
}
