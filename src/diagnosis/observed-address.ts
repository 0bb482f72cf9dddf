/** Owns the search for the address from which the server saw us, in what it says itself. Pure. */
import { ipAddress } from '../profile/host.js';

/** "[192.0.2.1]", "(192.0.2.1)", "[IPv6:2001:db8::1]": a host name made of numbers stands in no brackets. */
const IN_BRACKETS = /[[(](?:IPv6:)?([0-9a-f.:]{2,45})[\])]/gi;
/** What refusals write without brackets: "IP=192.0.2.1", "Access denied, 192.0.2.1 is not ...". */
const BARE_IPV4 = /(?<![\d.\w-])(\d{1,3}(?:\.\d{1,3}){3})(?![\d.\w-])/g;

/**
 * The client's address in the first line of an EHLO reply ("Hello [192.0.2.1]", RFC 5321 4.1.1.1 lets the server say
 * what it likes), in the form of `ipAddress`; null where there is none. `ours` are addresses that mean nothing there:
 * the literal of our own EHLO and the server's.
 */
export function observedInHello(lines: readonly string[], ours: readonly string[]): string | null {
  return lastOf(found(lines[0] ?? '', [IN_BRACKETS]), ours);
}

/** The same in a refusal of our address ("Client host [192.0.2.1] blocked"). */
export function observedInRefusal(text: string, ours: readonly string[]): string | null {
  return lastOf(found(text, [BARE_IPV4, IN_BRACKETS]), ours);
}

function found(text: string, patterns: readonly RegExp[]): string[] {
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return matches.map((match) => ipAddress(match[1] ?? '')).filter((address) => address !== null);
}

/** Exim says ours first and then the one it saw. */
function lastOf(addresses: readonly string[], ours: readonly string[]): string | null {
  const known = new Set(ours.map((address) => ipAddress(address)));
  return addresses.findLast((address) => !known.has(address)) ?? null;
}
