/** Owns the English sentences for what is found out about a mail server, in a test or in a mailing. */
import { expiredIssuer } from '../../diagnosis/chain-verdict.js';
import type { StageFacts } from '../../diagnosis/result.js';
import type { ProblemTexts } from '../advice-text.js';
import { endpoint, formatFor } from '../format.js';
import { network } from './diagnosis/network.js';
import { senderDomainProblems } from './diagnosis/sender-domain.js';
import { signInProblems } from './sign-in.js';

const { list, moment, quote } = formatFor('en');

// A mailing is told by the library that a certificate is bad, and nothing of what stands in it.

function until(facts: StageFacts): string {
  const date = facts.tls?.certificate?.validTo;
  return date ? ` (${moment(date, 'UTC')})` : '';
}

function since(facts: StageFacts): string {
  const date = facts.tls?.certificate?.validFrom;
  return date ? `valid only from ${moment(date, 'UTC')}` : 'not valid yet';
}

function names({ tls }: StageFacts): string {
  if (!tls?.certificate) return '';
  const { altNames, subject } = tls.certificate;
  const all = altNames.length > 0 ? altNames.map((name) => name.replace(/^[^:]*:/, '')) : [subject];
  return `, but for ${list(all.slice(0, 5).map((name) => quote(name)))}`;
}

function issuer({ tls }: StageFacts): string {
  return tls?.certificate ? ` (${quote(tls.certificate.issuer)})` : '';
}

function recipient(to: string | null): string {
  return to === null ? 'the recipient' : `the recipient ${quote(to)}`;
}

function mailbox(to: string | null): string {
  return to === null ? "The recipient's mailbox" : `The mailbox ${quote(to)}`;
}

function planned({ passwordLogin }: StageFacts): string {
  return passwordLogin?.mailing ? ` The mailing is planned for ${moment(passwordLogin.mailing)}.` : '';
}

function otherAuthority(facts: StageFacts): string {
  return `The authority that issued the certificate${issuer(facts)} is not the one in the certificate file (--ca-file).`;
}

