/** Owns the list of profile names on disk; a name is all that ever stands there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../atomic-file.js';
import { Fault } from '../fault.js';
import { oneByOne } from '../one-by-one.js';
import { array, literal, pipe, regex, safeParse, strictObject, string } from '../validation.js';

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const Document = strictObject({ version: literal(1), profiles: array(pipe(string(), regex(NAME))) });

/** Gives the name back, or throws `profile-name-invalid`: small letters, digits and `. _ -`, at most 64. */
export function checkProfileName(name: string): string {
  if (!NAME.test(name)) throw new Fault('profile-name-invalid', { name });
  return name;
}

/** The file of names inside the folder of settings. */
export function profileListPath(folder: string): string {
  return join(folder, 'profiles.json');
}

/** Names in alphabetical order; none where there is no list yet. Throws `profile-list-damaged`. */
export async function readProfileNames(folder: string): Promise<string[]> {
  const path = profileListPath(folder);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unusable(path, error);
  }
  return parseNames(path, text);
}

/** Reads the list anew: between two looks a dialogue of the keychain may have waited minutes. Throws as the others do. */
export async function addProfileName(folder: string, name: string): Promise<void> {
  await changeProfileNames(folder, (names) => [...names, name]);
}

/** The counterpart of `addProfileName`; a name that does not stand there is no error. */
export async function takeOffProfileName(folder: string, name: string): Promise<void> {
  await changeProfileNames(folder, (names) => names.filter((other) => other !== name));
}

/** Of two commands at once neither must lose the other's name: its password would be in no list. */
function changeProfileNames(
  folder: string,
  change: (names: readonly string[]) => readonly string[],
): Promise<void> {
  return oneByOne(profileListPath(folder), async () =>
    writeProfileNames(folder, change(await readProfileNames(folder))),
  );
}

/** Replaces the list: 0600 in a folder 0700, the old list or the new one, never half. Throws `profile-list-unusable`. */
async function writeProfileNames(folder: string, names: readonly string[]): Promise<void> {
  const path = profileListPath(folder);
  const profiles = [...new Set(names)].sort();
  try {
    await replaceFile(path, `${JSON.stringify({ version: 1, profiles })}\n`);
  } catch (error) {
    throw unusable(path, error);
  }
}

function parseNames(path: string, text: string): string[] {
  try {
    const parsed = safeParse(Document, JSON.parse(text));
    if (parsed.success) return [...new Set(parsed.output.profiles)].sort();
  } catch {
    // Not JSON: damaged like any other wrong content.
  }
  throw new Fault('profile-list-damaged', { path });
}

function unusable(path: string, error: unknown): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Fault('profile-list-unusable', { path, reason }, { cause: error });
}

/** The fault for a name under which the keychain gives nothing: locked or gone where it is listed, else unknown. */
export async function nothingFound(folder: string, name: string): Promise<Fault> {
  const known = await readProfileNames(folder);
  return known.includes(name)
    ? new Fault('password-missing', { name })
    : new Fault('profile-unknown', { name, known });
}
