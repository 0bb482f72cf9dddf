/** Owns what the certificates above the server's own say about a chain that leads to nothing trusted. */
import type { CertificateFacts, IssuerFacts, TlsFacts } from './result.js';

/**
 * - `incomplete`: a public authority issued it, and the server sends nothing of what lies between;
 * - `other-authority`: an authority was handed over, and it is another one;
 * - `other-or-incomplete`: the same, or what lies between is missing: the server sends its own certificate alone;
 * - `alone`: the server sends its own certificate alone: another lies between, or the authority is a private one;
 * - `private`: the server sends what is above it, and nobody here knows that.
 */
export type ChainVerdict = 'incomplete' | 'other-authority' | 'other-or-incomplete' | 'alone' | 'private';

/** For a certificate whose issuer is unknown; `private` where nothing is known of it. */
export function judgeChain(tls: TlsFacts | undefined): ChainVerdict {
  const { certificate = null, trust } = tls ?? {};
  const alone = certificate !== null && certificate.chain.length === 0;
  if (trust === 'ca-file') return alone ? 'other-or-incomplete' : 'other-authority';
  if (!alone) return 'private';
  return certificate.publiclyLogged ? 'incomplete' : 'alone';
}

/** The certificate above a good one that has expired; null where it is the server's own, or none. */
export function expiredIssuer(certificate: CertificateFacts | null | undefined): IssuerFacts | null {
  if (!certificate || certificate.daysLeft < 0) return null;
  return certificate.chain.find(({ daysLeft }) => daysLeft < 0) ?? null;
}
