/** Owns an example of what a handshake shows, for tests of what is made of it. */
import type { CertificateFacts, IssuerFacts, TlsFacts } from '../../src/diagnosis/result.js';

export const ISSUER: IssuerFacts = {
  subject: 'Example CA',
  issuer: 'Example CA',
  validTo: '2030-01-01T00:00:00.000Z',
  daysLeft: 1037,
};

const CERTIFICATE: CertificateFacts = {
  subject: 'mail.provider.test',
  issuer: 'Example CA',
  altNames: ['DNS:mail.provider.test'],
  validFrom: '2027-02-01T00:00:00Z',
  validTo: '2027-06-01T00:00:00Z',
  daysLeft: 92,
  fingerprint: 'AB:CD',
  key: 'EC P-256',
  chain: [ISSUER],
  publiclyLogged: false,
};

/** A good certificate of a server that sends what is above it, with changes to it and to what it is checked against. */
export function tlsFacts(
  certificate: Partial<CertificateFacts> = {},
  trust: Partial<Pick<TlsFacts, 'trust' | 'pinned'>> = {},
): TlsFacts {
  const shown = { ...CERTIFICATE, ...certificate };
  return { protocol: 'TLSv1.3', cipher: 'x', certificate: shown, trust: 'system', pinned: null, ...trust };
}
