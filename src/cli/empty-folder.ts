/** Owns making a folder for new files: nothing that is there already is ever written over. */
import { mkdir, readdir } from 'node:fs/promises';
import { Fault } from '../fault.js';

export interface EmptyFolderWishes {
  /** Permissions of a folder that is made. */
  readonly mode?: number;
  /** Names that may be in it. */
  readonly harmless?: readonly string[];
}

/** Throws `folder-not-empty`, `folder-is-file`, `file-unreadable`. */
export async function makeEmptyFolder(path: string, wishes: EmptyFolderWishes = {}): Promise<void> {
  const { mode, harmless = [] } = wishes;
  try {
    await mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) });
    const found = (await readdir(path)).filter((name) => !harmless.includes(name));
    if (found.length > 0) throw new Fault('folder-not-empty', { path });
  } catch (error) {
    if (error instanceof Fault) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    if (reason === 'EEXIST') throw new Fault('folder-is-file', { path });
    throw new Fault('file-unreadable', { path, what: 'output', reason });
  }
}
