/** Owns the English texts of the connection test. */
import type { AdviceRole } from '../../advice/advice.js';
import { familyOfTarget } from '../../advice/family.js';
import type { Target } from '../../advice/trouble.js';
import type { StageFacts, StageName, StageStatus, TlsFacts } from '../../diagnosis/result.js';
import type { Encryption } from '../../profile/profile.js';
import { formatFor } from '../format.js';
import { advice } from './advice.js';
import { capacity } from './diagnosis/capacity.js';
import { network } from './diagnosis/network.js';
import { pairs } from './diagnosis/pairs.js';
import { senderDomainSummary } from './diagnosis/sender-domain.js';
import { testMessage } from './diagnosis/test-message.js';
import { problems } from './problems.js';
import { signIn } from './sign-in.js';

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
function wholeMessage(target: Target): string[] {
  const { user, sender } = target;
  if (familyOfTarget(target) !== 'microsoft-365')
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
  encryptions,
  stages,
  statuses,
  roles,
  problems,
  advice,
  network,
  pairs,
  testMessage,
  capacity,
  replied: (reply: string) => `The server's reply: ${quote(reply, 400)}`,
  signInReplied: signIn.replied,
  greeted: (text: string) => quote(text, 80),
  addresses: ({ addresses = [] }: StageFacts) => someOf(addresses, 3),
  certificate: ({ tls }: StageFacts) => {
    const certificate = tls?.certificate;
    if (!certificate) return tls?.protocol ?? '';
    const days = `${moment(certificate.validTo, 'UTC')}, ${counted(certificate.daysLeft, DAYS)} left`;
    const kind = tls.trust === 'pinned' ? 'pinned certificate' : 'certificate';
    return `${tls.protocol ?? ''}, ${kind} for ${quote(certificate.subject)} by ${quote(certificate.issuer)}, valid until ${days}`;
  },
  /** From the server's own certificate up to the authority; `missing` is the issuer that nobody has shown. */
  chainNames: (subjects: readonly string[], missing: string | null) =>
    `${subjects.map((name) => quote(name)).join(' <- ')}${missing === null ? '' : ` <- ${quote(missing)} (not included)`}`,
  chain: (names: string) => `Chain: ${names}`,
  keyAndCipher: ({ certificate, protocol, cipher }: TlsFacts) =>
    `Key: ${certificate?.key ?? 'unknown'}; encryption: ${protocol ?? 'unknown'} ${cipher ?? ''}`.trimEnd(),
  fingerprint: (value: string) => `Fingerprint of the certificate (SHA-256): ${value}`,
  offers: ({ ehlo }: StageFacts) => {
    const mechanisms = ehlo?.mechanisms ?? [];
    const none = ehlo?.startTls ? 'login only after encryption' : 'no login offered';
    const login = mechanisms.length > 0 ? `login: ${list(mechanisms)}` : none;
    return ehlo?.size ? `${login}; messages up to ${size(ehlo.size)}` : login;
  },
  loggedIn: (user: string, mechanism: string) => `logged in as ${quote(user)} (${mechanism})`,
  senderAllowed: (target: Target) =>
    familyOfTarget(target) === 'microsoft-365'
      ? `${quote(target.sender)} is taken so far`
      : `${quote(target.sender)} is taken`,
  recipientAllowed: (to: string) => `${quote(to)} is taken`,
  senderDomain: ({ senderDomain }: StageFacts) =>
    senderDomain === undefined ? '' : senderDomainSummary(senderDomain),
  foundInDns: (record: string) => `Found in DNS: ${quote(record, 500)}`,
  passed: 'The server can be used.',
  warned: 'The server can be used; mind the notices.',
  failed: 'The server cannot be used like this.',
  passwordKept: 'The password was not transmitted.',
  nothingMailed: 'No message was handed over.',
  notProvenTitle: 'This does not prove:',
  /** `handedOver`: a whole message was accepted. */
  notProven: (target: Target, handedOver: boolean): readonly string[] => [
    ...(handedOver ? [] : wholeMessage(target)),
    "that the volume is within the server's limits;",
    'that SPF, DKIM and DMARC pass at the recipients: from which address the server sends on is not known here. A message to yourself at another provider shows it, in its header "Authentication-Results";',
    'that invitations arrive in the inbox and not in the spam folder.',
  ],
};

export type DiagnosisTexts = typeof diagnosis;
