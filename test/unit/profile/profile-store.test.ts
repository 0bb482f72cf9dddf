import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fault } from '../../../src/fault.js';
import { Secret } from '../../../src/profile/profile.js';
import { checkProfileName, profileListPath } from '../../../src/profile/profile-list.js';
import { openProfileStore } from '../../../src/profile/profile-store.js';
import {
  faultFrom,
  faultOf,
  memoryKeychain,
  PASSWORD,
  passwordIn,
  storedProfile,
  temporaryFolder,
} from './support.js';

function openStore() {
  const folder = join(temporaryFolder(), 'invite');
  const keychain = memoryKeychain();
  return { folder, keychain, store: openProfileStore(folder, keychain), list: profileListPath(folder) };
}

test('a saved profile is listed and comes back', async () => {
  const { store } = openStore();
  await store.save('muster', storedProfile());
  await store.save('beispiel', storedProfile({ port: 465, encryption: 'ssl' }));
  expect(await store.names()).toEqual(['beispiel', 'muster']);
  expect((await store.load('beispiel')).port).toBe(465);
  expect(passwordIn((await store.load('muster')).login)).toBe(PASSWORD);
});

test('saving again replaces the profile and keeps one name', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile());
  await store.save('muster', storedProfile({ user: 'other' }));
  expect(await store.names()).toEqual(['muster']);
  expect((await store.load('muster')).user).toBe('other');
  expect(keychain.items.size).toBe(1);
});

test('only the name is on disk, private to the user, and nothing is left beside it', async () => {
  const { store, folder, list } = openStore();
  await store.save('muster', storedProfile());
  expect(readdirSync(folder)).toEqual(['profiles.json']);
  expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual({ version: 1, profiles: ['muster'] });
  expect(statSync(list).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('listing does not open the keychain', async () => {
  const { store, keychain } = openStore();
  expect(await store.names()).toEqual([]);
  expect(keychain.calls).toBe(0);
});

test('a removed profile is gone from both places', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile());
  expect(await store.remove('muster')).toEqual({ kind: 'removed' });
  expect(keychain.items.size).toBe(0);
  expect(await store.names()).toEqual([]);
});

test('removing a name whose secret is gone or locked away says that only the name went', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile());
  keychain.items.clear();
  expect(await store.remove('muster')).toEqual({ kind: 'name-only' });
  expect(await store.names()).toEqual([]);
});

test('an unknown profile is told with those that are known', async () => {
  const { store } = openStore();
  await store.save('muster', storedProfile());
  for (const attempt of [() => store.load('muter'), () => store.remove('muter')]) {
    expect(await faultFrom(attempt())).toMatchObject({
      kind: 'profile-unknown',
      details: { name: 'muter', known: ['muster'] },
    });
  }
});

test('a known name for which the keychain gives nothing is missing or locked, not unknown', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile());
  keychain.items.clear();
  expect((await faultFrom(store.load('muster'))).kind).toBe('password-missing');
});

test('a lost list costs no profile', async () => {
  const { folder, keychain, store } = openStore();
  await store.save('muster', storedProfile());
  const elsewhere = openProfileStore(join(folder, 'empty'), keychain);
  expect((await elsewhere.load('muster')).host).toBe('smtp.muster.example');
});

test('where the keychain refuses, no name is written', async () => {
  const { folder, keychain } = openStore();
  const refusing = {
    ...keychain,
    set: async () => Promise.reject(new Fault('keychain-absent', { reason: 'x' })),
  };
  const store = openProfileStore(folder, refusing);
  expect((await faultFrom(store.save('muster', storedProfile()))).kind).toBe('keychain-absent');
  expect(await store.names()).toEqual([]);
});

test.each([
  ['no JSON', 'muster'],
  ['half a list', '{"version":1,"profiles":["mus'],
  ['another version', '{"version":2,"profiles":[]}'],
  ['an impossible name', '{"version":1,"profiles":["../x"]}'],
  ['a password beside the names', '{"version":1,"profiles":[],"password":"x"}'],
  ['null', 'null'],
])('a list with %s is told as damaged, and nothing is deleted', async (_what, text) => {
  const { store, keychain, folder, list } = openStore();
  keychain.items.set('muster', 'x');
  mkdirSync(folder, { recursive: true });
  writeFileSync(list, text);
  for (const attempt of [
    () => store.names(),
    () => store.save('neu', storedProfile()),
    () => store.remove('muster'),
  ]) {
    expect(await faultFrom(attempt())).toMatchObject({
      kind: 'profile-list-damaged',
      details: { path: list },
    });
  }
  expect(readFileSync(list, 'utf8')).toBe(text);
  expect([...keychain.items.keys()]).toEqual(['muster']);
});

test('a folder that is a file is told with its path', async () => {
  const { folder, keychain } = openStore();
  writeFileSync(folder, '');
  chmodSync(folder, 0o600);
  const fault = await faultFrom(openProfileStore(folder, keychain).names());
  expect(fault).toMatchObject({ kind: 'profile-list-unusable', details: { reason: 'ENOTDIR' } });
});

test.each(['muster', 'a', '0', 'acme-2027.test_1', 'x'.repeat(64)])('%s is a profile name', (name) => {
  expect(checkProfileName(name)).toBe(name);
});

test.each(['', 'Muster', 'müster', '-x', '.x', 'a b', 'a/b', '../a', 'a\n', 'x'.repeat(65), '__proto__'])(
  '%j is no profile name, in no operation',
  async (name) => {
    expect(faultOf(() => checkProfileName(name)).kind).toBe('profile-name-invalid');
    const { store, keychain } = openStore();
    for (const attempt of [
      () => store.load(name),
      () => store.save(name, storedProfile()),
      () => store.remove(name),
    ]) {
      expect((await faultFrom(attempt())).kind).toBe('profile-name-invalid');
    }
    expect(keychain.calls).toBe(0);
  },
);

const SIGN_IN = {
  kind: 'oauth2',
  settings: { issuer: 'https://id.muster.example', flow: 'device', clientId: 'c', scope: '' },
} as const;

function secret(token: string) {
  return { flow: 'device', refreshToken: new Secret(token), clientSecret: null } as const;
}

test('a sign-in by OAuth 2.0 has an entry of its own, is exchanged there, and goes with its profile', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile({ login: SIGN_IN }), secret('r1'));
  expect([...keychain.items.keys()].sort()).toEqual(['muster', 'muster oauth2']);
  expect(keychain.items.get('muster')).not.toContain('r1');
  await store.saveSecret('muster', secret('r2'));
  expect(await store.loadSecret('muster', 'device')).toEqual(secret('r2'));
  expect(await faultFrom(store.loadSecret('muster', 'client-credentials'))).toMatchObject({
    kind: 'profile-damaged',
  });
  await store.remove('muster');
  expect([...keychain.items.keys()]).toEqual([]);
  expect(await faultFrom(store.loadSecret('muster', 'device'))).toMatchObject({ kind: 'password-missing' });
});

test('a password in its place leaves nothing of the sign-in', async () => {
  const { store, keychain } = openStore();
  await store.save('muster', storedProfile({ login: SIGN_IN }), secret('r1'));
  await store.save('muster', storedProfile());
  expect([...keychain.items.keys()]).toEqual(['muster']);
});
