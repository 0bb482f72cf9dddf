import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fault } from '../../../src/fault.js';
import type { SecretStore } from '../../../src/profile/keychain.js';
import { Secret } from '../../../src/profile/profile.js';
import { profileListPath } from '../../../src/profile/profile-list.js';
import { openProfileStore } from '../../../src/profile/profile-store.js';
import {
  faultFrom,
  memoryKeychain,
  PASSWORD,
  passwordIn,
  storedProfile,
  temporaryFolder,
} from './support.js';

function household() {
  const folder = join(temporaryFolder(), 'invite');
  const keychain = memoryKeychain();
  const listed = (): string[] => JSON.parse(readFileSync(profileListPath(folder), 'utf8')).profiles;
  return { folder, keychain, listed, store: openProfileStore(folder, keychain) };
}

async function withProfiles(...names: readonly string[]) {
  const all = household();
  for (const [index, name] of names.entries())
    await all.store.save(name, storedProfile({ port: 587 + index }));
  return all;
}

test('a renamed profile is the same under the new name, and nothing is left under the old one', async () => {
  const { store, keychain, listed } = await withProfiles('alt');
  const before = keychain.items.get('alt');
  expect(await store.rename('alt', 'neu')).toEqual({ kind: 'renamed' });
  expect(listed()).toEqual(['neu']);
  expect([...keychain.items]).toEqual([['neu', before]]);
  expect(passwordIn((await store.load('neu')).login)).toBe(PASSWORD);
  expect((await faultFrom(store.load('alt'))).kind).toBe('profile-unknown');
});

test('a copy is stored beside the original', async () => {
  const { store, keychain, listed } = await withProfiles('alt');
  await store.copy('alt', 'neu');
  expect(listed()).toEqual(['alt', 'neu']);
  expect(keychain.items.get('neu')).toBe(keychain.items.get('alt'));
});

test.each(['copy', 'rename'] as const)('%s never replaces another profile', async (action) => {
  const { store, keychain, listed } = await withProfiles('alt', 'neu');
  const before = [...keychain.items];
  expect(await faultFrom(store[action]('alt', 'neu'))).toMatchObject({
    kind: 'profile-exists',
    details: { name: 'neu' },
  });
  expect([...keychain.items]).toEqual(before);
  expect(listed()).toEqual(['alt', 'neu']);
});

test.each(['copy', 'rename'] as const)('%s is refused for names that cannot be', async (action) => {
  const { store, keychain } = await withProfiles('alt');
  const calls = keychain.calls;
  expect(await faultFrom(store[action]('alt', 'alt'))).toMatchObject({ details: { reason: 'same-profile' } });
  for (const [from, to] of [
    ['Alt', 'neu'],
    ['alt', '../neu'],
    ['alt', '.trial'],
  ] as const)
    expect((await faultFrom(store[action](from, to))).kind).toBe('profile-name-invalid');
  // Before the keychain is opened.
  expect(keychain.calls).toBe(calls);
  expect(await faultFrom(store[action]('alter', 'neu'))).toMatchObject({
    kind: 'profile-unknown',
    details: { known: ['alt'] },
  });
});

test.each(['copy', 'rename'] as const)('%s touches nothing where the list is damaged', async (action) => {
  const { store, keychain, folder } = household();
  keychain.items.set('alt', 'x');
  mkdirSync(folder, { recursive: true });
  writeFileSync(profileListPath(folder), '[]');
  expect((await faultFrom(store[action]('alt', 'neu'))).kind).toBe('profile-list-damaged');
  expect([...keychain.items]).toEqual([['alt', 'x']]);
});

test.each(['copy', 'rename'] as const)(
  '%s out of a locked keychain says that it may be locked',
  async (action) => {
    const { store, folder, listed } = await withProfiles('alt', 'neu');
    const locked: SecretStore = { ...memoryKeychain(), get: async () => null };
    const fault = await faultFrom(openProfileStore(folder, locked)[action]('alt', 'neu'));
    expect(fault.kind).toBe('password-missing');
    expect(listed()).toEqual(['alt', 'neu']);
    expect((await store.load('alt')).port).toBe(587);
  },
);

