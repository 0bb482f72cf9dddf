import { expect, test } from 'vitest';
import { differencesFrom, doubtsAbout } from '../../../../src/profile/sealed/doubts.js';
import { storedProfile } from '../support.js';

const from = (address: string) => ({ sender: { name: '', address } });

test.each([
  ['the contact’s own domain', { ...from('wahl@muster.example') }, 'buero@muster.example', []],
  ['a subdomain of the contact’s', { ...from('wahl@wahl.muster.example') }, 'buero@muster.example', []],
  ['no contact known', { ...from('wahl@muster.example') }, null, []],
  ['a provider that is known', { host: 'smtp.office365.com' }, 'buero@muster.example', []],
  ['this computer', { host: '127.0.0.1' }, 'buero@muster.example', []],
  ['another sender', { ...from('wahl@fremd.example') }, 'buero@muster.example', ['sender-elsewhere']],
  ['another server', { host: 'smtp.fremd.example' }, 'buero@muster.example', ['host-elsewhere']],
  ['another server, without a contact', { host: 'smtp.fremd.example' }, null, ['host-elsewhere']],
  ['a name that only ends alike', { host: 'smtp.notmuster.example' }, null, ['host-elsewhere']],
  ['an address', { host: '192.0.2.7' }, null, ['host-elsewhere']],
  [
    'server and sender of a stranger',
    { host: 'smtp.fremd.example', ...from('wahl@fremd.example') },
    'buero@muster.example',
    ['sender-elsewhere'],
  ],
  [
    'a sender of the organiser behind a stranger’s server',
    { host: 'smtp.fremd.example', ...from('wahl@muster.example') },
    'buero@muster.example',
    ['host-elsewhere'],
  ],
])('%s', (_, changes, contact, kinds) => {
  const doubts = doubtsAbout(storedProfile(changes), contact, null);
  expect(doubts.map(({ kind }) => kind)).toEqual(kinds);
});

const signIn = (issuer: string) => ({
  login: {
    kind: 'oauth2',
    settings: { issuer, flow: 'device', clientId: 'c', scope: '' },
  } as const,
});

test.each([
  ['Microsoft', 'https://login.microsoftonline.com/muster.example/v2.0', ['token-elsewhere']],
  ['Google', 'https://accounts.google.com', ['token-elsewhere']],
  ['the organiser’s own', 'https://id.muster.example/realms/wahl', []],
  ['a test’s', 'http://127.0.0.1:8080', []],
  ['a stranger’s', 'https://id.fremd.example', ['sign-in-elsewhere']],
  [
    'a name like Microsoft’s',
    'https://login.microsoftonline.com.fremd.example/x/v2.0',
    ['sign-in-elsewhere'],
  ],
])('the identity provider: %s', (_, issuer, kinds) => {
  const doubts = doubtsAbout(storedProfile(signIn(issuer)), null, null);
  expect(doubts.map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  ['Microsoft’s own', 'smtp.office365.com', 'https://login.microsoftonline.com/x/v2.0', []],
  ['Google’s own', 'smtp.gmail.com', 'https://accounts.google.com', []],
  ['this computer', '127.0.0.1', 'https://login.microsoftonline.com/x/v2.0', []],
  ['the other one’s', 'smtp.gmail.com', 'https://login.microsoftonline.com/x/v2.0', ['token-elsewhere']],
  [
    'a stranger’s',
    'smtp.fremd.example',
    'https://accounts.google.com',
    ['host-elsewhere', 'token-elsewhere'],
  ],
])('a token to a host that is %s', (_, host, issuer, kinds) => {
  const doubts = doubtsAbout(storedProfile({ host, ...signIn(issuer) }), null, null);
  expect(doubts.map(({ kind }) => kind)).toEqual(kinds);
});

// Why: below "co.uk" and "or.at" everybody has a domain.
test.each(['co.uk', 'or.at', 'com.br'])('%s relates nobody', (suffix) => {
  const profile = storedProfile({ host: `smtp.fremd.${suffix}`, ...from(`wahl@${suffix}`) });
  const kinds = doubtsAbout(profile, `buero@verein.${suffix}`, null).map(({ kind }) => kind);
  expect(kinds).toEqual(['sender-elsewhere', 'host-elsewhere']);
});

// Why: a file with a certificate authority of a stranger's took the place of the stored profile at a mere --yes.
test('another authority, certificate or scope leads elsewhere', () => {
  const caFile = { path: 'x', sha256: 'a'.repeat(64) };
  const pin = { path: 'x', sha256: 'y', fingerprint: 'AB:CD' };
  expect(differencesFrom(storedProfile(), storedProfile({ caFile }))).toEqual([
    { field: 'caFile', stored: '', sealed: caFile.sha256 },
  ]);
  expect(differencesFrom(storedProfile({ pin }), storedProfile())).toEqual([
    { field: 'pin', stored: 'AB:CD', sealed: '' },
  ]);
  const [wide, narrow] = ['a b', 'a'].map((scope) => {
    const { login } = signIn('https://id.muster.example');
    return storedProfile({ login: { ...login, settings: { ...login.settings, scope } } });
  });
  expect(wide && narrow && differencesFrom(narrow, wide)).toHaveLength(1);
});

test('another login leads elsewhere', () => {
  const id = storedProfile(signIn('https://id.muster.example'));
  expect(differencesFrom(id, id)).toEqual([]);
  expect(differencesFrom(storedProfile(), id)).toEqual([
    { field: 'login', stored: 'password', sealed: 'oauth2 device https://id.muster.example c' },
  ]);
});

test('trust of its own is told', () => {
  const pin = { path: 'x', sha256: 'y', fingerprint: 'AB:CD' };
  expect(doubtsAbout(storedProfile({ pin }), null, null)).toEqual([{ kind: 'pinned', fingerprint: 'AB:CD' }]);
  expect(doubtsAbout(storedProfile(), null, { subject: 'CN=Muster', fingerprint: 'AB:CD' })).toEqual([
    { kind: 'own-authority', subject: 'CN=Muster', fingerprint: 'AB:CD' },
  ]);
});

test('what leads elsewhere is named, a new password or name of the sender is not', () => {
  const stored = storedProfile();
  expect(differencesFrom(stored, storedProfile({ sender: { ...stored.sender, name: 'Anders' } }))).toEqual(
    [],
  );
  const sealed = storedProfile({ host: 'mail.muster.example', port: 465, ...from('x@muster.example') });
  expect(differencesFrom(stored, sealed)).toEqual([
    { field: 'host', stored: 'smtp.muster.example', sealed: 'mail.muster.example' },
    { field: 'port', stored: '587', sealed: '465' },
    { field: 'sender', stored: 'wahl@muster.example', sealed: 'x@muster.example' },
  ]);
});
