/** Owns the last look at a finished message: whatever composed it, these bytes are what the server gets. */

/** Longest line in octets without its CRLF, RFC 5322 2.1.1. */
const LONGEST_LINE = 998;
const CR = 13;
const LF = 10;

/** One display name (quoted string, encoded words or plain words) and one address, or the address alone. */
const ONE_RECIPIENT = /^(?:(?:"(?:[^"\\]|\\.)*"|[\w!*+/=? -]+) )?<([^<>\s]+)>$|^([^<>",;:\s]+)$/;

/**
 * Throws Error, a bug, unless `message` has only CRLF line ends, only ASCII, no line over 998 octets, exactly one
 * recipient header (To), and that and the envelope name exactly `recipient`.
 */
export function assertMessage(message: Buffer, recipient: string, envelope: readonly string[]): void {
  assertLines(message);
  if (envelope.length !== 1 || envelope[0] !== recipient) throw new Error('the envelope is not the voter');
  const recipients = headerLines(message).filter((line) => /^(?:resent-)?(?:to|cc|bcc):/i.test(line));
  const parsed = ONE_RECIPIENT.exec(/^To: (.*)$/.exec(recipients.join(' '))?.[1] ?? '');
  if (recipients.length !== 1 || (parsed?.[1] ?? parsed?.[2]) !== recipient) {
    throw new Error('the To header is not the voter');
  }
}

function headerLines(message: Buffer): string[] {
  const header = message.toString('latin1', 0, message.indexOf('\r\n\r\n'));
  return header.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

/** Throws Error, a bug, unless `message` has only CRLF line ends, only ASCII and no line over 998 octets. */
export function assertLines(message: Buffer): void {
  let start = 0;
  for (let i = 0; i < message.length; i++) {
    const byte = message[i] ?? 0;
    if (byte > 126 || byte === 0) throw new Error('the message is not plain ASCII');
    if (byte !== CR && byte !== LF) continue;
    if (byte === LF || message[i + 1] !== LF) throw new Error('the message has a bare CR or LF');
    if (i - start > LONGEST_LINE) throw new Error('the message has a line over 998 octets');
    i += 1;
    start = i + 1;
  }
  if (start !== message.length) throw new Error('the message does not end in CRLF');
}
