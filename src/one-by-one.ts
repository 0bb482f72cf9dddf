/** Owns that a small file is read, changed and replaced by one process at a time. */
import { mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. A change takes a few; whoever needs longer than this was killed, or its disk hangs. */
const STALE = 10_000;
const BETWEEN_TRIES = 20;

/**
 * Does it while a file beside `path` (".lock") says that somebody does. Where that file cannot be made, it is done all
 * the same: what stands in the way there will stand in the way of the change, too, and say so better.
 */
export async function oneByOne<T>(path: string, act: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => {});
  while ((await take(lock)) === 'held') {
    if (await isStale(lock)) await unlink(lock).catch(() => {});
    await sleep(BETWEEN_TRIES);
  }
  try {
    return await act();
  } finally {
    await unlink(lock).catch(() => {});
  }
}

async function take(lock: string): Promise<'taken' | 'held' | 'impossible'> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return 'taken';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'held' : 'impossible';
  }
}

async function isStale(lock: string): Promise<boolean> {
  const facts = await stat(lock).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > STALE;
}
