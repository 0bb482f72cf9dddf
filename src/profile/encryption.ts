/** Owns the words for the encryption as IT departments write them, and which port belongs to which. */
import type { Checked } from './checked.js';
import type { Encryption } from './profile.js';

/** Compared in lower case, without blanks, hyphens, underscores, slashes and brackets. */
const WORDS: ReadonlyMap<string, Encryption> = new Map([
  ['ssl', 'ssl'],
  ['ssltls', 'ssl'],
  ['tlsssl', 'ssl'],
  ['smtps', 'ssl'],
  ['implicittls', 'ssl'],
  ['starttls', 'starttls'],
  ['tlsstarttls', 'starttls'],
  ['starttlstls', 'starttls'],
  ['explicittls', 'starttls'],
  ['none', 'none'],
  ['nossl', 'none'],
  ['keinssl', 'none'],
  ['keine', 'none'],
]);

/** Submission with implicit TLS (RFC 8314 7.3), submission (RFC 6409 3.1), relay (RFC 5321 4.5.4.2). */
const USUAL_PORTS: Readonly<Record<Encryption, number>> = { ssl: 465, starttls: 587, none: 25 };
const USUAL_ENCRYPTIONS: ReadonlyMap<number, Encryption> = new Map([
  [465, 'ssl'],
  [587, 'starttls'],
  [25, 'starttls'],
]);

/**
 * Reads an encryption word in any case. A bare "TLS" names both kinds, depending on the mail program it was copied
 * from: the port decides (465 is ssl; 587 and 25 are starttls), and where it does not, the word is refused.
 */
export function checkEncryption(text: string, port: number | null): Checked<Encryption> {
  const word = text.toLowerCase().replace(/[\s\-_/()]+/g, '');
  if (word === '') return { fault: 'empty' };
  if (word === 'tls') {
    const usual = port === null ? null : usualEncryption(port);
    return usual === null ? { fault: 'encryption-ambiguous' } : { value: usual };
  }
  const value = WORDS.get(word);
  return value === undefined ? { fault: 'encryption-unknown' } : { value };
}

/** The port registered for an encryption; a suggestion, hosts may use any. */
export function usualPort(encryption: Encryption): number {
  return USUAL_PORTS[encryption];
}

/** The encryption that is usual on a port, never `none`; null where the port says nothing. */
export function usualEncryption(port: number): Encryption | null {
  return USUAL_ENCRYPTIONS.get(port) ?? null;
}

/** `swapped`: 465 with starttls or 587 with ssl, nearly always a mistake that ends in a timeout. */
export function judgePair(port: number, encryption: Encryption): 'usual' | 'unusual' | 'swapped' {
  if (usualPort(encryption) === port || (port === 25 && encryption === 'starttls')) return 'usual';
  const swapped = (port === 465 && encryption === 'starttls') || (port === 587 && encryption === 'ssl');
  return swapped ? 'swapped' : 'unusual';
}
