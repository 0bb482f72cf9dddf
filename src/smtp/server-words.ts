/** Owns what a server says of itself when a connection opens: its greeting, its answer to EHLO, the names in its certificate. */
import type { PeerCertificate } from 'node:tls';
import type { Link } from './link.js';
import type { ServerWords } from './provider.js';
import { parseReply } from './reply.js';
import { isTls } from './seen-certificate.js';

/**
 * Listens to a connection not yet connected; the function gives what was said, once it is open, with the raw reply to
 * the last EHLO. The library tells each reply only until the next one comes, so its first is kept when it is set.
 */
export function listenTo(link: Link): (hello: string) => ServerWords {
  let greeting = '';
  let last = link.lastServerResponse;
  Object.defineProperty(link, 'lastServerResponse', {
    configurable: true,
    enumerable: true,
    get: () => last,
    set: (next: typeof last) => {
      last = next;
      greeting ||= String(next || '');
    },
  });
  return (hello) => ({
    greeting: textOf(greeting),
    ehlo: textOf(hello),
    certificateNames: isTls(link._socket) ? namesIn(link._socket.getPeerCertificate()) : [],
  });
}

/** As in `Reply.text`; "" where it was no reply. */
function textOf(raw: string): string {
  return parseReply(raw)?.text ?? '';
}

/** Subject and alternative names (RFC 5280 4.2.1.6); empty where the server showed none. */
function namesIn(certificate: Partial<PeerCertificate>): readonly string[] {
  const { subject, subjectaltname = '' } = certificate;
  const alternatives = subjectaltname.split(', ').flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []);
  return [subject?.CN ?? [], alternatives].flat();
}
