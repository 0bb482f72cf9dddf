/** Owns the sandbox's certificate, made at start and never stored; the door to selfsigned. */
import { generate } from 'selfsigned';

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** RFC 5280 4.2.1: names the client compares (6 for a URI, 2 for a host name, 7 for an address). */
const ALTERNATIVE_NAMES = [
  { type: 2 as const, value: 'localhost' },
  { type: 7 as const, ip: '127.0.0.1' },
  { type: 7 as const, ip: '::1' },
];

/**
 * Makes a self-signed certificate for localhost, 127.0.0.1 and ::1, valid from an hour before `now` (clocks
 * differ) to two days after. A client that is given the certificate as its CA verifies it fully. It is no CA
 * itself: whoever trusts it, trusts this one server and nothing that its key could sign. The key is EC P-256:
 * an RSA key would cost up to a second at every start.
 */
export async function makeCertificate(now: Date): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'invite sandbox' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - HOUR),
    notAfterDate: new Date(now.getTime() + 2 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: ALTERNATIVE_NAMES },
    ],
  });
  return { certificate: made.cert, key: made.private };
}
