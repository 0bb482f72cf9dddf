/** Owns the making of a source of access tokens: which grant, where a refresh token is kept, that no secret is printed. */
import { openProvider } from '../../oauth2/openid-provider.js';
import { type RefreshTokenStore, refreshGrant } from '../../oauth2/refresh-grant.js';
import type { SignInSecret } from '../../oauth2/stored-secret.js';
import { type Grant, tokenSource } from '../../oauth2/token-source.js';
import type { SignInOrder } from '../../profile/connection.js';
import type { Secret, TokenSource } from '../../profile/profile.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { clientSecrets, tokenSecrets } from '../../smtp/credential.js';
import type { Context } from '../context.js';
import { oneAtATime } from './one-at-a-time.js';

/** Nothing is asked of the provider before the first token is wanted. */
export function tokensFor(context: Context, profiles: ProfileStore, order: SignInOrder): TokenSource {
  hideSecret(context, order.account, order.secret);
  return redactedTokens(context, order.account, grantFor(context, profiles, order));
}

/** Each token is hidden before anybody has it. */
export function redactedTokens(
  { terminal, clock }: Context,
  account: SignInOrder['account'],
  grant: Grant,
): TokenSource {
  return tokenSource(grant, clock, (secret) => terminal.hide(tokenSecrets(account, secret)));
}

/** From here on nothing that is printed holds it. */
export function hideSecret(
  { terminal }: Context,
  account: SignInOrder['account'],
  secret: SignInSecret,
): void {
  for (const one of secretsOf(secret)) terminal.hide([...tokenSecrets(account, one), ...clientSecrets(one)]);
}

function secretsOf(secret: SignInSecret): readonly Secret[] {
  switch (secret.flow) {
    case 'device':
      return [secret.refreshToken, ...(secret.clientSecret === null ? [] : [secret.clientSecret])];
    case 'client-credentials':
      return [secret.clientSecret];
    case 'service-account':
      return [secret.key.privateKey];
  }
}

function grantFor(context: Context, profiles: ProfileStore, order: SignInOrder): Grant {
  const { settings, secret, account, profile } = order;
  switch (secret.flow) {
    case 'device': {
      const provider = openProvider(settings, secret.clientSecret);
      const store = profile === null ? IN_MEMORY : storeIn(context, profiles, profile, secret);
      return refreshGrant(provider, secret.refreshToken, store);
    }
    case 'client-credentials': {
      const provider = openProvider(settings, secret.clientSecret);
      return () => provider.clientCredentials();
    }
    case 'service-account': {
      const provider = openProvider(settings, null);
      return () => provider.serviceAccount(secret.key, account.user);
    }
  }
}

/** For a sign-in that is not stored. */
export const IN_MEMORY: RefreshTokenStore = {
  load: async () => null,
  save: async () => {},
  alone: (act) => act(),
  failed: () => {},
};

function storeIn(
  context: Context,
  profiles: ProfileStore,
  profile: string,
  secret: Extract<SignInSecret, { flow: 'device' }>,
): RefreshTokenStore {
  const { terminal, texts } = context;
  return {
    load: async () => {
      const stored = await profiles.loadSecret(profile, secret.flow);
      return stored.flow === 'device' ? stored.refreshToken : null;
    },
    save: (refreshToken) => profiles.saveSecret(profile, { ...secret, refreshToken }),
    alone: (act) => oneAtATime(context, profile, act),
    failed: () => terminal.warn(texts.signIn.notKept(profile)),
  };
}
