import { expect, test } from 'vitest';
import { openProvider } from '../../../src/oauth2/openid-provider.js';
import { microsoftIssuer, type SignInSettings, usualScope } from '../../../src/oauth2/settings.js';
import { Secret } from '../../../src/profile/profile.js';

interface Request {
  readonly url: string;
  readonly form: Record<string, string>;
}

/** A network that gives these answers in their order, and what was asked. */
function network(...answers: readonly Response[]) {
  const asked: Request[] = [];
  const left = [...answers];
  const fetch = (async (url: unknown, init?: { body?: unknown }) => {
    const body =
      init?.body instanceof URLSearchParams ? init.body : new URLSearchParams(String(init?.body ?? ''));
    asked.push({ url: String(url), form: Object.fromEntries(body) });
    const answer = left.shift();
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer;
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

function settings(issuer: string, flow: SignInSettings['flow']): SignInSettings {
  return { issuer, flow, clientId: 'client-1', scope: usualScope(issuer, flow) };
}

const MICROSOFT = microsoftIssuer('muster.example');
const TOKEN = { access_token: 'a1', token_type: 'Bearer', expires_in: 3599 };

test('at Microsoft an application asks one known address, with its secret in the form', async () => {
  const { asked, fetch } = network(json(TOKEN));
  const provider = openProvider(settings(MICROSOFT, 'client-credentials'), new Secret('geheim'), fetch);
  const { accessToken, refreshToken, lifetime } = await provider.clientCredentials();
  expect([accessToken.reveal(), refreshToken, lifetime]).toEqual(['a1', null, 3599]);
  expect(asked).toEqual([
    {
      url: 'https://login.microsoftonline.com/muster.example/oauth2/v2.0/token',
      form: {
        grant_type: 'client_credentials',
        client_id: 'client-1',
        client_secret: 'geheim',
        scope: 'https://outlook.office365.com/.default',
      },
    },
  ]);
});

// Why: no timer takes more than 24 days, so that a lifetime of 30 had passed at once.
test.each([3600 * 24 * 30, 1e300])('a lifetime of %d seconds is believed for a day', async (expires) => {
  const { fetch } = network(
    json({ ...TOKEN, expires_in: expires }),
    json({ device_code: 'd', user_code: 'AB', verification_uri: 'https://x.example', expires_in: expires }),
  );
  const provider = openProvider(settings(MICROSOFT, 'client-credentials'), new Secret('geheim'), fetch);
  expect((await provider.clientCredentials()).lifetime).toBe(86_400);
  expect((await provider.deviceCode()).lifetime).toBe(86_400);
});

test('a person is shown the code of Microsoft, on one safe line', async () => {
  const { asked, fetch } = network(
    json({
      device_code: 'd',
      user_code: 'AB\u001b[31m1',
      verification_uri: 'https://microsoft.com/devicelogin',
      expires_in: 900,
    }),
  );
  const code = await openProvider(settings(MICROSOFT, 'device'), null, fetch).deviceCode();
  expect(code).toMatchObject({ userCode: 'AB [31m1', verificationUri: 'https://microsoft.com/devicelogin' });
  expect(asked[0]?.form).toEqual({
    client_id: 'client-1',
    scope: 'https://outlook.office.com/SMTP.Send offline_access',
  });
});

const ISSUER = 'https://id.muster.example';
const METADATA = { issuer: ISSUER, token_endpoint: `${ISSUER}/token` };

test.each([
  [
    'a wrong secret with a challenge',
    [json(METADATA), json({ error: 'invalid_client' }, 401, { 'www-authenticate': 'Basic realm="x"' })],
    'sign-in-secret-refused',
  ],
  [
    'an unprotected endpoint',
    [json({ ...METADATA, token_endpoint: 'http://id.muster.example/token' })],
    'sign-in-provider-unusable',
  ],
  ['another issuer', [json({ ...METADATA, issuer: 'https://evil.example' })], 'sign-in-provider-unusable'],
  [
    'a redirect',
    [json(METADATA), new Response('', { status: 302, headers: { location: 'https://evil.example' } })],
    'sign-in-provider-unusable',
  ],
  ['no provider', [new Response('<html>', { status: 404 })], 'sign-in-provider-unusable'],
  [
    'a token with a line break',
    [json(METADATA), json({ ...TOKEN, access_token: 'a\r\nb' })],
    'sign-in-provider-unusable',
  ],
  ['an overloaded provider', [new Response('', { status: 503 })], 'sign-in-unreachable'],
  ['no network', [], 'sign-in-unreachable'],
])('%s', async (_what, answers, kind) => {
  const { fetch } = network(...answers);
  const provider = openProvider(settings(ISSUER, 'client-credentials'), new Secret('geheim'), fetch);
  await expect(provider.clientCredentials()).rejects.toMatchObject({ kind, issuer: ISSUER });
});

test('what failed at the network is asked anew', async () => {
  const { asked, fetch } = network(new Response('', { status: 503 }), json(METADATA), json(TOKEN));
  const provider = openProvider(settings(ISSUER, 'client-credentials'), new Secret('geheim'), fetch);
  await expect(provider.clientCredentials()).rejects.toMatchObject({ kind: 'sign-in-unreachable' });
  expect((await provider.clientCredentials()).accessToken.reveal()).toBe('a1');
  expect(asked).toHaveLength(3);
});

test('a provider without codes for persons says so', async () => {
  const { fetch } = network(json(METADATA));
  const asking = openProvider(settings(ISSUER, 'device'), null, fetch).deviceCode();
  await expect(asking).rejects.toMatchObject({ kind: 'sign-in-person-impossible' });
});
