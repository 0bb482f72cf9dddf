import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expiresSoon } from '../../../src/diagnosis/tls-stages.js';
import { makeCertificate } from '../../../src/sandbox/certificate.js';

const DAY = 24 * 60 * 60 * 1000;

function certificate(days: number, life: number) {
  const validTo = Date.parse('2027-03-01T00:00:00Z');
  return {
    subject: 'x',
    issuer: 'x',
    altNames: [],
    validFrom: new Date(validTo - life * DAY).toISOString(),
    validTo: new Date(validTo).toISOString(),
    daysLeft: days,
    fingerprint: '',
    key: null,
    chain: [],
    publiclyLogged: false,
  };
}

describe('a certificate that expires soon', () => {
  // Why: whoever tried the sandbox was told to have its certificate renewed, which is new at every start.
  it.each([
    ['on a server', 'smtp.muster.example', 5, 90, true],
    ['on a server, made for a few days', 'smtp.muster.example', 1, 3, true],
    ['on this machine', '127.0.0.1', 5, 90, true],
    ['on this machine, made for a few days', 'localhost', 1, 3, false],
    ['not at all', 'smtp.muster.example', 14, 90, false],
  ])('is told %s', (_, host, left, life, told) => {
    expect(expiresSoon(certificate(left, life), host)).toBe(told);
  });

  it('is none of the sandbox', async () => {
    const { certificate: pem } = await makeCertificate(new Date());
    const { validFrom, validTo } = new X509Certificate(pem);
    const dates = { validFrom: new Date(validFrom).toISOString(), validTo: new Date(validTo).toISOString() };
    expect(expiresSoon({ ...certificate(1, 3), ...dates }, '127.0.0.1')).toBe(false);
  });
});
