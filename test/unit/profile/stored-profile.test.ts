import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { NO_LIMITS, Secret } from '../../../src/profile/profile.js';
import { decodeProfile, encodeProfile, type StoredProfile } from '../../../src/profile/stored-profile.js';
import { faultOf, PASSWORD, passwordIn, storedProfile } from './support.js';

const CA = { path: '/etc/ca.pem', sha256: 'a'.repeat(64) };
const PIN = { ...CA, path: '/settings/certificates/x.pem', fingerprint: Array(32).fill('A1').join(':') };

const SIGN_IN = {
  kind: 'oauth2',
  settings: {
    issuer: 'https://login.microsoftonline.com/muster.example/v2.0',
    flow: 'device',
    clientId: 'client-1',
    scope: 'https://outlook.office.com/SMTP.Send offline_access',
  },
} as const;

/** What a stranger may have sealed: a sign-in of which one setting is not what `configure` writes. */
function signedIn(change: Partial<Record<keyof typeof SIGN_IN.settings, string>>): Secret {
  const whole = JSON.parse(encodeProfile(storedProfile({ login: SIGN_IN })).reveal());
  return new Secret(JSON.stringify({ ...whole, oauth2: { ...whole.oauth2, ...change } }));
}

test.each([
  ['a usual profile', storedProfile()],
  [
    'one with a CA, limits and a quoted sender',
    storedProfile({
      caFile: CA,
      limits: { connections: 2, perMinute: 30, perHour: null, perDay: 10_000, perConnection: null },
      sender: { name: 'Büro, "Wahl" <1>', address: 'wahl@muster.example' },
    }),
  ],
  ['one with a pinned certificate', storedProfile({ pin: PIN })],
  ['one that signs in by OAuth 2.0', storedProfile({ login: SIGN_IN, caFile: CA })],
  ['one that does so with a pinned certificate', storedProfile({ login: SIGN_IN, pin: PIN })],
  ['one without encryption', storedProfile({ encryption: 'none', unencryptedConfirmed: true, host: '::1' })],
])('%s comes back the same', (_what, profile) => {
  const { login, ...rest } = decodeProfile('muster', encodeProfile(profile));
  const { login: expected, ...others } = profile;
  expect(rest).toEqual(others);
  if (expected.kind === 'oauth2') expect(login).toEqual(expected);
  expect(passwordIn(login)).toBe(passwordIn(expected));
});

test('a usual profile leaves most of the 2560 bytes of Windows free', () => {
  expect(Buffer.byteLength(encodeProfile(storedProfile()).reveal())).toBeLessThan(600);
});

test('only the path and the digest of a CA file are stored', () => {
  const read = { ...CA, pem: 'PEM TEXT', certificates: 1 };
  expect(encodeProfile(storedProfile({ caFile: read })).reveal()).not.toContain('PEM TEXT');
});

test('messages on one connection are stored where they are limited, and older programs read all other profiles', () => {
  const limited = storedProfile({ limits: { ...storedProfile().limits, perConnection: 50 } });
  expect(decodeProfile('acme', encodeProfile(limited)).limits.perConnection).toBe(50);
  expect(encodeProfile(storedProfile()).reveal()).not.toContain('perConnection');
});

// Why: a program that knows no pins would have taken such an entry for one without, or for a damaged one.
test('only an entry with a pin is of the version that older programs refuse', () => {
  const version = (profile: StoredProfile) => JSON.parse(encodeProfile(profile).reveal()).version;
  expect([version(storedProfile()), version(storedProfile({ caFile: CA }))]).toEqual([1, 1]);
  expect(version(storedProfile({ pin: PIN }))).toBe(2);
});

test('of a pinned certificate all but its text is stored', () => {
  const text = encodeProfile(storedProfile({ pin: { ...PIN, pem: 'PEM TEXT' } as typeof PIN })).reveal();
  expect(text).toContain(PIN.fingerprint);
  expect(text).not.toContain('PEM TEXT');
  expect(Buffer.byteLength(text)).toBeLessThan(800);
});

function withPin(changes: Record<string, unknown>): Secret {
  const text = encodeProfile(storedProfile({ pin: PIN })).reveal();
  return new Secret(JSON.stringify({ ...JSON.parse(text), ...changes }));
}

