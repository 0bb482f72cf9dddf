/** Owns what a stored profile gives to its own change: its values as suggestions, its password only for the same server. */
import { Fault, type FaultKind } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { KnownFields } from '../../profile/fields.js';
import { boundChanges } from '../../profile/kept-password.js';
import type { ReadPin } from '../../profile/pin.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import type { AskedField } from '../../profile/questions.js';
import { formatSender } from '../../profile/sender.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { askPassword, type Hints } from '../connection/ask-values.js';
import type { Context } from '../context.js';
import type { ConfigureOptions } from './tested-profile.js';

/** What cannot be read gives no suggestions, and may be replaced. */
const NOTHING_TO_START_FROM: readonly FaultKind[] = [
  'profile-unknown',
  'password-missing',
  'profile-damaged',
  'profile-newer',
];

/** The profile of this name as it is stored, or null. Throws the keychain's other faults. */
export async function storedBase(profiles: ProfileStore, name: string): Promise<StoredProfile | null> {
  try {
    return await profiles.load(name);
  } catch (error) {
    if (error instanceof Fault && NOTHING_TO_START_FROM.includes(error.kind)) return null;
    throw error;
  }
}

/** The stored values, but for the CA file where a flag or a pin takes its place. */
export function storedValues(base: StoredProfile, { caFile, fingerprint }: ConfigureOptions): KnownFields {
  const { host, port, encryption, user, password, sender } = base;
  const kept = caFile === undefined && fingerprint === undefined ? base.caFile?.path : undefined;
  return { host, port, encryption, user, password, sender, caFile: kept };
}

/** What is stored is suggested; port and encryption only while the server stays the same. */
export function storedHints(base: StoredProfile): Hints {
  return {
    suggest: async (field, known) => suggestionFrom(base, field, known),
    keptPassword: (known) => (boundChanges(base, known).length === 0 ? base.password : null),
  };
}

function suggestionFrom(base: StoredProfile, field: AskedField, known: KnownFields): string | null {
  if (field === 'user' || field === 'host') return base[field];
  if (field === 'sender') return formatSender(base.sender);
  if (field === 'password' || (known.host ?? base.host) !== base.host) return null;
  if (field === 'encryption' && (known.port ?? base.port) !== base.port) return null;
  return String(base[field]);
}

/**
 * Asks for the password again where the stored one would go to another server or mailbox than it was typed for. Throws
 * `needs-terminal` where nobody can be asked.
 */
export async function boundPassword(
  context: Context,
  base: StoredProfile | null,
  known: KnownFields,
): Promise<KnownFields> {
  if (base === null || known.password !== base.password) return known;
  const changes = boundChanges(base, known);
  if (changes.length === 0) return known;
  const { terminal, texts } = context;
  terminal.warn(texts.storedProfiles.passwordAgain(changes, texts.commands.configure.fields));
  return { ...known, password: await askPassword(context, known) };
}

/** The pin of the stored profile, as long as it belongs to the same server and nothing else is to be trusted. */
export async function storedPin(
  base: StoredProfile | null,
  known: KnownFields,
  { fingerprint }: ConfigureOptions,
): Promise<ReadPin | null> {
  const pin = base?.pin ?? null;
  const same = base?.host === known.host && base?.port === known.port;
  if (pin === null || !same || known.caFile !== undefined || fingerprint !== undefined) return null;
  try {
    const { pem, sha256 } = await readCaFile(pin.path, '--fingerprint', 'pin');
    return sha256 === pin.sha256 ? { ...pin, pem } : null;
  } catch (error) {
    // The test then shows the certificate anew, and asks.
    if (error instanceof Fault) return null;
    throw error;
  }
}
