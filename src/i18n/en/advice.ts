/** Owns the English advice about mail servers, of a test and of a mailing, each to the role named beside it. */

import type { AdviceTexts } from '../advice-text.js';
import { endpoint, formatFor, word } from '../format.js';
import { senderDomainAdvice } from './diagnosis/sender-domain.js';
import { signInAdvice } from './sign-in.js';

const { quote } = formatFor('en');

/** Not where it was the one that failed. */
function usual(port: number, tried: number): string {
  return port === tried ? '' : ` (usually ${port})`;
}

export const advice: AdviceTexts = {
  'allow-mail-content': () =>
    'Please exempt the election invitations from the spam and virus filter for outgoing mail.',
  'allow-our-address': ({ host, port }) =>
    `Please let the internet address (IP) of this computer through to ${endpoint(host, port)}, and have it taken off the block list if it stands on one.`,
  'allow-relay': ({ user }) =>
    `Please allow ${quote(user)} to submit messages to other domains once logged in, or name the server meant for that.`,
  'allow-sender': ({ user, sender }) => `Please allow ${quote(user)} to send as ${quote(sender)}.`,
  'app-password': ({ user }) =>
    `Please create an app password for ${quote(user)}, if the provider wants one; the usual password does not do then.`,
  'ascii-address': () => 'Use an address without umlauts and special characters before the @.',
  'check-account': ({ user }) =>
    `Please check that the account ${quote(user)} exists, is not locked and may log in by SMTP, and whether it needs an app password.`,
  'check-address-column': () =>
    'Check that the address column of the roll really holds the e-mail addresses: npx invite preview',
  'check-certificate-start': ({ host }) =>
    `If the clock is right, please check from when on the certificate of ${quote(host)} is valid.`,
  'check-clock': () =>
    "Check this computer's date and time; a wrong clock makes a good certificate look bad.",
  'check-credentials': () =>
    "Compare user name and password with what the organiser's IT gave you; the user name is often the whole e-mail address. Do not try often: failed attempts can lock the account.",
  'check-host-and-port': ({ host, port }) =>
    `Please name server and port for sending with login; ${endpoint(host, port)} was tested. Usual are 465 (SSL/TLS) and 587 (STARTTLS).`,
  'check-host-name': ({ host }) =>
    `Compare the server name ${quote(host)} with what the organiser's IT gave you, and check that this computer is connected to the internet (or the VPN).`,
  'check-own-network': () => 'Check that this computer is connected to the internet (or the VPN).',
  'check-pairing': () =>
    'Please check that port and encryption fit together: port 465 usually goes with "ssl", port 587 with "starttls".',
  'check-recipient': ({ to }) =>
    `Check the address ${quote(to ?? '')}, or test with another one (--to ADDRESS).`,
  'check-sender-domain': ({ sender }) =>
    `Please check that the domain of ${quote(sender)} can be found in DNS.`,
  'check-sender-name': () => "Check the sender's name; an @ in the name disturbs some servers.",
  'check-text': () => 'Check the text: a short subject, no words in capitals, at most one link.',
  'check-tls-settings': ({ host }) => `Please check the certificate and the TLS settings of ${quote(host)}.`,
  'compare-host-and-port': ({ host, port }) =>
    `Compare server and port with what the organiser's IT gave you; ${endpoint(host, port)} was tried.`,
  'complete-chain': ({ host }) =>
    `Please add to the mail server the intermediate certificate between that of ${quote(host)} and its authority, where there is one; the server sends only its own.`,
  'configure-again': () =>
    "Wait until the organiser's IT has confirmed the new certificate; only then store the profile again, and trust the new one there.",
  'confirm-certificate': ({ host }) =>
    `Please say whether the certificate of ${quote(host)} was exchanged on purpose, and read out the fingerprint (SHA-256) of the new one by telephone.`,
  'empty-mailbox': ({ sender }) =>
    `Please make room in the mailbox of ${quote(sender)}, above all in "Sent Items": many servers keep a copy of every invitation there.`,
  'enable-login': ({ host, port }) =>
    `Please name a port with login (mostly 465 or 587), or switch on the login at ${endpoint(host, port)}.`,
  'enable-password-login': ({ user }) =>
    `Please allow ${quote(user)} to log in with user name and password over TLS (AUTH PLAIN or AUTH LOGIN).`,
  'enable-smtputf8': ({ host }) =>
    `Please switch on SMTPUTF8 at ${quote(host)}, if such addresses are to be used.`,
  'enable-tls': ({ host, port }) =>
    `Please switch on STARTTLS at ${endpoint(host, port)}, or name a port with SSL/TLS (mostly 465).`,
  'enable-tls12': () => 'Please switch on TLS 1.2 or 1.3. The program does not use older versions.',
  'enter-app-password': () => 'Enter the app password in place of the usual one.',
  'fix-addresses': ({ host }) =>
    `Please check the addresses of ${quote(host)} in DNS; not behind each of them a server answers.`,
  'fix-sender-domain': ({ sender }) =>
    `Please set up SPF, DKIM and DMARC for the domain of ${quote(sender)}.`,
  'give-authority': () =>
    'Please give the server a certificate of a publicly known authority, or hand over the certificate of your own authority as a file (--ca-file).',
  'give-right-authority': ({ host }) =>
    `Please hand over the certificate of the authority that issued the one of ${quote(host)}; the file used (--ca-file) holds another.`,
  'google-app-password': ({ user }) =>
    `Switch on 2-step verification for ${quote(user)} and create an app password (https://myaccount.google.com/apppasswords): since 1 May 2025 Google no longer takes the usual password for SMTP.`,
  'google-send-as': ({ sender }) =>
    `Set up ${quote(sender)} under "Send mail as" of the account, or make it an alias.`,
  'google-sign-in': ({ user }) =>
    `Log in once as ${quote(user)} in a browser and confirm the security question there.`,
  'hand-over-certificate': () =>
    'Please give the server a certificate of a publicly known authority, or check the one that it has and hand it over as a file (--ca-file).',
  'inspect-path': ({ host, port }) =>
    `Please check whether a firewall or virus scanner interrupts or changes the connection to ${endpoint(host, port)}.`,
  'internal-name': () =>
    'If the name is known only inside your own network, please see to a connection from there (or by VPN).',
  'lift-block': ({ user }) => `Please have the block of ${quote(user)} lifted, and find out its reason.`,
  'look-at-received': () =>
    'Look in the source text of a received test message (--send-to ADDRESS hands one over): the lowest line "Received" names the address.',
  'look-in-log': ({ host }) =>
    `Please look into the log of ${quote(host)}, where the reason stands at the same time, and tell it to the election manager.`,
  'm365-app-password': ({ user }) =>
    `If multi-factor authentication is on for ${quote(user)}: create an app password (https://mysignins.microsoft.com/security-info) and use it in place of the usual password.`,
  'm365-basic-auth': ({ user }) =>
    `Allow ${quote(user)} to log in with a password over SMTP again ("Basic Authentication" for SMTP AUTH): "Authenticated SMTP" must be on for the mailbox, and its authentication policy, if it has one, must have AllowBasicAuthSmtp.`,
  'm365-basic-auth-dates': () =>
    "As of 27 January 2026 (Microsoft's message MC786329): at the end of December 2026 Microsoft switches login with a password over SMTP off by default for existing organisations, and an administrator can switch it on again; organisations created after that do not have it by default. In the second half of 2027 Microsoft will announce when it ends for good.",
  'm365-keep-password-login': ({ user }) =>
    `Make sure that ${quote(user)} can log in with a password over SMTP until the mailing is over; switch it on again where Microsoft has switched it off.`,
  'm365-licence': ({ user }) => `Give the mailbox ${quote(user)} a licence for Exchange Online.`,
  'm365-oauth': () =>
    'Give the application the permission SMTP.SendAsApp and access to the mailbox (Add-MailboxPermission).',
  'm365-security-defaults': () =>
    'If security defaults are on, they block every login with a password over SMTP, and no mailbox can be exempted: put Conditional Access in their place (Microsoft Entra admin center, Overview > Properties > Manage security defaults).',
  'm365-send-as': ({ user, sender }) =>
    `Grant ${quote(user)} "Send As" for ${quote(sender)} (Exchange admin center, Recipients > Mailboxes > the mailbox > Delegation), or: Add-RecipientPermission ${word(sender, 'SENDER')} -Trustee ${word(user, 'MAILBOX')} -AccessRights SendAs`,
  'm365-sign-in': ({ user }) =>
    `Exclude ${quote(user)} from the Conditional Access policy that blocks "legacy authentication" (Microsoft Entra admin center, Conditional Access > Policies > the policy > Users > Exclude).`,
  'm365-smtp-auth': ({ user }) =>
    `Switch on "Authenticated SMTP" for the mailbox ${quote(user)}: Microsoft 365 admin center, Users > Active users > the mailbox > Mail > Manage email apps.`,
  'm365-smtp-auth-command': ({ user }) =>
    `Or in Exchange Online PowerShell: Set-CASMailbox ${word(user, 'MAILBOX')} -SmtpClientAuthenticationDisabled $false`,
  'm365-smtp-auth-tenant': () =>
    "The mailbox's own setting goes before the organisation's, which can stay as it is. To switch it on for everybody instead: Set-TransportConfig -SmtpClientAuthenticationDisabled $false",
  'm365-unblock': ({ user }) =>
    `Look for ${quote(user)} under "Restricted entities" in the Microsoft Defender portal and lift the block.`,
  'mend-named-error': () => 'Please mend first what the answer names; otherwise the block starts again.',
  'name-other-server': () =>
    'Please name another mail server that allows login with a password, if this one is to stay without.',
  'nothing-to-do': () => 'Nothing to do: in a mailing the program tries again after some minutes.',
  'open-port': ({ host, port }) =>
    `Please allow outgoing connections (TCP) to ${endpoint(host, port)}; a firewall or virus scanner may block them.`,
  'other-addresses': () => 'Enter another e-mail address for the voters concerned.',
  'other-programs': ({ user }) =>
    `Please check whether other programs use the mailbox ${quote(user)} at the same time.`,
  'pin-certificate': () =>
    "If that cannot be had: let the organiser's IT read out the fingerprint (SHA-256) of its certificate by telephone, compare it with the one that the server shows, and trust exactly this certificate when storing the profile (configure).",
  'prefer-encryption': () => 'Use SSL/TLS or STARTTLS as soon as the server offers it.',
  'raise-limits': ({ user }) =>
    `Please raise the limits for ${quote(user)} (messages per minute, hour and day, connections) for the time of the mailing, or tell the election manager what they are: they belong under "pace" in invite.yaml.`,
  'raise-size': ({ host }) =>
    `Please raise the size of a message that ${quote(host)} allows, if the invitation is to stay as it is.`,
  'renew-authority': ({ host }) =>
    `Please replace the expired certificate of the authority: in the file handed over (--ca-file), or in what ${quote(host)} sends.`,
  'renew-certificate': ({ host }) =>
    `Please give the mail server a valid certificate for the name ${quote(host)}.`,
  'renew-certificate-soon': ({ host }) =>
    `Please renew the certificate of ${quote(host)} in time, before the mailing if possible: once it has expired, no invitation goes out.`,
  'second-window': () => 'Check whether the mailing is running in a second window.',
  'shrink-message': () => 'Shorten the template, above all its HTML part (html.mustache).',
  'stop-tls-inspection': ({ host, port }) =>
    `Please check whether a firewall or virus scanner breaks the encryption to ${endpoint(host, port)}, and exempt it.`,
  'test-again': () => 'Test the login again shortly before the mailing.',
  'test-again-in-january': () =>
    'If the mailing lies after the end of December 2026: test the login again in January 2027, and shortly before the mailing.',
  'test-again-soon': () => 'To see it pass, test again in a quarter of an hour.',
  'try-later': () => 'Try again in some minutes.',
  'try-own-network': () => "Try it from the organiser's own network.",
  'use-certificate-name': ({ host }) =>
    `Compare the server name ${quote(host)} with what the organiser's IT gave you; enter one of the names that the certificate is for, provided the IT confirms it.`,
  'use-own-address': ({ user }) =>
    `Use the account's own address (${quote(user)}) as sender, or have sending under the other one allowed.`,
  'use-right-network': () =>
    'Test on the computer, and in the network or VPN, from which the invitations will go.',
  'use-ssl': ({ port }) =>
    `Use the encryption "ssl" (port ${port} stays), or the port meant for "starttls"${usual(587, port)}.`,
  'use-starttls': ({ port }) =>
    `Use the encryption "starttls" (port ${port} stays), or the port meant for "ssl"${usual(465, port)}.`,
  'wait-a-day': () =>
    'Wait up to 24 hours; usually the last 24 hours count. Further attempts often make the block longer.',
  'wait-quarter-hour': () =>
    'Wait at least 15 minutes before the next attempt; this usually passes by itself, sometimes only after hours.',
  'wait-throttled': () =>
    'Wait until Microsoft lifts the block by itself, which takes hours; its support cannot do it sooner.',
  ...senderDomainAdvice,
  ...signInAdvice,
};
