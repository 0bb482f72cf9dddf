/** Owns the folder that holds a rehearsal's messages: made private, refused where it is not. */
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { Fault, type FolderExposure } from '../fault.js';

const OTHERS = 0o077;

/**
 * Makes the folder (mode 0700, whatever the umask says; the one above it must exist), or takes one that is there
 * if it is a real folder, ours, and closed to everybody else. Never loosens or tightens a folder it did not make:
 * the name may be mistyped. Throws Fault 'sandbox-directory-unusable'.
 */
export async function openDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusable(path, 'not-writable', codeOf(error), error);
  }
  const uid = process.getuid?.() ?? null;
  const reason = directoryFault(await lstat(path), uid);
  if (reason !== null) throw unusable(path, reason, null);
}

/**
 * Judges what stands at the path (lstat: a link is seen as a link). `uid` is null on Windows, where modes and
 * owners say nothing and the user's profile folder is private already.
 */
export function directoryFault(
  stats: Pick<Stats, 'isSymbolicLink' | 'isDirectory' | 'uid' | 'mode'>,
  uid: number | null,
): FolderExposure | null {
  if (stats.isSymbolicLink()) return 'link';
  if (!stats.isDirectory()) return 'not-a-folder';
  if (uid === null) return null;
  if (stats.uid !== uid) return 'other-owner';
  return (stats.mode & OTHERS) === 0 ? null : 'open-to-others';
}

function unusable(
  path: string,
  reason: FolderExposure | 'not-writable',
  detail: string | null,
  cause?: unknown,
): Fault {
  return new Fault('sandbox-directory-unusable', { path, reason, detail }, { cause });
}

/** The system's name of an error, such as "EEXIST". */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
}
