/** Owns a sign-in by OAuth 2.0 from what the flags say to a source of tokens; what they leave open is asked. */
import { Fault, type FaultKind } from '../../fault.js';
import { openProvider } from '../../oauth2/openid-provider.js';
import { refreshGrant } from '../../oauth2/refresh-grant.js';
import type { SignInSettings } from '../../oauth2/settings.js';
import { SignInError } from '../../oauth2/sign-in-error.js';
import type { SignInSecret } from '../../oauth2/stored-secret.js';
import { type Grant, tokenSource } from '../../oauth2/token-source.js';
import type { Checked } from '../../profile/checked.js';
import { readPassword, readSignIn, type SignInOrder } from '../../profile/connection.js';
import { checkPassword } from '../../profile/fields.js';
import type { Secret, TokenSource } from '../../profile/profile.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import {
  checkClientId,
  checkTenant,
  flowOf,
  missingForSignIn,
  readSettings,
  SIGN_IN_FIELDS,
  type SignInField,
  type SignInTexts,
} from '../../profile/sign-in-texts.js';
import { createRedactor } from '../../redaction.js';
import { tokenSecrets } from '../../smtp/credential.js';
import type { Context } from '../context.js';
import { signInOnDevice } from './device-sign-in.js';
import { readingDoors } from './reading-doors.js';
import { tokensFor } from './tokens-for.js';

/** Signed in, not stored yet. */
export interface SignedIn {
  readonly settings: SignInSettings;
  readonly tokens: TokenSource;
  /** What is to be stored, as it is by now; null where it is stored already. */
  secret(): SignInSecret | null;
}

/**
 * `profile` is the one that keeps a kept sign-in; without its secret it is one like any other. Throws
 * `connection-value-invalid`, `needs-terminal`, `cancelled`, the faults of files and keychain; also `SignInError`.
 */
export async function signIn(
  context: Context,
  profiles: ProfileStore,
  texts: SignInTexts,
  account: SignInOrder['account'],
  profile: string | null = null,
): Promise<SignedIn> {
  if (texts.kept && profile !== null) {
    const kept = await keptSignIn(context, profiles, texts, account, profile);
    const anew = { ...texts, kept: undefined };
    return kept ?? signIn(context, profiles, await askSignIn(context, anew), account, profile);
  }
  if (flowOf(texts) === 'device') return byPerson(context, profiles, texts, account);
  const { settings, secret } = await readSignIn(texts, readingDoors(context, profiles));
  return signedInWith(context, profiles, { settings, secret, account });
}

/** Without a person: with a secret that is there. */
export function signedInWith(
  context: Context,
  profiles: ProfileStore,
  order: Omit<SignInOrder, 'profile'>,
): SignedIn {
  const tokens = tokensFor(context, profiles, { ...order, profile: null });
  return { settings: order.settings, tokens, secret: () => order.secret };
}

const NOT_THERE: readonly FaultKind[] = ['password-missing', 'profile-damaged'];

/** Null where nothing is stored that could serve. */
async function keptSignIn(
  context: Context,
  profiles: ProfileStore,
  texts: SignInTexts,
  account: SignInOrder['account'],
  profile: string,
): Promise<SignedIn | null> {
  const settings = readSettings(texts, texts.clientId ?? null);
  try {
    const secret = await profiles.loadSecret(profile, settings.flow);
    const tokens = tokensFor(context, profiles, { settings, secret, account, profile });
    return { settings, tokens, secret: () => null };
  } catch (error) {
    if (error instanceof Fault && NOT_THERE.includes(error.kind)) return null;
    throw error;
  }
}

async function byPerson(
  context: Context,
  profiles: ProfileStore,
  texts: SignInTexts,
  account: SignInOrder['account'],
): Promise<SignedIn> {
  const settings = readSettings(texts, null);
  const { clientSecret: source } = texts;
  const clientSecret =
    source === undefined ? null : await readPassword(source, readingDoors(context, profiles));
  const provider = openProvider(settings, clientSecret);
  const first = await signInOnDevice(context, provider, account.user);
  let refreshToken = first.refreshToken;
  if (refreshToken === null)
    throw new SignInError('sign-in-provider-unusable', settings.issuer, 'no refresh_token');
  const memory = {
    load: async () => null,
    save: async (token: Secret) => {
      refreshToken = token;
    },
    alone: <T>(act: () => Promise<T>) => act(),
    failed: () => {},
  };
  const grant = startingWith(first, refreshGrant(provider, refreshToken, memory));
  const seen = (secret: Secret): void =>
    context.terminal.redactWith(createRedactor(tokenSecrets(account, secret)));
  const tokens = tokenSource(grant, context.clock, seen);
  // At once: nothing is printed before the terminal knows it.
  await tokens.accessToken();
  return {
    settings,
    tokens,
    secret: () => ({ flow: 'device', refreshToken: refreshToken as Secret, clientSecret }),
  };
}

function startingWith(first: Awaited<ReturnType<Grant>>, later: Grant): Grant {
  let given = false;
  return async () => {
    if (given) return later();
    given = true;
    return first;
  };
}

/** Asks for what the flags did not give; without a terminal the first of it is `needs-terminal` with its flag. */
export async function askSignIn(context: Context, given: SignInTexts): Promise<SignInTexts> {
  let texts = given;
  for (let [field] = missingForSignIn(texts); field !== undefined; [field] = missingForSignIn(texts))
    texts = { ...texts, [field]: await ask(context, field) };
  // Whatever is wrong is told now, before anybody is asked for more or signs in.
  if (flowOf(texts) !== 'service-account') readSettings(texts, null);
  return texts;
}

async function ask(context: Context, field: SignInField): Promise<unknown> {
  const { prompts, texts } = context;
  const { question } = texts.signIn;
  const { flag } = SIGN_IN_FIELDS[field];
  const valid = (check: (text: string) => Checked<unknown>) => (answer: string) => {
    const result = check(answer);
    return 'value' in result ? null : sentence(context, field, result.fault);
  };
  switch (field) {
    case 'tenant':
      return (await prompts.text(question.tenant, flag, valid(checkTenant))).trim();
    case 'clientId':
      return (await prompts.text(question.clientId, flag, valid(checkClientId))).trim();
    case 'clientSecret': {
      const text = await prompts.secret(question.clientSecret, flag, valid(checkPassword));
      return { kind: 'text', text, source: flag };
    }
    case 'keyFile':
      return (await prompts.text(question.keyFile, flag, () => null)).trim();
    default:
      throw new Error(`no question for ${field}`);
  }
}

function sentence({ texts }: Context, field: string, expected: unknown): string {
  const details = { field, value: '', expected, source: null } as never;
  return texts.faults['connection-value-invalid'](details).message;
}

/** What `configure` and `test-connection` are told of a provider by flags; null where a password is meant. */
export function signInGiven(login: string | undefined): login is string {
  return login !== undefined && login !== 'password';
}

/** A flag of a sign-in, and not at which provider. */
export function refuseStray(present: readonly string[], missing: readonly string[]): void {
  const { flag } = SIGN_IN_FIELDS.login;
  if (missing.includes(flag)) throw new Fault('flags-incomplete', { present, missing: [flag] });
}
