/** Owns the English texts of the report on the plan of a mailing, which its reader may get without knowing this program. */
import { formatFor } from '../format.js';

const { counted, number } = formatFor('en');
const MESSAGES = { one: 'message', other: 'messages' };

export const planReport = {
  title: (election: string | null) =>
    election === null ? 'Plan of the mailing' : `Plan of the mailing: ${election}`,
  verdicts: {
    nobody: 'Nobody is left to be mailed: all voters are settled.',
    inTime: (when: string) => `Everybody has a message before the start, ${when}.`,
    soon: (duration: string, when: string) =>
      `Everybody has a message within ${duration} of the start, ${when}.`,
    last: (when: string) => `The last message is expected to go out by ${when}.`,
  },
  purpose:
    'This report says when the messages to the voters go out through the organiser’s mail server, as it can be foreseen before the first one.',
  passOn: 'It names no voter, holds no password and no credentials, and can be passed on as it is.',
  passOnReminder:
    'It names no voter, holds no password and no credentials. But it is about a reminder, and its numbers tell how many have not voted by now: pass it on only to those who may know.',
  course: {
    heading: 'The course in time',
    foreseen:
      'By the limits that are known, and as if the mail server answered at once. It takes longer where the server is slow, or asks for a pause.',
    title: 'How many messages have gone out by when',
    from: (count: number, start: string) => `${counted(count, MESSAGES)}, the first at ${start}.`,
    to: (when: string) => `The last one is expected to go at ${when}.`,
    pauses: (count: number) =>
      `${counted(count, { one: 'pause', other: 'pauses' })} of more than a quarter of an hour on the way.`,
    caption: (timezone: string) => `All times are those of ${timezone}.`,
    midnights: 'The thin upright lines stand at midnight.',
    columns: ['Time', 'Messages gone out'],
    marks: {
      last: (when: string) => `Last message: ${when}`,
      election: (when: string) => `Election begins: ${when}`,
      meeting: (when: string) => `Meeting begins: ${when}`,
      end: (when: string) => `No message after ${when}`,
    },
    lines: {
      gone: 'Messages gone out',
      lateElection: (count: number) => `Only after the election has begun: ${number(count)}`,
      lateMeeting: (count: number) => `Only after the meeting has begun: ${number(count)}`,
      left: (count: number) => `No time left for: ${number(count)}`,
    },
  },
  facts: 'The mailing',
  notes: 'To be minded',
  origin: { heading: 'Where this report comes from', at: 'Made on', program: 'Program' },
  reported: (file: string) =>
    `Report: ${file} (names no voter and holds no password; can be passed on as it is)`,
  reportedReminder: (file: string) =>
    `Report: ${file} (names no voter and holds no password, but tells how many have not voted by now)`,
};
