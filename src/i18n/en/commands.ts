/** Owns the English sentences of `init`, `request`, `configure`, `test-connection` and `preview`. */
import type { CertificateFacts } from '../../diagnosis/result.js';
import { formatFor } from '../format.js';

const { counted, date, moment, number, quote, someOf } = formatFor('en');
const VOTERS = { one: 'voter', other: 'voters' };
const FOUR_WEEKS = 'The organiser’s IT needs four weeks to set up mailbox and firewall.';

export const commands = {
  init: {
    product: 'What is it for?',
    onlineWahl: 'Online-Wahl: an election over several days',
    liveVoting: 'Live Voting: votes in a meeting',
    language: 'Language of the invitation?',
    made: (folder: string, files: number) => `${folder}: ${number(files)} files made.`,
    linked: 'npx invite works in the new folder.',
    notLinked: (command: string) => `To make npx invite work in the new folder, run there: ${command}`,
    next: 'Next steps:',
    steps: (cd: string) => [
      `cd ${cd}`,
      'fill in invite.yaml (every line is explained), replace voters.csv by your roll of voters',
      'npx invite request (the letter to the organiser’s IT, which needs it four weeks before the start)',
      'npx invite preview',
      'npx invite send --sandbox',
    ],
  },
  request: {
    example: (key: string) =>
      `${quote(key)} in invite.yaml is still that of the example. Replace it before you pass the letter on.`,
    blank: (key: string, flag: string) =>
      `${quote(key)} is missing and stays blank in the letter (________). Add it to invite.yaml, or give ${flag} in the command.`,
    noRoll:
      'The number of messages stays blank in the letter (________): there is neither expectVoters nor a roll. Give it with --messages N.',
    rollErrors: (path: string, errors: number) =>
      `The number of messages stays blank in the letter (________): the roll ${quote(path)} has ${counted(errors, { one: 'error', other: 'errors' })}. Give it with --messages N, or correct the roll.`,
    rollUnreadable: (reason: string) =>
      `The number of messages stays blank in the letter (________). ${reason} Give it with --messages N.`,
    noProject: 'This folder has no invite.yaml from which the letter could be filled in.',
    nameProject: (command: string) => `Name the project folder: ${command} FOLDER`,
    innerAddress: (address: string) =>
      `${address} is an address of an inner network. A server outside of it sees another one: ask your own IT for the public address, unless that server is in the same network.`,
    addressFollows:
      'The letter says that your address follows; --our-address IP puts it in. A connection test names it, where the server tells it.',
    asFiles: '--out FOLDER writes the letter as text, as HTML and as a draft for your mail program.',
    written: (path: string) => `Written: ${path}`,
    openDraft: [
      'request.eml is a draft. Classic Outlook opens it ready to be sent.',
      'In Thunderbird, open it and choose “Edit As New Message” (Ctrl+E). In other programs, copy request.txt into a new message.',
    ],
    sealed: (command: string) =>
      `The password does not belong in an e-mail: send along the key and the text for a sealed file, which are made by: ${command}`,
    next: (command: string) => `Once the six values have come: ${command}`,
  },
  configure: {
    intro:
      'The organiser’s IT gives six values. They are tested before they are stored: for that the program connects to that mail server and to no other, and asks the name server (DNS) about the sender’s domain.',
    askFor: (command: string) =>
      `If you do not have them yet: the letter that asks the IT for them is made by ${command}`,
    name: 'Name of this profile (for example the organiser’s short name)',
    stored: (name: string) => `Profile “${name}” is stored in this computer’s keychain (service “invite”).`,
    listed: (path: string) => `On disk lies only the list of names: ${path}`,
    pinKept: (path: string) => `And the pinned certificate, which the server shows to everybody: ${path}`,
    notStored:
      'Nothing was stored, because the connection test failed. With --no-test it is stored all the same.',
    none: 'No profiles are stored.',
    replace: (name: string) => `Profile “${name}” exists already. Replace it?`,
    testing: 'Testing the connection …',
    unknownIssuer: (command: string) =>
      `If the certificate comes from a certificate authority of the organiser’s own, ask for its certificate as a file: ${command} --ca-file FILE`,
    pin: {
      byFlag: (command: string) =>
        `Or let the IT read out the fingerprint of its certificate by telephone, and trust exactly this certificate: ${command} --fingerprint FINGERPRINT`,
      choice: 'Trust exactly this certificate, once the IT has confirmed its fingerprint',
      shown: ({ subject, issuer, altNames, validFrom, validTo }: CertificateFacts) => [
        'The server shows this certificate:',
        `  for          ${quote(subject)}${altNames.length > 0 ? ` (${someOf(altNames.map((name) => name.replace(/^[^:]*:/, '')))})` : ''}`,
        `  issued by    ${quote(issuer)}`,
        `  valid        ${moment(validFrom, 'UTC')} to ${moment(validTo, 'UTC')}`,
      ],
      compare: (fingerprint: string) => [
        `  fingerprint  ${fingerprint}`,
        'Ring up the organiser’s IT, on a number that you know, and let it read out the fingerprint (SHA-256) of its certificate. Compare every character. It finds the fingerprint on its server: openssl x509 -noout -fingerprint -sha256 -in FILE',
        'Whoever trusts a wrong certificate hands the password and every voter’s credentials to a stranger.',
      ],
      ask: 'If all of it is the same, type its last four pairs, with or without colons (Enter alone: do not trust)',
      differs: 'This is not the end of the fingerprint that the server shows: do not trust this certificate.',
    },
    whatNow: 'The connection test failed. What now?',
    takeOver: (port: number, encryption: string) =>
      `Take over port ${port} with ${encryption}, and test again`,
    correct: 'Correct a value and test again',
    storeAnyway: 'Store all the same',
    end: 'End without storing',
    which: 'Which value is to be corrected?',
    caFile: 'Certificate of the organiser’s own authority: path of the file (empty: none)',
    next: (name: string, program: string) => [
      'Next steps:',
      `  write into invite.yaml: profile: ${name}`,
      `  rehearse with your own data: ${program} send --sandbox`,
    ],
    fields: {
      host: 'Host',
      port: 'Port',
      encryption: 'Encryption',
      user: 'User',
      password: 'Password',
      sender: 'Sender',
      caFile: 'CA file',
      pin: 'Pinned certificate',
      limits: 'Limits',
    },
    hidden: '(stored, not shown)',
    wrong: 'This value does not fit.',
  },
  testConnection: {
    whose: 'Which mailbox is to be tested?',
    another: 'another one (its six values are asked)',
    running: (stage: string) => `${stage} …`,
    watching: (every: string) =>
      `There is a new attempt every ${every} until everything before the login works. Only then comes the login, once. Ctrl+C stops it.`,
    attempt: (time: string, stage: string, finding: string) => `${time}  ${stage}: ${finding}`,
    next: (count: number, wait: string) =>
      `${counted(count, { one: 'attempt', other: 'attempts' })} so far, the next one in ${wait}`,
    reached: (time: string) => `${time}  Everything before the login works. Now the whole test, once.`,
    stoppedInTest: 'Stopped before the test was at its end; there is no result.',
    stoppedWithMessage:
      'Stopped before the test was at its end; there is no result. The test message may have gone out or not: look into the mailbox.',
    stopped: 'Stopped. This is what the last attempt found:',
    reported: (file: string) => `Report: ${file} (holds no password; can be passed on as it is)`,
  },
  preview: {
    roll: (file: string, voters: number, readAs: string) =>
      `${file}: ${counted(voters, VOTERS)}, read as ${readAs}.`,
    names: (names: string) => `Names to see whether the umlauts are right: ${names}.`,
    unread: (file: string) => `${file}: the rows could not be checked.`,
    columns: (columns: string) => `Columns: ${columns}.`,
    shared: (count: number) =>
      `${counted(count, { one: 'address is', other: 'addresses are' })} shared by several voters.`,
    ok: 'Roll and template are in order.',
    notOk: (errors: number, warnings: number) =>
      `${counted(errors, { one: 'error', other: 'errors' })}, ${counted(warnings, { one: 'warning', other: 'warnings' })}.`,
    fingerprint: (fingerprint: string) => `Fingerprint for --approve: ${fingerprint}`,
    voter: (row: number, id: string) => `Invitation of the voter in line ${row} (${id}):`,
    subject: 'Subject',
    to: 'To',
    masked: 'Credentials are shown as dots; --reveal shows them.',
    written: (count: number, folder: string) =>
      `${counted(count, { one: 'invitation', other: 'invitations' })} written to ${folder}.`,
    revealed: (count: number) =>
      `These files hold the credentials of ${counted(count, { one: 'voter', other: 'voters' })}. Delete them as soon as you can.`,
  },
  /** How long it is until the election; the sentences of src/project/lead-time.ts. */
  leadTime: {
    short: (days: number, start: Date, timezone: string) =>
      `The election begins ${days === 1 ? 'tomorrow' : `in ${days} days`} (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    today: (start: Date, timezone: string) =>
      `The election begins today (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    begun: (start: Date, timezone: string) =>
      `The election has begun already (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    over: (end: Date, timezone: string) =>
      `The election is over (${date(end, timezone)}, ${timezone}), and no invitation goes out any more. Are electionStart and electionEnd right?`,
    ask: (command: string) => `If the IT has not been asked yet, write to it today: ${command}`,
  },
};
