/** Owns the sender as people write it: "Name <address>" or a bare address, read strictly and written back. */
import { parseAddress } from '../voters/address.js';
import type { Checked } from './checked.js';
import type { Sender } from './profile.js';

const LONGEST_NAME = 200;
/** A name and an address (RFC 5321 4.5.3.1: 254 characters), with room for quoting. */
const LONGEST_TEXT = 1000;
const UNSAFE_NAME = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Everything else may stand unquoted in a display name (RFC 5322 3.2.3 atext, and blanks). */
const NEEDS_QUOTES = /[^\p{L}\p{N}\p{M} !#$%&'*+\-/=?^_`{|}~]/u;

/**
 * Reads one sender (RFC 5322 3.4 mailbox, without comments and groups). The name comes back unquoted, in NFC, runs
 * of blanks made one; it may be empty. Several senders are refused: a host checks one against the login.
 */
export function parseSender(text: string): Checked<Sender> {
  const whole = text.trim();
  if (whole === '') return { fault: 'empty' };
  if (whole.length > LONGEST_TEXT) return { fault: 'too-long' };
  const open = whole.lastIndexOf('<');
  if (open === -1) return withAddress('', whole);
  if (!whole.endsWith('>')) return { fault: 'sender-address' };
  const name = readName(whole.slice(0, open).trim());
  return 'fault' in name ? name : withAddress(name.value, whole.slice(open + 1, -1).trim());
}

/** "Name <address>", the name quoted where RFC 5322 asks for it; `parseSender` reads it back unchanged. */
export function formatSender(sender: Sender): string {
  if (sender.name === '') return sender.address;
  const name = NEEDS_QUOTES.test(sender.name) ? quote(sender.name) : sender.name;
  return `${name} <${sender.address}>`;
}

function withAddress(name: string, text: string): Checked<Sender> {
  if (/[,;]/.test(text)) return { fault: 'sender-several' };
  const parsed = parseAddress(text);
  return 'fault' in parsed ? { fault: 'sender-address' } : { value: { name, address: parsed.address } };
}

function readName(text: string): Checked<string> {
  const unquoted = text.startsWith('"') ? unquote(text) : plainName(text);
  if ('fault' in unquoted) return unquoted;
  if (UNSAFE_NAME.test(unquoted.value)) return { fault: 'sender-name-characters' };
  const name = unquoted.value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return name.length > LONGEST_NAME ? { fault: 'sender-name-too-long' } : { value: name };
}

function plainName(text: string): Checked<string> {
  // "a@x.example, B <b@x.example>" and "A <a@x.example> B <b@x.example>" are lists, not names.
  if (/[<>]/.test(text) || (text.includes('@') && /[,;]/.test(text))) return { fault: 'sender-several' };
  return text.includes('"') ? { fault: 'sender-quoting' } : { value: text };
}

function unquote(text: string): Checked<string> {
  const inner = /^"((?:[^"\\]|\\.)*)"$/su.exec(text)?.[1];
  return inner === undefined ? { fault: 'sender-quoting' } : { value: inner.replace(/\\(.)/gsu, '$1') };
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
