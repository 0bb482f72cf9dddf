/** Owns the grammar of an address: one recipient, in the form that every mail host takes. */
import { domainToASCII, domainToUnicode } from 'node:url';
import type { AddressFault } from '../finding.js';
import { hasInvisible } from './characters.js';

/** RFC 5321 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
/** RFC 5321 4.5.3.1.3: a path of 256 octets, less its angle brackets. */
const LONGEST_ADDRESS = 254;
/** An address with a name before it; longer texts are not looked at. */
const LONGEST_TEXT = 1000;
/** A cell with a hundred addresses is still told from nonsense. */
const LONGEST_LIST = 10_000;

/** RFC 5322 3.2.3 atext and the dot. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
/** An encoded word (RFC 2047 2), which some parsers decode even in an address, where it may be another one. */
const ENCODED_WORD = /=\?[^?]*\?/;
const NOT_ASCII = /[^\u0000-\u007f]/;
/** Any other ASCII character would be decoded, cut off or refused by the domain parser. */
const DOMAIN = /^(?:[A-Za-z0-9.-]|[^\u0000-\u007f])+$/;
const PLAIN_DOMAIN = /^[a-z0-9.-]+$/;
/** RFC 1035 2.3.4, RFC 1123 2.1. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DISPLAY_NAME = /^(?:[^@<>:;()\\"]*|"[^@<>\\"]*")$/;

export type ParsedAddress = { readonly address: string } | { readonly fault: AddressFault };

/**
 * Takes one address as written in a cleaned cell: "a@b.example", "mailto:a@b.example", "Name <a@b.example>".
 * Gives it with the local part as written and the domain in lower-case ASCII (IDNA, RFC 5891). Narrower than
 * RFC 5321: dot-atom only, no quoted local part, no comment, no group, no address literal, a domain with a
 * dot; what passes means the same recipient to every parser.
 */
export function parseAddress(text: string): ParsedAddress {
  if (text.length > LONGEST_TEXT) return { fault: 'address-too-long' };
  if (hasInvisible(text)) return { fault: 'invisible-characters' };
  const bare = bareAddress(text.trim());
  if (bare === null)
    return { fault: text.indexOf('@') === text.lastIndexOf('@') ? 'local-part-characters' : 'two-ats' };
  const at = bare.indexOf('@');
  if (at < 0) return { fault: 'no-at' };
  if (bare.indexOf('@', at + 1) >= 0) return { fault: 'two-ats' };
  return joined(bare.slice(0, at), bare.slice(at + 1));
}

/**
 * How many of the pieces between `,` `;` `/` and blanks are addresses of their own; 0 for an endless text.
 */
export function countAddresses(text: string): number {
  if (text.length > LONGEST_LIST) return 0;
  return text.split(/[,;/\s]/).filter((piece) => piece !== '' && 'address' in parseAddress(piece)).length;
}

/** Takes "mailto:" and a display name away; null where what stands around the angle brackets is no name. */
function bareAddress(text: string): string | null {
  if (!text.endsWith('>')) return withoutScheme(text);
  const open = text.indexOf('<');
  const inner = text.slice(open + 1, -1);
  if (open < 0 || /[<>]/.test(inner) || !DISPLAY_NAME.test(text.slice(0, open).trim())) return null;
  return withoutScheme(inner.trim());
}

function withoutScheme(text: string): string {
  return text.slice(0, 7).toLowerCase() === 'mailto:' ? text.slice(7) : text;
}

function joined(localPart: string, domain: string): ParsedAddress {
  const localFault = faultOfLocalPart(localPart);
  if (localFault) return { fault: localFault };
  const parsed = parseDomain(domain);
  if ('fault' in parsed) return parsed;
  const address = `${localPart}@${parsed.domain}`;
  return address.length > LONGEST_ADDRESS ? { fault: 'address-too-long' } : { address };
}

function faultOfLocalPart(localPart: string): AddressFault | null {
  if (localPart === '') return 'empty-local-part';
  if (localPart.length > LONGEST_LOCAL_PART) return 'local-part-too-long';
  // Such a mailbox needs SMTPUTF8 (RFC 6531) on every host of the way; later work.
  if (NOT_ASCII.test(localPart)) return 'non-ascii-local-part';
  if (!LOCAL_PART.test(localPart) || ENCODED_WORD.test(localPart)) return 'local-part-characters';
  const isDotted = localPart.startsWith('.') || localPart.endsWith('.') || localPart.includes('..');
  return isDotted ? 'local-part-dots' : null;
}

function parseDomain(written: string): { domain: string } | { fault: AddressFault } {
  if (written === '') return { fault: 'empty-domain' };
  if (written.length > LONGEST_ADDRESS) return { fault: 'address-too-long' };
  if (!DOMAIN.test(written)) return { fault: 'domain-characters' };
  const domain = asciiDomain(written);
  if (domain === '') return { fault: 'domain-characters' };
  const labels = domain.split('.');
  if (labels.length < 2) return { fault: 'domain-without-dot' };
  // No top-level domain begins with a digit; a number there is an IPv4 address (RFC 3696 2).
  const isNumber = /^\d/.test(labels.at(-1) ?? '');
  return isNumber || !labels.every((label) => LABEL.test(label))
    ? { fault: 'domain-characters' }
    : { domain };
}

/** The domain in lower-case ASCII, or '' where there is none. */
function asciiDomain(written: string): string {
  const lower = written.toLowerCase();
  // What is plain ASCII already would come out as it is, a good deal later.
  const domain = PLAIN_DOMAIN.test(lower) ? lower : domainToASCII(written);
  if (!domain.includes('xn--')) return domain;
  // Node before 24 refuses punycode that stands for nothing, later ones give it back undecoded.
  const readable = domainToUnicode(domain);
  return readable.includes('xn--') ? '' : readable && domain;
}
