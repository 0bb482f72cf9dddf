/** Owns the one door to nodemailer's connection: its options, and the type the rest of src/smtp speaks to. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Account } from '../profile/profile.js';
import { answerToReason, BEARER_METHOD, type BearerOrder } from './bearer.js';
import type { Deadlines } from './deadlines.js';
import { tlsTrust } from './tls-trust.js';

export type Link = SMTPConnection;

async function bearerLogin({ auth, sendCommand }: SMTPConnection.CustomAuthenticationContext): Promise<void> {
  const { mechanism, response, along } = auth.options as unknown as BearerOrder;
  let answer = await sendCommand(along ? `AUTH ${mechanism} ${response}` : `AUTH ${mechanism}`);
  if (!along && answer.status === 334) answer = await sendCommand(response);
  // The reason of a refusal, as JSON; the refusal itself comes after our answer to it.
  if (answer.status === 334) answer = await sendCommand(answerToReason(mechanism));
  if (answer.status !== 235) throw new Error('Invalid login');
}

/** An address literal says nothing about the machine we run on (RFC 5321 4.1.3); the default would be its name. */
const EHLO_NAME = '[127.0.0.1]';
const LARGEST_REPLY = 64 * 1024;

/** A connection object, not yet connected. Encryption is what the account says, never less; certificates are checked. */
export function createLink(account: Account, deadlines: Deadlines): Link {
  return new SMTPConnection({
    host: account.host,
    port: account.port,
    name: EHLO_NAME,
    secure: account.encryption === 'ssl',
    requireTLS: account.encryption === 'starttls',
    ignoreTLS: account.encryption === 'none',
    // A little before ours, which cannot tell a connection that never came from a server that then keeps silent.
    connectionTimeout: deadlines.open * 0.9,
    greetingTimeout: deadlines.open,
    dnsTimeout: deadlines.open,
    // Ours are the deadlines; the library's timer only counts inactivity and must not fire first.
    socketTimeout: deadlines.confirmation * 2,
    socketCloseTimeout: 0,
    maxResponseSize: LARGEST_REPLY,
    tls: tlsTrust(account),
    customAuth: { [BEARER_METHOD]: bearerLogin },
  });
}
