/** Owns the English advice of the connection test, each to the role named beside it. */
import type { AdviceTexts } from '../../diagnosis-text.js';
import { endpoint, formatFor, word } from '../../format.js';
import { senderDomainAdvice } from './sender-domain.js';

const { quote } = formatFor('en');

export const advice: AdviceTexts = {
  'allow-mail-content': () =>
    'Please exempt the election invitations from the spam and virus filter for outgoing mail.',
  'allow-our-address': ({ host, port }) =>
    `Please let the internet address (IP) of this computer through to ${endpoint(host, port)}.`,
  'allow-relay': ({ user }) => `Please allow ${quote(user)} to send to outside domains once logged in.`,
  'allow-sender': ({ user, sender }) => `Please allow ${quote(user)} to send as ${quote(sender)}.`,
  'ascii-address': () => 'Use an address without umlauts and special characters before the @.',
  'check-account': ({ user }) =>
    `Please check that the account ${quote(user)} exists, is not locked and may log in by SMTP.`,
  'check-clock': () => "Check this computer's date and time.",
  'check-credentials': () => 'Check user name and password. Every failed attempt can lock the account.',
  'check-host-and-port': ({ host, port }) =>
    `Please name server and port for sending with login; ${endpoint(host, port)} was tested. Usual are 465 (SSL/TLS) and 587 (STARTTLS).`,
  'check-host-name': ({ host }) =>
    `Check the spelling of ${quote(host)}, and that this computer is connected to the internet (or the VPN).`,
  'check-own-network': () => 'Check that this computer is connected to the internet (or the VPN).',
  'check-recipient': ({ to }) => `Check the address ${quote(to)}, or test with another one (--to ADDRESS).`,
  'check-sender-domain': ({ sender }) =>
    `Please check that the domain of ${quote(sender)} can be found in DNS.`,
  'empty-mailbox': ({ sender }) =>
    `Empty the mailbox of ${quote(sender)}, above all "Sent Items": a copy of every invitation is kept there.`,
  'enable-login': ({ host, port }) =>
    `Please name a port with login (mostly 465 or 587), or switch on the login at ${endpoint(host, port)}.`,
  'enable-password-login': () => 'Please allow login with user name and password (AUTH PLAIN or LOGIN).',
  'enable-tls': ({ host, port }) =>
    `Please switch on STARTTLS at ${endpoint(host, port)}, or name a port with SSL/TLS (mostly 465).`,
  'enable-tls12': () => 'Please switch on TLS 1.2 or 1.3. The program does not use older versions.',
  'fix-addresses': ({ host }) =>
    `Please check the addresses of ${quote(host)} in DNS; not behind each of them a server answers.`,
  'fix-sender-domain': ({ sender }) =>
    `Please set up SPF, DKIM and DMARC for the domain of ${quote(sender)}.`,
  'give-authority': ({ host }) =>
    `Please give the server a certificate of a publicly known authority, or hand over the certificate of your own authority as a file (--ca-file). If an intermediate certificate is missing in the chain of ${quote(host)}, add it.`,
  'google-app-password': ({ user }) =>
    `Switch on 2-step verification for ${quote(user)} and create an app password; the usual password no longer works for SMTP.`,
  'google-send-as': ({ sender }) =>
    `Set up ${quote(sender)} under "Send mail as" of the account, or make it an alias.`,
  'google-sign-in': ({ user }) => `Log in once as ${quote(user)} in a browser and confirm the login there.`,
  'inspect-path': ({ host, port }) =>
    `Please check whether a firewall or virus scanner interrupts or changes the connection to ${endpoint(host, port)}.`,
  'look-at-received': () =>
    'Have a test message handed over (--send-to ADDRESS) and look in the source text of the received message: the lowest line "Received" names the address.',
  'look-in-log': ({ host }) =>
    `Please look into the log of ${quote(host)}; the reason stands there at the same time.`,
  'm365-basic-auth': ({ user }) =>
    `Allow login with a password for SMTP again while Microsoft offers that (mailbox ${quote(user)}), or use OAuth.`,
  'm365-oauth': () =>
    'Give the application the permission SMTP.SendAsApp and access to the mailbox (Add-MailboxPermission).',
  'm365-send-as': ({ user, sender }) =>
    `Grant ${quote(user)} "Send As" for ${quote(sender)} (Exchange admin center, mailbox delegation).`,
  'm365-sign-in': ({ user }) =>
    `Exempt ${quote(user)} from security defaults and conditional access as far as they block SMTP with a password.`,
  'm365-smtp-auth': ({ user }) =>
    `Switch on "Authenticated SMTP" for the mailbox: Set-CASMailbox ${word(user, 'MAILBOX')} -SmtpClientAuthenticationDisabled $false. Where it is switched off for the whole organisation, the mailbox's setting goes before it.`,
  'm365-unblock': ({ user }) =>
    `Look for ${quote(user)} under "Restricted entities" in the Microsoft Defender portal and lift the block.`,
  'nothing-to-do': () => 'Nothing to do: in a mailing the program tries again after some minutes.',
  'open-port': ({ host, port }) => `Please allow outgoing connections (TCP) to ${endpoint(host, port)}.`,
  'prefer-encryption': () => 'Use SSL/TLS or STARTTLS as soon as the server offers it.',
  'raise-limits': ({ user }) =>
    `Please raise the limits for ${quote(user)} (messages per minute, hour and day, connections) for the time of the mailing, or tell us what they are.`,
  'renew-certificate': ({ host }) =>
    `Please give the mail server a valid certificate for the name ${quote(host)}.`,
  'renew-certificate-soon': ({ host }) =>
    `Please renew the certificate of ${quote(host)} in time, before the mailing if possible: once it has expired, no invitation goes out.`,
  'shrink-message': () => 'Make the message smaller, its images for example.',
  'stop-tls-inspection': ({ host, port }) =>
    `Please check whether a firewall or virus scanner breaks the encryption to ${endpoint(host, port)}, and exempt it.`,
  'try-later': () => 'Try again in some minutes.',
  'use-certificate-name': () =>
    'Enter as server one of the names that the certificate is for, provided the IT confirms it.',
  'use-own-address': ({ user }) =>
    `Use the account's own address (${quote(user)}) as sender, or have sending under the other one allowed.`,
  'use-right-network': () =>
    'Test on the computer, and in the network or VPN, from which the invitations will go.',
  'use-ssl': ({ port }) => `Set the encryption "ssl" in the profile (port ${port} stays).`,
  'use-starttls': ({ port }) =>
    `Set the encryption "starttls" in the profile (port ${port} stays), or use "ssl" with port 465.`,
  'wait-a-day': () => 'Wait up to 24 hours. Further attempts often make the block longer.',
  'wait-quarter-hour': () => 'Wait at least 15 minutes, then test again.',
  ...senderDomainAdvice,
};
