/** Owns the sealed file on disk: told before any question where it cannot be written, written whole or not at all. */
import { lstat } from 'node:fs/promises';
import { createFile, proveWritable, replaceFile } from '../../atomic-file.js';
import { Fault } from '../../fault.js';
import { readSmallFile } from '../../profile/private-file.js';
import type { Context } from '../context.js';

/** Bytes. A profile has a thousand; its certificates may have a million, a third more as armor. */
const LARGEST_FILE = 2_000_000;

/** Throws `file-not-found`, `file-is-folder`, `file-not-regular`, `file-too-large`, `file-unreadable`. */
export function readSealedFile(path: string): Promise<Buffer> {
  return readSmallFile(path, 'sealed', LARGEST_FILE);
}

export interface Place {
  readonly path: string;
  /** There is a file, and it was allowed to be replaced. */
  readonly replace: boolean;
}

/**
 * Whether the file can be written now, and may: a file that is there is replaced only by `force` or after a yes. Null
 * after a no. Throws `file-is-folder`, `file-not-regular`, `file-unreadable`, `needs-terminal`.
 */
export async function placeFor(
  { prompts, texts }: Context,
  path: string,
  force: boolean,
): Promise<Place | null> {
  const facts = await lstat(path).catch(() => null);
  if (facts?.isDirectory()) throw new Fault('file-is-folder', { path, what: 'output' });
  if (facts && !facts.isFile()) throw new Fault('file-not-regular', { path, what: 'output' });
  const replace = facts !== null;
  if (replace && !force && !(await prompts.confirm(texts.handover.seal.replace(path), '--force')))
    return null;
  await proveWritable(path).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  return { path, replace };
}

/** 0600: the mail it goes into is nobody's business but the sender's. Throws `file-unreadable`. */
export async function writeSealedFile({ path, replace }: Place, text: string): Promise<void> {
  const write = replace ? replaceFile : createFile;
  await write(path, text).catch((error: unknown) => {
    throw unwritable(path, error);
  });
}

function unwritable(path: string, error: unknown): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Fault('file-unreadable', { path, what: 'output', reason }, { cause: error });
}
