/** Owns domain names as this stage needs them: the one behind an address, and which may be asked about at all. */
import { domainToASCII } from 'node:url';

/** RFC 1035 2.3.4; underscores as in "_spf" and "_dmarc" (RFC 8552). */
const NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
/** RFC 2606, RFC 6761 6.2 to 6.5: names for examples and tests, which no public name server knows. */
const RESERVED = /(?:^|\.)(?:test|example|invalid|localhost|example\.(?:com|net|org))$/;

/** The domain of an address in lower-case ASCII; null for an IP address, a name without a dot, and no address. */
export function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  if (at < 0) return null;
  const written = address.slice(at + 1).toLowerCase();
  const name = /^[\x21-\x7e]*$/.test(written) ? written : domainToASCII(written);
  return isName(name) && name.includes('.') && !/\.\d+$/.test(name) ? name : null;
}

/** Whether the text, in lower case, can stand in DNS as the name of records. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

export function isReserved(name: string): boolean {
  return RESERVED.test(name);
}

/** "a.b.c" -> ["a.b.c", "b.c", "c"]. */
export function withParents(name: string): string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** Whether `name` is `parent` or stands below it. */
export function isWithin(name: string, parent: string): boolean {
  return name === parent || name.endsWith(`.${parent}`);
}
