/** Owns the English sentences of `send` and `status`. */
import { formatFor } from '../format.js';
import { plan } from './plan.js';

const { counted, number, plural, quote, duration } = formatFor('en');
const VOTERS = { one: 'voter', other: 'voters' };
const MESSAGES = { one: 'message', other: 'messages' };

export const send = {
  rehearsal: 'Rehearsal: everything goes to a mail server on this computer, nothing leaves it.',
  dryRun: 'Trial run: nothing is sent, no state is written.',
  plan,
  ask: {
    start: (count: number) => `Send ${counted(count, MESSAGES)} now?`,
    startAt: (count: number, when: string) => `Send ${counted(count, MESSAGES)} at ${when}?`,
    begin: 'This mailing has not begun yet. To begin it, type the number of voters in the roll',
    beginListed:
      'This mailing has not begun yet. To begin it, type the number of voters in the list of those who have not voted',
    beginWrong: 'That is not the number of voters shown above.',
    now: (planned: string, current: string) =>
      `It is set for ${planned}; now it is ${current}. Send already now?`,
    unencrypted: 'Send without encryption all the same?',
    doubts: (count: number) =>
      `${counted(count, { one: 'voter is', other: 'voters are' })} in doubt: they may have been mailed, no answer came. What shall be done with them?`,
    skip: 'Skip: leave them in doubt and mail the others',
    resend:
      'Resend: mail them once more, the very same message; whoever has it already will then have it twice',
    accept: 'Accept: the IT has found every Message-ID in the server’s log',
  },
  notVoted: {
    ask: 'Whoever administers the organiser’s mail server can see in its log and in Sent Items who has not voted. Send the reminder all the same?',
    oldInTheEnd: (age: number) =>
      `The list of those who have not voted will be ${duration(age)} old when the last reminder goes out. Whoever votes meanwhile is reminded all the same: end the run earlier (--until), and go on with a newly exported list.`,
    old: (age: number) =>
      `The list of those who have not voted is ${duration(age)} old. Whoever has voted since would be reminded all the same: export it from the voting system once more.`,
    future:
      'The list of those who have not voted was written in the future, by the clock of this computer. Check the clock and whether it is the right file.',
  },
  test: {
    prefix: '[TEST] ',
    banner: (row: number): [string, string, string] => [
      'TEST: this is not an invitation',
      `Made from line ${number(row)} of the roll, for you alone, to see how the invitation looks.`,
      'Credentials are replaced by dots, and links lead nowhere. Nobody can vote with it.',
    ],
    headline: {
      masked: 'Test: real invitations to your own mailbox, credentials hidden. Voters get nothing.',
      credentials:
        'Test: the test voters get their invitations, with their credentials, so that a login can be tried.',
    },
    to: 'To',
    row: 'Invitation',
    line: (row: number) => `line ${row}`,
    messages: 'Messages',
    ask: {
      masked: (count: number, to: string) => `Send ${counted(count, MESSAGES)} to ${to}?`,
      credentials: (count: number) =>
        `Send ${counted(count, MESSAGES)}, credentials included, to these test voters?`,
    },
    alsoVoter: (row: number) =>
      `The address for the test also stands in line ${row} of the roll: whoever reads that mailbox will get a real invitation as well, later.`,
    inTestRoll: (file: string) => `In the roll of the test voters ${quote(file)}:`,
    done: (count: number) =>
      `${counted(count, { one: 'test message', other: 'test messages' })} accepted by the mail server.`,
    look: 'Now look at the invitation where voters will read it: on a telephone, too. The test has recorded nothing.',
    again:
      'The test is not complete, and has recorded nothing. Correct what the server objects to, if anything, and run the same command again.',
    inDoubt: 'In doubt: the message may have arrived, no answer came. Look into the mailbox.',
  },
  declined: 'Nothing was sent.',
  waitEnded: (begun: boolean): string =>
    begun
      ? 'The waiting was ended; this run has sent nothing. Run the same command again to go on.'
      : 'The waiting was ended; nothing was sent, and the mailing has not begun. To begin it, run the same command again, with --new-mailing.',
  check: {
    passed: 'The connection works: the mail server is there and takes the login.',
    failed: (pause: string) =>
      `The mail server cannot be used just now; it is tried again in ${pause}, at the latest at the start.`,
  },
  schedule: {
    begins: (at: string, planned: string, timezone: string) =>
      `Begins ${at}, checks the connection, and mails from ${planned} on (${timezone}).`,
    write: (file: string) => `Write into the file ${file}:`,
    type: {
      systemd: 'Then type:',
      cron: 'Add with crontab -e:',
      windows: 'Type into PowerShell:',
    },
    computer: 'The computer must be on at that time, and connected to the network.',
    password:
      'The password must be within reach then: the keychain opens only while you are logged in; otherwise name --password-file.',
    variables: (names: string) =>
      `These environment variables will be missing then: ${names}. Give their values as options or files.`,
    afterwards: {
      systemd: 'How it went: journalctl --user, and invite status. Afterwards delete both files.',
      cron: 'How it went: the mail of cron, and invite status. Remove the line afterwards: cron knows no year.',
      windows: 'How it went: Task Scheduler, and invite status. Delete the task afterwards.',
    },
  },
  waiting: (when: string, left: string) => `Waiting until ${when} (${left} left). Ctrl-C stops.`,
  progress: {
    accepted: 'accepted',
    refused: 'refused',
    deferred: 'deferred',
    inDoubt: 'in doubt',
    pending: 'pending',
    perMinute: (rate: number) => `${number(Math.round(rate))}/min`,
    left: (milliseconds: number) => `${duration(milliseconds)} left`,
  },
  /** `reason` is a clause of `kinds`. */
  paused: (reason: string, until: string) => `Pause until ${until}: ${reason}.`,
  learned: (provider: string, pace: string, last: string | null) =>
    `The server introduces itself as ${provider}, where the usual limit of a mailbox is ${pace}. From here on send keeps to that${last === null ? '' : `: last message expected ${last}`}. Where the organiser’s IT has allowed more: stop with Ctrl-C and run again with --rate.`,
  resumed: 'Going on.',
  woken: (milliseconds: number) => `This computer was suspended for ${duration(milliseconds)}. Going on.`,
  stopping:
    'Finishing the messages under way. Press Ctrl-C again to abort at once; then some may be in doubt.',
  aborting: 'Aborting.',
  addresses: {
    stopped: (refused: number, settled: number) =>
      `The mail server refuses many addresses: ${number(refused)} of ${number(settled)}. Many servers block a mailbox that keeps writing to addresses that do not exist.`,
    goOn: 'Go on all the same?',
    next: 'Check in the roll whether the addresses are right and up to date; a wrong column or an old roll shows like this. Otherwise ask the organiser’s IT why the server refuses them. To go on all the same: the same command with --max-refused 100.',
    pendingAgain: 'Whoever was refused last, in a row, is pending again.',
  },
  summary: {
    done: (count: number) => `${counted(count, VOTERS)} accepted by the mail server, nobody left.`,
    notDelivered:
      '“Accepted” means that the mail server took responsibility for the message; bounces come to the sender’s mailbox.',
    bounces:
      'Look into the sender’s mailbox over the next days: every bounce is an address that does not work. Correct it in the roll before the invitations go out.',
    head: (hash: string) => `Head of the state file: ${hash}`,
    state: (path: string) => `State file: ${path}`,
    interrupted: 'Interrupted.',
    until: 'No further message goes before the time set as the end.',
    account: 'Nobody was booked as refused for this.',
    breaker: (count: number): string =>
      count < 3
        ? 'Nothing was accepted since, which would show that it is about these voters alone; they are pending again. The cause may be the sender, the text or a rule of the server.'
        : 'Stopped after three equal refusals in a row; these voters are pending again. The cause is probably the sender, the text or a rule of the server, not the voters.',
    breakerShare: (count: number, settled: number) =>
      `Stopped: the mail server has refused ${number(count)} of ${number(settled)} messages, and not for their addresses; these voters are pending again. The cause is probably the text or a rule of the server. To go on all the same: the same command with --max-refused 100.`,
    paused: (reason: string, until: string) => `Stopped for a longer pause until about ${until}: ${reason}.`,
    doubts: (count: number) =>
      `Stopped after ${counted(count, { one: 'doubt', other: 'doubts' })}: the server breaks off after taking messages.`,
    againWaits: (count: number) =>
      `${counted(count, { one: 'repetition waits', other: 'repetitions wait' })} for another address, which is not kept: run the command with --again and --address once more.`,
    nothingNow: 'This run had nothing to send.',
    doubt: (row: number | null) => (row === null ? 'not in the roll any more:' : `line ${row}:`),
    moreDoubts: (count: string) => `and ${count} more`,
    reply: (text: string) => `The server said: ${quote(text)}`,
    resume: (command: string) => `Run the same command again to resume: ${command}`,
    resumeLater: (command: string) =>
      `Run this command to resume; it waits by itself until the pause is over: ${command}`,
    others: (count: number, command: string) =>
      `Those chosen for this run are done. This command mails ${count === 1 ? 'the one other' : `all ${number(count)} others`}: ${command}`,
    inDoubt: (count: number, status: string) =>
      `${counted(count, { one: 'voter is', other: 'voters are' })} in doubt: they may have a message, no answer came. See: ${status}`,
    inDoubtNext: (count: number, resend: string, accept: string) =>
      `Ask the organiser’s IT whether its log has ${plural(count, { one: 'the Message-ID', other: 'the Message-IDs' })}. Then: ${accept} (found), or ${resend} (mail them once more).`,
    refused: (count: number, status: string) =>
      `${counted(count, { one: 'voter was', other: 'voters were' })} refused. Who and why: ${status}`,
    retry: (command: string) =>
      `Where an address was wrong, correct it in the roll. This command then mails those corrected: ${command}`,
    retryChanged: (count: number, command: string) =>
      `${counted(count, { one: 'of them has', other: 'of them have' })} been corrected in the roll since. To mail ${plural(count, { one: 'this voter', other: 'these voters' })}: ${command}`,
    deferred: (count: number) =>
      `${counted(count, { one: 'voter is', other: 'voters are' })} deferred: the server asks to try again later.`,
    pending: (count: number) =>
      `${counted(count, { one: 'voter is', other: 'voters are' })} still to be mailed.`,
    messages: (folder: string) => `Messages: ${folder}`,
    inbox: (command: string) => `To read them in a browser: ${command}`,
    rehearsed: 'The rehearsal is complete. Nothing left this computer.',
    rehearsedStopped: 'The rehearsal is not complete. Nothing left this computer.',
    dryRun: 'The check is complete; nothing was sent.',
  },
  status: {
    noState: (path: string) => `There is no state file ${quote(path)}: this mailing has not begun.`,
    title: (mailing: string) => `Mailing ${mailing}`,
    begun: 'begun',
    head: 'head',
    lines: 'records',
    notVoted:
      'A reminder to those who have not voted; counted are those of the latest list, and whoever got one before.',
    verified: (lines: number) => `The chain of ${number(lines)} records is unbroken.`,
    torn: 'The last record is incomplete (an interrupted write); the next run cuts it off.',
    voters: 'voters',
    doubts: 'In doubt',
    refusals: 'Refused',
    deferrals: 'Deferred',
    host: 'Mail server',
    lastReply: 'Last reply',
    repeats: 'Mailed once more on request',
    repeat: (number: string, when: string, reason: string) => `repetition ${number}, ${when}: ${reason}`,
    doubtsSearch:
      'For the organiser’s IT: search the mail server’s log at these times for the Message-IDs. Found and accepted there: the voter has the message. Not found: it never arrived whole.',
    doubtsNext: (resend: string, accept: string) =>
      `Then, for all of them, or for one with --only ID at the end: ${accept} (found), or ${resend} (the very same message once more).`,
    /** Stands for a list of those who have not voted in a command. */
    listFile: 'FILE',
    refusalsNext: (command: string) =>
      `Where an address was wrong, correct it in the roll. This command then mails those corrected: ${command}`,
    unknownId: 'ID unknown (roll or key missing)',
    next: (when: string) => `next attempt after ${when}`,
    rollUnread: 'The roll could not be read, so voters are shown without their IDs.',
  },
};
