/** Owns the English texts of the connection test. */
import type { AdviceRole } from '../../advice/advice.js';
import type { Target } from '../../advice/trouble.js';
import { hostFamily } from '../../diagnosis/host-family.js';
import type { StageFacts, StageName, StageStatus } from '../../diagnosis/result.js';
import type { Encryption } from '../../profile/profile.js';
import { formatFor } from '../format.js';
import { advice } from './advice.js';
import { problems } from './problems.js';

const { counted, list, moment, quote, size, someOf } = formatFor('en');

const DAYS = { one: 'day', other: 'days' };

const stages: Record<StageName, string> = {
  resolve: 'Find address',
  connect: 'Connect',
  tls: 'Encrypt (TLS)',
  greeting: 'Greeting',
  ehlo: 'Introduction (EHLO)',
  starttls: 'STARTTLS',
  auth: 'Log in',
  'mail-from': 'Sender',
  'rcpt-to': 'Recipient',
  'sender-domain': "Sender's domain",
  message: 'Test message',
};

const statuses: Record<StageStatus, string> = {
  passed: 'passed',
  warned: 'notice',
  failed: 'failed',
  skipped: 'not tested',
};

const roles: Record<AdviceRole, string> = {
  'election-manager': 'To the election manager',
  'organiser-it': "To the organiser's IT",
  'microsoft-365-admin': 'To the administrator of Microsoft 365',
  'google-workspace-admin': 'To the administrator of Google Workspace',
  'network-admin': 'To the administrator of network and firewall',
};

const encryptions: Record<Encryption, string> = {
  ssl: 'SSL/TLS',
  starttls: 'STARTTLS',
  none: 'unencrypted',
};

/** Exchange Online says some of its refusals only after the final dot. */
function wholeMessage({ host, user, sender }: Target): string[] {
  if (hostFamily(host) !== 'microsoft-365')
    return [
      'that the server accepts a whole message: some check sender and content only at its end (Microsoft 365 for example);',
    ];
  const sendAs = `that ${quote(user)} may send as ${quote(sender)}: Microsoft 365 checks the right "Send As" only at the end of a whole message (554 5.2.252 SendAsDenied);`;
  const own = user.toLowerCase() === sender.toLowerCase();
  return [
    ...(own ? [] : [sendAs]),
    'that the server accepts a whole message: Microsoft 365 checks content, daily limit and the room in the mailbox only at its end;',
  ];
}

export const diagnosis = {
  title: (server: string, encryption: Encryption) =>
    `Connection test: ${server} (${encryptions[encryption]})`,
  stages,
  statuses,
  roles,
  problems,
  advice,
  replied: (reply: string) => `The server's reply: ${quote(reply, 400)}`,
  greeted: (text: string) => quote(text, 80),
  addresses: ({ addresses = [] }: StageFacts) => someOf(addresses, 3),
  certificate: ({ tls }: StageFacts) => {
    const certificate = tls?.certificate;
    if (!certificate) return tls?.protocol ?? '';
    const days = `${moment(certificate.validTo, 'UTC')}, ${counted(certificate.daysLeft, DAYS)} left`;
    return `${tls.protocol ?? ''}, certificate for ${quote(certificate.subject)} by ${quote(certificate.issuer)}, valid until ${days}`;
  },
  fingerprint: (value: string) => `Fingerprint of the certificate (SHA-256): ${value}`,
  offers: ({ ehlo }: StageFacts) => {
    const mechanisms = ehlo?.mechanisms ?? [];
    const login = mechanisms.length > 0 ? `login: ${list(mechanisms)}` : 'no login offered';
    return ehlo?.size ? `${login}; messages up to ${size(ehlo.size)}` : login;
  },
  loggedIn: (user: string, mechanism: string) => `logged in as ${quote(user)} (${mechanism})`,
  senderAllowed: ({ host, sender }: Target) =>
    hostFamily(host) === 'microsoft-365' ? `${quote(sender)} is taken so far` : `${quote(sender)} may send`,
  recipientAllowed: (to: string) => `${quote(to)} is taken`,
  passed: 'The server can be used.',
  warned: 'The server can be used; mind the notices.',
  failed: 'The server cannot be used like this.',
  passwordKept: 'The password was not transmitted.',
  nothingMailed: 'No message was handed over.',
  notProvenTitle: 'This does not prove:',
  notProven: (target: Target): readonly string[] => [
    ...wholeMessage(target),
    "that the volume is within the server's limits;",
    'that invitations arrive in the inbox and not in the spam folder.',
  ],
};

export type DiagnosisTexts = typeof diagnosis;
