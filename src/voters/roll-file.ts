/** Owns the roll as a file: the only place in src/voters that touches the disk. */
import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Fault } from '../fault.js';
import type { RollSource } from './roll-source.js';

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
export function openRoll(path: string): RollSource {
  const stats = attempt(path, () => statSync(path));
  refuseUnlessRoll(path, stats);
  refuseUnreadable(path);
  return { name: path, bytes: stats.size, open: () => chunksOf(path) };
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, READ).catch((error: unknown) => fail(path, error));
  try {
    refuseUnlessRoll(path, await file.stat());
    for (;;) {
      // Each chunk has its own memory: the parser keeps the tail of the one before.
      const buffer = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(buffer, 0, CHUNK).catch((error: unknown) => fail(path, error));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function refuseUnlessRoll(path: string, stats: Stats): void {
  if (stats.isDirectory()) throw new Fault('file-is-folder', { path, what: 'roll' });
  if (!stats.isFile()) throw new Fault('file-not-regular', { path, what: 'roll' });
  if (stats.size > LARGEST_ROLL) {
    throw new Fault('file-too-large', { path, what: 'roll', bytes: stats.size, limit: LARGEST_ROLL });
  }
}

function refuseUnreadable(path: string): void {
  const file = attempt(path, () => openSync(path, READ));
  try {
    refuseUnlessRoll(path, fstatSync(file));
  } finally {
    closeSync(file);
  }
}

function attempt<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    return fail(path, error);
  }
}

function fail(path: string, error: unknown): never {
  if (error instanceof Fault) throw error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    throw new Fault('file-not-found', { path, what: 'roll' }, { cause: error });
  }
  throw new Fault('file-unreadable', { path, what: 'roll', reason: code }, { cause: error });
}
