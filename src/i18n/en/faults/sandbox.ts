/** Owns the English sentences for faults of the sandbox, the local mail server of a rehearsal. */
import type { FaultDetails } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { reasonOf } from './words.js';

const { quote } = formatFor('en');

const FOLDER: Readonly<Record<FaultDetails['sandbox-directory-unusable']['reason'], string>> = {
  link: 'it is a link, not a folder',
  'not-a-folder': 'it is not a folder',
  'other-owner': 'the folder belongs to another user of this computer',
  'open-to-others': 'other users of this computer can read the folder too',
  'not-writable': 'nothing can be created there',
};

export const sandboxFaults = {
  'sandbox-directory-unusable': ({ path, reason, detail }) => ({
    message: `The folder ${quote(path)} cannot take the invitations of the rehearsal: ${detail === null ? FOLDER[reason] : `${FOLDER[reason]}, because ${reasonOf(detail)}`}.`,
    hints: [
      'Rename the folder, or delete it if it only holds former rehearsals; it is made again, readable by you alone.',
      'Or rehearse in a project folder in which you may create files.',
    ],
  }),
  'sandbox-not-started': ({ reason }) => ({
    message: `The mail server for the rehearsal cannot be started on this computer: ${reasonOf(reason)}.`,
    hints: [
      'Repeat the command.',
      "For the organiser's IT: A free port on 127.0.0.1 is needed; check whether a virus scanner or a firewall prevents that.",
    ],
  }),
} satisfies Partial<FaultTexts>;