test('a name whose entry is gone is not taken off the list while its new name has none either', async () => {
  const { store, keychain, listed } = await withProfiles('alt');
  keychain.items.clear();
  expect((await faultFrom(store.rename('alt', 'neu'))).kind).toBe('password-missing');
  expect(listed()).toEqual(['alt']);
});

test('an entry that can no longer be deleted stays on the list', async () => {
  const { folder, keychain, listed } = await withProfiles('alt');
  const closing = { ...keychain, delete: async () => false };
  expect((await faultFrom(openProfileStore(folder, closing).rename('alt', 'neu'))).kind).toBe(
    'keychain-locked',
  );
  expect(listed()).toEqual(['alt', 'neu']);
});

class PowerCut extends Error {}

/** The keychain of a program that is killed before (or after) its n-th writing call. */
function cutAt(keychain: SecretStore, n: number, when: 'before' | 'after'): SecretStore {
  let writes = 0;
  const cut = async <T>(act: () => Promise<T>): Promise<T> => {
    writes += 1;
    if (writes !== n) return act();
    if (when === 'after') await act();
    throw new PowerCut();
  };
  return {
    ...keychain,
    get: (account) => keychain.get(account),
    set: (account, secret) => cut(() => keychain.set(account, secret)),
    delete: (account) => cut(() => keychain.delete(account)),
  };
}

const CUTS = [1, 2].flatMap((n) => (['before', 'after'] as const).map((when) => [n, when] as const));

test.each(CUTS)(
  'killed %i. writing, %s: a rename loses nothing, and the same command ends it',
  async (n, when) => {
    const { folder, keychain, listed, store } = await withProfiles('alt');
    const secret = keychain.items.get('alt');
    const killed = openProfileStore(folder, cutAt(keychain, n, when)).rename('alt', 'neu');
    await expect(killed).rejects.toThrow(PowerCut);
    // Under one name at least it is there whole; what the list names is there, but for the one that is being taken off.
    expect([...keychain.items.values()]).toContain(secret);
    expect(listed().some((name) => keychain.items.get(name) === secret)).toBe(true);
    const { kind } = await store.rename('alt', 'neu');
    expect(kind).toBe(n === 2 && when === 'after' ? 'finished' : 'renamed');
    expect(listed()).toEqual(['neu']);
    expect([...keychain.items]).toEqual([['neu', secret]]);
  },
);

test.each(CUTS.slice(0, 2))(
  'killed %i. writing, %s: a copy is ended by the same command',
  async (n, when) => {
    const { folder, keychain, listed, store } = await withProfiles('alt');
    const killed = openProfileStore(folder, cutAt(keychain, n, when)).copy('alt', 'neu');
    await expect(killed).rejects.toThrow(PowerCut);
    await store.copy('alt', 'neu');
    expect(listed()).toEqual(['alt', 'neu']);
    expect(keychain.items.get('neu')).toBe(keychain.items.get('alt'));
  },
);

test.each(CUTS.slice(0, 2))(
  'killed %i. writing, %s: a removal is ended by the same command',
  async (n, when) => {
    const { folder, keychain, listed, store } = await withProfiles('alt');
    await expect(openProfileStore(folder, cutAt(keychain, n, when)).remove('alt')).rejects.toThrow(PowerCut);
    // A password that no list names would be forgotten.
    expect(listed()).toEqual(['alt']);
    await store.remove('alt');
    expect([listed(), keychain.items.size]).toEqual([[], 0]);
  },
);

/** Signs in by OAuth 2.0, so that it has two entries. */
const SETTINGS = { issuer: 'https://id.muster.example', clientId: 'c', scope: '' };
const application = () =>
  storedProfile({ login: { kind: 'oauth2', settings: { ...SETTINGS, flow: 'client-credentials' } } });
