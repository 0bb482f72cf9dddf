/** Owns what a server says of itself when a connection opens: its greeting, its answer to EHLO, the names in its certificate. */
import type { PeerCertificate } from 'node:tls';
import type { Link } from './link.js';
import type { ServerWords } from './provider.js';
import { parseReply } from './reply.js';
import { isTls } from './seen-certificate.js';

/** What was heard on a connection while it opened. */
export interface Heard {
  /** The raw reply that refused EHLO; "" where none did. The library says HELO then, by which nobody can log in. */
  helloRefused(): string;
  /** What the server has said of itself, with the raw reply to the last EHLO. */
  words(hello: string): ServerWords;
}

/**
 * Listens to a connection not yet connected, and tells once it is open. The library tells each reply only until the next
 * one comes, so those that matter are kept when they are set.
 */
export function listenTo(link: Link): Heard {
  let greeting = '';
  let refused = '';
  let last = link.lastServerResponse;
  Object.defineProperty(link, 'lastServerResponse', {
    configurable: true,
    enumerable: true,
    get: () => last,
    set: (next: typeof last) => {
      last = next;
      const reply = String(next || '');
      if (greeting !== '' && /^[45]/.test(reply)) refused ||= reply;
      greeting ||= reply;
    },
  });
  return {
    helloRefused: () => refused,
    words: (hello) => ({
      greeting: textOf(greeting),
      ehlo: textOf(hello),
      certificateNames: isTls(link._socket) ? namesIn(link._socket.getPeerCertificate()) : [],
    }),
  };
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
