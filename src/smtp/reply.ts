/** Owns a server's reply: code, enhanced status code and text, parsed and made safe to show. */

/** RFC 5321 4.2 reply; `enhanced` is the RFC 3463 status code where the server gave one, else null. */
export interface Reply {
  readonly code: number;
  readonly enhanced: string | null;
  /** One line, no control characters, at most 300 characters. Written by a stranger: always shown as a quotation. */
  readonly text: string;
}

const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)/;
const REPLY_LINE = /^(\d{3})(?:[ -](.*))?$/;
const LONGEST_TEXT = 300;

/**
 * Characters that could move a terminal's cursor, hide text or reverse its order: C0, DEL, C1, line and
 * paragraph separators, bidirectional controls, zero-width characters, tags.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** Makes a stranger's text (server, roll, file name) safe for a terminal: one line, at most `limit` characters. */
export function safeText(text: string, limit = LONGEST_TEXT): string {
  const oneLine = text.replace(UNSAFE, ' ').replace(/ {2,}/g, ' ').trim();
  return oneLine.length <= limit ? oneLine : `${oneLine.slice(0, limit - 1)}…`;
}

/**
 * Parses a raw reply of one or more lines ("250-a\r\n250 2.1.0 b"). Returns null where the first line carries
 * no three-digit code, as for half a reply cut off by the network, and where the lines carry different codes
 * (RFC 5321 4.2.1 forbids it, and nobody can say which one is meant).
 */
export function parseReply(raw: string): Reply | null {
  const lines = raw.split(/\r?\n/).filter((line) => line !== '');
  const parsed = lines.map((line) => REPLY_LINE.exec(line));
  const code = Number(parsed[0]?.[1]);
  if (!Number.isInteger(code) || code < 200 || code > 599) return null;
  if (parsed.some((line) => line !== null && Number(line[1]) !== code)) return null;
  const texts = parsed.map((match, index) => match?.[2] ?? (match ? '' : (lines[index] ?? '')));
  const enhanced = ENHANCED.exec(texts[0] ?? '')?.[1] ?? null;
  const text = texts.map((line) => line.replace(ENHANCED, '')).join(' ');
  return { code, enhanced, text: safeText(text) };
}

/**
 * The reply without the recipient's address: hosts quote it, and a reply is understood by its words, of which an
 * address may hold any. `address` as in the envelope.
 */
export function withoutRecipient(reply: Reply, address: string): Reply {
  const local = address.slice(0, address.lastIndexOf('@'));
  const quoted = ['<>', "''", '""', '()', '[]'].map(([open, close]) => `${open}${local}${close}`);
  const text = [address, ...quoted].reduce((rest, part) => withoutPart(rest, part), reply.text);
  return { ...reply, text };
}

/** Letter case does not matter to hosts. */
function withoutPart(text: string, part: string): string {
  const at = text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0 || part === '') return text;
  return `${text.slice(0, at)}<>${withoutPart(text.slice(at + part.length), part)}`;
}

/** "550 5.1.1 no such user", as an administrator would write it. */
export function formatReply(reply: Reply): string {
  return [String(reply.code), reply.enhanced, reply.text].filter(Boolean).join(' ');
}
