/** Owns the English texts of stored profiles: their change, their new names, and where each shown value comes from. */
import type { AskedField } from '../../profile/questions.js';
import type { ShownOrigin } from '../../profile/shown-origin.js';
import { formatFor } from '../format.js';

const { quote } = formatFor('en');

export const storedProfiles = {
  newName: 'New name of the profile',
  renamed: (from: string, to: string) => `Profile “${from}” is now called “${to}”.`,
  finished: (from: string, to: string) =>
    `“${to}” is stored, and “${from}” is off the list; the keychain held nothing under this name any more.`,
  renameProjects: (from: string, to: string) =>
    `Where an invite.yaml says “profile: ${from}”, change that to “profile: ${to}”.`,
  copied: (from: string, to: string) =>
    `Profile “${from}” is now also stored as “${to}”, with its password or sign-in.`,
  change: (name: string) => `Profile “${name}” exists already. Change it? (What is stored is suggested.)`,
  keepPassword: 'Password (Enter alone: keep the stored one)',
  passwordAgain: (fields: readonly AskedField[], labels: Readonly<Record<string, string>>) =>
    `Changed: ${fields.map((field) => labels[field]).join(', ')}. The stored password only goes to the server and the mailbox for which it was typed; please type it again.`,
  /** Columns of `--show`: label, value, where it comes from. */
  origin: (from: ShownOrigin): string => {
    switch (from.kind) {
      case 'keychain':
        return from.preset === null ? 'keychain' : `keychain; as ${from.preset} names it`;
      case 'file':
        return 'file; its SHA-256 stands in the keychain';
      case 'own-file':
        return `keychain; the certificate lies in ${quote(from.path)}`;
      case 'default':
        return 'default';
    }
  },
  entry: (name: string) => `Entry in the keychain: service “invite”, account “${name}”`,
  list: (path: string) => `List of names: ${path}`,
  systemTrust: 'the certificate authorities of Node.js',
  limitNames: {
    connections: 'connections',
    perMinute: 'a minute',
    perHour: 'an hour',
    perDay: 'a day',
    perConnection: 'on one connection',
  },
  noLimit: 'none',
  /** Before a run, with --verbose. */
  notShown: '(not shown)',
  origins: 'Where the values of this run come from:',
};
