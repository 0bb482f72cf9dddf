/** Owns reading a small file that the user named: regular, bounded, never waiting for a pipe. */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Fault, type FileRole } from '../fault.js';

/**
 * Reads at most `limit` bytes. `judge` sees the open file's stat before anything is read and throws where the file
 * must not be used. Links are followed: container systems hand secrets over as links. Throws `file-not-found`,
 * `file-is-folder`, `file-not-regular`, `file-too-large`, `file-unreadable`.
 */
export async function readSmallFile(
  path: string,
  what: FileRole,
  limit: number,
  judge: (facts: Stats) => void = () => {},
): Promise<Buffer> {
  const file = await openFile(path, what);
  try {
    const facts = await file.stat();
    if (facts.isDirectory()) throw new Fault('file-is-folder', { path, what });
    if (!facts.isFile()) throw new Fault('file-not-regular', { path, what });
    judge(facts);
    if (facts.size > limit) throw new Fault('file-too-large', { path, what, bytes: facts.size, limit });
    return await file.readFile();
  } catch (error) {
    throw asFault(error, path, what);
  } finally {
    await file.close();
  }
}

async function openFile(path: string, what: FileRole): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for a writer that may never come (open(2)).
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw asFault(error, path, what);
  }
}

const SECRETS: readonly FileRole[] = ['password', 'client-secret', 'passphrase', 'key'];
const NOT_THERE: readonly string[] = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'];

function asFault(error: unknown, path: string, what: FileRole): Fault {
  if (error instanceof Fault) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && NOT_THERE.includes(code))
    return new Fault('file-not-found', { path: maybeSecret(path, what) ? '' : path, what });
  if (code === 'EISDIR') return new Fault('file-is-folder', { path, what });
  if (code === 'ENXIO') return new Fault('file-not-regular', { path, what });
  return new Fault('file-unreadable', { path, what, reason: code ?? String(error) }, { cause: error });
}

/** Somebody may have given the password itself, or the text of a key, where a file is to be named. */
function maybeSecret(path: string, what: FileRole): boolean {
  if (!SECRETS.includes(what)) return false;
  const looksLikePath = /^[^\s{}"]*$/.test(path) && (/[/\\]/.test(path) || /\.[a-z0-9]{1,6}$/i.test(path));
  return !looksLikePath;
}
