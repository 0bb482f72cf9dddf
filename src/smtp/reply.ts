/** Owns a server's reply: code, enhanced status code and text, parsed and made safe to show. */
import { NEEDLESS } from '../invisible.js';

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

/** Could move a terminal's cursor: C0, DEL, C1, line and paragraph separators; or stands for a lost character. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]+/gu;

/**
 * Makes a stranger's text (server, roll, file name) safe for a terminal: one line, at most `limit` characters, none
 * that hides text or reverses its order.
 */
export function safeText(text: string, limit = LONGEST_TEXT): string {
  const oneLine = text.replace(UNSAFE, ' ').replace(NEEDLESS, ' ').replace(/ {2,}/g, ' ').trim();
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
  // RFC 2034 4 wants it in every line; some hosts begin with a line of their own.
  const enhanced = texts.map((line) => ENHANCED.exec(line)?.[1]).find(Boolean) ?? null;
  const text = texts.map(withoutStatus).join(' ');
  return { code, enhanced, text: safeText(text) };
}

/** A reply's text, one line of it, without the enhanced status code that it may begin with (RFC 2034 4). */
export function withoutStatus(line: string): string {
  return line.replace(ENHANCED, '');
}

/**
 * The reply without these addresses, their domains, and their local parts in quotation marks: hosts quote them, and a
 * reply is understood by its words, of which an address may hold any. `addresses` as in the envelope.
 */
export function withoutAddresses(reply: Reply, addresses: readonly string[]): Reply {
  const parts = addresses.flatMap(partsOf);
  // What was cut off in the middle of a word may be the beginning of an address.
  const whole = reply.text.replace(/\S*…$/, '…');
  return { ...reply, text: parts.reduce((rest, part) => withoutPart(rest, part), whole) };
}

function partsOf(address: string): string[] {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const quoted = ['<>', "''", '""', '()', '[]'].map(([open, close]) => `${open}${local}${close}`);
  // A domain without a dot may be any word of a sentence.
  return [address, ...quoted, ...(domain.includes('.') ? [domain] : [])];
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
