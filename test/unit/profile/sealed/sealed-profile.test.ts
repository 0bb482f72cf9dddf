import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pinFor } from '../../../../src/profile/pin.js';
import { Secret } from '../../../../src/profile/profile.js';
import {
  authorityIn,
  decodeSealed,
  encodeSealed,
  type SealedProfile,
  unpackProfile,
} from '../../../../src/profile/sealed/sealed-profile.js';
import { issueCertificate } from '../../../support/issue-certificate.js';
import { faultOf, PASSWORD, passwordIn, storedProfile } from '../support.js';

const PATH = 'acme.invite-profile.age';
const FOLDER = '/home/wahl/.config/invite';
const [one, two] = await Promise.all([issueCertificate('Muster CA'), issueCertificate('Beispiel CA')]);
const pem = (cert: string): string => new X509Certificate(cert).toString();

function sealedProfile(changes: Partial<SealedProfile> = {}): SealedProfile {
  return {
    name: 'acme',
    sealedAt: '2026-11-26T06:32:22.092Z',
    tested: {
      at: '2026-11-26T06:32:21.000Z',
      ok: false,
      passed: ['resolve', 'connect'],
      failed: { stage: 'tls', kind: 'certificate-unknown-ca' },
    },
    profile: storedProfile(),
    secret: null,
    certificates: null,
    ...changes,
  };
}

const withCa = () =>
  sealedProfile({
    profile: storedProfile({ caFile: { path: '/home/it/geheim/ca.pem', sha256: 'a'.repeat(64) } }),
    certificates: pem(one.cert) + pem(two.cert),
  });
const withPin = () =>
  sealedProfile({
    profile: storedProfile({ pin: pinFor('/home/it/.config/invite', pem(one.cert)) }),
    certificates: pem(one.cert),
  });

/** The document as somebody else could write it. */
function documentOf(sealed: SealedProfile): { [key: string]: unknown; profile: { [key: string]: unknown } } {
  return JSON.parse(encodeSealed(sealed).reveal());
}
const decode = (json: unknown) =>
  decodeSealed(new Secret(typeof json === 'string' ? json : JSON.stringify(json)), PATH);

test('what is sealed comes back', () => {
  const back = decodeSealed(encodeSealed(sealedProfile()), PATH);
  expect(back).toEqual(sealedProfile());
  expect(passwordIn(back.profile.login)).toBe(PASSWORD);
});

test.each([withCa(), withPin()])('a path of the other computer does not travel', (sealed) => {
  expect(encodeSealed(sealed).reveal()).not.toContain('/home/it');
});

test('a document with its secret never prints', () => {
  expect(`${encodeSealed(sealedProfile())} ${JSON.stringify(sealedProfile())}`).not.toContain(PASSWORD);
});

describe('certificates get a place among the settings of this computer', () => {
  test('those of an authority', () => {
    const { profile, caFile, pin } = unpackProfile(decode(documentOf(withCa())), FOLDER, PATH);
    const text = pem(one.cert) + pem(two.cert);
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(caFile).toMatchObject({ path: `${FOLDER}/certificates/ca-${sha256}.pem`, sha256, pem: text });
    expect(profile.caFile).toMatchObject({ path: caFile?.path, sha256 });
    expect([pin, profile.pin]).toEqual([null, null]);
    // Both: a second authority must not come along unseen.
    const fingerprint = [one, two]
      .map(({ cert }) => new X509Certificate(pem(cert)).fingerprint256)
      .join(', ');
    expect(authorityIn(text)).toEqual({ subject: 'CN=Muster CA', fingerprint });
  });

  test('a pinned one', () => {
    const { profile, pin, caFile } = unpackProfile(decode(documentOf(withPin())), FOLDER, PATH);
    expect(pin).toEqual(pinFor(FOLDER, pem(one.cert)));
    expect(profile.pin).toEqual(pin);
    expect([caFile, profile.caFile]).toEqual([null, null]);
  });

  test.each<[string, SealedProfile]>([
    ['is missing', { ...withCa(), certificates: null }],
    ['is missing for a pin', { ...withPin(), certificates: null }],
    ['is not needed', { ...sealedProfile(), certificates: pem(one.cert) }],
    ['is another than the pinned', { ...withPin(), certificates: pem(two.cert) }],
    ['is one too many for a pin', { ...withPin(), certificates: pem(one.cert) + pem(two.cert) }],
    ['is none', { ...withCa(), certificates: 'Guten Tag' }],
    ['is empty', { ...withCa(), certificates: '' }],
    ['comes with a private key', { ...withCa(), certificates: pem(one.cert) + one.key }],
  ])('one that %s is refused', (_, sealed) => {
    const read = decode(documentOf(sealed));
    expect(faultOf(() => unpackProfile(read, FOLDER, PATH))).toMatchObject({
      kind: 'sealed-not-a-profile',
      details: { path: PATH },
    });
  });
});

