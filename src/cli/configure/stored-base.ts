/** Owns what a stored profile gives to its own change: its values as suggestions, its password only for the same server. */
import { Fault, type FaultKind } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { KnownFields } from '../../profile/fields.js';
import { boundChanges } from '../../profile/kept-password.js';
import type { ReadPin } from '../../profile/pin.js';
import type { Secret } from '../../profile/profile.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import type { AskedField } from '../../profile/questions.js';
import { formatSender } from '../../profile/sender.js';
import { signInTextsOf } from '../../profile/sign-in-texts.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { askSignIn } from '../connection/ask-sign-in.js';
import { askPassword, type Hints } from '../connection/ask-values.js';
import type { Context } from '../context.js';
import type { ConfigureOptions } from './options.js';

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

/** The stored values, but for the login and the CA file where flags or a pin take their place. */
export function storedValues(
  base: StoredProfile,
  given: KnownFields,
  { caFile, fingerprint, login }: ConfigureOptions,
): KnownFields {
  const { host, port, encryption, user, sender } = base;
  const kept = caFile === undefined && fingerprint === undefined ? base.caFile?.path : undefined;
  const other = given.password !== undefined || given.signIn !== undefined;
  const named = other ? {} : storedLogin(base, login === 'password');
  return { host, port, encryption, user, ...named, sender, caFile: kept };
}

/** None where a password is wanted and none is stored. */
function storedLogin(
  { login }: StoredProfile,
  wantsPassword: boolean,
): Pick<KnownFields, 'password' | 'signIn'> {
  if (login.kind === 'password') return { password: login.password };
  return wantsPassword ? {} : { signIn: { ...signInTextsOf(login.settings), kept: true } };
}

function storedPassword({ login }: StoredProfile): Secret | null {
  return login.kind === 'password' ? login.password : null;
}

/** What is stored is suggested; port and encryption only while the server stays the same. */
export function storedHints({ terminal, texts }: Context, base: StoredProfile): Hints {
  return {
    suggest: async (field, known) => suggestionFrom(base, field, known),
    keptPassword: (known) => {
      const password = storedPassword(base);
      const changes = boundChanges(base, known);
      if (password === null || changes.length === 0) return password;
      terminal.warn(texts.storedProfiles.passwordAgain(changes, texts.commands.configure.fields));
      return null;
    },
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
 * Asks for the password again where the stored one would go to another server or mailbox than it was typed for; of a
 * stored sign-in, which opens the same mailbox, for its secret, and a person has to sign in anew. Throws
 * `needs-terminal` where nobody can be asked.
 */
export async function boundLogin(
  context: Context,
  base: StoredProfile | null,
  known: KnownFields,
): Promise<KnownFields> {
  if (base === null || !usesStored(base, known)) return known;
  const changes = boundChanges(base, known);
  if (changes.length === 0) return known;
  const { terminal, texts } = context;
  const { fields } = texts.commands.configure;
  if (known.signIn) {
    terminal.warn(texts.signIn.again(changes, fields));
    return { ...known, signIn: await askSignIn(context, { ...known.signIn, kept: undefined }) };
  }
  terminal.warn(texts.storedProfiles.passwordAgain(changes, fields));
  return { ...known, password: await askPassword(context, known) };
}

function usesStored(base: StoredProfile, { password, signIn }: KnownFields): boolean {
  return signIn ? signIn.kept === true : password !== undefined && password === storedPassword(base);
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
