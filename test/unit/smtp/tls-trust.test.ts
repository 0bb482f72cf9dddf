import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { connectionFailure, failureUnderPin } from '../../../src/smtp/connection-failure.js';
import { kindUnderPin, PIN_DIFFERS, tlsTrust } from '../../../src/smtp/tls-trust.js';

const PIN = Array(32).fill('A1').join(':');
const OTHER = Array(32).fill('B2').join(':');
const ALWAYS = { rejectUnauthorized: true, minVersion: 'TLSv1.2' };

describe('the options of a handshake', () => {
  it.each([
    ['nothing', { ca: null }, {}],
    ['nothing, said twice', { ca: null, pin: null }, {}],
    ['an authority', { ca: 'PEM' }, { ca: 'PEM', allowPartialTrustChain: true }],
  ])('with %s always verify', (_what, trust, more) => {
    expect(tlsTrust(trust)).toEqual({ ...ALWAYS, ...more });
  });

  it.each([
    ['with its certificate', 'PEM', 'PEM'],
    // Why: without a list of its own Node takes the system's authorities, and any public certificate gets through.
    ['before its certificate is known', null, []],
  ])('with a pin %s trust nothing else', (_when, ca, trusted) => {
    const { checkServerIdentity, ...options } = tlsTrust({ ca, pin: PIN });
    expect(options).toEqual({ ...ALWAYS, ca: trusted, allowPartialTrustChain: true });
    const check = (fingerprint256: string) =>
      checkServerIdentity?.('any.host.example', { fingerprint256 } as PeerCertificate);
    expect(check(PIN)).toBeUndefined();
    for (const wrong of [OTHER, '', PIN.toLowerCase(), PIN.slice(0, -3)])
      expect(check(wrong), wrong).toMatchObject({ code: PIN_DIFFERS });
    expect(check(undefined as never)).toMatchObject({ code: PIN_DIFFERS });
  });
});

describe('a refused handshake under a pin', () => {
  it.each([
    ['certificate-self-signed', OTHER, 'certificate-changed'],
    ['certificate-unknown-ca', OTHER, 'certificate-changed'],
    ['certificate-expired', OTHER, 'certificate-changed'],
    ['certificate-invalid', OTHER, 'certificate-changed'],
    ['certificate-self-signed', null, 'certificate-changed'],
    ['certificate-wrong-host', null, 'certificate-changed'],
    ['certificate-expired', null, 'certificate-expired'],
    ['certificate-expired', PIN, 'certificate-expired'],
    ['certificate-self-signed', PIN, 'certificate-self-signed'],
    ['no-answer', null, 'no-answer'],
    ['connection-lost', OTHER, 'connection-lost'],
    ['tls-too-old', null, 'tls-too-old'],
  ])('%s, with %s shown, is %s', (kind, seen, expected) => {
    expect(kindUnderPin(kind, PIN, seen)).toBe(expected);
    expect(kindUnderPin(kind, null, seen)).toBe(kind);
  });

  it('names both fingerprints in a mailing, and only there', () => {
    const failure = connectionFailure({ originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'connect');
    expect(failureUnderPin(failure, PIN, OTHER)).toMatchObject({
      stage: 'tls',
      kind: 'certificate-changed',
      lasting: true,
      pinned: { pin: PIN, seen: OTHER },
    });
    expect(failureUnderPin(failure, PIN, PIN)).toBe(failure);
    expect(failureUnderPin(failure, null, OTHER)).toBe(failure);
  });

  it('is understood by its code alone, where nothing could be seen', () => {
    const failure = connectionFailure({ originalCode: PIN_DIFFERS, code: 'ESOCKET' }, 'connect');
    expect(failureUnderPin(failure, PIN, null)).toMatchObject({
      kind: 'certificate-changed',
      lasting: true,
      pinned: { pin: PIN, seen: null },
    });
  });
});

// Why: a certificate refused for a rarer reason was taken for a lost connection, and tried seven times.
describe('a certificate that OpenSSL refuses for another reason', () => {
  it.each(['INVALID_PURPOSE', 'CERT_REVOKED', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'UNSPECIFIED'])(
    '%s is for good',
    (originalCode) => {
      const failure = connectionFailure({ originalCode, code: 'ESOCKET' }, 'connect');
      expect(failure).toMatchObject({ stage: 'tls', kind: 'certificate-invalid', lasting: true });
    },
  );

  it.each(['ECONNABORTED', 'EAI_FAIL', 'ERR_SSL_BAD_RECORD', 'ETLS', ''])('%j is none', (originalCode) => {
    expect(connectionFailure({ originalCode }, 'connect').kind).not.toMatch(/^certificate/);
  });
});

it.each([
  ['the system’s authorities', { ca: null }],
  ['an authority of one’s own', { ca: 'PEM' }],
  ['one certificate', { ca: null, pin: 'AA' }],
])('attack 23: TLS 1.2 is the least, and a certificate is always checked: with %s', (_what, trust) => {
  expect(tlsTrust(trust)).toMatchObject({ minVersion: 'TLSv1.2', rejectUnauthorized: true });
});
