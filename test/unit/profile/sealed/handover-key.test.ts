import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProfileName } from '../../../../src/profile/profile-list.js';
import {
  ensureHandoverKey,
  KEY_ACCOUNT,
  readHandoverKey,
} from '../../../../src/profile/sealed/handover-key.js';
import { faultFrom, faultOf, memoryKeychain, temporaryFolder } from '../support.js';

const recorded = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'handover.json'), 'utf8'));

test('the key is made once and then stays the same', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  expect(await readHandoverKey(folder, keychain)).toBeNull();
  const first = await ensureHandoverKey(folder, keychain, false);
  const second = await ensureHandoverKey(folder, keychain, false);
  expect([first.created, second.created]).toEqual([true, false]);
  expect(second.recipient).toBe(first.recipient);
  expect(keychain.items.get(KEY_ACCOUNT)).toBe(first.identity.reveal());
});

test('on disk lies the public half alone', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  const { recipient } = await ensureHandoverKey(folder, keychain, false);
  expect(readdirSync(folder)).toEqual(['handover.json']);
  expect(recorded(folder)).toEqual({ version: 1, recipient });
});

test('no profile can have its name', () => {
  expect(faultOf(() => checkProfileName(KEY_ACCOUNT))).toMatchObject({ kind: 'profile-name-invalid' });
});

// Why: a locked keychain gives nothing, as one without a key does; a new key would close every file on its way.
test('a keychain that gives nothing is not given a second key', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  const { recipient } = await ensureHandoverKey(folder, keychain, false);
  keychain.items.clear();
  for (const look of [
    () => readHandoverKey(folder, keychain),
    () => ensureHandoverKey(folder, keychain, false),
  ])
    expect(await faultFrom(look())).toMatchObject({ kind: 'handover-key-missing', details: { recipient } });
  expect(keychain.items.size).toBe(0);
  const anew = await ensureHandoverKey(folder, keychain, true);
  expect(anew).toMatchObject({ created: true });
  expect(anew.recipient).not.toBe(recipient);
  expect(recorded(folder)).toMatchObject({ recipient: anew.recipient });
});

test('`anew` leaves a key that is there', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  const { recipient } = await ensureHandoverKey(folder, keychain, true);
  expect(await ensureHandoverKey(folder, keychain, true)).toMatchObject({ recipient, created: false });
});

test('a keychain that refuses leaves no public half behind', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  keychain.set = () => Promise.reject(new Error('refused'));
  await expect(ensureHandoverKey(folder, keychain, false)).rejects.toThrow('refused');
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['', 'null', '{"version":1}', '{"version":1,"recipient":"age1abc"}', '[1]'])(
  'a public half that was changed to %s is written anew from the private one',
  async (content) => {
    const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
    const { recipient } = await ensureHandoverKey(folder, keychain, false);
    writeFileSync(join(folder, 'handover.json'), content);
    expect(await readHandoverKey(folder, keychain)).toMatchObject({ recipient });
    expect(recorded(folder)).toEqual({ version: 1, recipient });
  },
);

test('a folder in its place is told', async () => {
  const [folder, keychain] = [temporaryFolder(), memoryKeychain()];
  await ensureHandoverKey(folder, keychain, false);
  rmSync(join(folder, 'handover.json'));
  mkdirSync(join(folder, 'handover.json'));
  expect(await faultFrom(readHandoverKey(folder, keychain))).toMatchObject({ kind: 'profile-list-unusable' });
});
