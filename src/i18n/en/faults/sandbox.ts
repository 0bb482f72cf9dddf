/** Owns the English sentences for faults of the local servers: the sandbox of a rehearsal, the preview page. */
import type { FaultTexts } from '../../fault-text.js';
import { formatFor, word } from '../../format.js';
import { FOLDER_FAULT, reasonOf } from './words.js';

const { quote } = formatFor('en');

export const sandboxFaults = {
  'sandbox-directory-unusable': ({ path, reason, detail }) => ({
    message: `${quote(path)} cannot take the invitations of the rehearsal: ${FOLDER_FAULT[reason]}${detail === null ? '' : `, because ${reasonOf(detail)}`}.`,
    hints: [
      ...(reason === 'open-to-others'
        ? [`If the folder holds rehearsals only, restrict its rights: chmod 700 ${word(path, 'FOLDER')}`]
        : []),
      'Name another folder that does not exist yet; it is made readable by you alone: npx invite sandbox --folder FOLDER',
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
  'preview-not-started': ({ port, reason }) => ({
    message: `The preview page cannot be started on this computer${port === null ? '' : `, on port ${port}`}: ${reasonOf(reason)}.`,
    hints:
      port === null
        ? [
            'Repeat the command.',
            "For the organiser's IT: A free port on 127.0.0.1 is needed; check whether a virus scanner or a firewall prevents that.",
          ]
        : ['Leave --port out: then a free port is taken.'],
  }),
} satisfies Partial<FaultTexts>;
