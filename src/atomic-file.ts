/** Owns replacing a small file whole: a reader sees the old content or the new one, never a mixture. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes beside, fsyncs, renames into place; in a folder 0700 (made where missing). `mode` is less the process's umask.
 * Throws system errors.
 */
export async function replaceFile(path: string, text: string, mode = 0o600): Promise<void> {
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
    await rename(temporary, path);
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