export const problems: ProblemTexts = {
  'host-not-found': ({ host }) => `No address is known for the server name ${quote(host)}.`,
  'connection-refused': ({ port }) => `The server takes no connections at port ${port}.`,
  'connection-timeout': ({ port }) => `The server does not answer an attempt to connect to port ${port}.`,
  'network-unreachable': ({ host }) => `There is no way from this computer to ${quote(host)}.`,
  'connection-lost': () => 'The connection was cut by the other end or on the way.',
  'no-answer': () => 'The server does not answer in time.',
  'not-smtp': ({ host, port }) => `What answers at ${endpoint(host, port)} is no mail server (not SMTP).`,
  'reply-too-long': () => 'The server answers without end; the connection was given up.',
  'out-of-step': () => 'The server answered before it was asked; the connection was given up.',
  'tls-expected': ({ port }) => `Port ${port} expects encryption at once; the settings say otherwise.`,
  'plain-expected': ({ port }) =>
    `Port ${port} begins unencrypted; the settings say encryption from the start (SSL/TLS).`,
  'starttls-not-offered': () => 'The server offers no encryption (STARTTLS).',
  'starttls-refused': () => 'The server refused encryption (STARTTLS).',
  'starttls-injected': () =>
    'Unencrypted bytes came after encryption had been promised: a fault of the server, or an attack.',
  'starttls-required': () => 'The server requires encryption (STARTTLS).',
  'certificate-expired': (_, facts) => `The server's certificate has expired${until(facts)}.`,
  'certificate-not-yet-valid': (_, facts) => `The server's certificate is ${since(facts)}.`,
  'certificate-wrong-host': ({ host }, facts) => `The certificate is not for ${quote(host)}${names(facts)}.`,
  'certificate-self-signed': () => 'The server issued its certificate itself; nobody vouches for it.',
  'certificate-unknown-ca': (_, facts) =>
    `The authority that issued the certificate${issuer(facts)} is not known to this computer.`,
  'certificate-alone': (_, facts) =>
    `The authority that issued the certificate${issuer(facts)} is not known to this computer.`,
  'certificate-chain-incomplete': (_, facts) =>
    `The server sends only its own certificate; what leads from it to its authority${issuer(facts)} is missing.`,
  'certificate-other-authority': (_, facts) => otherAuthority(facts),
  'certificate-other-or-incomplete': (_, facts) => otherAuthority(facts),
  'authority-expired': (_, facts) => {
    const above = expiredIssuer(facts.tls?.certificate);
    const named = above === null ? '' : ` ${quote(above.subject)}`;
    const date = above === null ? '' : ` (${moment(above.validTo, 'UTC')})`;
    return `The certificate${named} that vouches for the server's has expired${date}.`;
  },
  'certificate-changed': (_, { tls }) =>
    `The server shows another certificate than the one to be trusted${tls?.pinned ? ` (fingerprint ${tls.pinned})` : ''}.`,
  'certificate-invalid': () => "The server's certificate cannot be used.",
  'certificate-expires-soon': (_, facts) => `The server's certificate expires soon${until(facts)}.`,
  'tls-too-old': () => 'The server knows only outdated encryption (older than TLS 1.2).',
  'tls-failed': () => 'Server and program could not agree on any encryption.',
  'no-common-mechanism': () => 'The server offers no login that this program can use (AUTH PLAIN or LOGIN).',
  'auth-mechanism-refused': () => 'The server refuses this way of logging in.',
  'closed-at-login': () => 'The server cut the connection at the login without an answer.',
  'unexpected-address': (_, facts) => network.expected(facts),
  'address-not-told': (_, facts) => network.expected(facts),
  'message-unknown': ({ host }) =>
    `The test message was handed over whole, and ${quote(host)} gave no clear answer: it may arrive or not.`,
  'login-unanswered': ({ user }) =>
    `Microsoft 365 gives no answer to the login as ${quote(user)}; that is how it often meets a wrong password, or a login that is switched off.`,
  'some-addresses-unreachable': (_, { attempts = [] }) =>
    `Not all addresses of the server answer: ${list(
      attempts.filter(({ kind }) => kind !== 'connected').map(({ address }) => address),
    )}.`,
  'login-unencrypted': () => 'Logged in, but unencrypted: the password crossed the network readable.',
  'password-login-ending': ({ user }, facts) =>
    `Logged in as ${quote(user)}, but Microsoft 365 switches login with a password off by default at the end of December 2026 (as of 27 January 2026).${planned(facts)}`,
  'password-login-off-by-default': ({ user }, facts) =>
    `Logged in as ${quote(user)} with a password, which Microsoft 365 has off by default since the end of December 2026; when it ends for good, Microsoft will announce in the second half of 2027 (as of 27 January 2026).${planned(facts)}`,
  'auth-not-offered': () => 'The server offers no login at this port.',
  'app-password-needed': ({ user }) =>
    `An app password is needed for ${quote(user)}, or user name and password are wrong.`,
  'basic-auth-disabled': ({ user }) =>
    `Microsoft 365 has login with a password switched off for ${quote(user)}.`,
  'smtp-auth-disabled': ({ user }) =>
    `Submission by SMTP ("Authenticated SMTP") is switched off for the mailbox ${quote(user)}.`,
  'smtp-auth-disabled-tenant': () =>
    'Submission by SMTP ("Authenticated SMTP") is switched off for the whole organisation ("Tenant").',
  'oauth-permission-missing': () => 'The application lacks the permission to send from this mailbox.',
  'sign-in-blocked': ({ user }) => `A security rule of the provider blocks the login of ${quote(user)}.`,
  'login-missing': () => 'The server requires a login.',
  'login-refused': ({ user }) => `The server refuses the login as ${quote(user)}.`,
  'login-unavailable': () => 'The server cannot check logins at present.',
  'too-many-logins': () => 'The server reports too many logins in a short time.',
  'account-blocked': ({ user }) => `The account ${quote(user)} is blocked from sending.`,
  'sender-throttled': () => 'The provider has blocked the mailbox for a while because of repeated errors.',
  'sender-throttled-licence': ({ user }) =>
    `Microsoft 365 has blocked the mailbox ${quote(user)} for a while, because it has no valid licence.`,
  'quota-exceeded': () => "The account's daily limit is reached.",
  'rate-limited': () => "The server's limit on volume is reached.",
  'too-many-connections': () => 'The server allows no further connection.',
  'unusual-volume': () => 'The provider found the volume unusual and slows it down for a while.',
  'relay-denied': () => 'With this login the server takes no messages to outside recipients.',
  'sender-deferred': ({ sender }) => `The server cannot take the sender ${quote(sender)} at present.`,
  'sender-domain-unauthenticated': ({ sender }) =>
    `The domain of the sender ${quote(sender)} is not well enough secured (SPF, DKIM, DMARC).`,
  'sender-mailbox-full': () => "The sender's mailbox is full.",
  'sender-refused': ({ user, sender }) =>
    `The server refuses ${quote(sender)} as the sender of ${quote(user)}.`,
  greylisted: () => 'The server puts strangers off at first (greylisting).',
  'mailbox-full': ({ to }) => `${mailbox(to)} is full.`,
  'recipient-busy': ({ to }) => `${mailbox(to)} is getting too many messages right now.`,
  'recipient-deferred': ({ to }) => `The server does not take ${recipient(to)} at present.`,
  'recipient-refused': ({ to }) =>
    to === null
      ? 'The server refuses one recipient after the other.'
      : `The server refuses ${recipient(to)}.`,
  'smtputf8-missing': () => 'The server cannot take addresses with umlauts or other special characters.',
  'content-refused': () => "The message's content was refused (spam or virus filter).",
  'message-deferred': () => 'The server does not take the message at present.',
  'message-malformed': () => 'The server considers the message badly formed.',
  'message-refused': () => 'The server refuses the message.',
  'message-too-large': () => 'The message is larger than the server allows.',
  closing: () => 'The server is closing the connection.',
  'ehlo-refused': () => 'The server refuses how this program introduces itself (EHLO).',
  'greeting-refused': () => 'The server turns the connection away at the greeting.',
  'ip-blocked': (_, { observedAddress }) =>
    `The server turns away the internet address (IP) that the connection comes from${observedAddress ? `: ${observedAddress}` : ''}.`,
  'out-of-sequence': () => 'The server reports a wrong order of commands.',
  'server-busy': () => 'The server is overloaded or out of order at present.',
  'unexpected-reply': () => 'The server gave an answer that has no place here.',
  ...senderDomainProblems,
  ...signInProblems,
};
