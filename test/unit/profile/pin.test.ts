import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINGERPRINT, parseFingerprint, pinFor } from '../../../src/profile/pin.js';
import { makeCertificate } from '../../../src/sandbox/certificate.js';

const HEX = '0123456789ABCDEF'.repeat(4);
const PAIRS = HEX.match(/../g)?.join(':') ?? '';

describe('a fingerprint as it is typed or pasted', () => {
  it.each([
    ['with colons', PAIRS],
    ['without', HEX],
    ['in small letters', PAIRS.toLowerCase()],
    ['mixed', `${HEX.slice(0, 32).toLowerCase()}${HEX.slice(32)}`],
    ['with blanks, as Windows shows it', HEX.match(/../g)?.join(' ') ?? ''],
    ['with hyphens and a line end', `${HEX.match(/..../g)?.join('-') ?? ''}\r\n`],
  ])('%s is one and the same', (_how, text) => {
    expect(parseFingerprint(text)).toBe(PAIRS);
    expect(PAIRS).toMatch(FINGERPRINT);
  });

  it.each([
    ['nothing', ''],
    ['a SHA-1', HEX.slice(0, 40)],
    ['one digit too few', HEX.slice(1)],
    ['one digit too many', `${HEX}0`],
    ['another letter', `G${HEX.slice(1)}`],
    ['an O for a 0', `O${HEX.slice(1)}`],
    ['a full-width digit', `０${HEX.slice(1)}`],
    ['what openssl prints around it', `sha256 Fingerprint=${PAIRS}`],
    ['only colons', ':'.repeat(64)],
  ])('%s is none', (_what, text) => {
    expect(parseFingerprint(text)).toBeNull();
  });
});

it('a pin names the certificate, and the file it will lie in', async () => {
  const { certificate } = await makeCertificate(new Date());
  const pem = new X509Certificate(certificate).toString();
  const { fingerprint256 } = new X509Certificate(certificate);
  const name = `${fingerprint256.replaceAll(':', '').toLowerCase()}.pem`;
  expect(pinFor('/settings', pem)).toEqual({
    fingerprint: fingerprint256,
    path: join('/settings', 'certificates', name),
    sha256: createHash('sha256').update(pem).digest('hex'),
    pem,
  });
});
