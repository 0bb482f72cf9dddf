/** Owns the English words of the plan of a mailing, on the terminal and in its report. */
import { formatFor } from '../format.js';

const { counted, number, duration, date } = formatFor('en');
const VOTERS = { one: 'voter', other: 'voters' };

/** Each a sentence of its own in the report, and one note on the terminal. */
const late = (count: number, deadline: string): string =>
  `${counted(count, { one: 'message goes', other: 'messages go' })} out only after the start, ${deadline}.`;
const lateAdvice = (latest: string | null): string =>
  `${latest === null ? 'For everybody to have one before, it would have to have begun by now: ask' : `For everybody to have one before, begin by ${latest} (sendAt), or ask`} the organiser’s IT for higher limits or a relay.`;
const left = (count: number): string =>
  `The time is too short: ${counted(count, { one: 'message', other: 'messages' })} will not go out before the end.`;
const leftAdvice = (latest: string | null): string =>
  `${latest === null ? 'Ask' : `Begin by ${latest} at the latest, or ask`} the organiser’s IT for a mail server with higher limits.`;

export const plan = {
  roll: 'Roll',
  notVoted: 'Not voted yet',
  notVotedLine: ({ name, listed, of, age }: { name: string; listed: number; of: number; age: number }) =>
    `${name}, ${number(listed)} of ${counted(of, VOTERS)}, ${age < 0 ? 'written in the future' : `${duration(age)} old`}`,
  voted: 'Voted since',
  votedLine: (count: number) => `${counted(count, VOTERS)}, not listed any more: no reminder goes to them`,
  columns: 'Columns',
  template: 'Template',
  subject: 'Subject',
  from: 'From',
  replyTo: 'Replies to',
  server: 'Server',
  first: 'First',
  last: 'Last',
  toMail: 'To be mailed',
  already: 'So far',
  retries: 'Refused so far',
  retried: (changed: number, unchanged: number) =>
    `${counted(changed, VOTERS)} pending again (corrected in the roll), ${number(unchanged)} unchanged, not mailed again`,
  duration: 'Duration',
  start: 'Start',
  end: 'At the latest',
  finish: 'Last message',
  expected: (when: string) => `expected ${when}`,
  everybody: 'Everybody',
  soon: (within: string, when: string) => `has a message within ${within} of the start, ${when}`,
  inTime: (when: string) => `has a message before the start, ${when}`,
  late,
  lateAdvice,
  published: (pace: string, provider: string) => `${pace}: usual at ${provider}`,
  cautious: (perMinute: number) =>
    `How many messages this mail server allows is not known; ${number(perMinute)} a minute is a cautious choice.`,
  cautiousAdvice:
    'Ask the organiser’s IT for its limits a minute, an hour and a day, and give them with --rate.',
  upToDays: (days: number, rate: string) => `up to ${number(days)} days ${rate}`,
  younger: (provider: string, steps: string) =>
    `${provider} counts by the age of the contract: ${steps}. If yours is so young, say so with --rate.`,
  elsewhere: (count: number) =>
    `${counted(count, { one: 'message', other: 'messages' })} outside this mailing went through this mailbox in the last 24 hours: the limits count them, too.`,
  besides: (path: string) =>
    `Another mailing goes through this mailbox just now, or waits to (${path}). They share the limits: this one takes longer than planned here while the other is under way.`,
  besidesAdvice: 'If the time matters, wait for its end.',
  pauses: 'Pauses',
  pause: (from: string, to: string) => `${from} to ${to}`,
  morePauses: (count: number) => `and ${number(count)} more`,
  endFirst: 'Not even the first one can go before the end: check --until, electionEnd and sendAt.',
  pauseEnds:
    'At each of the pauses a run without --wait ends, to be run again; with --wait it goes on by itself.',
  left,
  leftAdvice,
  state: 'State file',
  fingerprint: 'Fingerprint',
  rollLine: (file: string, voters: number, readAs: string) =>
    `${file}: ${counted(voters, VOTERS)} (${readAs})`,
  names: 'Names to compare',
  person: (row: number, id: string, email: string) => `line ${row}: ${id}, ${email}`,
  encryption: { ssl: 'SSL/TLS', starttls: 'STARTTLS', none: 'NOT ENCRYPTED' },
  pinned: 'pinned certificate',
  unencrypted:
    'This connection is not encrypted: the mailbox password and every voter’s credentials can be read on the way.',
  copies:
    'The mail server may keep copies of every message, credentials included (Sent Items, archive, journal). Ask its IT to restrict and delete them.',
  credentialFree:
    'These messages carry no credentials: an address check. The invitations are a mailing of their own.',
  turnoutVisible:
    'Whoever administers the organiser’s mail server can see in its log and in Sent Items who has not voted by now.',
  shared: (count: number) =>
    `${counted(count, { one: 'address is', other: 'addresses are' })} shared by several voters: each of them gets a message of their own.`,
  noLimit: 'less than a minute (no limit towards this computer)',
  about: (milliseconds: number, pace: string) => `about ${duration(milliseconds)} (${pace})`,
  unlimited: (connections: number) =>
    `no limit set, ${counted(connections, { one: 'connection', other: 'connections' })}`,
  perMinute: (count: number) => `${number(count)} a minute`,
  perHour: (count: number) => `${number(count)} an hour`,
  perDay: (count: number) => `${number(count)} a day`,
  at: (when: Date, timezone: string) => `${date(when, timezone)} (${timezone})`,
  atOnce: 'at once',
  nobody: 'nobody: all voters are settled',
  settled: (accepted: number, refused: number, deferred: number, inDoubt: number) =>
    `${number(accepted)} accepted, ${number(refused)} refused, ${number(deferred)} deferred, ${number(inDoubt)} in doubt`,
};
