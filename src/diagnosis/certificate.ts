/** Owns what is told of a TLS channel and of the certificate behind it, also of a refused one. */
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import { safeText } from '../smtp/reply.js';
import type { Trust } from '../smtp/tls-trust.js';
import { keyName } from './key-name.js';
import type { CertificateFacts, IssuerFacts, TlsFacts } from './result.js';

const DAY = 24 * 60 * 60 * 1000;
/** More than any chain that is trusted has; a server may send what it likes. */
const MOST_ISSUERS = 10;
const LONGEST_NAME = 120;
/** The extension with signed timestamps of public logs, 1.3.6.1.4.1.11129.2.4.2 (RFC 6962 3.3), in DER. */
const LOG_PROOFS = Buffer.from('060a2b06010401d679020402', 'hex');

/** Reads protocol, cipher and certificate; null for what the handshake has not shown yet. */
export function tlsFacts(socket: TLSSocket, trust: Trust, now: number): TlsFacts {
  const certificate = socket.getPeerCertificate(true) as DetailedPeerCertificate | null;
  const shown = certificate !== null && Object.keys(certificate).length > 0;
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.name ?? null,
    certificate: shown ? certificateFacts(certificate, now) : null,
    ...trustFacts(trust),
  };
}

/** What the certificate will be checked against. */
export function trustFacts({ ca, pin = null }: Trust): Pick<TlsFacts, 'trust' | 'pinned'> {
  return { trust: pin !== null ? 'pinned' : ca === null ? 'system' : 'ca-file', pinned: pin };
}

function certificateFacts(certificate: DetailedPeerCertificate, now: number): CertificateFacts {
  const altNames = (certificate.subjectaltname ?? '').split(', ').filter(Boolean);
  return {
    subject: nameOf(certificate.subject, altNames),
    issuer: nameOf(certificate.issuer),
    altNames: altNames.map((name) => safeText(name)),
    validFrom: iso(new Date(certificate.valid_from)),
    ...endOf(certificate, now),
    fingerprint: certificate.fingerprint256,
    key: keyName(certificate.raw),
    chain: chainAbove(certificate, now),
    publiclyLogged: certificate.raw.includes(LOG_PROOFS),
  };
}

/** The issuers one by one; a root names itself as its issuer, and strangers may let two name each other. */
function chainAbove(leaf: DetailedPeerCertificate, now: number): IssuerFacts[] {
  const met = new Set([leaf.fingerprint256]);
  const chain: IssuerFacts[] = [];
  let next: DetailedPeerCertificate | undefined = leaf.issuerCertificate;
  while (next?.fingerprint256 && !met.has(next.fingerprint256) && chain.length < MOST_ISSUERS) {
    met.add(next.fingerprint256);
    chain.push({ subject: nameOf(next.subject), issuer: nameOf(next.issuer), ...endOf(next, now) });
    next = next.issuerCertificate;
  }
  return chain;
}

function endOf({ valid_to }: PeerCertificate, now: number): { validTo: string; daysLeft: number } {
  const until = new Date(valid_to);
  return { validTo: iso(until), daysLeft: Math.floor((until.getTime() - now) / DAY) };
}

/**
 * The common name, or what else stands there: authorities leave it out of servers' certificates. Node gives an array
 * where a part occurs twice.
 */
function nameOf(
  name: Partial<Record<'CN' | 'O', string | string[]>> | undefined,
  altNames: readonly string[] = [],
): string {
  const alternative = altNames[0]?.replace(/^[^:]*:/, '') ?? '';
  return safeText([name?.CN ?? name?.O ?? alternative].flat().join(', '), LONGEST_NAME);
}

function iso(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
