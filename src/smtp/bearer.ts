/** Owns the login with an access token: XOAUTH2 (Google's and Microsoft's protocol) and OAUTHBEARER (RFC 7628). Pure. */
import type { HostFamily } from './provider.js';

/** In order of preference: of the two the older is the one that every provider tests. */
export const BEARER_MECHANISMS = ['XOAUTH2', 'OAUTHBEARER'] as const;
export type BearerMechanism = (typeof BEARER_MECHANISMS)[number];

export interface BearerAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/**
 * The name under which nodemailer knows our login with a token. Not "XOAUTH2": with that name and no token service of its
 * own it takes the first mechanism that is offered, and would hand the token to AUTH PLAIN.
 */
export const BEARER_METHOD = 'INVITE-BEARER';

/** What the login with a token needs to know; it travels through nodemailer's options. */
export interface BearerOrder {
  readonly mechanism: BearerMechanism;
  readonly response: string;
  /** Else it follows the server's 334 (RFC 4954 4). */
  readonly along: boolean;
}

/** The client's one message, in base64. */
export function bearerResponse(
  mechanism: BearerMechanism,
  { host, port, user }: BearerAccount,
  token: string,
): string {
  const bearer = `auth=Bearer ${token}\x01\x01`;
  const whole =
    mechanism === 'XOAUTH2'
      ? `user=${user}\x01${bearer}`
      : `n,a=${saslName(user)},\x01host=${host}\x01port=${port}\x01${bearer}`;
  return Buffer.from(whole, 'utf8').toString('base64');
}

/** What a server's 334 with the reason of a refusal is answered with, to get its last word (RFC 7628 3.2.3). */
export function answerToReason(mechanism: BearerMechanism): string {
  return mechanism === 'XOAUTH2' ? '' : 'AQ==';
}

/** RFC 5321 4.5.3.1.4, the line end included; RFC 4954 4 keeps AUTH and its initial response to that. */
const LONGEST_COMMAND = 512;

/**
 * Whether the message goes along with AUTH. Google documents no other way, whatever the length; all others take a long
 * one after their 334, and Postfix only there.
 */
export function goesAlong(mechanism: BearerMechanism, response: string, family: HostFamily): boolean {
  return family === 'google' || `AUTH ${mechanism} ${response}\r\n`.length <= LONGEST_COMMAND;
}

/** RFC 5801 4. */
function saslName(user: string): string {
  return user.replaceAll('=', '=3D').replaceAll(',', '=2C');
}
