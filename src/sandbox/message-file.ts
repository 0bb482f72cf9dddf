/** Owns the form of a stored message: its file name, and the envelope written above the message. */
import { createHash } from 'node:crypto';

/** RFC 5321 3.3: who was named in MAIL FROM and RCPT TO; the header of the message need not agree. */
export interface Envelope {
  /** Empty for the null reverse-path. */
  readonly sender: string;
  readonly recipient: string;
}

export interface StoredMessage {
  readonly envelope: Envelope;
  /** The message byte for byte as it was submitted, dot-stuffing undone. */
  readonly bytes: Buffer;
}

const FILE_NAME = /^(\d{6,12})-[0-9a-f]{16}\.eml$/;
const RETURN_PATH = 'Return-Path: <';
const ORIGINAL_TO = 'X-Original-To: ';
const ENVELOPE = /^Return-Path: <([^\r\n]*)>\r\nX-Original-To: ([^\r\n]*)\r\n/;
/** Two addresses of 254 characters of up to four bytes each, and the names of the two fields. */
const LONGEST_ENVELOPE = 2200;

/**
 * "000012-0f3a….eml": the running number, from 1, and a digest of the message. No recipient: file names end up
 * in listings and backups. Two messages that are the same bytes carry the same digest.
 */
export function fileNameFor(number: number, bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return `${String(number).padStart(6, '0')}-${digest}.eml`;
}

/** The running number of a file that the sandbox wrote; null for any other file. */
export function numberOf(fileName: string): number | null {
  const digits = FILE_NAME.exec(fileName)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * Puts the envelope above the message as two header fields, Return-Path and X-Original-To, as Postfix does on
 * final delivery: the file opens in any mail program, and what follows the second line is untouched.
 */
export function frameMessage(message: StoredMessage): Buffer {
  const { sender, recipient } = message.envelope;
  const lines = `${RETURN_PATH}${oneLine(sender)}>\r\n${ORIGINAL_TO}${oneLine(recipient)}\r\n`;
  return Buffer.concat([Buffer.from(lines, 'utf8'), message.bytes]);
}

/** Takes the two lines off again; null where the file does not begin with them. */
export function unframeMessage(file: Buffer): StoredMessage | null {
  const match = ENVELOPE.exec(file.toString('latin1', 0, LONGEST_ENVELOPE));
  if (match === null) return null;
  const [lines, sender = '', recipient = ''] = match;
  return {
    envelope: { sender: fromLatin1(sender), recipient: fromLatin1(recipient) },
    bytes: file.subarray(lines.length),
  };
}

/** The lines were matched as bytes, so that their length is the offset of the message; addresses are UTF-8. */
function fromLatin1(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function oneLine(address: string): string {
  return address.replace(/[\u0000-\u001f\u007f]/g, '');
}
