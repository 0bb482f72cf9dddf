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
  const { mode, harmless } = wishes;
  try {
    await mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    throw folderFault(path, error);
  }
  await refuseUsedFolder(path, harmless);
}

/** Throws as above where there is something at `path` already; makes nothing. */
export async function refuseUsedFolder(path: string, harmless: readonly string[] = []): Promise<void> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw folderFault(path, error);
  });
  if (names.some((name) => !harmless.includes(name))) throw new Fault('folder-not-empty', { path });
}

function folderFault(path: string, error: unknown): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  if (reason === 'EEXIST' || reason === 'ENOTDIR') return new Fault('folder-is-file', { path });
  return new Fault('file-unreadable', { path, what: 'output', reason });
}
