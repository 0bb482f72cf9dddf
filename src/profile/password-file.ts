/** Owns reading a password from a private file or from standard input: never from an argument. */
import { Fault, type FileRole } from '../fault.js';
import { parseServiceAccountKey, type ServiceAccountKey } from '../oauth2/service-account-key.js';
import { readField } from './fields.js';
import { readSmallFile } from './private-file.js';
import type { Secret } from './profile.js';

/** Bytes; a password file that is larger is another file. */
const LONGEST_PASSWORD = 4096;
/** Bytes; Google's have 2,400. */
const LONGEST_KEY = 20_000;
const UTF8_BOM = /^\ufeff/;

/** Rights and owner of a file, as stat gives them. */
export interface FileRights {
  /** Permission bits, perhaps with the file's type above them. */
  readonly mode: number;
  readonly uid: number;
}

/**
 * Whether a password file is private enough for user `uid`. An own file must be closed to group and others; root's
 * (systemd credentials, container secrets) may be open to read for the group it was handed to, never for everybody.
 * A file of anybody else is foreign: its owner knows the password and can swap it.
 */
export function judgeRights(file: FileRights, uid: number): 'private' | 'open' | 'foreign' {
  if (file.uid !== uid && file.uid !== 0) return 'foreign';
  const forbidden = file.uid === uid ? 0o077 : 0o037;
  return (file.mode & forbidden) === 0 ? 'private' : 'open';
}

/**
 * Reads the one line of a password file: UTF-8, at most 4 kB, one line end at its end dropped. `uid` is the user's,
 * null on Windows, which has no such rights. Throws `password-file-open`, `password-file-foreign`, `password-empty`,
 * `connection-value-invalid` and the faults of files. `source` is the flag or variable that named the file.
 */
export async function readPasswordFile(path: string, uid: number | null, source: string): Promise<Secret> {
  const text = await readPrivateText(path, uid, roleOf(source), LONGEST_PASSWORD);
  return readField('password', text.replace(/\r?\n$/, ''), source);
}

/** What the file holds, by the flag or variable that named it. */
function roleOf(source: string): FileRole {
  if (/client.secret/i.test(source)) return 'client-secret';
  return /passphrase/i.test(source) ? 'passphrase' : 'password';
}

/** The key of a service account from its file, with the same care. Throws `connection-value-invalid` for another file. */
export async function readKeyFile(
  path: string,
  uid: number | null,
  source: string,
): Promise<ServiceAccountKey> {
  const key = parseServiceAccountKey(await readPrivateText(path, uid, 'key', LONGEST_KEY));
  if (key !== null) return key;
  const details = { field: 'keyFile', value: path, expected: 'not-a-service-account', source } as const;
  throw new Fault('connection-value-invalid', details);
}

async function readPrivateText(
  path: string,
  uid: number | null,
  what: FileRole,
  limit: number,
): Promise<string> {
  const bytes = await readSmallFile(path, what, limit, (facts) => {
    if (uid !== null) refuseOpen(path, what, facts, uid);
  });
  const text = decode(bytes, () => new Fault('file-unreadable', { path, what, reason: 'UTF-8' }));
  // Editors on Windows write a byte order mark; it is never part of a password.
  return text.replace(UTF8_BOM, '');
}

/**
 * Reads the first line of a stream, at most 4 kB, and stops there: a writer that keeps its end open does not hold
 * us. Throws `password-empty` and `connection-value-invalid`.
 */
export async function readPasswordStream(
  stream: AsyncIterable<Uint8Array | string>,
  source: string,
): Promise<Secret> {
  const line = await firstLine(stream, source);
  const text = decode(line, () => invalid(source, 'control-characters'));
  return readField('password', text.replace(UTF8_BOM, '').replace(/\r$/, ''), source);
}

async function firstLine(stream: AsyncIterable<Uint8Array | string>, source: string): Promise<Buffer> {
  let line = Buffer.alloc(0);
  for await (const chunk of stream) {
    line = Buffer.concat([line, typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk]);
    const end = line.indexOf(0x0a);
    if ((end === -1 ? line.length : end) > LONGEST_PASSWORD) throw invalid(source, 'too-long');
    if (end !== -1) return line.subarray(0, end);
  }
  return line;
}

function refuseOpen(path: string, what: FileRole, facts: FileRights, uid: number): void {
  const verdict = judgeRights(facts, uid);
  if (verdict === 'foreign') throw new Fault('password-file-foreign', { path, uid: facts.uid });
  if (verdict === 'open') throw new Fault('password-file-open', { path, what, mode: formatMode(facts.mode) });
}

/** "0644", as chmod takes it. */
function formatMode(mode: number): string {
  return `0${(mode & 0o777).toString(8).padStart(3, '0')}`;
}

function decode(bytes: Buffer, fault: () => Fault): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fault();
  }
}

function invalid(source: string, expected: 'too-long' | 'control-characters'): Fault {
  return new Fault('connection-value-invalid', { field: 'password', value: '', expected, source });
}
