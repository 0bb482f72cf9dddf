/** Owns reading a template's folder: only this folder, only plain files, only text. */
import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../fault.js';
import type { TemplateFiles } from './template.js';

/** Where a name that is no folder is looked up. */
export interface BuiltIns {
  /** Folder with one subfolder per built-in template, each with one per language: "online-wahl/de". */
  readonly folder: string;
  /** Language of the invitation, RFC 5646; only its first part counts. */
  readonly language: string;
}

/** Largest file of a template in bytes. Above 102 kB some mailboxes clip an HTML part; this only keeps out mistakes. */
export const LARGEST_TEMPLATE_FILE = 1024 * 1024;

const EXTENSION = '.mustache';
const PROPERTIES = 'template.yaml';
const PARTS = new Set(['subject', 'text', 'html']);

/**
 * Reads the template in a folder (a path), or the built-in one of that name (no separator in it). Faults:
 * template-not-found, template-file-missing (subject or text), file-is-folder, file-not-regular (also a link that
 * leads out of the folder), file-too-large, file-unreadable (also text that is not UTF-8: reason "not-utf-8"), template-properties.
 */
export async function readTemplate(nameOrPath: string, builtIns: BuiltIns): Promise<TemplateFiles> {
  const folder = await findFolder(nameOrPath, builtIns);
  const sources = await readSources(folder);
  const { subject, text, html = null } = Object.fromEntries(sources);
  if (subject === undefined) throw missing(nameOrPath, 'subject');
  if (text === undefined) throw missing(nameOrPath, 'text');
  const partials = new Map([...sources].filter(([name]) => !PARTS.has(name)));
  return { subject, text, html, partials, ...(await readProperties(folder)) };
}

/** What a template says of itself; the one thing there is to say. */
async function readProperties(folder: string): Promise<Pick<TemplateFiles, 'credentials'>> {
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

async function findFolder(nameOrPath: string, { folder, language }: BuiltIns): Promise<string> {
  // A plain name is a built-in template's: a folder that happens to lie in the current one must not take its place.
  if (/[/\\]/.test(nameOrPath) && (await isFolder(nameOrPath))) return realpath(nameOrPath);
  const builtIn = await builtInTemplates(folder);
  const subfolder = /^[a-z]+/i.exec(language)?.[0].toLowerCase();
  if (builtIn.includes(nameOrPath) && subfolder !== undefined) {
    const wanted = join(folder, nameOrPath, subfolder);
    if (await isFolder(wanted)) return realpath(wanted);
  }
  throw new Fault('template-not-found', { path: nameOrPath, builtIn });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Name without ".mustache" -> text. Hidden files are none of ours: some systems put one beside each file. */
async function readSources(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const sources = new Map<string, string>();
  for (const name of names.sort()) {
    if (!name.endsWith(EXTENSION) || name.startsWith('.')) continue;
    sources.set(name.slice(0, -EXTENSION.length).normalize('NFC'), await readSource(folder, name));
  }
  return sources;
}

async function readSource(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const real = await realpath(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (dirname(real) !== folder) throw new Fault('file-not-regular', { path, what: 'template' });
  return asText(await readBytes(real), path);
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
