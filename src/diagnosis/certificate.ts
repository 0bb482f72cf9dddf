/** Owns what is told of a TLS channel and of the certificate behind it, also of a refused one. */
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { safeText } from '../smtp/reply.js';
import type { CertificateFacts, TlsFacts } from './result.js';

const DAY = 24 * 60 * 60 * 1000;

/** Reads protocol, cipher and certificate; null for what the handshake has not shown yet. */
export function tlsFacts(socket: TLSSocket, now: number): TlsFacts {
  const certificate: PeerCertificate | null = socket.getPeerCertificate();
  const shown = certificate !== null && Object.keys(certificate).length > 0;
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.name ?? null,
    certificate: shown ? certificateFacts(certificate, now) : null,
  };
}

function certificateFacts(certificate: PeerCertificate, now: number): CertificateFacts {
  const until = new Date(certificate.valid_to);
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    altNames: (certificate.subjectaltname ?? '')
      .split(', ')
      .filter(Boolean)
      .map((name) => safeText(name)),
    validFrom: iso(new Date(certificate.valid_from)),
    validTo: iso(until),
    daysLeft: Math.floor((until.getTime() - now) / DAY),
    fingerprint: certificate.fingerprint256,
  };
}

/** The common name, or what else stands there; Node gives an array where a part occurs twice. */
function nameOf(name: Partial<Record<'CN' | 'O', string | string[]>> | undefined): string {
  return safeText([name?.CN ?? name?.O ?? ''].flat().join(', '));
}

function iso(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
