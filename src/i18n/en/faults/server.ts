/** Owns the English sentences for faults of the mail server; what it is and what to do stands in problems.ts and advice.ts. */
import type { Target } from '../../../advice/trouble.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, endpoint, formatFor } from '../../format.js';
import { type TroubleWords, tellTrouble } from '../../server-trouble.js';
import { textOf } from '../../text-of.js';
import { advice } from '../advice.js';
import { problems } from '../problems.js';
import { RUN_AGAIN, TEST_CONNECTION } from './words.js';

const { quote, size, someOf } = formatFor('en');

const WORDS: TroubleWords = {
  problems,
  advice,
  addressed: {
    'election-manager': '',
    'organiser-it': "For the organiser's IT: ",
    'microsoft-365-admin': 'Microsoft 365 administration: ',
    'google-workspace-admin': 'Google Workspace administration: ',
    'network-admin': 'Network administration: ',
  },
  unknown: 'The server refuses',
  storeProfile: 'Store changed access in the profile: npx invite configure',
  storeCertificate: 'Store this certificate in the profile: npx invite configure --ca-file FILE',
};

const STAGES: Readonly<Record<string, string>> = {
  resolve: 'search for the server',
  connect: 'connection',
  tls: 'encryption',
  starttls: 'encryption',
  greeting: 'greeting',
  ehlo: 'greeting',
  auth: 'login',
  'mail-from': 'sender',
  'rcpt-to': 'recipient',
  data: 'handing over the message',
  'end-of-data': 'handing over the message',
};

/** Stages that end before the login where encryption fails. */
const UNPROTECTED: readonly string[] = ['starttls', 'tls'];
const KEPT = '; so no password was handed over';

export const serverFaults = {
  'server-unreachable': ({ stage, reason, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, reason, stage);
    return { message: `${place(target, stage)}: ${problem}.`, hints: [...hints, TEST_CONNECTION, RUN_AGAIN] };
  },
  'server-refuses': ({ stage, kind, reply, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, kind, stage, reply);
    const kept = UNPROTECTED.includes(stage) ? KEPT : '';
    const answer = reply === null ? '' : `; the mail server answers ${quote(clause(reply), 300)}`;
    return {
      message: `${place(target, stage)}: ${problem}${kept}${answer}.`,
      hints: [...hints, TEST_CONNECTION, RUN_AGAIN],
    };
  },
  'sign-in-failed': ({ kind, issuer, reason, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, kind, 'auth');
    const answer = reason === '' ? '' : `; its answer: ${quote(clause(reason), 300)}`;
    return { message: `Identity provider ${quote(issuer)}: ${problem}${answer}.`, hints };
  },
  'sign-in-needs-terminal': () => ({
    message:
      'A person signs in (OAuth 2.0) at a terminal: a window in which the command is typed, with a browser at hand.',
    hints: [
      'Start the command in a terminal, without --no-input.',
      "For the organiser's IT: Without a person it works with --client-secret-file FILE (application) or --key-file FILE (service account).",
    ],
  }),
  'sign-in-not-stored': () => ({
    message: 'A sign-in by a person (OAuth 2.0) needs a stored profile.',
    hints: [
      'Sign in once, with the same values: npx invite configure NAME --login PROVIDER',
      "For the organiser's IT: Without a person it works with --client-secret-file FILE (application) or --key-file FILE (service account).",
    ],
  }),
  'certificate-changed': ({ pin, seen, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, 'certificate-changed', 'tls');
    const shown = seen === null ? '' : `, shown: ${quote(seen)}`;
    return {
      message: `${place(target, 'tls')}: ${problem} (fingerprint trusted: ${quote(pin)}${shown})${KEPT}.`,
      hints: [...hints, TEST_CONNECTION],
    };
  },
  'certificate-refused': ({ kind, reason, ...target }) => {
    const known = textOf(problems, kind) === null ? 'certificate-invalid' : kind;
    const { problem, hints } = tellTrouble(WORDS, target, known, 'tls');
    const silent = reason === kind || clause(reason) === '';
    const detail = silent ? '' : ` (reported: ${quote(clause(reason))})`;
    return {
      message: `${place(target, 'tls')}: ${problem}${detail}${KEPT}.`,
      hints: [...hints, TEST_CONNECTION],
    };
  },
  'message-too-large': ({ bytes, limit }) => ({
    message: `An invitation is too large (${size(bytes)}); the mail server accepts ${size(limit)} at most.`,
    hints: [
      'Shorten the template, above all the HTML part (html.mustache), and look at the result: npx invite preview',
      "For the organiser's IT: Or raise the size of a message that the mail server allows.",
    ],
  }),
  'smtputf8-missing': ({ rows }) => ({
    message: `The mail server does not accept addresses with umlauts or other special characters before the @; affected in the roll: ${rows.length === 1 ? 'line' : 'lines'} ${someOf(rows.map(String))}.`,
    hints: [
      'Ask these voters for another e-mail address and enter it.',
      "For the organiser's IT: Or switch on SMTPUTF8 on the mail server.",
    ],
  }),
} satisfies Partial<FaultTexts>;

function place({ host, port }: Target, stage: string): string {
  const step = textOf(STAGES, stage) ?? clause(stage);
  return `Mail server ${endpoint(host, port)}, step ${step}`;
}
