/** Owns the state file and its key on disk: created exclusively, private, no links followed, appended with fsync. */

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../fault.js';
import { type JournalFile, writeFault } from './journal.js';
import { KEY_BYTES } from './pseudonym.js';

const PRIVATE = 0o600;
const TEMPORARY = /\.[0-9a-f]{12}$/;
/** After these the name may be gone with the next power cut, and with it who was mailed. */
const DISK_FAILS = ['EIO', 'ENOSPC', 'EDQUOT'];
/** Not on Windows, where there are no such links to follow (undefined there). */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** A file's identity while it exists: a copy has another one. */
export interface FileIdentity {
  readonly device: string;
  readonly inode: string;
}

/** The state file, open for appending. */
export interface OpenState {
  readonly file: JournalFile;
  readonly identity: FileIdentity;
  /** The whole content; to be read once the lock is held, for another run may have appended until then. */
  read(): Promise<Buffer>;
  /** Cuts off a torn tail. */
  truncate(bytes: number): Promise<void>;
}

/** "invite.state.jsonl" -> "invite.state.key", beside it. */
export function keyPathFor(statePath: string): string {
  return statePath.endsWith('.jsonl') ? statePath.replace(/\.jsonl$/, '.key') : `${statePath}.key`;
}

/** Whether the name is taken, be it by a link that leads nowhere. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw unusable(path, error);
  }
}

/** Stores the key, unless the very same one is there already (a beginning that was interrupted). Throws `state-…`. */
export async function createKey(path: string, key: Buffer): Promise<void> {
  if (!(await exists(path))) return createWhole(path, Buffer.from(`${key.toString('hex')}\n`));
  if (!(await readKey(path)).equals(key)) throw new Fault('state-key-wrong', { keyPath: path });
}

export async function readKey(path: string): Promise<Buffer> {
  if (!(await exists(path))) throw new Fault('state-key-missing', { keyPath: path });
  const file = await openRegular(path, constants.O_RDONLY);
  try {
    const key = Buffer.from((await file.readFile('utf8')).trim(), 'hex');
    if (key.length !== KEY_BYTES) throw new Fault('state-key-wrong', { keyPath: path });
    return key;
  } finally {
    await file.close();
  }
}

/**
 * Creates a file with all its content, or not at all: written beside, fsynced, then linked into place, which fails
 * where the name is taken. Throws `mailing-exists` then. `beforeLink` is told the identity that the file will have.
 */
export async function createWhole(
  path: string,
  bytes: Buffer,
  beforeLink: (identity: FileIdentity) => Promise<void> = async () => {},
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(
      temporary,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW,
      PRIVATE,
    );
    try {
      // The umask may have taken rights away or, on odd file systems, left too many.
      await file.chmod(PRIVATE);
      await file.writeFile(bytes);
      await file.sync();
      await beforeLink(await identityOf(file));
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Fault('mailing-exists', { statePath: path });
    throw unusable(path, error);
  } finally {
    await unlink(temporary).catch(() => {});
  }
  await syncFolder(dirname(path)).catch((error: unknown) => Promise.reject(unusable(path, error)));
}

/** Opens the state file for reading and appending. Throws `state-not-regular`, `state-unwritable`. */
export async function openState(path: string): Promise<OpenState> {
  const file = await openRegular(path, constants.O_RDWR | constants.O_APPEND);
  const identity = await identityOf(file);
  const { size } = await file.stat();
  const appending = new AppendingFile(path, file, identity, size);
  const withFault = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => Promise.reject(unusable(path, error)));
  return {
    identity,
    read: () => withFault(appending.read()),
    file: appending,
    truncate: (bytes) => withFault(appending.truncate(bytes)),
  };
}

async function identityOf(file: FileHandle): Promise<FileIdentity> {
  const { dev, ino } = await file.stat({ bigint: true });
  return { device: String(dev), inode: String(ino) };
}

/** Whether the path still names this very file. */
export async function isFileAt(path: string, { device, inode }: FileIdentity): Promise<boolean> {
  const now = await lstat(path, { bigint: true }).catch(() => null);
  return String(now?.dev) === device && String(now?.ino) === inode;
}

/** Reads the state file as it is: no lock, nothing cut off; from its start at most so many bytes. */
export async function readState(path: string, most = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const file = await openRegular(path, constants.O_RDONLY);
  try {
    if (most === Number.POSITIVE_INFINITY) return await file.readFile();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

class AppendingFile implements JournalFile {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #identity: FileIdentity;
  /** Bytes that the file must have; whoever else writes to it changes that. */
  #size: number;

  constructor(path: string, file: FileHandle, identity: FileIdentity, size: number) {
    this.path = path;
    this.#file = file;
    this.#identity = identity;
    this.#size = size;
  }

  async read(): Promise<Buffer> {
    const bytes = await this.#file.readFile();
    this.#size = bytes.length;
    return bytes;
  }

  async truncate(bytes: number): Promise<void> {
    await this.#file.truncate(bytes);
    await this.#file.sync();
    this.#size = bytes;
  }

  async append(bytes: Buffer): Promise<void> {
    let offset = 0;
    // A write may be short (POSIX write(2)); the rest must follow at once or the line is torn.
    while (offset < bytes.length) {
      const { bytesWritten } = await this.#file.write(bytes, offset, bytes.length - offset);
      offset += bytesWritten;
    }
    this.#size += bytes.length;
  }

  sync(): Promise<void> {
    return this.#file.sync();
  }

  /** A file moved away, replaced or overwritten takes records that nobody will ever read again. */
  async verify(): Promise<void> {
    const now = await stat(this.path, { bigint: true }).catch(() => null);
    const same = String(now?.dev) === this.#identity.device && String(now?.ino) === this.#identity.inode;
    if (!same || now?.size !== BigInt(this.#size))
      throw new Fault('state-replaced', { statePath: this.path });
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Opens without following a link or waiting for a pipe, and only a regular file with one name. */
async function openRegular(path: string, flags: number): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, flags | NO_FOLLOW | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unusable(path, error);
  }
  const facts = await file.stat();
  if (facts.isFile() && facts.nlink === 2) await removeLeftover(path, facts.ino);
  if (facts.isFile() && (await file.stat()).nlink <= 1) {
    await makePrivate(file, facts.mode);
    return file;
  }
  await file.close();
  throw new Fault('state-not-regular', { path });
}

/** Rights that somebody has widened meanwhile; where they cannot be taken back, the file is used all the same. */
async function makePrivate(file: FileHandle, mode: number): Promise<void> {
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await file.chmod(PRIVATE).catch(() => {});
}

/** A beginning that was killed between link and unlink has left the file's other name (`createWhole`). */
async function removeLeftover(path: string, inode: number): Promise<void> {
  const folder = dirname(path);
  const stem = `.${basename(path)}.`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((other) => other.startsWith(stem) && TEMPORARY.test(other))) {
    const other = join(folder, name);
    if ((await lstat(other).catch(() => null))?.ino === inode) await unlink(other).catch(() => {});
  }
}

/** What a system error means for a file of the mailing's state. */
export function unusable(path: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP' || code === 'EISDIR' || code === 'ENXIO')
    return new Fault('state-not-regular', { path });
  if (code === 'ENOSPC' || code === 'EDQUOT') return writeFault(path, error);
  return new Fault('state-unwritable', { path, reason: code ?? String(error) }, { cause: error });
}

/** A new name is only safe once its folder is on the disk; Windows cannot and need not do that. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems refuse; the file itself has been synced. A disk that fails is another matter.
    if (DISK_FAILS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await folder.close();
  }
}
