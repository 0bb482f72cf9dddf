/** Owns the English sentences for faults of profiles, passwords and the keychain. */
import type { FaultTexts, MailboxWay } from '../../fault-text.js';
import { formatFor, word } from '../../format.js';
import { example, fieldName, VALUE_FAULT } from './connection-value.js';
import { environmentHint, FILE, HANDOVER_KEY, reasonOf, withoutKeychain } from './words.js';

const { counted, list, number, quote } = formatFor('en');

const MIXED_WAYS_OUT = [
  'Leave this out if the profile is to be used.',
  "For the organiser's IT: Or give everything without a profile: --host, --port, --encryption, --user, --sender and the password with --password-file FILE or --password-stdin.",
];

const CHECK_NAME: Readonly<Record<MailboxWay, string>> = {
  option: 'Check the name at "profile" in invite.yaml or after --profile.',
  argument: 'Check the name in the command or at "profile" in invite.yaml.',
  questions: 'Check the name in the command; to see all stored names: npx invite configure --list',
};

/** By an option, or by the command's argument; `configure` raises none of these. */
function byProfile(way: MailboxWay, option: string, argument: string): string {
  return way === 'argument' ? argument : option;
}

export const profileFaults = {
  'profile-unknown': ({ name, known, ...details }, way = 'option') => ({
    message: `The profile ${quote(name)} (the access to the mail server) is not stored on this computer.`,
    hints: [
      ...environmentHint(details),
      ...(known.length === 0 ? [] : [`Stored: ${list(known.map((one) => quote(one)))}.`]),
      CHECK_NAME[way],
      `Or store the profile on this computer: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-name-invalid': ({ name }) => ({
    message: `A profile cannot have the name ${quote(name)}.`,
    hints: [
      'Use small letters from a to z, digits, dots, hyphens and underscores, at most 64 characters; the first one is a letter or a digit.',
    ],
  }),
  'profile-exists': ({ name }) => ({
    message: `Another profile is stored under the name ${quote(name)} already; it was not touched.`,
    hints: [
      'Choose another new name.',
      `Or remove that profile first, which deletes its password: npx invite configure ${word(name, 'NAME')} --remove`,
    ],
  }),
  'profile-missing': (_, way = 'option') => ({
    message: 'Nothing says through which mail server the invitations are to go out.',
    hints: [
      'Store the access that you got from your IT as a profile: npx invite configure',
      byProfile(
        way,
        'Enter the name of the profile at "profile" in invite.yaml, or give it with --profile NAME.',
        'Give the name of the profile (or enter it at "profile" in invite.yaml): npx invite test-connection NAME',
      ),
      ...withoutKeychain(way),
    ],
  }),
  'profile-damaged': ({ name, ...details }) => ({
    message: `The stored profile ${quote(name)} is damaged or incomplete.`,
    hints: [
      ...environmentHint(details),
      `Store it again, with the access from your IT: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-newer': ({ name, version }) => ({
    message: `The profile ${quote(name)} was stored by a newer version of this program (format ${version}).`,
    hints: [
      'Use the newer version here too.',
      `Or store the profile again with this version: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-list-damaged': ({ path }) => ({
    message: `The list of profiles ${quote(path)} is damaged.`,
    hints: [
      'Rename the file; the access itself is in the keychain and stays there.',
      'Then store each profile again under its name: npx invite configure NAME',
    ],
  }),
  'profile-list-unusable': ({ path, reason }, way = 'option') => ({
    message: `The list of profiles ${quote(path)} cannot be read or written: ${reasonOf(reason)}.`,
    hints: ['Check that you may create and change files in this folder.', ...withoutKeychain(way)],
  }),
  'profile-flags-mixed': ({ flags }) => ({
    message: `${list(flags.map((flag) => quote(flag)))} cannot be mixed with values from elsewhere: server, user name and password must come from one source together, so that no stored password reaches a stranger's server.`,
    hints: MIXED_WAYS_OUT,
  }),
  'flags-incomplete': ({ present, missing }, way = 'option') => ({
    message: `With ${list(present.map((flag) => quote(flag)))}, ${missing.length === 1 ? 'this is' : 'these are'} still missing: ${list(missing.map((flag) => quote(flag)))}.`,
    hints: [
      "For the organiser's IT: Add the missing options; server, user name and password always come from one source together.",
      ...(way === 'argument'
        ? ['At a terminal the command asks for what is missing; the password stays unseen.']
        : []),
      byProfile(
        way,
        'Or leave all these options out and use a stored profile: --profile NAME',
        'Or leave all these options out and use a stored profile: npx invite test-connection NAME',
      ),
    ],
  }),
  'environment-incomplete': ({ present, missing }, way = 'option') => ({
    message: `Of the environment variables for the mail server, ${list(present.map((name) => quote(name)))} ${present.length === 1 ? 'is' : 'are'} set, but ${list(missing.map((name) => quote(name)))} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    hints: [
      "For the organiser's IT: Set the missing variables, or remove those that are set.",
      byProfile(
        way,
        'Or use a stored profile: --profile NAME',
        'Or use a stored profile: npx invite test-connection NAME',
      ),
    ],
  }),
  'connection-value-invalid': ({ field, value, expected, source }) => ({
    message: `The value${value === '' ? '' : ` ${quote(value)}`} for "${fieldName(field)}"${source === null ? '' : ` (from ${quote(source)})`} cannot be used: ${VALUE_FAULT[expected]}.`,
    hints: ['Compare the value with what your IT gave you.', ...example(field)],
  }),
  'password-missing': ({ name, ...details }, way = 'option') => ({
    message: `The keychain (the operating system's store for passwords) gives nothing for the profile ${quote(name)}: either nothing is stored there, or the keychain is locked.`,
    hints: [
      ...environmentHint(details),
      'Log in to the computer again, or unlock the keychain, and repeat the command.',
      `If that does not help, store the profile again: npx invite configure ${word(name, 'NAME')}`,
      ...withoutKeychain(way),
    ],
  }),
  'password-empty': ({ source }) => ({
    message: `The password from ${quote(source)} is empty.`,
    hints: ['Check that the password is really there, and repeat the command.'],
  }),
  'password-too-long': ({ bytes, limit }, way = 'option') => ({
    message: `With ${number(bytes)} bytes, the access to the mail server is too long for the keychain, which takes ${number(limit)} bytes.`,
    hints: [
      'Check whether more than the password was pasted, for example a whole file.',
      ...withoutKeychain(way),
    ],
  }),
  'password-file-open': ({ path, what, mode }) => ({
    message: `Other users of this computer can read the file ${quote(path)} (${FILE[what]}) too (mode ${quote(mode)}).`,
    hints: [`For the organiser's IT: Restrict the rights: chmod 600 ${word(path, 'FILE')}`],
  }),
  'password-file-foreign': ({ path, uid }) => ({
    message: `The password file ${quote(path)} belongs to another user of this computer (number ${uid}), who could read and exchange the password.`,
    hints: ["For the organiser's IT: Create the file as the user who runs the command, with the mode 0600."],
  }),
  'keychain-absent': ({ reason, ...details }, way = 'option') => ({
    message: `No keychain (the operating system's store for passwords) can be reached on this computer: ${reasonOf(reason)}.`,
    hints: [
      ...environmentHint(details),
      "For whoever looks after this computer: On Linux, libsecret and a running keychain service (for example gnome-keyring) are needed in the user's session.",
      ...withoutKeychain(way),
    ],
  }),
  'keychain-locked': ({ name, ...details }, way = 'option') => ({
    message: `The keychain (the operating system's store for passwords) is locked; ${name === HANDOVER_KEY ? 'the key of the sealed hand-over' : `the profile ${quote(name)}`} cannot be read or stored.`,
    hints: [
      ...environmentHint(details),
      'Unlock the keychain, usually with the password you use to log in to the computer, and repeat the command.',
      ...withoutKeychain(way),
    ],
  }),
  'keychain-timeout': ({ seconds, ...details }, way = 'option') => ({
    message: `The keychain (the operating system's store for passwords) did not answer for ${counted(seconds, { one: 'second', other: 'seconds' })}.`,
    hints: [
      ...environmentHint(details),
      'See whether a window is waiting for your password, perhaps behind other windows, and repeat the command.',
      ...withoutKeychain(way),
    ],
  }),
  'keychain-failed': ({ reason, ...details }, way = 'option') => ({
    message: `The keychain (the operating system's store for passwords) failed: ${reasonOf(reason)}.`,
    hints: [
      ...environmentHint(details),
      'Log in to the computer again and repeat the command.',
      ...withoutKeychain(way),
    ],
  }),
  'unencrypted-not-allowed': ({ host }) => ({
    message: `The connection to ${quote(host)} would not be encrypted: whoever listens on the network would see the password of the mailbox and the credentials of every voter.`,
    hints: [
      'Ask your IT for an encrypted connection (ssl or starttls) and store it in the profile: npx invite configure',
      "For the organiser's IT: Only if the way to the server is certain to be protected, the option --allow-unencrypted allows the connection all the same.",
    ],
  }),
  'unencrypted-declined': ({ host }) => ({
    message: `You said no to an unencrypted connection to ${quote(host)}; nothing was stored, and no connection was made.`,
    hints: ['Ask the organiser’s IT for an encrypted connection.'],
  }),
  'ca-file-changed': ({ path }) => ({
    message: `The certificate ${quote(path)} is no longer the one that was there when the profile was stored.`,
    hints: [
      'Ask your IT whether the certificate was exchanged on purpose.',
      `If so, store the profile again, with the new certificate: npx invite configure NAME --ca-file ${word(path, 'FILE')}`,
    ],
  }),
} satisfies Partial<FaultTexts>;
