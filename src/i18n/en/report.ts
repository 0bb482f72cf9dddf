/** Owns the English texts of the report on a connection test, which its reader may get without knowing this program. */
import { formatFor } from '../format.js';

const { counted, list, moment, quote } = formatFor('en');

const DAYS = { one: 'day', other: 'days' };

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export const report = {
  verdicts: {
    passed: (server: string) => `The mail server ${server} can be used: every step passed.`,
    warned: (server: string) => `The mail server ${server} can be used, but there is something to mind.`,
    failed: (server: string, stage: string) =>
      `The mail server ${server} cannot be used like this: the step ${quote(stage)} failed.`,
  },
  purpose:
    'This report says whether the invitations to an election can go out through this mail server. It holds no password and can be passed on as it is.',
  duties: 'Who must do what',
  nobody: 'Nobody has to do anything.',
  steps: 'Step by step',
  columns: {
    step: 'Step',
    result: 'Result',
    time: 'Duration',
    finding: 'What was found',
    reply: 'Reply of the server',
  },
  certificate: {
    heading: 'Certificate and encryption',
    subject: 'Issued to',
    names: 'Valid for the names',
    issuer: 'Issued by',
    chain: 'Chain up to the authority',
    key: 'Key',
    from: 'Valid from',
    until: 'Valid until',
    fingerprint: 'Fingerprint (SHA-256)',
    protocol: 'Encryption',
    day: (date: string) => moment(date, 'UTC'),
    lastDay: (date: string, days: number) =>
      days < 0 ? `${moment(date, 'UTC')}, over` : `${moment(date, 'UTC')}, ${counted(days, DAYS)} left`,
  },
  notProven: 'What this does not prove',
  skipped: (steps: readonly string[]) => `Not tested, because a step before them failed: ${list(steps)}.`,
  origin: 'Where it was tested from',
  network:
    'The result holds for the network that the test was run from. From another network (another building, a VPN, at home) the server may answer otherwise, for example because a firewall lets one computer through and stops another. What counts in the end is a test on the computer and in the network from which the invitations go out.',
  about: {
    at: 'Tested at',
    program: 'Program',
    system: 'Operating system',
    systems,
    server: 'Mail server',
    encryption: 'Encryption',
    user: 'User name',
    sender: 'Sender',
    to: 'Recipient of the test',
    lead: 'Start of the election',
    moment: (time: string) => moment(time),
    start: (time: string, days: number) =>
      days < 0 ? `${moment(time)}, in the past` : `${moment(time)}, ${counted(days, DAYS)} after this test`,
  },
  transcript: {
    heading: 'Transcript',
    intro:
      'What program and server said to each other, in order. User name and password of the login are hidden.',
    legend: '-> program, <- server, ** note; ~ in front: encrypted',
    empty: 'Nothing was said: no connection came about.',
    columns: ['Who', 'Encrypted', 'What'] as readonly [string, string, string],
    who: { client: 'Program', server: 'Server', note: 'Note' },
    yes: 'yes',
    no: 'no',
  },
};
