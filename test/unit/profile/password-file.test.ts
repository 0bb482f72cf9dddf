import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { judgeRights, readPasswordFile, readPasswordStream } from '../../../src/profile/password-file.js';
import { faultFrom, temporaryFolder } from './support.js';

const UID = process.getuid?.() ?? null;

function file(content: string | Buffer, mode = 0o600): string {
  const path = join(temporaryFolder(), 'password');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

test.each([
  ['one line', 'geheim wort', 'geheim wort'],
  ['one line and its end', 'geheim\n', 'geheim'],
  ['a Windows line end', 'geheim\r\n', 'geheim'],
  ['a byte order mark', '\ufeffgeheim\n', 'geheim'],
  ['blanks at both ends', '  geheim  \n', '  geheim  '],
  ['umlauts', 'gehäim€', 'gehäim€'],
])('a file with %s gives the password', async (_what, content, password) => {
  expect((await readPasswordFile(file(content), UID, '--password-file')).reveal()).toBe(password);
});

test.each([
  ['nothing', '', 'password-empty'],
  ['only a line end', '\n', 'password-empty'],
  ['two lines', 'one\ntwo\n', 'connection-value-invalid'],
  ['an empty line behind the password', 'one\n\n', 'connection-value-invalid'],
  ['a NUL', 'one\0two', 'connection-value-invalid'],
  ['bytes that are no UTF-8', Buffer.from([0x67, 0xe4, 0x67]), 'file-unreadable'],
  ['more than 4 kB', 'x'.repeat(4097), 'file-too-large'],
])('a file with %s is refused', async (_what, content, kind) => {
  expect((await faultFrom(readPasswordFile(file(content), UID, '--password-file'))).kind).toBe(kind);
});

test.each([0o644, 0o640, 0o604, 0o620, 0o666, 0o601])(
  'an own file of mode %o is refused with its mode',
  async (mode) => {
    const fault = await faultFrom(readPasswordFile(file('geheim', mode), UID, '--password-file'));
    expect(fault).toMatchObject({ kind: 'password-file-open', details: { mode: `0${mode.toString(8)}` } });
  },
);

test.each([
  [0o600, 1000, 'private'],
  [0o400, 1000, 'private'],
  [0o100600, 1000, 'private'],
  [0o640, 1000, 'open'],
  [0o604, 1000, 'open'],
  [0o600, 1001, 'foreign'],
  [0o644, 1001, 'foreign'],
  [0o400, 0, 'private'],
  [0o440, 0, 'private'],
  [0o460, 0, 'open'],
  [0o444, 0, 'open'],
])('for user 1000, a file of mode %o that belongs to %i is %s', (mode, uid, verdict) => {
  expect(judgeRights({ mode, uid }, 1000)).toBe(verdict);
});

test('for root, a file of root must be as private as anybody else’s own', () => {
  expect(judgeRights({ mode: 0o440, uid: 0 }, 0)).toBe('open');
  expect(judgeRights({ mode: 0o600, uid: 0 }, 0)).toBe('private');
  expect(judgeRights({ mode: 0o600, uid: 1000 }, 0)).toBe('foreign');
});

test('a link to a private file is followed, as container systems hand secrets over', async () => {
  const path = join(temporaryFolder(), 'link');
  symlinkSync(file('geheim\n'), path);
  expect((await readPasswordFile(path, UID, '-')).reveal()).toBe('geheim');
});

test('a missing file, a folder, a pipe and a device each have their fault, and nothing waits', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const kindOf = async (path: string) => (await faultFrom(readPasswordFile(path, UID, '-'))).kind;
  expect(await kindOf(join(folder, 'missing'))).toBe('file-not-found');
  expect(await kindOf(join(folder, 'folder'))).toBe('file-is-folder');
  expect(await kindOf(join(folder, 'pipe'))).toBe('file-not-regular');
  expect(await kindOf('/dev/zero')).toBe('file-not-regular');
});

test('without rights, as on Windows, any mode is taken', async () => {
  expect((await readPasswordFile(file('geheim', 0o644), null, '-')).reveal()).toBe('geheim');
});

test.each([
  ['in one piece', ['geheim\n']],
  ['in many pieces', ['ge', 'hei', 'm', '\nmore']],
  ['without a line end', ['geheim']],
  ['with a Windows line end', ['geheim\r\nmore\r\n']],
])('the first line of a stream %s is the password', async (_what, chunks) => {
  expect((await readPasswordStream(Readable.from(chunks), '--password-stdin')).reveal()).toBe('geheim');
});

test('a character split between two pieces stays whole', async () => {
  const bytes = Buffer.from('gehäim\n');
  const stream = Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]);
  expect((await readPasswordStream(stream, '-')).reveal()).toBe('gehäim');
});

test('a writer that keeps its end open does not hold the reader', async () => {
  async function* open() {
    yield 'geheim\n';
    await new Promise(() => {});
  }
  expect((await readPasswordStream(open(), '-')).reveal()).toBe('geheim');
});

test.each([
  ['ends at once', [], 'password-empty'],
  ['begins with an empty line', ['\ngeheim\n'], 'password-empty'],
  ['never ends its line', Array.from({ length: 100 }, () => 'x'.repeat(100)), 'connection-value-invalid'],
  ['is no UTF-8', [Buffer.from([0xff, 0xfe, 0x0a])], 'connection-value-invalid'],
])('a stream that %s is refused', async (_what, chunks, kind) => {
  expect((await faultFrom(readPasswordStream(Readable.from(chunks), '-'))).kind).toBe(kind);
});

// Why: whoever gives the password itself, where its file is to be named, must not read it in the error.
test.each([
  ['geheim', ''],
  ['Kn4rz!ge h', ''],
  ['{"private_key": "geheim"}', ''],
  ['geheim'.repeat(100), ''],
  ['nowhere/password', 'nowhere/password'],
  ['password.txt', 'password.txt'],
])('of a file that is not there the name is repeated where it looks like one: %j', async (path, shown) => {
  const fault = await faultFrom(readPasswordFile(path, UID, '--password-file'));
  expect(fault).toMatchObject({ kind: 'file-not-found', details: { path: shown, what: 'password' } });
});
