/** Owns the English sentences for faults of the command line. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { textOf } from '../../text-of.js';
import { expectation } from './expectations.js';
import { CORRECT_AND_REPEAT } from './words.js';

const { quote } = formatFor('en');

const HELP = 'To see all commands and options: npx invite --help';

const USAGE: Readonly<Record<string, string>> = {
  'no-command': 'it does not say what to do, for example preview or send',
  'again-missing': '--address and --reason belong to --again ID',
  'again-alone':
    '--again repeats one invitation and does nothing else; leave --new-mailing, --sandbox, --dry-run, --plan, --only, --limit, --not-voted, --retry-refused and --in-doubt out',
  'again-reason':
    '--again needs a reason that is recorded, for example: --reason "telephoned, nothing in the spam folder"',
  'not-voted-unnamed':
    'a reminder is a mailing of its own with a state file of its own; give it a name, for example --mailing reminder',
  'turnout-without-list': '--accept-turnout-visible and --accept-old-list belong to --not-voted FILE',
  'retry-new-mailing':
    '--retry-refused goes on with a mailing in which somebody was refused; leave --new-mailing out',
  'sandbox-with-state':
    '--sandbox always keeps a state file of its own; leave --state, --mailing and --new-mailing out',
  'fingerprint-with-ca-file':
    'a profile trusts either one fingerprint (--fingerprint) or one certificate file (--ca-file); leave one of them out',
  'fingerprint-untested':
    '--fingerprint needs the connection test, which shows the certificate; leave --no-test out',
  'fingerprint-unencrypted':
    '--fingerprint belongs to an encrypted connection; without encryption no server shows a certificate',
  'same-profile': 'the old and the new name are the same',
  'copy-of-person':
    'the sign-in of a person cannot be copied, because the identity provider may take what it gave only once; sign in for the new profile with configure NEW-NAME --login',
  'configure-one-task':
    '--list, --show, --rename, --copy and --remove go one at a time; leave out all but one',
  'configure-task-alone':
    '--list, --show, --rename, --copy and --remove change no values; leave out the options with values, or change the profile with configure NAME',
  'handover-alone':
    '--invite-it, --seal-for (or --seal-with-passphrase), --import, --list, --show, --rename, --copy and --remove each do something else; use one of them',
  'seal-person-with-secret':
    'a person signs in themselves when the file is taken over, without a client secret; leave the secret out, or seal an application with --flow client-credentials',
  'seal-key-or-passphrase':
    'a file is sealed either for keys (--seal-for) or with a passphrase (--seal-with-passphrase); leave one of them out',
  'stdin-twice':
    'only one of --password-stdin, --client-secret-stdin and --passphrase-stdin can read the standard input; take a file for the other',
  'passphrase-twice':
    'the passphrase comes either from --passphrase-file or from --passphrase-stdin; leave one of them out',
  'import-takes-no-values':
    'with --import the values of the mailbox come from the file; leave --host, --port, --encryption, --user, --sender, --ca-file, --password-file, --password-stdin, --login and what belongs to it, --fingerprint, --connections, --rate, --per-connection and --out out',
  'invite-it-takes-no-values':
    '--invite-it needs no values of a mailbox; leave out everything but the name of the profile and --force',
  'passphrase-without-use':
    'there is no passphrase to be used here, because the file is sealed for a key; leave --passphrase-file and --passphrase-stdin out',
  'handover-option-alone':
    '--out, --passphrase-file and --passphrase-stdin belong to --seal-for, --seal-with-passphrase or --import, and so does --force',
  'plan-alone': '--plan shows the plan of the mailing itself; leave --sandbox and --dry-run out',
  'report-without-plan': '--report writes the plan of a mailing to a file and belongs to --plan',
  'scheduler-alone': '--scheduler goes with --print-schedule only',
  'schedule-alone':
    '--print-schedule is for a mailing at its own time with nobody there; leave --password-stdin, --client-secret-stdin, --now, --sandbox, --dry-run, --plan and --again out (for a password there is --password-file)',
  'schedule-year':
    'cron knows no year: a line for a time more than a year ahead would begin in the wrong one; print the schedule later, or use another --scheduler',
  'schedule-turnout':
    'nobody is there at that time to say that it may be seen who has not voted; add --accept-turnout-visible, or leave --not-voted out',
  'schedule-control-character':
    'this folder’s path or one of the options contains a line break or another control character, which a scheduler’s file cannot hold; rename the folder',
  'schedule-without-time':
    '--print-schedule needs a time that is at least 20 minutes ahead: sendAt in invite.yaml, or --send-at; for less, leave this window open with --wait',
  'test-alone':
    'a test begins, continues and decides no mailing; leave --new-mailing, --plan, --print-schedule, --state, --take-over, --now, --until, --limit, --not-voted, --in-doubt, --retry-refused, --again, --accept-added, --accept-removed and --accept-changed out',
  'test-twice':
    '--test-to goes to your own mailbox with hidden credentials, --test to the test voters with their own; use one of them',
  'test-voters-alone':
    '--test-voters belongs to --test; without it the invitations would go to the voters of the real roll',
  'rows-without-test':
    '--row and --widest choose rows for a test; add --test-to ADDRESS or --test, or choose voters of the mailing with --only ID',
  'address-check-unnamed':
    'a template without credentials is a mailing of its own, not the one of the invitations; give it a name, for example --mailing address-check',
  'voter-or-widest': '--voter names one voter, --widest looks for one; leave one of them out',
  'voter-with-json':
    '--json shows no invitation, so --voter and --widest do nothing there; leave them out, or add --out FOLDER or --serve',
  'port-of-serve': '--port belongs to --serve',
  'too-many-arguments': 'it has more words than the command needs',
};

/** The same mapping is written otherwise in an option than in invite.yaml. */
function wordFor(expected: string): string {
  return expected === 'role-to-header' ? 'role-is-header' : expected;
}

