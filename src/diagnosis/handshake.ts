/** Owns one TLS handshake: verified, within its deadline, with the certificate's facts also where it is refused. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tlsFacts } from './certificate.js';
import { tlsKind } from './network-kind.js';
import type { OwnKind, TlsFacts } from './result.js';
import type { Session } from './session.js';

export type Handshake =
  | { readonly kind: 'secured'; readonly socket: TLSSocket; readonly facts: TlsFacts }
  | { readonly kind: OwnKind; readonly facts: TlsFacts };

const NOTHING: TlsFacts = { protocol: null, cipher: null, certificate: null };

/** Takes a connected socket over for TLS; where the handshake fails, the connection is closed. */
export function shakeHands(session: Session, carrier: Socket): Promise<Handshake> {
  const { account, doors, deadlines } = session;
  return new Promise((resolve) => {
    const socket = doors.startTls(carrier, account.host, account.ca);
    let facts = NOTHING;
    const settle = (result: Handshake): void => {
      clearTimeout(timer);
      socket.off('secureConnect', onSecure).off('error', onError).off('close', onClose);
      socket.on('error', () => {});
      if (result.kind !== 'secured') socket.destroy();
      resolve(result);
    };
    const onSecure = (): void =>
      settle({ kind: 'secured', socket, facts: tlsFacts(socket, doors.clock.now()) });
    const onError = (error: Error): void => settle({ kind: tlsKind(error), facts });
    const onClose = (): void => settle({ kind: 'connection-lost', facts });
    const timer = setTimeout(() => settle({ kind: 'no-answer', facts }), deadlines.tls);
    // Node checks the certificate in its own listener of this event and then takes the socket apart, so a refused
    // certificate can only be read before. Should Node drop the event, facts are lost, not the check.
    socket.prependListener('secure', () => {
      facts = tlsFacts(socket, doors.clock.now());
    });
    socket.on('secureConnect', onSecure).on('error', onError).on('close', onClose);
  });
}
