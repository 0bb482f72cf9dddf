/** Owns the English sentences for faults of a profile file: a mailbox without its password, kept in a repository. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { expectation } from './expectations.js';
import { CORRECT_AND_REPEAT } from './words.js';

const { list, quote } = formatFor('en');

const KEYS =
  "For the organiser's IT: Known are host, port, encryption, user, sender, caFile, fingerprint and limits (connections, perMinute, perHour, perDay, perConnection).";
const PASSWORD_FROM =
  "For the organiser's IT: The password comes from the environment variable INVITE_PASSWORD or INVITE_PASSWORD_FILE, from --password-file FILE or from --password-stdin.";
const SIGN_IN_INSTEAD =
  "For the organiser's IT: Give the whole mailbox without --profile-file, as variables (INVITE_HOST, INVITE_LOGIN, INVITE_CLIENT_SECRET) or as a stored profile; docs/oauth2.md has it.";

export const profileFileFaults = {
  'profile-file-syntax': ({ path, line, column, reason }) => ({
    message: `The profile file ${quote(path)} cannot be understood at line ${line}, column ${column} (the report is ${quote(clause(reason))}).`,
    hints: [
      'It is YAML, one value per line such as "host: smtp.sample.example", or JSON.',
      'Put values in quotation marks if they contain a colon or a #.',
    ],
  }),
  'profile-file-key': ({ path, line, key, problem, suggestion }) => {
    if (problem === 'secret')
      return {
        message: `Line ${line} of the profile file ${quote(path)} gives a secret (${quote(key)}): this file is made to lie where others read it, and nothing secret may stand in it.`,
        hints: [
          "For the organiser's IT: Delete the line, and change the password: whoever has seen the file or its earlier versions knows it.",
          PASSWORD_FROM,
        ],
      };
    if (problem === 'sign-in')
      return {
        message: `${quote(key)} in line ${line} of the profile file ${quote(path)} asks for a sign-in with OAuth 2.0, which a profile file does not know: it is for mailboxes with a password.`,
        hints: [SIGN_IN_INSTEAD],
      };
    if (problem === 'twice')
      return {
        message: `${quote(key)} stands twice in the profile file ${quote(path)}, the second time in line ${line}.`,
        hints: ['Delete one of the two lines; otherwise nobody can tell which one is meant.'],
      };
    return {
      message: `${quote(key)} in line ${line} of the profile file ${quote(path)} is unknown.`,
      hints: [...(suggestion === null ? [] : [`Perhaps ${quote(suggestion)} is meant.`]), KEYS],
    };
  },
  'profile-file-value': ({ path, line, key, value, expected }) => ({
    message:
      key === ''
        ? `The profile file ${quote(path)} is no list of values; what is expected is ${expectation(expected)}.`
        : `${value === '' ? 'The empty value' : `The value ${quote(value)}`} does not fit ${quote(key)} (profile file ${quote(path)}, line ${line}); what is expected is ${expectation(expected)}.`,
    hints: [CORRECT_AND_REPEAT],
  }),
  'profile-file-incomplete': ({ path, missing }) => ({
    message: `In the profile file ${quote(path)}, ${missing.length === 1 ? 'this is' : 'these are'} missing: ${list(missing.map((key) => quote(key)))}.`,
    hints: [
      "For the organiser's IT: Add it; host, port, encryption, user and sender always come together from one source.",
    ],
  }),
  'profile-file-fingerprint': ({ path, caFile }) => ({
    message:
      caFile === null
        ? `The profile file ${quote(path)} names a fingerprint, but not the file with the certificate that has it.`
        : `No certificate in ${quote(caFile)} has the fingerprint that the profile file ${quote(path)} names.`,
    hints: [
      "For the organiser's IT: Save the server's own certificate as a file (PEM) beside the profile file, and name it at caFile.",
    ],
  }),
  'profile-file-unbound': ({ path, host, needed, password }) => ({
    message: `The password from ${quote(password)} would go to ${quote(host)}, because the profile file ${quote(path)} says so; but whoever can change this file could name a server of their own there and collect the password.`,
    hints: [
      `For the organiser's IT: Say where the password belongs, in the same place from which it comes: ${clause(needed)}${needed.startsWith('--') ? ' ' : '='}${word(host, 'HOST')}`,
      "For the organiser's IT: In a build server, that place is its own settings for secrets, not a file of the repository.",
    ],
  }),
  'profile-file-differs': ({ path, key, source, given, found }) => ({
    message: `${quote(source)} says ${quote(given)}, but the profile file ${quote(path)} says ${quote(found)} at ${quote(key)}; the password is not used.`,
    hints: [
      "For the organiser's IT: Find out who changed the file and why; if the change is right, change the other value too.",
    ],
  }),
  'profile-file-sign-in': ({ path, named }) => ({
    message: `${list(named.map((name) => quote(name)))} ${named.length === 1 ? 'asks' : 'ask'} for a sign-in with OAuth 2.0, which does not go with a profile file (${quote(path)}): it is for mailboxes with a password.`,
    hints: [SIGN_IN_INSTEAD],
  }),
  'profile-file-no-password': ({ path, host }) => ({
    message: `The profile file ${quote(path)} has no password, and nothing else gives one for ${quote(host)}.`,
    hints: [
      PASSWORD_FROM,
      "For the organiser's IT: Beside a variable INVITE_HOST names the server once more, beside an option --host does.",
      'At a terminal the command asks for the password; it stays unseen.',
    ],
  }),
} satisfies Partial<FaultTexts>;
