/** Owns the English letter of `invite request` to the organiser's IT; what stands where is in src/request/letter.ts. */
import { formatFor } from '../format.js';

const { counted, number, quote } = formatFor('en');

export const requestLetter = {
  heading: 'A mailbox for the election invitations',
  to: (organiser: string) => `To the IT of ${organiser}`,
  subject: (title: string, by: string | null) =>
    `Mailbox for the election invitations: ${title}${by === null ? '' : `, please by ${by}`}`,
  occasion: { 'online-wahl': 'the election', 'live-voting': 'the meeting' },
  greeting: 'Hello,',
  why: (title: string, organiser: string) =>
    `For ${quote(title)}, every voter gets a personal message with personal credentials. These invitations are to go out through your mail server, with an address of ${organiser} as their sender: voters know that address and trust it, while mail from a stranger looks like an attempt at fraud.`,
  need: 'For this we need a mailbox of yours, and six values that describe it.',

  deadline: {
    byStart: (day: string, occasion: string) =>
      `Please set it up and send us the values by ${day}, four weeks before ${occasion} begins. Then there is time to test, and to change firewall and mailbox where a test fails.`,
    byMailing: (day: string) =>
      `Please set it up and send us the values by ${day}, a week before the invitations go out. Then there is time to test, and to change firewall and mailbox where a test fails.`,
    late: (day: string) =>
      `Please set it up and send us the values as soon as possible, at the latest by ${day}: after that no time is left to mend what a test finds.`,
    atOnce: 'Please set it up and send us the values as soon as possible: not one whole day is left to test.',
    missed: (day: string, occasion: string) =>
      `Usually we ask for it four weeks before ${occasion} begins; that would have been ${day}.`,
    unknown: (blank: string, occasion: string) =>
      `Please set it up and send us the values by ${blank}. Usual are four weeks before ${occasion} begins: then there is time to test, and to change firewall and mailbox where a test fails.`,
  },
  glance: {
    by: 'Needed by',
    asSoon: 'as soon as possible',
    latest: (day: string) => `as soon as possible, at the latest ${day}`,
    messages: 'Messages',
    mailing: 'They go out on',
    pace: 'Pace and duration',
    address: 'From the address',
    addressFollows: 'follows, see section 3',
    questions: 'Questions to',
  },
  at: (moment: string, timezone: string) => `${moment} (${timezone})`,
  messages: (count: number) => counted(count, { one: 'message', other: 'messages' }),
  perMinute: (count: number) => `${number(count)} a minute`,
  perHour: (count: number) => `${number(count)} an hour`,
  perDay: (count: number) => `${number(count)} a day`,
  connections: (count: number) => counted(count, { one: 'connection', other: 'connections' }),
  about: (duration: string) => `about ${duration}`,
  underAMinute: 'less than a minute',

  values: {
    heading: 'The six values',
    fill: (contact: string) => `Please fill in, and send to ${contact}, everything but the password:`,
    user: ['User name', 'mostly the address of the mailbox'],
    password: ['Password', 'NOT here, by telephone (see below)'],
    sender: ['Sender', 'Name <address>, as voters see it'],
    host: ['Host', 'the mail server, for example smtp.example.org'],
    port: ['Port', 'mostly 465 with SSL, 587 with STARTTLS'],
    encryption: ['Encryption', 'tick one'],
    choices: ['SSL', 'STARTTLS', 'NO SSL'],
    handOver: (phone: string | null) =>
      `Please never put the password into the same message as the other values. Give it to us by another way, best by telephone${phone === null ? '' : ` (${phone})`}. We keep it in the keychain of our computer, never in a file.`,
    encryptionMeans:
      'SSL encrypts from the start, STARTTLS before the login. NO SSL means that password and credentials can be read on the way; please choose it only where nothing else is possible.',
  },
  setUp: {
    heading: 'What to set up',
    mailbox: [
      'A mailbox of its own',
      'for these invitations alone, with login by SMTP (user name and password) and TLS 1.2 or later.',
    ],
    sendAs: [
      'The right to send as the sender:',
      'simplest is the mailbox’s own address. For any other, the account needs “Send As” in Microsoft 365 and Exchange, an alias or “Send mail as” at Google.',
    ],
    certificate: [
      'A valid certificate',
      'for the name of the host, of a publicly known authority. If it comes from an authority of your own, please give us the certificate of that authority as a file.',
    ],
  },
  addresses: {
    heading: 'Addresses to let through',
    known: (plural: boolean) =>
      `The connection comes from ${plural ? 'these addresses' : 'this address'}. Please let ${plural ? 'them' : 'it'} through to host and port, in the firewall and wherever else senders are limited by address:`,
    follows:
      'The internet address (IP) of the computer from which the invitations go out will follow. The connection test of section 7 names the address that your server sees, where the server tells it; we read ours from our own test. If your server lets through only addresses that it knows, please tell us now.',
  },
  volume: {
    heading: 'Number, pace and limits',
    mailing: (messages: string, mailing: string, pace: string, duration: string) =>
      `We mail ${messages}, each to exactly one address, beginning on ${mailing}. At ${pace} that takes ${duration}.`,
    raise: (connections: string) =>
      `Please raise every limit below that for this time: messages a minute, an hour and a day, and connections at once (we need ${connections}). Or tell us your limits, and we mail more slowly.`,
    microsoft: (tooMany: boolean) =>
      `30 messages a minute, 10,000 recipients in 24 hours for each mailbox.${tooMany ? ' These invitations are more than one mailbox can mail in a day.' : ''}`,
    exchange: (duration: string | null) =>
      `5 messages a minute unless changed (MessageRateLimit of the receive connector; Set-ReceiveConnector).${duration === null ? '' : ` These invitations would take ${duration} like that.`}`,
    google: (tooMany: boolean) =>
      `2,000 messages in 24 hours for each mailbox.${tooMany ? ' These invitations are more than one mailbox can mail in a day.' : ''}`,
  },
  copies: {
    heading: 'Copies in “Sent Items”',
    why: 'Microsoft 365 and others keep a copy of every invitation in “Sent Items”; archive and journal may keep more. Each copy holds the credentials of a voter, and they cannot be issued again: whoever can open this mailbox could vote in the place of others. Therefore, please:',
    access: ['Few people,', 'known by name, have access to this mailbox, until the copies are gone.'],
    retention: (end: string | null) => [
      'A retention rule',
      `deletes the copies once voting is over${end === null ? '' : ` (${end})`}, in the archive as well.`,
    ],
    space: [
      'Room enough',
      'for all these copies: where the mailbox is full, the server takes no more invitations.',
    ],
  },
  login: {
    heading: 'Login at Microsoft 365 and Google',
    microsoft: [
      'Microsoft 365:',
      'switch on “Authenticated SMTP” for this mailbox (Set-CASMailbox MAILBOX -SmtpClientAuthenticationDisabled $false). Security defaults and conditional access must not block it.',
    ],
    microsoftDate: [
      'Microsoft 365, from the end of December 2026 on:',
      'login by SMTP with a password is switched off by default. An administrator can switch it on again; please do so until the invitations are out.',
    ],
    google: [
      'Google:',
      'since 1 May 2025 the usual password no longer works for SMTP. Switch on 2-step verification for the account, create an app password, and give us that one.',
    ],
  },
  test: {
    heading: 'Your own test',
    how: (node: string, tarball: string) =>
      `Please test the values before you give them to us. The test goes through the connection step by step, mails nothing, and says who must do what where a step fails. It needs Node.js ${node} or later and the file ${tarball}, which you get from us. In the folder of that file, on one line:`,
    placeholders: {
      host: 'HOST',
      port: 'PORT',
      encryption: 'starttls',
      user: 'USER',
      sender: '"NAME <ADDRESS>"',
    },
    password:
      'The test asks for the password; you do not see it while you type. Instead of starttls write ssl where that is your encryption.',
    checkout: 'From the source code, after npm ci and with the same options: npx invite test-connection',
    acceptance:
      'The result holds for the network in which it was run. So we test once more, from our computer; that test decides.',
  },
  stays: {
    heading: 'What stays with you',
    bounces: [
      'Bounces:',
      'what cannot be passed on comes back to the sender’s mailbox. Please have somebody look into it while voting lasts, and pass on to us the addresses that are wrong.',
    ],
    onCall: [
      'Somebody to ring up',
      'on the day of the mailing, in case the server takes no more invitations. Please give us a name and a telephone number.',
    ],
    domain: [
      'SPF, DKIM and DMARC',
      'of the sender’s domain: they must include the server through which the invitations go, otherwise other mail servers take them for spam.',
    ],
  },
  questions: (contact: string) => `Questions are answered by ${contact}.`,
  regards: 'Kind regards',
};

export type RequestLetterTexts = typeof requestLetter;
