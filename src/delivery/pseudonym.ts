/** Owns the keyed digests of a mailing: without its key the journal tells nothing of anybody. */
import { createHash, createHmac } from 'node:crypto';

/** 128 bits in hexadecimal are enough for a million voters (birthday bound 2^-88). */
const DIGITS = 32;
export const KEY_BYTES = 32;

/** Keyed digests (HMAC-SHA-256, 128 bits, hexadecimal), each with a label of its own so that none equals another. */
export interface Pseudonyms {
  /** A voter, from the ID exactly as it stands in the roll. */
  voter(id: string): string;
  /** A row's contents (`rowText` of src/voters). */
  row(text: string): string;
  /** The bytes of one message. */
  message(bytes: Uint8Array): string;
  /** An address as it stands in the roll, or was given instead. */
  address(address: string): string;
  /** One of the inputs a mailing is bound to: template, sender, host, user. */
  input(name: string, text: string): string;
  /**
   * Message-ID of a voter's message, with angle brackets (RFC 5322 3.6.4): the same for every attempt, so that a
   * mail store may drop a copy and the organiser's IT can find the message in its log. `again` is the number of a
   * repetition that the user asked for, 0 for the first message: it must not be dropped.
   */
  messageId(mailing: string, id: string, senderDomain: string, again?: number): string;
}

export function createPseudonyms(key: Uint8Array): Pseudonyms {
  const digest = (label: string, ...parts: readonly (string | Uint8Array)[]): string => {
    const hmac = createHmac('sha256', key).update(`${label}\0`);
    // Length before text: ("ab", "c") and ("a", "bc") must not meet.
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
    return hmac.digest('hex').slice(0, DIGITS);
  };
  return {
    voter: (id) => digest('voter', id),
    row: (text) => digest('row', text),
    message: (bytes) => digest('message', bytes),
    address: (address) => digest('input', 'address', address),
    input: (name, text) => digest('input', name, text),
    messageId: (mailing, id, domain, again = 0) => {
      const repetition = again === 0 ? [] : [String(again)];
      return `<${digest('message-id', mailing, id, ...repetition)}@${domain}>`;
    },
  };
}

/** Tells whether a key is the journal's without telling anything of the key. */
export function keyFingerprint(key: Uint8Array): string {
  return createHash('sha256').update('invite key\0').update(key).digest('hex').slice(0, DIGITS);
}
