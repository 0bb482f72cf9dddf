import { expect, test } from 'vitest';
import { kindOfAnswer, readAnswer, SignInError } from '../../../src/oauth2/sign-in-error.js';
import { failureOf } from '../../../src/oauth2/sign-in-failure.js';

/** Microsoft's and Google's answers, as their documentation and the issue threads of other clients quote them. */
test.each([
  ['invalid_client', 'AADSTS7000215: Invalid client secret provided.', [7000215], 'sign-in-secret-refused'],
  [
    'invalid_client',
    'AADSTS7000222: The provided client secret keys are expired.',
    [],
    'sign-in-secret-refused',
  ],
  [
    'invalid_client',
    "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.",
    [],
    'sign-in-public-client-off',
  ],
  [
    'unauthorized_client',
    "AADSTS700016: Application with identifier 'x' was not found.",
    [],
    'sign-in-application-unknown',
  ],
  ['invalid_request', "AADSTS90002: Tenant 'muster' not found.", [90002], 'sign-in-tenant-unknown'],
  [
    'invalid_grant',
    'AADSTS65001: The user or administrator has not consented.',
    [65001],
    'sign-in-consent-missing',
  ],
  ['invalid_grant', 'AADSTS700082: The refresh token has expired due to inactivity.', [], 'sign-in-expired'],
  [
    'invalid_grant',
    'AADSTS50173: The provided grant has expired due to it being revoked.',
    [],
    'sign-in-expired',
  ],
  [
    'invalid_grant',
    'AADSTS53003: Access has been blocked by Conditional Access policies.',
    [],
    'sign-in-policy',
  ],
  ['interaction_required', 'AADSTS50076: you must use multi-factor authentication.', [], 'sign-in-policy'],
  ['authorization_declined', '', [], 'sign-in-declined'],
  ['access_denied', '', [], 'sign-in-declined'],
  ['expired_token', '', [], 'sign-in-timed-out'],
  ['invalid_scope', '', [], 'sign-in-consent-missing'],
  ['unsupported_grant_type', '', [], 'sign-in-public-client-off'],
  ['temporarily_unavailable', '', [], 'sign-in-unreachable'],
  ['something_new', '', [], 'sign-in-refused'],
])('%s, %s: %s', (error, description, codes, kind) => {
  const answer = readAnswer({ error, error_description: description, error_codes: codes });
  expect(answer && kindOfAnswer(answer, false)).toBe(kind);
});

test.each([
  ['invalid_grant', 'Invalid JWT Signature.', 'sign-in-secret-refused'],
  ['invalid_grant', 'Invalid email or User ID', 'sign-in-refused'],
  [
    'unauthorized_client',
    'Client is unauthorized to retrieve access tokens using this method',
    'sign-in-consent-missing',
  ],
])('of a service account, %s, %s: %s', (error, description, kind) => {
  expect(kindOfAnswer({ error, description, codes: [] }, true)).toBe(kind);
});

test.each([[null], ['invalid_grant'], [{}], [{ error: 7 }]])('%j is no answer', (body) => {
  expect(readAnswer(body)).toBeNull();
});

test.each([
  [
    new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    'sign-in-unreachable',
    'ECONNREFUSED',
  ],
  [Object.assign(new Error('x'), { code: 'OAUTH_TIMEOUT' }), 'sign-in-unreachable', 'OAUTH_TIMEOUT'],
  [
    Object.assign(new Error('x'), {
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
      cause: new Response('', { status: 503 }),
    }),
    'sign-in-unreachable',
    'HTTP 503',
  ],
  [
    Object.assign(new Error('x'), {
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
      cause: new Response('', { status: 404 }),
    }),
    'sign-in-provider-unusable',
    'HTTP 404',
  ],
  [
    Object.assign(new Error('x'), { code: 'OAUTH_PARSE_ERROR' }),
    'sign-in-provider-unusable',
    'OAUTH_PARSE_ERROR',
  ],
])('%s becomes ours', async (error, kind, reason) => {
  expect(await failureOf(error, 'https://id.example', false)).toMatchObject({ kind, reason });
});

test('the words of a provider are one safe line', () => {
  const { reason, lasting } = new SignInError(
    'sign-in-refused',
    'https://id.example',
    `a\r\nb\u001b[31m${'x'.repeat(999)}`,
  );
  expect(reason).toMatch(/^a b \[31mx+…$/);
  expect(reason.length).toBe(300);
  expect(lasting).toBe(true);
});
