/** Owns reading a template's folder: only this folder, only plain files, only text. */
import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../fault.js';
import type { TemplateSet } from './editions.js';
import { isLanguageFolder } from './language-choice.js';
import { LOGO_ENDINGS, type LogoFile } from './logo.js';
import type { TemplateFiles } from './template.js';

/** Largest file of a template in bytes. Above 102 kB some mailboxes clip an HTML part; this only keeps out mistakes. */
export const LARGEST_TEMPLATE_FILE = 1024 * 1024;

const EXTENSION = '.mustache';
const PROPERTIES = 'template.yaml';
const LOGO = new RegExp(`^logo\\.(?:${LOGO_ENDINGS.join('|')})$`, 'i');
const PARTS = new Set(['subject', 'text', 'html']);

type Properties = Pick<TemplateFiles, 'credentials'>;

/** What lies beside the languages holds for all of them. */
interface Shared {
  readonly logos: readonly LogoFile[];
  readonly properties: Properties;
}
const NOTHING_SHARED: Shared = { logos: [], properties: {} };

/**
 * Reads the template in a folder (a path), or the built-in one of that name (no separator in it). `builtIns` is the
 * folder with one subfolder per built-in template. A template's folder holds its files, or one subfolder for each
 * language ("de", "pt-BR") that holds them. Faults: template-not-found, template-file-missing (subject or text),
 * template-languages-mixed, file-is-folder, file-not-regular (also a link that leads out of the folder),
 * file-too-large, file-unreadable (also text that is not UTF-8: reason "not-utf-8"), template-properties.
 */
export async function readTemplates(nameOrPath: string, builtIns: string): Promise<TemplateSet> {
  const { folder, builtIn } = await findFolder(nameOrPath, builtIns);
  const names = await languageFolders(folder);
  const own = await sourceNames(folder);
  refuseMixture(nameOrPath, own, names);
  const languages = new Map<string, TemplateFiles>();
  if (names.length === 0) languages.set('', await readFiles(folder, nameOrPath, NOTHING_SHARED));
  const shared = names.length === 0 ? NOTHING_SHARED : await readShared(folder);
  for (const name of names) languages.set(name, await readLanguage(folder, nameOrPath, name, shared));
  return { builtIn, languages };
}

/** Of the same words in two places nobody could say which are mailed. */
function refuseMixture(path: string, files: readonly string[], languages: readonly string[]): void {
  if (languages.length === 0) return;
  if (files.length > 0) throw new Fault('template-languages-mixed', { path, files, languages });
  const twice = languages.filter((name, index) => name.toLowerCase() === languages[index - 1]?.toLowerCase());
  if (twice.length > 0) throw new Fault('template-languages-mixed', { path, files: [], languages });
}

async function readLanguage(
  folder: string,
  path: string,
  name: string,
  shared: Shared,
): Promise<TemplateFiles> {
  const real = await realpath(join(folder, name));
  if (dirname(real) !== folder)
    throw new Fault('file-not-regular', { path: join(path, name), what: 'template' });
  return readFiles(real, join(path, name), shared);
}

async function readShared(folder: string): Promise<Shared> {
  return { logos: await readLogos(folder), properties: await readProperties(folder) };
}

/** `path` is the folder as the user wrote it; of `shared` the logos hold unless it has its own. */
async function readFiles(folder: string, path: string, shared: Shared): Promise<TemplateFiles> {
  const sources = await readSources(folder);
  const { subject, text, html = null } = Object.fromEntries(sources);
  if (subject === undefined) throw missing(path, 'subject');
  if (text === undefined) throw missing(path, 'text');
  const partials = new Map([...sources].filter(([name]) => !PARTS.has(name)));
  const own = await readLogos(folder);
  const logos = own.length > 0 ? own : shared.logos;
  const properties = { ...shared.properties, ...(await readProperties(folder)) };
  return { subject, text, html, partials, ...(logos.length > 0 ? { logos } : {}), ...properties };
}

/** What a template says of itself; the one thing there is to say. */
async function readProperties(folder: string): Promise<Properties> {
  const path = join(folder, PROPERTIES);
  if (!(await lstat(path).catch(() => null))) return {};
  const lines = (await readSource(folder, PROPERTIES))
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim());
  // Anything else would be a wish that is not understood, and that must not be passed over.
  if (lines.filter((line) => line !== '').join('\n') !== 'credentials: none')
    throw new Fault('template-properties', { path });
  return { credentials: 'none' };
}

/** The names of the built-in templates, in order. */
export async function builtInTemplates(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
}

async function findFolder(
  nameOrPath: string,
  builtIns: string,
): Promise<{ folder: string; builtIn: boolean }> {
  // A plain name is a built-in template's: a folder that happens to lie in the current one must not take its place.
  if (/[/\\]/.test(nameOrPath) && (await isFolder(nameOrPath)))
    return { folder: await realpath(nameOrPath), builtIn: false };
  const names = await builtInTemplates(builtIns);
  if (names.includes(nameOrPath))
    return { folder: await realpath(join(builtIns, nameOrPath)), builtIn: true };
  throw new Fault('template-not-found', { path: nameOrPath, builtIn: names });
}

/** Subfolders named after a language with a template's files in them, in order. */
async function languageFolders(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await namesIn(folder)).filter(isLanguageFolder)) {
    if (!(await isFolder(join(folder, name)))) continue;
    if ((await sourceNames(join(folder, name))).length > 0) found.push(name);
  }
  return found.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  return names.sort();
}

/** Hidden files are none of ours: some systems put one beside each file. */
async function sourceNames(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => name.endsWith(EXTENSION) && !name.startsWith('.'));
}

/** Name without ".mustache" -> text. */
async function readSources(folder: string): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  for (const name of await sourceNames(folder)) {
    sources.set(name.slice(0, -EXTENSION.length).normalize('NFC'), await readSource(folder, name));
  }
  return sources;
}

async function readLogos(folder: string): Promise<readonly LogoFile[]> {
  const names = (await namesIn(folder)).filter((name) => LOGO.test(name));
  return Promise.all(names.map(async (name) => ({ name, bytes: await readOwn(folder, name) })));
}

async function readSource(folder: string, name: string): Promise<string> {
  return asText(await readOwn(folder, name), join(folder, name));
}

/** A file that really lies in this folder. */
async function readOwn(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  const real = await realpath(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (dirname(real) !== folder) throw new Fault('file-not-regular', { path, what: 'template' });
  return readBytes(real);
}

/** The file is judged after it was opened, without waiting for a writer where it is a pipe. */
async function readBytes(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw new Fault('file-is-folder', { path, what: 'template' });
    if (!found.isFile()) throw new Fault('file-not-regular', { path, what: 'template' });
    if (found.size > LARGEST_TEMPLATE_FILE) {
      const bytes = found.size;
      throw new Fault('file-too-large', { path, what: 'template', bytes, limit: LARGEST_TEMPLATE_FILE });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function asText(bytes: Buffer, path: string): string {
  try {
    // TextDecoder drops the byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch (cause) {
    throw new Fault('file-unreadable', { path, what: 'template', reason: 'not-utf-8' }, { cause });
  }
}

function missing(path: string, part: string): Fault {
  return new Fault('template-file-missing', { path, file: `${part}${EXTENSION}` });
}

function unreadable(path: string, cause: unknown): Fault {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  if (reason === 'EISDIR') return new Fault('file-is-folder', { path, what: 'template' }, { cause });
  return new Fault('file-unreadable', { path, what: 'template', reason }, { cause });
}
