/** Owns writing the letter as files: text, HTML, and a draft for a mail program. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../fault.js';
import { composeDraft } from '../../message/compose.js';
import { makeEmptyFolder } from '../empty-folder.js';

export interface WrittenLetter {
  readonly language: 'de' | 'en';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes into a new or an empty folder and returns the paths. Throws `folder-…` faults and `file-unreadable`. */
export async function writeLetter(
  folder: string,
  letter: WrittenLetter,
  to: string | null,
): Promise<string[]> {
  const draft = await composeDraft({ ...letter, to });
  await makeEmptyFolder(folder);
  const files = [
    ['request.txt', letter.text],
    ['request.html', letter.html],
    ['request.eml', draft],
  ] as const;
  const paths: string[] = [];
  for (const [name, content] of files) paths.push(await writeNew(join(folder, name), content));
  return paths;
}

async function writeNew(path: string, content: string | Buffer): Promise<string> {
  await writeFile(path, content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Fault('file-unreadable', { path, what: 'output', reason: error.code ?? error.name });
  });
  return path;
}