export const commandLineFaults = {
  usage: ({ reason }) => ({
    message: `The command cannot be run like this: ${textOf(USAGE, reason) ?? clause(reason)}.`,
    hints: [HELP],
  }),
  'unknown-command': ({ command, suggestion }) => ({
    message: `There is no command ${quote(command)}.`,
    hints: [...(suggestion === null ? [] : [`Perhaps ${quote(suggestion)} is meant.`]), HELP],
  }),
  'unknown-option': ({ option, suggestion, command }) => ({
    message: `This command has no option ${quote(option)}.`,
    hints: [
      ...(suggestion === null ? [] : [`Perhaps ${quote(suggestion)} is meant.`]),
      command === null
        ? HELP
        : `To see all options of this command: npx invite ${word(command, 'COMMAND')} --help`,
    ],
  }),
  'bad-option-value': ({ option, value, expected }) => ({
    message:
      expected === 'no-value'
        ? `The option ${quote(option)} takes no value.`
        : value === ''
          ? `A value is missing after the option ${quote(option)}.`
          : `The value ${quote(value)} does not fit the option ${quote(option)}; expected: ${expectation(wordFor(expected))}.`,
    hints: [CORRECT_AND_REPEAT],
  }),
  'password-as-argument': ({ option }) => ({
    message: `There is no option ${quote(option)}, on purpose: other users of this computer could read a password in the command, and it would stay in the command history.`,
    hints: [
      "Store the password in the keychain (the operating system's store for passwords); it stays invisible while you type it: npx invite configure",
      "For the organiser's IT: Without a keychain, --password-file FILE, --password-stdin or the environment variable INVITE_PASSWORD take the password.",
      'If a password has already been part of a command, ask your IT to change it.',
    ],
  }),
  'needs-terminal': ({ question, flag }) => ({
    message: `The question ${quote(question)} needs an answer, but nobody can be asked here: the command runs without a terminal (a window to type in) or with --no-input.`,
    hints: [
      'Start the command in a terminal and answer there.',
      `Or give the answer in the command: ${clause(flag)}`,
    ],
  }),
  'insecure-tls-environment': ({ variable }) => ({
    message: `The environment variable ${quote(variable)} switches off the check of server certificates; no connection is made like this, because the password could reach a stranger's server.`,
    hints: [
      "For the organiser's IT: Remove the variable and open a new terminal.",
      "For the organiser's IT: If the mail server has a certificate of your own certificate authority, name that authority's certificate with --ca-file FILE.",
    ],
  }),
  cancelled: () => ({
    message: 'The command was stopped at your request.',
    hints: ['Start it again when you want to go on.'],
  }),
} satisfies Partial<FaultTexts>;
