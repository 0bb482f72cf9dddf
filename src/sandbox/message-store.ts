/** Owns the files of a rehearsal: one per message, written exclusively, read back by number. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, openDirectory } from './directory.js';
import { fileNameFor, frameMessage, numberOf, type StoredMessage, unframeMessage } from './message-file.js';

/** O_EXCL follows no link and takes no file that is there; O_NOFOLLOW says it once more for readers. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow();
const READ = constants.O_RDONLY | noFollow();
const LEFT_OVER = /^\.(tried-[0-9a-f]{16}|\d{6,12}-[0-9a-f]{16}\.eml\.part)$/;

export interface MessageStore {
  /** Names of the stored messages, oldest first; read from the folder each time, complete files only. */
  fileNames(): Promise<readonly string[]>;
  /** Null for a name that the sandbox did not give, or a file that was removed or replaced by hand. */
  read(fileName: string): Promise<ReadMessage | null>;
  /** Resolves once the message can be listed. Rejects with the system's error, as on a full disk. */
  add(message: StoredMessage): Promise<void>;
  /** True once per recipient, also across restarts in the same folder: the answer lies in a file. */
  isFirstTry(recipient: string): Promise<boolean>;
}

export interface ReadMessage extends StoredMessage {
  readonly receivedAt: Date;
}

/**
 * Opens the folder and goes on after the highest number there; `fresh` removes first what a former rehearsal
 * left (only files of the sandbox's own naming). Not fsynced: a rehearsal may be lost.
 * Throws Fault 'sandbox-directory-unusable'.
 */
export async function openStore(directory: string, fresh: boolean): Promise<MessageStore> {
  await openDirectory(directory);
  if (fresh) await removeOwnFiles(directory);
  const present = await listMessages(directory);
  let last = numberOf(present.at(-1) ?? '') ?? 0;

  return {
    fileNames: () => listMessages(directory),
    read: async (fileName) =>
      numberOf(fileName) === null ? null : await readStored(join(directory, fileName)),
    add: async (message) => {
      last += 1;
      await writeNew(directory, fileNameFor(last, message.bytes), frameMessage(message));
    },
    isFirstTry: (recipient) => markFirstTry(directory, recipient),
  };
}

async function listMessages(directory: string): Promise<readonly string[]> {
  const named = (await readdir(directory)).map((fileName) => ({ fileName, number: numberOf(fileName) ?? 0 }));
  return named
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number || (a.fileName < b.fileName ? -1 : 1))
    .map(({ fileName }) => fileName);
}

async function removeOwnFiles(directory: string): Promise<void> {
  for (const fileName of await readdir(directory)) {
    if (numberOf(fileName) !== null || LEFT_OVER.test(fileName)) await unlink(join(directory, fileName));
  }
}

/** Written under another name and then renamed, so that nobody ever lists or reads half a message. */
async function writeNew(directory: string, fileName: string, bytes: Buffer): Promise<void> {
  const partial = join(directory, `.${fileName}.part`);
  const file = await open(partial, CREATE, 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(bytes);
    await rename(partial, join(directory, fileName));
  } catch (error) {
    await unlink(partial);
    throw error;
  } finally {
    await file.close();
  }
}

async function readStored(path: string): Promise<ReadMessage | null> {
  const file = await openRegular(path);
  if (file === null) return null;
  try {
    const message = unframeMessage(await file.readFile());
    return message === null ? null : { ...message, receivedAt: (await file.stat()).mtime };
  } finally {
    await file.close();
  }
}

/** A file may have been removed or replaced by hand while the sandbox runs. */
async function openRegular(path: string): Promise<FileHandle | null> {
  try {
    // A named pipe would block the open itself; so it is looked at first.
    return (await lstat(path)).isFile() ? await open(path, READ) : null;
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EACCES'].includes(codeOf(error))) return null;
    throw error;
  }
}

async function markFirstTry(directory: string, recipient: string): Promise<boolean> {
  const digest = createHash('sha256').update(recipient.toLowerCase()).digest('hex').slice(0, 16);
  try {
    await (await open(join(directory, `.tried-${digest}`), CREATE, 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Windows has no such flag; its links need a privilege to be made. */
function noFollow(): number {
  return constants.O_NOFOLLOW ?? 0;
}
