/** Owns the key for which a profile is sealed: its private half in the keychain alone, its public half also on disk. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../atomic-file.js';
import { Fault } from '../../fault.js';
import { check, literal, pipe, safeParse, strictObject, string } from '../../validation.js';
import type { SecretStore } from '../keychain.js';
import type { Secret } from '../profile.js';
import { isRecipient, makeIdentity, recipientOf } from './age.js';

/** Its entry in the keychain; the blank makes it a name that no profile can have. */
export const KEY_ACCOUNT = 'hand-over key';
const Document = strictObject({ version: literal(1), recipient: pipe(string(), check(isRecipient)) });

export interface HandoverKey {
  /** "age1...". */
  readonly recipient: string;
  readonly identity: Secret;
  /** It did not exist before. */
  readonly created: boolean;
}

/**
 * The key of this computer, or null where there is none. A keychain that gives nothing may be locked, and does not say
 * so: the public half on disk tells that there was a key, then it is `handover-key-missing`. Throws the faults of the
 * keychain and `profile-list-unusable`.
 */
export async function readHandoverKey(folder: string, keychain: SecretStore): Promise<HandoverKey | null> {
  const identity = await keychain.get(KEY_ACCOUNT);
  const recorded = await readRecipient(folder);
  if (identity === null) {
    if (recorded === null) return null;
    throw new Fault('handover-key-missing', { recipient: recorded });
  }
  const recipient = await recipientOf(identity);
  if (recipient !== recorded) await writeRecipient(folder, recipient);
  return { recipient, identity, created: false };
}

/**
 * The key, made where there is none. `anew` makes another one where the keychain gives nothing though there was one. The
 * keychain comes first: a public half without a private one would invite files that nobody can open.
 */
export async function ensureHandoverKey(
  folder: string,
  keychain: SecretStore,
  anew: boolean,
): Promise<HandoverKey> {
  const found = await readHandoverKey(folder, keychain).catch((error: unknown) => {
    if (anew && error instanceof Fault && error.kind === 'handover-key-missing') return null;
    throw error;
  });
  if (found !== null) return found;
  const identity = await makeIdentity();
  await keychain.set(KEY_ACCOUNT, identity);
  const recipient = await recipientOf(identity);
  await writeRecipient(folder, recipient);
  return { recipient, identity, created: true };
}

function pathIn(folder: string): string {
  return join(folder, 'handover.json');
}

/** Null also where the file is damaged: it is written again from the private half, which counts. */
async function readRecipient(folder: string): Promise<string | null> {
  try {
    const parsed = safeParse(Document, JSON.parse(await readFile(pathIn(folder), 'utf8')));
    return parsed.success ? parsed.output.recipient : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unusable(folder, error);
  }
}

async function writeRecipient(folder: string, recipient: string): Promise<void> {
  try {
    await replaceFile(pathIn(folder), `${JSON.stringify({ version: 1, recipient })}\n`);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Fault('profile-list-unusable', { path: pathIn(folder), reason }, { cause: error });
}
