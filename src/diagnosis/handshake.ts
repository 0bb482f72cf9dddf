/** Owns one TLS handshake: verified, within its deadline, with the certificate's facts also where it is refused. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { kindUnderPin } from '../smtp/tls-trust.js';
import { tlsFacts, trustFacts } from './certificate.js';
import { tlsKind } from './network-kind.js';
import type { OwnKind, TlsFacts } from './result.js';
import type { Session } from './session.js';

/** `certificate` is the server's own as PEM, null where none was shown. */
export type Handshake = { readonly facts: TlsFacts; readonly certificate: string | null } & (
  | { readonly kind: 'secured'; readonly socket: TLSSocket }
  | { readonly kind: OwnKind }
);

/** Takes a connected socket over for TLS; where the handshake fails, the connection is closed. */
export function shakeHands(session: Session, carrier: Socket): Promise<Handshake> {
  const { account, doors, deadlines } = session;
  return new Promise((resolve) => {
    const socket = doors.startTls(carrier, account.host, account);
    let facts: TlsFacts = { protocol: null, cipher: null, certificate: null, ...trustFacts(account) };
    let certificate: string | null = null;
    const settle = (result: { kind: 'secured'; socket: TLSSocket } | { kind: OwnKind }): void => {
      clearTimeout(timer);
      socket.off('secureConnect', onSecure).off('error', onError).off('close', onClose);
      socket.on('error', () => {});
      if (result.kind !== 'secured') socket.destroy();
      resolve({ ...result, facts, certificate });
    };
    const onSecure = (): void => settle({ kind: 'secured', socket });
    const onError = (error: Error): void =>
      settle({ kind: kindUnderPin(tlsKind(error), account.pin, facts.certificate?.fingerprint ?? null) });
    const onClose = (): void => settle({ kind: 'connection-lost' });
    const timer = setTimeout(() => settle({ kind: 'no-answer' }), deadlines.tls);
    // Node checks the certificate in its own listener of this event and then takes the socket apart, so a refused
    // certificate can only be read before. Should Node drop the event, facts are lost, not the check.
    socket.prependListener('secure', () => {
      facts = tlsFacts(socket, account, doors.clock.now());
      certificate = pemOf(socket.getPeerCertificate().raw);
    });
    socket.on('secureConnect', onSecure).on('error', onError).on('close', onClose);
  });
}

/** RFC 7468 5. Not by parsing: an error in a listener would end the program. */
function pemOf(der: Buffer | undefined): string | null {
  const lines = der?.toString('base64').match(/.{1,64}/g);
  return lines ? `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n` : null;
}
