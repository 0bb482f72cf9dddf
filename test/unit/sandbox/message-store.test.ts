/** Owns the checks of the files of a rehearsal: exclusive, private, never followed through a link. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileNameFor } from '../../../src/sandbox/message-file.js';
import { openStore } from '../../../src/sandbox/message-store.js';

let parent: string;
let directory: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sandbox-'));
  directory = join(parent, 'messages');
});

afterEach(() => rm(parent, { recursive: true, force: true }));

const message = {
  envelope: { sender: 'wahl@muster.example', recipient: 'anna@muster.example' },
  bytes: Buffer.from('Subject: x\r\n\r\ntext\r\n'),
};
const first = fileNameFor(1, message.bytes);

describe('a stored message', () => {
  it('is listed and read back', async () => {
    const store = await openStore(directory, false);
    await store.add(message);
    expect(await store.fileNames()).toEqual([first]);
    expect(await store.read(first)).toMatchObject(message);
  });

  it('is a file of mode 0600 whatever the umask says', async () => {
    const store = await openStore(directory, false);
    const before = process.umask(0o277);
    await store.add(message).finally(() => process.umask(before));
    expect((await stat(join(directory, first))).mode & 0o777).toBe(0o600);
  });

  it('is seen by another sandbox on the same folder at once', async () => {
    const [one, other] = [await openStore(directory, false), await openStore(directory, false)];
    await one.add(message);
    expect(await other.fileNames()).toEqual([first]);
  });

  it('is never listed by half', async () => {
    const store = await openStore(directory, false);
    await writeFile(join(directory, `.${first}.part`), 'half');
    expect(await store.fileNames()).toEqual([]);
  });

  it('is not written through a link that waits under its name', async () => {
    const store = await openStore(directory, false);
    await writeFile(join(parent, 'victim'), 'untouched');
    await symlink(join(parent, 'victim'), join(directory, `.${first}.part`));
    await expect(store.add(message)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(join(parent, 'victim'), 'utf8')).toBe('untouched');
  });
});

describe('reading', () => {
  it.each([
    ['a name with a path', '../secret'],
    ['an absolute path', '/etc/passwd'],
    ['a file of another name', 'notes.txt'],
    ['a number that is not there', '000009-0123456789abcdef.eml'],
  ])('gives nothing for %s', async (_name, fileName) => {
    const store = await openStore(directory, false);
    await writeFile(join(directory, 'notes.txt'), 'Return-Path: <a>\r\nX-Original-To: b\r\n');
    await writeFile(join(parent, 'secret'), 'Return-Path: <a>\r\nX-Original-To: b\r\n');
    expect(await store.read(fileName)).toBeNull();
  });

  it('gives nothing for a link, a folder or a file that the sandbox did not write', async () => {
    const store = await openStore(directory, false);
    await store.add(message);
    await symlink(join(directory, first), join(directory, '000002-0123456789abcdef.eml'));
    await mkdir(join(directory, '000003-0123456789abcdef.eml'));
    await writeFile(join(directory, '000004-0123456789abcdef.eml'), 'Subject: x');
    for (const number of [2, 3, 4]) {
      expect(await store.read(`00000${number}-0123456789abcdef.eml`)).toBeNull();
    }
  });
});

describe('a folder with messages in it', () => {
  it('is gone on with after its highest number, not its last name', async () => {
    await openStore(directory, false);
    await writeFile(join(directory, '1000000-0123456789abcdef.eml'), '');
    await writeFile(join(directory, '999999-0123456789abcdef.eml'), '');
    const store = await openStore(directory, false);
    await store.add(message);
    expect((await store.fileNames()).map((name) => name.split('-')[0])).toEqual([
      '999999',
      '1000000',
      '1000001',
    ]);
  });

  it('is emptied of the sandbox’s own files only', async () => {
    const store = await openStore(directory, false);
    await store.add(message);
    await store.isFirstTry('grey@muster.example');
    await writeFile(join(directory, 'notes.txt'), '');
    await writeFile(join(directory, `.${first}.part`), '');
    await openStore(directory, true);
    expect(await readdir(directory)).toEqual(['notes.txt']);
  });
});

describe('the first try', () => {
  it('is true once per recipient, upper case or lower', async () => {
    const store = await openStore(directory, false);
    expect(await store.isFirstTry('grey@muster.example')).toBe(true);
    expect(await store.isFirstTry('Grey@muster.example')).toBe(false);
    expect(await store.isFirstTry('grey2@muster.example')).toBe(true);
    expect(await (await openStore(directory, false)).isFirstTry('grey@muster.example')).toBe(false);
  });

  it('leaves no address in the folder', async () => {
    const store = await openStore(directory, false);
    await store.isFirstTry('grey@muster.example');
    expect(await readdir(directory)).toEqual([expect.stringMatching(/^\.tried-[0-9a-f]{16}$/)]);
  });
});