function stored(changes: Record<string, unknown>): Secret {
  return new Secret(JSON.stringify({ ...JSON.parse(encodeProfile(storedProfile()).reveal()), ...changes }));
}

test.each<[string, Secret]>([
  ['no JSON', new Secret('geheim')],
  ['an empty text', new Secret('')],
  ['null', new Secret('null')],
  ['a list', new Secret('[]')],
  ['no version', stored({ version: undefined })],
  ['version 0', stored({ version: 0 })],
  ['an unknown key', stored({ proxy: 'socks://evil.example' })],
  ['no host', stored({ host: undefined })],
  ['a host with a port', stored({ host: 'smtp.muster.example:25' })],
  ['a host with a line end', stored({ host: 'smtp.muster.example\r\n' })],
  ['a host that is not in its clean form', stored({ host: 'LOCALHOST.' })],
  ['port 0', stored({ port: 0 })],
  ['a port as text', stored({ port: '587' })],
  ['a broken port', stored({ port: 587.5 })],
  ['an unknown encryption', stored({ encryption: 'auto' })],
  ['an unknown login', stored({ login: 'oauth2' })],
  ['an empty password', stored({ password: '' })],
  ['a password of two lines', stored({ password: 'a\nb' })],
  ['a sender without address', stored({ sender: { name: 'x', address: '' } })],
  [
    'a sender that smuggles another',
    stored({ sender: { name: '', address: 'a@x.example>, b <b@x.example' } }),
  ],
  [
    'a sender whose name has control characters',
    stored({ sender: { name: 'a\nb', address: 'a@x.example' } }),
  ],
  ['a CA without digest', stored({ ca: { path: 'x', sha256: '' } })],
  ['a pin in an entry of version 1', stored({ pin: PIN })],
  ['version 2 without a pin', stored({ version: 2 })],
  ['a pin beside a CA', withPin({ ca: CA })],
  ['a pin beside no CA', withPin({ ca: null })],
  ['an empty pin', withPin({ pin: null })],
  ['a fingerprint without colons', withPin({ pin: { ...PIN, fingerprint: 'a'.repeat(64) } })],
  ['a SHA-1 as fingerprint', withPin({ pin: { ...PIN, fingerprint: PIN.fingerprint.slice(0, 59) } })],
  ['a pin without the digest of its file', withPin({ pin: { ...PIN, sha256: '' } })],
  ['a limit of 0', stored({ limits: { ...NO_LIMITS, perDay: 0, perConnection: null } })],
  ['a negative limit', stored({ limits: { ...NO_LIMITS, connections: -1 } })],
  ['more connections than any host grants', stored({ limits: { ...NO_LIMITS, connections: 51 } })],
  ['a limit beyond all counting', stored({ limits: { ...NO_LIMITS, perMinute: 1e9 } })],
  ['a scope of two lines', signedIn({ scope: 'a\nHost smtp.organiser.example' })],
  ['a scope with a colour', signedIn({ scope: 'a\u001b[31m' })],
  ['an issuer of two lines', signedIn({ issuer: 'https://id.muster.example/\nx' })],
  ['an issuer with a hidden host', signedIn({ issuer: 'https://:login.microsoftonline.com@evil.example' })],
  ['an issuer written backwards', signedIn({ issuer: 'https://id.muster.example/\u202egpj' })],
  ['a confirmation as text', stored({ unencryptedConfirmed: 'yes' })],
])('an entry with %s is damaged', (_what, secret) => {
  const fault = faultOf(() => decodeProfile('muster', secret));
  expect(fault).toMatchObject({ kind: 'profile-damaged', details: { name: 'muster' } });
});

test('an entry of a later version says so', () => {
  expect(faultOf(() => decodeProfile('muster', stored({ version: 4, new: true })))).toMatchObject({
    kind: 'profile-newer',
    details: { name: 'muster', version: 4 },
  });
});

test('the fault of a damaged entry does not hold the password', () => {
  const fault = faultOf(() => decodeProfile('muster', stored({ port: 0 })));
  expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain(PASSWORD);
});
