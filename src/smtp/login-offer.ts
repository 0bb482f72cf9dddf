/** Owns what an EHLO reply offers for the login, and which of it we use: the test and the mailing decide here. Pure. */
import type { Login } from '../profile/profile.js';
import { BEARER_MECHANISMS, type BearerMechanism } from './bearer.js';

/** In order of preference (RFC 4616, draft-murchison-sasl-login). */
const PASSWORD_MECHANISMS = ['PLAIN', 'LOGIN'] as const;
export type PasswordMechanism = (typeof PASSWORD_MECHANISMS)[number];
export type Mechanism = PasswordMechanism | BearerMechanism;

const OURS = { password: PASSWORD_MECHANISMS, oauth2: BEARER_MECHANISMS } as const;
const NONE_IN_COMMON = { password: 'no-common-mechanism', oauth2: 'oauth2-not-offered' } as const;

/** A server may name what it likes; the longest list known has a dozen. */
const MOST_MECHANISMS = 40;

/**
 * Names of the mechanisms offered by the keyword AUTH (RFC 4954 3), or its old form "AUTH=". Takes the reply's texts
 * without codes, the server's name first: a server may be called anything. At most forty.
 */
export function offeredMechanisms(lines: readonly string[]): string[] {
  const offers = lines.slice(1).map((line) => line.trim().toUpperCase());
  const names = offers.flatMap((offer) => /^AUTH(?:[ =]+(.*))?$/.exec(offer)?.[1]?.split(/[ =]+/) ?? []);
  // Names only (RFC 4422 3.1), so that nothing else of a server reaches the screen.
  return [...new Set(names.filter((name) => /^[A-Z0-9_-]{1,20}$/.test(name)))].slice(0, MOST_MECHANISMS);
}

export type LoginOffer =
  | { readonly kind: UnusableOffer }
  | { readonly kind: 'usable'; readonly first: Mechanism; readonly second: Mechanism | null };
export type UnusableOffer = 'auth-not-offered' | 'no-common-mechanism' | 'oauth2-not-offered';

/** What of the offer we use; the second only where the server refuses the first as a mechanism. */
export function judgeLoginOffer(offered: readonly string[], login: Login['kind'] = 'password'): LoginOffer {
  if (offered.length === 0) return { kind: 'auth-not-offered' };
  const ours: readonly Mechanism[] = OURS[login];
  const [first, second = null] = ours.filter((mechanism) => offered.includes(mechanism));
  return first === undefined ? { kind: NONE_IN_COMMON[login] } : { kind: 'usable', first, second };
}

/** "250-AUTH PLAIN" -> "AUTH PLAIN", for each line of a raw reply. */
export function textsOf(raw: string): string[] {
  return raw.split(/\r?\n/).map((line) => line.replace(/^\d{3}[ -]?/, ''));
}
