/** Owns what the tests of profiles share: a stored profile, a keychain in memory, catching a fault. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Fault } from '../../../src/fault.js';
import type { SecretStore } from '../../../src/profile/keychain.js';
import { NO_LIMITS, passwordLogin, Secret } from '../../../src/profile/profile.js';
import type { StoredProfile } from '../../../src/profile/stored-profile.js';
import { CANARIES } from '../../support/canaries.js';

export const PASSWORD = CANARIES.profile;

export function storedProfile(changes: Partial<StoredProfile> = {}): StoredProfile {
  return {
    host: 'smtp.muster.example',
    port: 587,
    encryption: 'starttls',
    user: 'wahl@muster.example',
    login: passwordLogin(new Secret(PASSWORD)),
    sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
    caFile: null,
    pin: null,
    limits: NO_LIMITS,
    unencryptedConfirmed: false,
    ...changes,
  };
}

/** The password of a login that has one. */
export function passwordIn(login: { readonly kind: string; readonly password?: Secret }): string {
  return login.password?.reveal() ?? '';
}

/** A keychain in memory that counts how often it was asked. */
export function memoryKeychain(): SecretStore & { readonly items: Map<string, string>; calls: number } {
  const items = new Map<string, string>();
  return {
    items,
    calls: 0,
    async get(account) {
      this.calls += 1;
      const text = items.get(account);
      return text === undefined ? null : new Secret(text);
    },
    async set(account, secret) {
      this.calls += 1;
      items.set(account, secret.reveal());
    },
    async delete(account) {
      this.calls += 1;
      return items.delete(account);
    },
    async proveWritable() {
      this.calls += 1;
    },
    refuseTooLong() {},
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'invite-profile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function faultOf(action: () => unknown): Fault {
  try {
    action();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('no fault was thrown');
}

export async function faultFrom(promise: Promise<unknown>): Promise<Fault> {
  const outcome = await promise.then(
    () => new Error('no fault was thrown'),
    (error: unknown) => error,
  );
  if (outcome instanceof Fault) return outcome;
  throw outcome;
}
