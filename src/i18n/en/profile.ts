/** Owns the English texts of profiles: questions of `configure`, protection, where a value comes from. */
import type { FieldOrigin } from '../../profile/choose-source.js';
import type { Encryption } from '../../profile/profile.js';
import type { AskedField } from '../../profile/questions.js';
import type { Protection } from '../../profile/unencrypted.js';

const questions: Readonly<Record<AskedField, string>> = {
  user: 'User name of the mailbox (usually its address)',
  password: 'Password',
  sender: 'Sender that voters see, e.g. Election Office <election@example.org>',
  host: 'Mail server (host), e.g. smtp.example.org',
  port: 'Port',
  encryption: 'Encryption',
};

const encryptions: Readonly<Record<Encryption, string>> = {
  ssl: 'SSL/TLS – encrypted from the start (usually port 465)',
  starttls: 'STARTTLS – encrypted before the login (usually port 587)',
  none: 'none (NO SSL) – user name, password and all invitations can be read on the way',
};

const protections: Readonly<Record<Protection, string>> = {
  encrypted: 'encrypted',
  loopback: 'not encrypted, but the connection does not leave this computer',
  confirmed:
    'NOT ENCRYPTED: password and invitations can be read on the way (confirmed when the profile was stored)',
  'allowed-by-flag': 'NOT ENCRYPTED: password and invitations can be read on the way (--allow-unencrypted)',
};

const origin = (from: FieldOrigin): string => {
  switch (from.kind) {
    case 'flag':
      return `option ${from.name}`;
    case 'environment':
      return `environment variable ${from.name}`;
    case 'project':
      return `project file (${from.name})`;
    case 'profile':
      return `profile “${from.name}”`;
    case 'file':
      return `profile file ${from.name}`;
    case 'typed':
      return 'typed just now';
    case 'default':
      return 'default';
  }
};

export const profile = {
  questions,
  encryptions,
  protections,
  origin,
  unusable: 'This cannot be a password: nothing was typed, or it contains invisible characters.',
  askPassword: (user: string, host: string) => `Password of ${user} at ${host}`,
  confirmUnencrypted: (host: string) =>
    `Without encryption, everybody on the way to ${host} can read the password of the mailbox and the credentials of all voters, and use them. Test and store it all the same?`,
  confirmUnencryptedTest: (host: string) =>
    `Without encryption, everybody on the way to ${host} can read the password of the mailbox and use it. Test it all the same?`,
  swappedPair: (port: number, encryption: Encryption) =>
    `Port ${port} with ${encryption} is unusual and mostly a mix-up: 465 belongs to ssl, 587 to starttls.`,
  removed: (name: string) => `Profile “${name}” has been removed from the keychain.`,
  nameOnlyRemoved: (name: string) => `“${name}” is off the list. The keychain held nothing under this name.`,
};
