/** Owns a sign-in by OAuth 2.0 from what flags and answers say to a source of tokens. */
import { Fault, type FaultKind } from '../../fault.js';
import { openProvider } from '../../oauth2/openid-provider.js';
import { refreshGrant } from '../../oauth2/refresh-grant.js';
import type { SignInSettings } from '../../oauth2/settings.js';
import { SignInError } from '../../oauth2/sign-in-error.js';
import type { SignInSecret } from '../../oauth2/stored-secret.js';
import type { Grant } from '../../oauth2/token-source.js';
import { readPassword, readSignIn, type SignInOrder } from '../../profile/connection.js';
import type { Secret, TokenSource } from '../../profile/profile.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { flowOf, readSettings, type SignInTexts } from '../../profile/sign-in-texts.js';
import type { Context } from '../context.js';
import { askSignIn } from './ask-sign-in.js';
import { signInOnDevice } from './device-sign-in.js';
import { readingDoors } from './reading-doors.js';
import { IN_MEMORY, redactedTokens, tokensFor } from './tokens-for.js';

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
    ...IN_MEMORY,
    save: async (token: Secret) => {
      refreshToken = token;
    },
  };
  const grant = startingWith(first, refreshGrant(provider, refreshToken, memory));
  const tokens = redactedTokens(context, account, grant);
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
