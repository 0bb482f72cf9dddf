/** Owns a look at the certificate that nodemailer's connection is shown, also at one that Node refuses. */
import type { TLSSocket } from 'node:tls';
import type { Link } from './link.js';

/**
 * Watches the sockets that a connection will use; the function gives the fingerprint of the last certificate shown
 * (SHA-256, pairs with colons), null before. Node takes a refused socket apart before its error is told, so this
 * listens ahead of Node. Should the library keep its socket elsewhere, the fingerprint is lost, not the check.
 */
export function watchCertificate(link: Link): () => string | null {
  let seen: string | null = null;
  let socket = link._socket;
  Object.defineProperty(link, '_socket', {
    configurable: true,
    enumerable: true,
    get: () => socket,
    set: (next: typeof socket) => {
      socket = next;
      if (!isTls(next)) return;
      next.prependListener('secure', () => {
        seen = next.getPeerCertificate()?.fingerprint256 ?? null;
      });
    },
  });
  return () => seen;
}

export function isTls(socket: Link['_socket']): socket is TLSSocket {
  return socket instanceof Object && 'getPeerCertificate' in socket;
}