describe('what is no profile is refused', () => {
  const changed = (changes: object): object => ({ ...documentOf(sealedProfile()), ...changes });
  const profile = (changes: object): object =>
    changed({ profile: { ...documentOf(sealedProfile()).profile, ...changes } });

  test.each<[string, unknown]>([
    ['no JSON', 'Guten Tag'],
    ['nothing', ''],
    ['null', null],
    ['a list', []],
    ['a million brackets', '['.repeat(1_000_000)],
    ['a million brackets, closed', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['a bare profile', documentOf(sealedProfile()).profile],
    ['another format', changed({ format: 'other' })],
    ['a version that is none', changed({ version: 0 })],
    ['a version in words', changed({ version: '1' })],
    ['a field too many', changed({ more: 1 })],
    ['a name that is none', changed({ name: '../../etc/passwd' })],
    ['a name with a control character', changed({ name: 'acme\u001b[2J' })],
    ['the name of the key', changed({ name: 'hand-over key' })],
    ['a time that is none', changed({ sealedAt: 'gestern' })],
    [
      'an endless list of stages',
      changed({ tested: { ...sealedProfile().tested, passed: Array(31).fill('x') } }),
    ],
    [
      'a stage with a control character',
      changed({ tested: { ...sealedProfile().tested, passed: ['\u001b[2J'] } }),
    ],
    ['a host that is none', profile({ host: 'smtp muster' })],
    ['a host with a control character', profile({ host: 'smtp.muster.example\u0007' })],
    ['a port out of range', profile({ port: 70_000 })],
    ['an encryption that is none', profile({ encryption: 'tls' })],
    ['a user with a line break', profile({ user: 'wahl\r\nRCPT TO:<x@fremd.example>' })],
    ['no password', profile({ password: '' })],
    ['a password with a line break', profile({ password: 'a\nb' })],
    ['a sender that reverses the order', profile({ sender: { name: 'x\u202ey', address: 'a@b.example' } })],
    ['a sender that is none', profile({ sender: { name: '', address: 'nobody' } })],
    ['an inherited property', '{"__proto__":{"format":"invite-profile","version":1}}'],
  ])('%s', (_, json) => {
    expect(faultOf(() => decode(json))).toMatchObject({
      kind: 'sealed-not-a-profile',
      details: { path: PATH },
    });
  });

  test.each([
    ['of the document', changed({ version: 2, form: 'unknown' }), 2],
    ['of the profile in it', profile({ version: 99 }), 99],
  ])('a version to come %s is told as one', (_, json, version) => {
    expect(faultOf(() => decode(json))).toMatchObject({ kind: 'sealed-newer', details: { version } });
  });

  test('and no fault holds what stood there', () => {
    const fault = faultOf(() => decode(profile({ port: 70_000 })));
    expect(JSON.stringify([fault.message, fault.details, fault.cause ?? null])).not.toContain(PASSWORD);
  });
});

describe('a sign-in by OAuth 2.0', () => {
  const settings = { issuer: 'https://id.muster.example', clientId: 'c', scope: '' };
  const of = (flow: 'device' | 'client-credentials') =>
    storedProfile({ login: { kind: 'oauth2', settings: { ...settings, flow } } });
  const secret = { flow: 'client-credentials', clientSecret: new Secret('geheim') } as const;

  test('of an application travels with its secret', () => {
    const back = decodeSealed(
      encodeSealed(sealedProfile({ profile: of('client-credentials'), secret })),
      PATH,
    );
    expect(back.secret?.flow === 'client-credentials' && back.secret.clientSecret.reveal()).toBe('geheim');
    expect(back.profile.login).toMatchObject({ kind: 'oauth2', settings });
  });

  test('of a person travels without one', () => {
    const document = documentOf(sealedProfile({ profile: of('device') }));
    expect(document).not.toHaveProperty('secret');
    expect(decode(document).secret).toBeNull();
  });

  const ours = { version: 1, flow: 'client-credentials', clientSecret: 'geheim' };
  const token = { version: 1, flow: 'device', refreshToken: 't', clientSecret: null };
  test.each([
    ['an application without its secret', 'client-credentials', undefined],
    ['an application with a secret of another kind', 'client-credentials', token],
    ['an application with a damaged secret', 'client-credentials', { ...ours, clientSecret: 'a\nb' }],
    ['a person with a token', 'device', token],
    ['a person with the secret of an application', 'device', ours],
  ] as const)('is refused for %s', (_, flow, other) => {
    const profile = of(flow);
    const document = { ...documentOf(sealedProfile({ profile, secret: null })), secret: other };
    expect(faultOf(() => decode(document)).kind).toBe('sealed-not-a-profile');
  });

  test('is refused where there is a password', () => {
    const fault = faultOf(() => decode({ ...documentOf(sealedProfile()), secret: ours }));
    expect(fault.kind).toBe('sealed-not-a-profile');
  });
});
