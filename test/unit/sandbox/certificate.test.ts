/** Owns the checks of the sandbox's certificate; that clients trust it is proved in the integration tests. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../src/sandbox/certificate.js';

const now = new Date('2027-03-01T08:00:00Z');
const made = await makeCertificate(now);
const certificate = new X509Certificate(made.certificate);

describe('the sandbox’s certificate', () => {
  it('is valid from an hour before its start to two days after', () => {
    expect(new Date(certificate.validFrom).toISOString()).toBe('2027-03-01T07:00:00.000Z');
    expect(new Date(certificate.validTo).toISOString()).toBe('2027-03-03T08:00:00.000Z');
  });

  it.each(['localhost', '127.0.0.1', '::1'])('is for %s', (name) => {
    const fits = /^[a-z]/.test(name) ? certificate.checkHost(name) : certificate.checkIP(name);
    expect(fits).toBeDefined();
  });

  it.each(['example.org', '127.0.0.2', 'sub.localhost'])('is not for %s', (name) => {
    const fits = /^[a-z]/.test(name) ? certificate.checkHost(name) : certificate.checkIP(name);
    expect(fits).toBeUndefined();
  });

  it('signs itself and can sign no other', () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
  });

  it('has a P-256 key of its own at each start', async () => {
    const key = createPrivateKey(made.key);
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect((await makeCertificate(now)).key).not.toBe(made.key);
  });
});
