/** Owns the roll as a file: the only place in src/voters that touches the disk. */
import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Fault } from '../fault.js';
import type { RollSource } from './roll-source.js';

/** Which file it is, for the words of a fault. */
type Role = 'roll' | 'list';

/** A roll on disk. */
export interface RollFile extends RollSource {
  /** When it was last written, milliseconds since 1970. */
  readonly modified: number;
}

/** A million voters need about a tenth of it. */
export const LARGEST_ROLL = 1_000_000_000;

const CHUNK = 128 * 1024;
/** A pipe put in the file's place must not make the opening wait for a writer. Windows has no such flag. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Looks at a roll's file without reading it.
 * @throws Fault file-not-found, file-is-folder, file-not-regular, file-unreadable, file-too-large; while it is
 *   read, the same (a file can be replaced between two readings).
 */
export function openRoll(path: string, what: Role = 'roll'): RollFile {
  const stats = attempt(path, what, () => statSync(path));
  refuseUnlessRoll(path, what, stats);
  refuseUnreadable(path, what);
  return { name: path, bytes: stats.size, modified: stats.mtimeMs, open: () => chunksOf(path, what) };
}

async function* chunksOf(path: string, what: Role): AsyncGenerator<Uint8Array> {
  const file = await open(path, READ).catch((error: unknown) => fail(path, what, error));
  try {
    refuseUnlessRoll(path, what, await file.stat());
    for (;;) {
      // Each chunk has its own memory: the parser keeps the tail of the one before.
      const buffer = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file
        .read(buffer, 0, CHUNK)
        .catch((error: unknown) => fail(path, what, error));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function refuseUnlessRoll(path: string, what: Role, stats: Stats): void {
  if (stats.isDirectory()) throw new Fault('file-is-folder', { path, what });
  if (!stats.isFile()) throw new Fault('file-not-regular', { path, what });
  if (stats.size > LARGEST_ROLL) {
    throw new Fault('file-too-large', { path, what, bytes: stats.size, limit: LARGEST_ROLL });
  }
}

function refuseUnreadable(path: string, what: Role): void {
  const file = attempt(path, what, () => openSync(path, READ));
  try {
    refuseUnlessRoll(path, what, fstatSync(file));
  } finally {
    closeSync(file);
  }
}

function attempt<T>(path: string, what: Role, step: () => T): T {
  try {
    return step();
  } catch (error) {
    return fail(path, what, error);
  }
}

function fail(path: string, what: Role, error: unknown): never {
  if (error instanceof Fault) throw error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    throw new Fault('file-not-found', { path, what }, { cause: error });
  }
  throw new Fault('file-unreadable', { path, what, reason: code }, { cause: error });
}
