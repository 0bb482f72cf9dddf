/** Owns the door to openid-client and jose: the requests to an identity provider, and what their failures are. */
import { createPrivateKey } from 'node:crypto';
import type {
  ClientAuth,
  Configuration,
  DeviceAuthorizationResponse,
  ServerMetadata,
  TokenEndpointResponse,
} from 'openid-client';
import { isLoopback } from '../profile/host.js';
import { Secret } from '../profile/profile.js';
import { safeText } from '../smtp/reply.js';
import type { DeviceCode, IdentityProvider, TokenSet } from './identity-provider.js';
import type { ServiceAccountKey } from './service-account-key.js';
import { knownEndpoints, type SignInSettings } from './settings.js';
import { SignInError } from './sign-in-error.js';
import { failureOf } from './sign-in-failure.js';

type Library = typeof import('openid-client');

/** Seconds for one request: a mailing waits for it. */
const REQUEST_DEADLINE = 20;
/** Seconds; where a provider does not say (RFC 6749 5.1), it will refuse the token when its time is over. */
const USUAL_LIFETIME = 3600;
const LONGEST_LIFETIME = 86_400;
const LONGEST_TOKEN = 8_000;
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Milliseconds between two tries to reach a provider that a person is signing in at. */
const PAUSE = 2_000;

/**
 * Opens a provider for one application; nothing is asked before the first call. `clientSecret` is null for a public
 * client (RFC 6749 2.1). `fetch` is another one only in tests.
 */
export function openProvider(
  settings: SignInSettings,
  clientSecret: Secret | null,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): IdentityProvider {
  const { issuer, scope } = settings;
  let opened: Promise<{ client: Library; config: Configuration }> | null = null;
  const ask = async <T>(
    act: (client: Library, config: Configuration) => Promise<T>,
    signed = false,
  ): Promise<T> => {
    try {
      opened ??= configure(settings, clientSecret, fetch);
      const { client, config } = await opened;
      return await act(client, config);
    } catch (error) {
      opened = null;
      throw await failureOf(error, issuer, signed);
    }
  };
  const wished = scope === '' ? {} : { scope };
  return {
    deviceCode: () => ask(async (client, config) => deviceCode(client, config, settings, ask)),
    refresh: (token) =>
      ask(async (client, config) => tokens(issuer, await client.refreshTokenGrant(config, token.reveal()))),
    clientCredentials: () =>
      ask(async (client, config) => tokens(issuer, await client.clientCredentialsGrant(config, wished))),
    serviceAccount: (key, user) =>
      ask(async (client, config) => {
        const audience = config.serverMetadata().token_endpoint ?? '';
        const assertion = await assertionOf(key, { user, scope, audience });
        return tokens(issuer, await client.genericGrantRequest(config, JWT_BEARER, { assertion }));
      }, true),
  };
}

async function configure(
  { issuer, flow, clientId }: SignInSettings,
  clientSecret: Secret | null,
  fetch: typeof globalThis.fetch,
) {
  // Loaded when needed: most runs log in with a password.
  const client = await import('openid-client');
  const known = knownEndpoints(issuer);
  const timeout = REQUEST_DEADLINE;
  const insecure = isUnencrypted(issuer);
  const options = {
    [client.customFetch]: fetch as never,
    timeout,
    execute: insecure ? [client.allowInsecureRequests] : [],
  };
  const none: ClientAuth = flow === 'service-account' ? () => {} : client.None();
  const found: ServerMetadata =
    (known as ServerMetadata | null) ??
    (await client.discovery(new URL(issuer), clientId, undefined, none, options)).serverMetadata();
  refuseUnprotected(issuer, found);
  const config = new client.Configuration(
    found,
    clientId,
    {},
    authentication(client, found, clientSecret, none),
  );
  config.timeout = timeout;
  config[client.customFetch] = fetch as never;
  if (insecure) client.allowInsecureRequests(config);
  return { client, config };
}

