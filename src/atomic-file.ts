/** Owns replacing a small file whole: a reader sees the old content or the new one, never a mixture. */
import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes beside, fsyncs, renames into place; in a folder 0700 (made where missing). `mode` is less the process's umask.
 * Throws system errors.
 */
export function replaceFile(path: string, text: string, mode = 0o600): Promise<void> {
  return writeWhole(path, text, mode, rename);
}

/**
 * As `replaceFile`, but never over a file that is there: the whole file gets a name that was free, or the system error
 * is EEXIST.
 */
export function createFile(path: string, text: string, mode = 0o600): Promise<void> {
  return writeWhole(path, text, mode, async (temporary) => {
    try {
      await link(temporary, path);
    } catch (error) {
      if (!WITHOUT_LINKS.includes((error as NodeJS.ErrnoException).code)) throw error;
      if (await lstat(path).catch(() => null)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
      await rename(temporary, path);
      return;
    }
    await unlink(temporary);
  });
}

/** Memory sticks (FAT, exFAT) and some network drives know no second name for a file. */
const WITHOUT_LINKS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** `place` gives the file its name. */
async function writeWhole(
  path: string,
  text: string,
  mode: number,
  place: (temporary: string, path: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = besideOf(path);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

/** Whether the file could be replaced now: makes an empty file beside it and removes it. Throws system errors. */
export async function proveWritable(path: string): Promise<void> {
  const temporary = besideOf(path);
  await (await open(temporary, 'wx', 0o600)).close();
  await unlink(temporary);
}

function besideOf(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}
