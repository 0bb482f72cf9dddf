/** Owns the English words that several faults share: kinds of files, reasons of the system, ways round the keychain. */
import type { BesideEnvironment, FaultDetails, FileRole, ProfileNamedBy } from '../../../fault.js';
import type { MailboxWay } from '../../fault-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { quote } = formatFor('en');

export const FILE: Readonly<Record<FileRole, string>> = {
  project: 'project file',
  roll: 'roll of voters',
  list: 'list of those who have not voted',
  template: 'template of the invitation',
  ca: 'certificate of the certificate authority',
  pin: 'pinned certificate',
  password: 'password file',
  'client-secret': 'file with the client secret',
  passphrase: 'passphrase file',
  sealed: 'sealed file',
  profile: 'profile file',
  key: 'key file',
  state: 'state file',
  output: 'output file',
};

/** The keychain's name for what is no profile (src/profile/sealed). */
export const HANDOVER_KEY = 'hand-over key';

/** Where the path of a file was given, and can be corrected. */
export const PATH_FROM: Readonly<Record<FileRole, string>> = {
  project:
    'The path stands at the end of the command; without one, invite.yaml is looked for in this folder.',
  roll: 'The path comes from "voters" in invite.yaml or from the option --voters; for test voters, from "testVoters" or --test-voters.',
  list: 'The path comes from the option --not-voted; the list is an export of the voting system.',
  template: 'The path comes from "template" in invite.yaml or from the option --template.',
  ca: "For the organiser's IT: The path comes from the option --ca-file, the environment variable INVITE_CA_FILE or the stored profile.",
  pin: 'This program wrote the file; it does so once more where the profile is stored again: npx invite configure',
  password:
    "For the organiser's IT: The path comes from the option --password-file or the environment variable INVITE_PASSWORD_FILE.",
  'client-secret':
    "For the organiser's IT: The path comes from the option --client-secret-file or the environment variable INVITE_CLIENT_SECRET_FILE.",
  passphrase: 'The path comes from the option --passphrase-file.',
  sealed: 'The path comes from the option --import; it is the attachment of the e-mail, stored as a file.',
  profile: "For the organiser's IT: The path comes from the option --profile-file.",
  key: "For the organiser's IT: The path comes from the option --key-file or the environment variable INVITE_KEY_FILE.",
  state: 'The path comes from the option --state; without it the state file lies in the project folder.',
  output: 'Choose another path for the output.',
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'the permission is missing',
  EPERM: 'the system does not allow it',
  ENOENT: 'the path does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a file of that name has appeared meanwhile',
  EISDIR: 'it is a folder',
  EBUSY: 'another program keeps the file open',
  EROFS: 'the disk is write-protected',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the allotted disk space is used up',
  EIO: 'the disk reports a read or write error',
  EMFILE: 'too many files are open at the same time',
  ELOOP: 'the path contains a link, which is not followed',
  EADDRINUSE: 'the port is already in use',
  EFBIG: 'the file is too large for this disk',
  'UTF-8': 'its content is not text in the encoding UTF-8',
  'not-utf-8': 'its content is not text in the encoding UTF-8',
};

/** The system's reason in plain words with its code, or its own words quoted. */
export function reasonOf(reason: string): string {
  const code = /^E[A-Z0-9]+\b/.exec(reason)?.[0];
  const plain = textOf(REASONS, code ?? reason);
  if (plain === null) return `the system reports ${quote(clause(reason))}`;
  return code === undefined ? plain : `${plain} (${code})`;
}

/** Whether a file could be read but not understood. */
export function isNotUtf8(reason: string): boolean {
  return reason === 'UTF-8' || reason === 'not-utf-8';
}

export const SAVE_AS_UTF8 = 'Open the file in a text editor and save it in the encoding UTF-8.';

/** Ways to log in without the keychain: everything from one source, the password never as an argument. */
const WITHOUT_KEYCHAIN: readonly string[] = [
  "For the organiser's IT: Without a keychain, use the options --host, --port, --encryption, --user, --sender and --password-file FILE (a file with the password that only you may read).",
  "For the organiser's IT: Instead of --password-file FILE, --password-stdin takes the password from another program.",
  "For the organiser's IT: In scripts, the environment variables INVITE_HOST, INVITE_PORT, INVITE_ENCRYPTION, INVITE_USER, INVITE_PASSWORD and INVITE_SENDER work too, all together and only if no profile is named.",
];
const NO_KEYCHAIN_NO_PROFILE: readonly string[] = [
  'Without a keychain no profile can be stored. What can be used in place of a profile is shown by: npx invite send --help',
];

/** `configure` can do nothing without a keychain; its hints must not read as if its own options helped. */
export function withoutKeychain(way: MailboxWay): readonly string[] {
  return way === 'questions' ? NO_KEYCHAIN_NO_PROFILE : WITHOUT_KEYCHAIN;
}

/** What keeps a complete environment from being used; first, because it is the shortest way out for a script. */
export function environmentHint({ environmentUnused: by }: BesideEnvironment): readonly string[] {
  return by === undefined ? [] : [`For the organiser's IT: ${namer(by)}`];
}

function namer(by: ProfileNamedBy): string {
  if (by.what === 'command-line')
    return 'The command names the profile; without that, the INVITE_ environment variables are used, which are all set, unless invite.yaml names one too.';
  if (by.what === 'variable') {
    const { name } = by;
    return `The environment variable ${quote(name)} names the profile; if it is removed, the other INVITE_ environment variables are used, which are all set.`;
  }
  const { path, line } = by;
  return line === null
    ? `"profile" in ${quote(path)} names the profile; if it is deleted, the INVITE_ environment variables are used, which are all set.`
    : `Line ${line} of ${quote(path)} names the profile; if it is deleted, the INVITE_ environment variables are used, which are all set.`;
}

export const CORRECT_AND_REPEAT = 'Correct it and repeat the command.';
export const RESUME = 'Then continue the mailing; what was accepted is not repeated: npx invite send';
/** Also where nothing has begun yet. */
export const RUN_AGAIN = 'Then run the same command again; what was accepted is not repeated.';
/** Leads up to a flag which the command just typed is to be repeated with. */
export const REPEAT_WITH = 'repeat the command with this addition';
export const TEST_CONNECTION = 'Then check the connection step by step: npx invite test-connection';

/** Why a folder must not hold credentials; a clause. */
export const FOLDER_FAULT: Readonly<Record<FaultDetails['sandbox-directory-unusable']['reason'], string>> = {
  link: 'it is a link, not a folder',
  'not-a-folder': 'it is a file, not a folder',
  'other-owner': 'the folder belongs to another user of this computer',
  'open-to-others': 'other users of this computer can read the folder too',
  'not-writable': 'nothing can be created there',
};