/** The usual one unless the provider takes only the other (OpenID Connect Discovery 1.0, 3). */
function authentication(
  client: Library,
  { token_endpoint_auth_methods_supported: methods }: ServerMetadata,
  secret: Secret | null,
  none: ClientAuth,
): ClientAuth {
  if (secret === null) return none;
  const basic =
    Array.isArray(methods) &&
    methods.includes('client_secret_basic') &&
    !methods.includes('client_secret_post');
  return basic ? client.ClientSecretBasic(secret.reveal()) : client.ClientSecretPost(secret.reveal());
}

function isUnencrypted(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** What the metadata name must be as well protected as the provider itself. */
function refuseUnprotected(issuer: string, metadata: ServerMetadata): void {
  const { token_endpoint: token = '', device_authorization_endpoint: device } = metadata;
  const urls = [token, ...(device === undefined ? [] : [device])];
  const safe = urls.every(
    (url) => URL.canParse(url) && (new URL(url).protocol === 'https:' || isUnencrypted(url)),
  );
  if (!safe)
    throw new SignInError('sign-in-provider-unusable', issuer, `unprotected endpoint: ${urls.join(' ')}`);
}

type Ask = <T>(act: (client: Library, config: Configuration) => Promise<T>) => Promise<T>;

async function deviceCode(
  client: Library,
  config: Configuration,
  { issuer, scope }: SignInSettings,
  ask: Ask,
): Promise<DeviceCode> {
  if (config.serverMetadata().device_authorization_endpoint === undefined)
    throw new SignInError('sign-in-person-impossible', issuer, '');
  const answer = await client.initiateDeviceAuthorization(config, scope === '' ? {} : { scope });
  const { verification_uri: uri, user_code: code } = answer;
  const lifetime = bounded(answer.expires_in);
  if (!URL.canParse(uri) || !/^https?:$/.test(new URL(uri).protocol))
    throw new SignInError('sign-in-provider-unusable', issuer, `verification_uri: ${uri}`);
  const signedIn = async (signal: AbortSignal): Promise<TokenSet> => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(lifetime * 1000)]);
    for (;;) {
      try {
        return await ask(async () => tokens(issuer, await poll(client, config, answer, end)));
      } catch (error) {
        if (signal.aborted) throw error;
        if (end.aborted) throw new SignInError('sign-in-timed-out', issuer, '');
        // RFC 8628 3.5: a network that was away for a moment ends no sign-in.
        if (!(error instanceof SignInError) || error.lasting) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  };
  return { userCode: safeText(code, 40), verificationUri: safeText(uri, 200), lifetime, signedIn };
}

function poll(
  client: Library,
  config: Configuration,
  answer: DeviceAuthorizationResponse,
  signal: AbortSignal,
): Promise<TokenEndpointResponse> {
  return client.pollDeviceAuthorizationGrant(config, answer, undefined, { signal });
}

/** Longer than a day nothing is believed to be valid, and no timer takes more than 24 days. */
function bounded(seconds: number): number {
  return Math.min(Math.max(0, seconds), LONGEST_LIFETIME);
}

/** RFC 7523 3, in Google's form: valid for an hour at most, the mailbox as its subject. */
async function assertionOf(
  { email, keyId, privateKey }: ServiceAccountKey,
  { user, scope, audience }: { readonly user: string; readonly scope: string; readonly audience: string },
): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT(scope === '' ? {} : { scope })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuer(email)
    .setSubject(user)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(createPrivateKey(privateKey.reveal()));
}

/** A token goes into one line of SASL (RFC 7628 3.1, RFC 6750 2.1): nothing but printable ASCII. */
function tokens(issuer: string, answer: TokenEndpointResponse): TokenSet {
  const { access_token: access, refresh_token: refresh, expires_in: lifetime } = answer;
  const usable = (token: string): boolean => /^[\x21-\x7e]+$/.test(token) && token.length <= LONGEST_TOKEN;
  if (!usable(access) || (refresh !== undefined && !usable(refresh)))
    throw new SignInError('sign-in-provider-unusable', issuer, 'unusable token');
  return {
    accessToken: new Secret(access),
    refreshToken: refresh === undefined ? null : new Secret(refresh),
    lifetime: bounded(lifetime ?? USUAL_LIFETIME),
  };
}
