/** Owns how the files of a preview look from outside: which they are, and when each was changed. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLanguageFolder } from '../../message/language-choice.js';
import type { Project } from '../../project/project.js';
import { PROJECT_FILE } from '../../project/project-file.js';
import { templateOf } from '../check-project.js';

/**
 * A text that is another one as soon as invite.yaml, the roll, or a file of the template is written, replaced, added
 * or removed. Also the time of the last change of the inode counts: an editor may keep the other one.
 */
export async function lookAt(project: Project): Promise<string> {
  const template = project.template === null ? null : await templateOf(project);
  const names = template === null ? [] : await namesIn(template);
  const paths = [
    project.file ?? join(project.folder, PROJECT_FILE),
    project.voters,
    ...names.sort().map((name) => join(template ?? '', name)),
  ];
  return JSON.stringify(await Promise.all(paths.map((path) => (path === null ? null : look(path)))));
}

/** Also those of its languages' folders. */
async function namesIn(template: string): Promise<string[]> {
  const names = await readdir(template).catch(() => []);
  const within = names.filter(isLanguageFolder).map(async (language) => {
    const own = await readdir(join(template, language)).catch(() => []);
    return own.map((name) => join(language, name));
  });
  return [...names, ...(await Promise.all(within)).flat()];
}

async function look(path: string): Promise<readonly (string | number)[]> {
  const found = await stat(path).catch(() => null);
  return found ? [path, found.ino, found.size, found.mtimeMs, found.ctimeMs] : [path];
}
