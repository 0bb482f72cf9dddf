import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneByOne } from '../../src/one-by-one.js';
import { addProfileName, readProfileNames } from '../../src/profile/profile-list.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invite-one-by-one-'));
});
afterEach(() => rm(folder, { recursive: true }));

// Why: of three `configure` at once one profile was in the keychain and in no list.
test('of many changes at once none is lost', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `name-${index + 10}`);
  await Promise.all(names.map((name) => addProfileName(folder, name)));
  expect(await readProfileNames(folder)).toEqual(names);
  expect(await readdir(folder)).toEqual(['profiles.json']);
});

test('nobody begins before the other has ended, also after a failure', async () => {
  const told: string[] = [];
  const path = join(folder, 'list');
  const act = (name: string, error?: Error) =>
    oneByOne(path, async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      told.push(`${name} ends`);
      if (error) throw error;
    });
  const results = await Promise.allSettled([act('one', new Error('no')), act('two')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(told.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('what a killed process has left is taken over after ten seconds', async () => {
  const lock = join(folder, 'list.lock');
  await writeFile(lock, '');
  const old = new Date(Date.now() - 11_000);
  await utimes(lock, old, old);
  expect(await oneByOne(join(folder, 'list'), async () => 'done')).toBe('done');
});

test('where no lock can be made, it is done all the same', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'x');
  expect(await oneByOne(join(file, 'list'), () => readFile(file, 'utf8'))).toBe('x');
});
