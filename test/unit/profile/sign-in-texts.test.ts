import { expect, test } from 'vitest';
import { knownEndpoints } from '../../../src/oauth2/settings.js';
import { chooseLogin } from '../../../src/profile/choose-login.js';
import { readSettings, type SignInTexts } from '../../../src/profile/sign-in-texts.js';
import { faultOf } from './support.js';

const MICROSOFT: SignInTexts = {
  origin: 'flags',
  login: 'microsoft',
  tenant: 'Muster.Example',
  clientId: 'id-1',
};
const SECRET = { kind: 'text', text: 'geheim', source: 'INVITE_CLIENT_SECRET' } as const;

test.each<[string, SignInTexts, object]>([
  [
    'a person at Microsoft',
    MICROSOFT,
    {
      issuer: 'https://login.microsoftonline.com/muster.example/v2.0',
      flow: 'device',
      clientId: 'id-1',
      scope: 'https://outlook.office.com/SMTP.Send offline_access',
    },
  ],
  [
    'an application at Microsoft',
    { ...MICROSOFT, clientSecret: SECRET },
    { flow: 'client-credentials', scope: 'https://outlook.office365.com/.default' },
  ],
  [
    'a service account at Google',
    { origin: 'flags', login: 'google', keyFile: 'k.json' },
    { issuer: 'https://accounts.google.com', flow: 'service-account', scope: 'https://mail.google.com/' },
  ],
  [
    'another provider, with a scope of its own',
    { origin: 'flags', login: 'https://id.muster.example/realms/wahl', clientId: 'id', scope: 'openid mail' },
    { issuer: 'https://id.muster.example/realms/wahl', flow: 'device', scope: 'openid mail' },
  ],
  [
    'one on this computer',
    { origin: 'flags', login: 'http://127.0.0.1:4444', clientId: 'id' },
    { flow: 'device' },
  ],
])('%s', (_what, texts, expected) => {
  expect(readSettings(texts, texts.keyFile === undefined ? null : 'dienst@muster.example')).toMatchObject(
    expected,
  );
});

test.each<[Partial<SignInTexts>, string, string]>([
  [{ login: 'yahoo' }, 'login', 'login-unknown'],
  [{ login: 'http://id.muster.example' }, 'login', 'login-unprotected'],
  [{ login: 'ftp://id.muster.example' }, 'login', 'login-unknown'],
  [{ login: 'https://u:p@id.muster.example' }, 'login', 'login-unknown'],
  [{ login: 'https://:geheim@id.muster.example' }, 'login', 'login-unknown'],
  [{ login: 'https://id.muster.example/\nx' }, 'login', 'login-unknown'],
  [{ login: 'https://id.müster.example' }, 'login', 'login-unknown'],
  [{ login: 'https://id.muster.example' }, 'tenant', 'of-other-login'],
  [{ login: 'google', tenant: undefined, flow: 'device' }, 'flow', 'flow-of-other-login'],
  [{ flow: 'service-account' }, 'flow', 'flow-of-other-login'],
  [{ flow: 'implicit' }, 'flow', 'flow-unknown'],
  [{ tenant: 'muster e.V.' }, 'tenant', 'tenant-characters'],
  [{ tenant: '../common' }, 'tenant', 'tenant-characters'],
  [{ clientId: 'mit Leerzeichen' }, 'clientId', 'client-id-characters'],
  [{ clientId: '' }, 'clientId', 'empty'],
  [{ scope: 'a"b' }, 'scope', 'scope-characters'],
])('%j is refused', (change, field, expected) => {
  expect(faultOf(() => readSettings({ ...MICROSOFT, ...change }, null))).toMatchObject({
    kind: 'connection-value-invalid',
    details: { field, expected },
  });
});

test('a password in the address of a provider is not repeated', () => {
  const fault = faultOf(() =>
    readSettings({ ...MICROSOFT, login: 'https://u:geheim@id.muster.example' }, null),
  );
  expect(JSON.stringify(fault?.details)).not.toContain('geheim');
});

const PASSWORD = { kind: 'text', text: 'geheim', source: 'INVITE_PASSWORD' } as const;

test.each([
  [{}, null, ['INVITE_PASSWORD']],
  [{ login: 'password' }, null, ['INVITE_PASSWORD']],
  [{ clientId: 'x' }, null, ['INVITE_LOGIN']],
  [{ login: 'microsoft' }, null, ['INVITE_TENANT', 'INVITE_CLIENT_ID']],
  [
    { login: 'microsoft', flow: 'client-credentials' },
    null,
    ['INVITE_TENANT', 'INVITE_CLIENT_ID', 'INVITE_CLIENT_SECRET'],
  ],
  [{ login: 'google' }, null, ['INVITE_KEY_FILE']],
])('%j lacks', (given, password, missing) => {
  expect(chooseLogin({ origin: 'environment', password, given })).toEqual({ missing });
});

test('a password and a sign-in are two', () => {
  const given = { login: 'google', keyFile: 'k' };
  expect(faultOf(() => chooseLogin({ origin: 'environment', password: PASSWORD, given }))).toMatchObject({
    details: { field: 'login', expected: 'given-twice', source: 'INVITE_LOGIN, INVITE_PASSWORD' },
  });
});

test('of Microsoft and Google the endpoints are known', () => {
  expect(knownEndpoints('https://login.microsoftonline.com/t/v2.0')).toMatchObject({
    token_endpoint: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
    device_authorization_endpoint: 'https://login.microsoftonline.com/t/oauth2/v2.0/devicecode',
  });
  expect(knownEndpoints('https://login.microsoftonline.com.evil.example/t/v2.0')).toBeNull();
});
