/** Owns the checks of the sandbox's folder: private from the start, and refused where it is not. */
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryFault, openDirectory } from '../../../src/sandbox/directory.js';

let parent: string;
let path: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sandbox-'));
  path = join(parent, 'messages');
});

afterEach(() => rm(parent, { recursive: true, force: true }));

describe('opening the folder', () => {
  it('makes it with mode 0700 whatever the umask says', async () => {
    const before = process.umask(0o277);
    await openDirectory(path).finally(() => process.umask(before));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('takes one that is private already', async () => {
    await mkdir(path, { mode: 0o700 });
    await expect(openDirectory(path)).resolves.toBeUndefined();
  });

  it('refuses a link, also one to a private folder, and leaves its target alone', async () => {
    await mkdir(join(parent, 'target'), { mode: 0o700 });
    await symlink(join(parent, 'target'), path);
    await expect(openDirectory(path)).rejects.toMatchObject({
      kind: 'sandbox-directory-unusable',
      details: { path, reason: 'link' },
    });
    expect(await readdir(join(parent, 'target'))).toEqual([]);
  });

  it('refuses a link to nowhere', async () => {
    await symlink(join(parent, 'nowhere'), path);
    await expect(openDirectory(path)).rejects.toMatchObject({ details: { reason: 'link' } });
    expect(await readdir(parent)).toEqual(['messages']);
  });

  it('refuses a file', async () => {
    await writeFile(path, '');
    await expect(openDirectory(path)).rejects.toMatchObject({ details: { reason: 'not-a-folder' } });
  });

  it.each([0o755, 0o750, 0o707])('refuses mode %o and does not change it', async (mode) => {
    await mkdir(path);
    await chmod(path, mode);
    await expect(openDirectory(path)).rejects.toMatchObject({ details: { reason: 'open-to-others' } });
    expect((await stat(path)).mode & 0o777).toBe(mode);
  });

  it('refuses a folder in a folder that is not there', async () => {
    await expect(openDirectory(join(path, 'deeper'))).rejects.toMatchObject({
      details: { reason: 'not-writable', detail: 'ENOENT' },
    });
  });
});

describe('the judgement of what stands there', () => {
  const folder = { isSymbolicLink: () => false, isDirectory: () => true, uid: 1000, mode: 0o40700 };

  it.each([
    ['ours and private', folder, 1000, null],
    ['another user’s', { ...folder, uid: 0 }, 1000, 'other-owner'],
    ['readable by the group', { ...folder, mode: 0o40740 }, 1000, 'open-to-others'],
    ['on Windows', { ...folder, uid: 0, mode: 0o40777 }, null, null],
    ['a link on Windows', { ...folder, isSymbolicLink: () => true }, null, 'link'],
  ])('of a folder %s', (_name, stats, uid, expected) => {
    expect(directoryFault(stats, uid)).toBe(expected);
  });
});
