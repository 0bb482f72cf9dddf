/** Owns the check of a mail server's name or IP address, and the question whether it is this very machine. */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { ConnectionValueFault } from '../fault.js';
import type { Checked } from './checked.js';

/** RFC 1035 2.3.4, as text without the root's dot. */
const LONGEST_NAME = 253;
/** RFC 1123 2.1, and "_" because names inside Windows domains have it. */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Resolvers read such names as an IP address written in an odd way (inet_aton). */
const ENDS_IN_NUMBER = /(^|\.)(\d+|0x[0-9a-f]*)$/;

/** What people paste instead of a name, most telling first. */
const MISTAKES: readonly (readonly [RegExp, ConnectionValueFault])[] = [
  [/:\/\//, 'host-with-scheme'],
  [/@/, 'host-is-address'],
  [/[\u0000-\u001f\u007f]/, 'control-characters'],
  [/\s/u, 'host-with-blank'],
  [/:\d*$/, 'host-with-port'],
  [/[/\\?#]/, 'host-with-path'],
];

/**
 * Checks a host as typed: an IP address (IPv6 also in brackets), or a name of letters, digits and hyphens; umlauts
 * become their ASCII form (IDNA, RFC 5890). Gives it in lower case, IPv6 shortened, without brackets or final dot.
 */
export function checkHost(text: string): Checked<string> {
  const host = text.trim();
  if (host === '') return { fault: 'empty' };
  if (host.length > LONGEST_NAME * 4) return { fault: 'too-long' };
  const bare = /^\[(.+)\]$/.exec(host)?.[1] ?? host;
  if (isIP(bare) === 6 && !bare.includes('%')) return { value: shortIPv6(bare) };
  const mistake = MISTAKES.find(([pattern]) => pattern.test(host));
  return mistake ? { fault: mistake[1] } : checkName(host);
}

/**
 * True for 127.0.0.0/8, ::1 and "localhost" (RFC 6761 6.3): such a connection never leaves the machine. Takes a
 * host as `checkHost` gives it.
 */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  // An IPv4 address inside IPv6, ::ffff:127.0.0.0/104, shortened.
  return host === 'localhost' || host === '::1' || /^::ffff:7f[0-9a-f]{2}:/.test(host);
}

/**
 * An IP address in the one form in which two can be compared: IPv6 shortened, without brackets, an IPv4 address inside
 * it (RFC 4291 2.5.5.2) as IPv4. Null where the text is none.
 */
export function ipAddress(text: string): string | null {
  const bare = /^\[(.+)\]$/.exec(text.trim())?.[1] ?? text.trim();
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6 || bare.includes('%')) return null;
  const short = shortIPv6(bare);
  const inside = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  return inside === null ? short : dotted(`${inside[1]}`, `${inside[2]}`);
}

function dotted(high: string, low: string): string {
  const bytes = [high, low].map((group) => Number.parseInt(group, 16)).flatMap((n) => [n >> 8, n & 255]);
  return bytes.join('.');
}

function checkName(host: string): Checked<string> {
  const name = asciiName(host).replace(/\.$/, '');
  if (isIP(name) === 4) return { value: name };
  if (name.length > LONGEST_NAME) return { fault: 'too-long' };
  if (!name.split('.').every((label) => LABEL.test(label))) return { fault: 'host-characters' };
  return ENDS_IN_NUMBER.test(name) ? { fault: 'host-numbers' } : { value: name };
}

function asciiName(host: string): string {
  // domainToASCII would also unescape "%2e" and turn "0x7f.1" into an address.
  if (/^[\x21-\x7e]*$/.test(host)) return host.toLowerCase();
  return host.includes('%') ? '' : domainToASCII(host);
}

function shortIPv6(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
