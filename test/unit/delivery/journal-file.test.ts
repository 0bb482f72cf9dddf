import { execFileSync } from 'node:child_process';
import { link, lstat, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createKey,
  createWhole,
  exists,
  keyPathFor,
  openState,
  readKey,
  readState,
} from '../../../src/delivery/journal-file.js';
import { stateFolder } from './state-folder.js';

const KEY = Buffer.alloc(32, 5);
const umask = process.umask();
afterEach(() => void process.umask(umask));

async function mode(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe('creating the state file', () => {
  it.each([0o000, 0o022, 0o077, 0o177, 0o777])('makes it 0600 under the umask %i', async (mask) => {
    const path = join(await stateFolder(), 'invite.state.jsonl');
    process.umask(mask);
    await createWhole(path, Buffer.from('x\n'));
    process.umask(umask);
    expect(await mode(path)).toBe('600');
    expect((await stat(path)).nlink).toBe(1);
  });

  it('never replaces what is there, and leaves nothing beside it', async () => {
    const folder = await stateFolder();
    const path = join(folder, 'invite.state.jsonl');
    await writeFile(path, 'old');
    await expect(createWhole(path, Buffer.from('new'))).rejects.toMatchObject({ kind: 'mailing-exists' });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['invite.state.jsonl']]);
  });

  it('attack 15: does not write through a link, not even one that leads nowhere', async () => {
    const folder = await stateFolder();
    const path = join(folder, 'invite.state.jsonl');
    await symlink(join(folder, 'elsewhere'), path);
    await expect(createWhole(path, Buffer.from('new'))).rejects.toMatchObject({ kind: 'mailing-exists' });
    expect(await exists(join(folder, 'elsewhere'))).toBe(false);
  });

  it('lets one of twenty at the same time win', async () => {
    const path = join(await stateFolder(), 'invite.state.jsonl');
    const tries = Array.from({ length: 20 }, (_, index) => createWhole(path, Buffer.from(`${index}`)));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('tells a folder that is not there', async () => {
    const path = join(await stateFolder(), 'missing', 'invite.state.jsonl');
    await expect(createWhole(path, Buffer.from('x'))).rejects.toMatchObject({
      kind: 'state-unwritable',
      details: { reason: 'ENOENT' },
    });
  });
});

describe('opening the state file', () => {
  it.each([
    ['a link', async (path: string, other: string) => symlink(other, path)],
    ['a second name', async (path: string, other: string) => link(other, path)],
    ['a pipe', async (path: string) => void execFileSync('mkfifo', [path])],
    ['a folder', async (path: string) => void (await mkdir(path))],
  ] as const)('refuses %s at once', async (_name, make) => {
    const folder = await stateFolder();
    const [path, other] = [join(folder, 'invite.state.jsonl'), join(folder, 'other')];
    await writeFile(other, 'x');
    await make(path, other);
    await expect(openState(path)).rejects.toMatchObject({ kind: 'state-not-regular' });
    await expect(readState(path)).rejects.toMatchObject({ kind: 'state-not-regular' });
  });

  it('recovers from a beginning that was killed between link and unlink', async () => {
    const folder = await stateFolder();
    const path = join(folder, 'invite.state.jsonl');
    await writeFile(path, 'x');
    await link(path, join(folder, '.invite.state.jsonl.0123456789ab'));
    await (await openState(path)).file.close();
    expect(await readdir(folder)).toEqual(['invite.state.jsonl']);
  });

  it('appends, reads, truncates and knows its identity', async () => {
    const path = join(await stateFolder(), 'invite.state.jsonl');
    await writeFile(path, 'one\n');
    const state = await openState(path);
    expect((await state.read()).toString()).toBe('one\n');
    await state.file.append(Buffer.from('two\ntorn'));
    await state.file.sync();
    expect((await readState(path)).toString()).toBe('one\ntwo\ntorn');
    await state.truncate(8);
    await state.file.append(Buffer.from('three\n'));
    expect((await readState(path)).toString()).toBe('one\ntwo\nthree\n');
    expect(state.identity.inode).toBe(String((await lstat(path, { bigint: true })).ino));
    await state.file.close();
  });

  it.each(['moved away', 'replaced'])('notices that the file was %s', async (how) => {
    const path = join(await stateFolder(), 'invite.state.jsonl');
    await writeFile(path, 'x');
    const state = await openState(path);
    await state.file.verify();
    await rename(path, `${path}.moved`);
    if (how === 'replaced') await writeFile(path, 'x');
    await expect(state.file.verify()).rejects.toMatchObject({ kind: 'state-replaced' });
    await state.file.close();
  });

  it('tells a missing file', async () => {
    const path = join(await stateFolder(), 'none');
    await expect(openState(path)).rejects.toMatchObject({ details: { reason: 'ENOENT' } });
  });
});

describe('the key', () => {
  it.each([
    ['invite.state.jsonl', 'invite.state.key'],
    ['a.jsonl.jsonl', 'a.jsonl.key'],
    ['state', 'state.key'],
  ])('of %s is %s', (state, key) => expect(keyPathFor(state)).toBe(key));

  it('attack 14: is stored once, 0600, and read again', async () => {
    const path = join(await stateFolder(), 'invite.state.key');
    await createKey(path, KEY);
    await createKey(path, KEY);
    expect([await mode(path), await readKey(path)]).toEqual(['600', KEY]);
  });

  it('is never replaced by another one', async () => {
    const path = join(await stateFolder(), 'invite.state.key');
    await createKey(path, KEY);
    await expect(createKey(path, Buffer.alloc(32, 6))).rejects.toMatchObject({ kind: 'state-key-wrong' });
    expect(await readKey(path)).toEqual(KEY);
  });

  it.each(['', 'short', 'zz'.repeat(32), `${'05'.repeat(31)}`])('is wrong as %j', async (text) => {
    const path = join(await stateFolder(), 'invite.state.key');
    await writeFile(path, text);
    await expect(readKey(path)).rejects.toMatchObject({ kind: 'state-key-wrong' });
  });

  it('is told when it is missing', async () => {
    const path = join(await stateFolder(), 'invite.state.key');
    await expect(readKey(path)).rejects.toMatchObject({
      kind: 'state-key-missing',
      details: { keyPath: path },
    });
  });
});
