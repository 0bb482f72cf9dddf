/** Owns the English sentences on a server's capacity. */
import type { MailingTime } from '../../../diagnosis/mailing-time.js';
import type { CapacityTexts } from '../../capacity-text.js';
import { formatFor } from '../../format.js';

const { counted, duration, list, month, number, plural, quote, size } = formatFor('en');

const CONNECTIONS = { one: 'connection', other: 'connections' };
const VOTERS = { one: 'voter', other: 'voters' };
const MESSAGES = { one: 'message', other: 'messages' };
const DOMAINS = { one: 'domain', other: 'domains' };
const MINUTE = 60_000;
const TWO_DAYS = 48 * 60 * MINUTE;

function about({ milliseconds }: MailingTime): string {
  return milliseconds < MINUTE ? 'less than a minute' : `about ${duration(milliseconds)}`;
}

function mayHandOver(user: string, time: MailingTime): string {
  return `${quote(user)} may hand over ${counted(time.voters, MESSAGES)} to outside recipients (${about(time)})`;
}

function limitsWanted(user: string, time: MailingTime | null): string {
  const them = `the limits for ${quote(user)} (messages per minute, hour and day, connections)`;
  const raise = 'and raise them for the time of the mailing where they are too low';
  return time === null
    ? `Please name ${them}, ${raise}.`
    : `Please confirm that ${mayHandOver(user, time)}, or name ${them} ${raise}.`;
}

export const capacity: CapacityTexts = {
  title: 'Capacity:',
  granted: ({ granted, atLeast }) =>
    atLeast
      ? `Granted at the same time: at least ${counted(granted, CONNECTIONS)}; no more were tried.`
      : `Granted at the same time: ${counted(granted, CONNECTIONS)}.`,
  notGranted: (count, problem) => `Connection number ${count} was not granted: ${problem}`,
  loginRefused: (count) =>
    `At login number ${count} the server refused user name and password, which it had taken just before. The test stopped there, so that the account is not locked. Some servers answer like this where there are too many logins.`,
  dropped: (count) => `The server closed ${counted(count, CONNECTIONS)} again while others were opened.`,
  announced: (bytes, limits) => {
    const parts = [
      bytes === null ? [] : `messages up to ${size(bytes)}`,
      limits?.mailMax ? `${counted(limits.mailMax, MESSAGES)} in one connection, then a new one` : [],
      limits?.rcptMax ? `at most ${number(limits.rcptMax)} recipients of a message` : [],
      limits?.rcptDomainMax
        ? `recipients of ${counted(limits.rcptDomainMax, DOMAINS)} in one connection`
        : [],
    ].flat();
    return parts.length === 0
      ? 'The server itself announces no limits.'
      : `The server itself announces: ${parts.join('; ')}.`;
  },
  provider: (provider) => {
    if (provider === null) return 'The provider is not recognised; its limits are not known.';
    const { connections, perMinute, perHour, perDay } = provider.limits;
    const limits = [
      connections === null ? [] : counted(connections, CONNECTIONS),
      perMinute === null ? [] : capacity.rates.perMinute(perMinute),
      perHour === null ? [] : capacity.rates.perHour(perHour),
      perDay === null ? [] : capacity.rates.perDay(perDay),
    ].flat();
    return limits.length === 0
      ? `Recognised: ${provider.name}, which publishes no number (as of ${month(provider.asOf)}).`
      : `Recognised: ${provider.name}. Published for one mailbox (as of ${month(provider.asOf)}): ${list(limits)}.`;
  },
  remarks: {
    'bulk-forbidden': 'This provider forbids mass mailings; without its consent it may block the account.',
    'delivery-errors':
      'More than 5 % of delivery errors in an hour block the account; the package may allow more than the lowest number, which stands here.',
    'exchange-throttling':
      'That is the default of Microsoft Exchange in an organisation of its own; its IT can have set another and can raise it for one mailbox (MessageRateLimit).',
    'google-external':
      'Outside recipients are limited as well, to 3,000 a day; gmail.com and trial accounts have 500 messages a day. Whoever exceeds that is blocked for up to 24 hours.',
    'google-relay': 'A peak limit for the whole organisation comes on top.',
    'infomaniak-free': 'Mailboxes free of charge have 500 a day. Raised on request in writing.',
    'ionos-pages-differ': 'The German page of the provider says 5,000 an hour; the lower number counts here.',
    'microsoft-tenant':
      'All mailboxes of the organisation share another limit, to outside recipients in 24 hours: 500 × licences^0.7 + 9,500, which is 10,000 with one licence and 22,059 with 100; trial organisations have 5,000.',
    'per-domain': 'All mailboxes of the domain share 500 an hour; whoever exceeds that pauses for an hour.',
    'per-package': 'All mailboxes of the package share that; it cannot be raised.',
    'per-ten-minutes': 'Counted are 250 recipients in 10 minutes; that cannot be raised.',
    reputation: 'What counts is the age of the account and how much it has sent lately.',
  },
  steps: (olderThan) =>
    `The published number is that of a contract older than ${number(olderThan)} days. For a younger one:`,
  step: (upToDays, rate, time) =>
    `up to ${number(upToDays)} days: ${rate}${time === null ? '' : `, ${about(time)}`}`,
  time: (time, pace) =>
    `${counted(time.voters, VOTERS)} ${plural(time.voters, { one: 'takes', other: 'take' })} ${about(time)}: ${pace}.`,
  unlimited: (voters) =>
    `No known limit slows down ${counted(voters, VOTERS)}: it takes as long as the server needs.`,
  later: ({ afterADay, milliseconds }) =>
    `${number(afterADay)} of them go only ${milliseconds < TWO_DAYS ? 'on the next day' : 'on the following days'} (more than 24 hours after the first).`,
  askVoters: 'With --voters NUMBER the test says how long so many voters take.',
  faster: (pace) =>
    `As it is set now, a mailing goes faster than the known limits allow: ${pace || 'without any limit'}. Then the server puts messages off or refuses them.`,
  slower: (pace, time) =>
    `As it is set now, a mailing goes more slowly: ${pace}${time === null ? '' : `, ${about(time)}`}.`,
  tooMany: (set, most) => `${counted(set, CONNECTIONS)} at once are set; the limit is ${number(most)}.`,
  notProven:
    'Not proven: that the server takes so many messages. None was handed over for this; servers count messages, and some refuse too many connections only when a message comes (Microsoft 365 for example).',
  confirm: {
    'microsoft-365': (user, time) => {
      const wish =
        time === null
          ? `Please name the organisation's limit to outside recipients, and whether ${quote(user)} is limited further.`
          : `Please confirm that ${mayHandOver(user, time)}, within the organisation's limit to outside recipients, too.`;
      return `${wish} The limits of one mailbox cannot be raised in Microsoft 365: where they are too low, begin earlier or divide the mailing between several mailboxes.`;
    },
    google: limitsWanted,
    other: limitsWanted,
  },
  write: (setting) => `Write into invite.yaml: ${setting}`,
  rates: {
    perMinute: (count) => `${number(count)} a minute`,
    perHour: (count) => `${number(count)} an hour`,
    perDay: (count) => `${number(count)} a day`,
  },
  origins: {
    flag: 'from the command line',
    environment: 'from the environment',
    project: 'from invite.yaml',
    profile: 'from the profile',
    file: 'from the profile file',
    provider: 'as published',
    default: "the program's own pace",
  },
  list,
};