const APPLICATION = { flow: 'client-credentials', clientSecret: new Secret('geheim') } as const;
const person = () => storedProfile({ login: { kind: 'oauth2', settings: { ...SETTINGS, flow: 'device' } } });
const PERSON = { flow: 'device', refreshToken: new Secret('t'), clientSecret: null } as const;

test('what a profile signs in with goes along, and nothing of it stays under the old name', async () => {
  const { store, keychain, listed } = household();
  await store.save('alt', application(), APPLICATION);
  await store.copy('alt', 'zwei');
  expect(await store.rename('alt', 'neu')).toEqual({ kind: 'renamed' });
  expect(listed()).toEqual(['neu', 'zwei']);
  expect([...keychain.items.keys()].sort()).toEqual(['neu', 'neu oauth2', 'zwei', 'zwei oauth2']);
  for (const name of ['neu', 'zwei'])
    expect(await store.loadSecret(name, 'client-credentials')).toMatchObject({ flow: 'client-credentials' });
});

test('the sign-in of a person has one owner: renamed, never copied', async () => {
  const { store, listed } = household();
  await store.save('alt', person(), PERSON);
  expect(await faultFrom(store.copy('alt', 'neu'))).toMatchObject({ details: { reason: 'copy-of-person' } });
  expect(listed()).toEqual(['alt']);
  await store.rename('alt', 'neu');
  expect(await store.loadSecret('neu', 'device')).toMatchObject({ flow: 'device' });
});

test('a profile that signs in otherwise with the same values is another profile', async () => {
  const { store, keychain } = household();
  await store.save('alt', person(), PERSON);
  await store.save('neu', person(), { ...PERSON, refreshToken: new Secret('u') });
  const before = [...keychain.items];
  expect((await faultFrom(store.rename('alt', 'neu'))).kind).toBe('profile-exists');
  expect([...keychain.items]).toEqual(before);
});

test.each([1, 2, 3, 4].flatMap((n) => (['before', 'after'] as const).map((when) => [n, when] as const)))(
  'killed %i. writing, %s: a rename loses no sign-in, and the same command ends it',
  async (n, when) => {
    const { folder, keychain, listed, store } = household();
    await store.save('alt', person(), PERSON);
    const [profile, signIn] = ['alt', 'alt oauth2'].map((entry) => keychain.items.get(entry));
    const killed = openProfileStore(folder, cutAt(keychain, n, when)).rename('alt', 'neu');
    await expect(killed).rejects.toThrow(PowerCut);
    const whole = listed().filter(
      (name) => keychain.items.get(name) === profile && keychain.items.get(`${name} oauth2`) === signIn,
    );
    expect(whole).not.toEqual([]);
    await store.rename('alt', 'neu');
    expect(listed()).toEqual(['neu']);
    expect(Object.fromEntries(keychain.items)).toEqual({ neu: profile, 'neu oauth2': signIn });
  },
);

// Why: a removal from a locked keychain took the name off the list and left the password behind.
test('a locked keychain keeps name and password', async () => {
  const { folder, keychain, listed } = await withProfiles('alt');
  const locked: SecretStore = {
    ...keychain,
    delete: async () => false,
    proveWritable: async (name) => Promise.reject(new Fault('keychain-locked', { name })),
  };
  expect(await faultFrom(openProfileStore(folder, locked).remove('alt'))).toMatchObject({
    kind: 'keychain-locked',
    details: { name: 'alt' },
  });
  expect(listed()).toEqual(['alt']);
  expect(keychain.items.size).toBe(1);
});

// Why: the list was read before the keychain's dialogue, and written after it: what another run had stored was lost.
test('a name that another run lists meanwhile stays on the list', async () => {
  const { folder, keychain, listed } = await withProfiles('alt');
  const slow: SecretStore = {
    ...keychain,
    set: async (account, secret) => {
      await openProfileStore(folder, keychain).save('anderes', storedProfile());
      await keychain.set(account, secret);
    },
  };
  await openProfileStore(folder, slow).save('neu', storedProfile());
  expect(listed()).toEqual(['alt', 'anderes', 'neu']);
});
