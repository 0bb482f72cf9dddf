/** Owns making a profile to be of values and flags: its encryption confirmed, its CA file read, signed in. */
import { resolve } from 'node:path';
import { Fault } from '../../fault.js';
import { SignInError } from '../../oauth2/sign-in-error.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { type Login, NO_LIMITS, passwordLogin } from '../../profile/profile.js';
import { flowOf, readSettings } from '../../profile/sign-in-texts.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import { type SignedIn, signIn } from '../connection/sign-in.js';
import type { Context } from '../context.js';
import { profileStore } from '../profile-of-run.js';
import { signInFault } from '../sign-in-fault.js';
import { type ConfigureOptions, seals } from './options.js';

/** A profile to be; the certificate it pins is written to disk only when the profile is stored. */
export interface Draft extends StoredProfile {
  readonly pin: ReadPin | null;
  /** The text of `caFile`, where it does not lie at its path yet. */
  readonly caPem?: string;
  /** Where it signs in by OAuth 2.0; null where nobody has signed in, as before an untested sealing. */
  readonly signedIn?: SignedIn | null;
}

/** The login of a draft, which is stored in another form than it is used in. */
export function loginOf({ login, signedIn }: Draft): Login {
  if (login.kind === 'password') return login;
  if (!signedIn) throw new Error('not signed in');
  return { kind: 'oauth2', tokens: signedIn.tokens };
}

/** What a draft is made of; `base` is the profile that is changed, if there is one. */
export interface Values {
  readonly name: string;
  readonly known: KnownFields;
  readonly base: StoredProfile | null;
}

/** `before` is what was signed in to with the same values, for a person signs in once. Throws as `signIn` does. */
export async function drafted(
  context: Context,
  { name, known, base }: Values,
  options: ConfigureOptions,
  before: SignedIn | null,
): Promise<Draft> {
  const { signIn: texts } = known;
  const bare = await profileFrom(context, known, base, options);
  if (texts === undefined)
    return { ...bare, login: passwordLogin((known as FieldValues).password), pin: null };
  if (options.test === false && seals(options) && flowOf(texts) === 'device') {
    // Nobody needs to sign in: the token would stay here, and whoever takes the file over signs in anew.
    const login = { kind: 'oauth2', settings: readSettings(texts, null) } as const;
    return { ...bare, login, pin: null, signedIn: null };
  }
  try {
    const signedIn = before ?? (await signIn(context, profileStore(context), texts, bare, name));
    return { ...bare, login: { kind: 'oauth2', settings: signedIn.settings }, pin: null, signedIn };
  } catch (error) {
    throw explained(error, bare);
  }
}

/** A refusal of the identity provider as a fault, with what its administrator can do. */
export function explained(
  error: unknown,
  profile: Pick<StoredProfile, 'host' | 'port' | 'encryption' | 'user' | 'sender'>,
): unknown {
  if (!(error instanceof SignInError)) return error;
  const { host, port, encryption, user, sender } = profile;
  return signInFault(error, { host, port, encryption, user, sender: sender.address, to: null });
}

async function profileFrom(
  context: Context,
  known: KnownFields,
  base: StoredProfile | null,
  options: ConfigureOptions,
): Promise<Omit<StoredProfile, 'login'>> {
  const { host, port, encryption, user, sender, caFile } = known as FieldValues;
  const question = context.texts.profile.confirmUnencrypted;
  const confirmed = await confirmUnencrypted(
    context,
    { host, encryption },
    question,
    options.allowUnencrypted,
  );
  // Whole: the profile will be used from other folders.
  const ca = caFile === undefined ? null : await readCaFile(resolve(context.cwd, caFile), '--ca-file');
  // Nobody named the file anew: exchanged since, it could vouch for another server.
  const kept = options.caFile === undefined && ca !== null && ca.path === base?.caFile?.path;
  if (kept && ca.sha256 !== base.caFile.sha256) throw new Fault('ca-file-changed', { path: ca.path });
  const { rate, connections, perConnection } = options;
  const before = base?.limits ?? NO_LIMITS;
  return {
    host,
    port,
    encryption,
    user,
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    pin: null,
    limits: {
      ...(rate === undefined ? before : { ...NO_LIMITS, ...rate }),
      connections: connections ?? before.connections,
      perConnection: perConnection ?? before.perConnection,
    },
    unencryptedConfirmed: confirmed,
  };
}
