/** Owns the English sentences for faults of the state file and its key. */
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { REPEAT_WITH, RESUME, reasonOf } from './words.js';

const { moment, quote } = formatFor('en');

const LOCAL_FOLDER =
  'The project folder is safest on this computer, not on a network drive and not in a folder that a cloud service synchronises.';

export const stateFaults = {
  'registry-damaged': ({ path }) => ({
    message: `The note of an earlier mailing cannot be read: ${quote(path)}. Without it nobody can tell whether this mailing has already begun.`,
    hints: [
      'Restore the file, for example from a backup.',
      "For the organiser's IT: Only if it is certain that it belongs to no mailing that still goes on, move the file away and repeat the command.",
    ],
  }),
  'state-in-use': ({ statePath, pid, since }) => ({
    message: `Another run of this program${pid === null ? '' : ` (process ${pid})`} ${since === null ? 'is working' : `has been working since ${moment(since)}`} with the state file ${quote(statePath)}.`,
    hints: [
      'Wait until it has finished; to see how far it is: npx invite status',
      'Or stop it with Ctrl+C in its window and wait until it ends.',
      ...(pid === null
        ? []
        : [`For the organiser's IT: If there is no such window, it is the process ${pid}.`]),
    ],
  }),
  'state-damaged': ({ statePath, line }) => ({
    message: `The state file ${quote(statePath)} is damaged or was changed from line ${line} on; it is left as it is.`,
    hints: [
      'Do not begin again, and do not delete the file: voters could get their invitation twice.',
      'Keep a copy of the file.',
      'If another program saved the file, or it was copied incompletely, restore the unchanged version and continue the mailing: npx invite send',
      'To see where the chain of entries is broken: npx invite status --verify',
    ],
  }),
  'state-newer': ({ statePath, version }) => ({
    message: `The state file ${quote(statePath)} was written by a newer version of this program (format ${version}).`,
    hints: ['Continue the mailing with the version that was used for it last, or with a newer one.'],
  }),
  'state-key-missing': ({ keyPath }) => ({
    message: `The key file ${quote(keyPath)} is missing; without it the state file does not tell whose invitation was accepted.`,
    hints: [
      'Restore the key file: it was made together with the state file and lay beside it.',
      'If you took the mailing to another computer, copy both files.',
      'Do not begin again: voters would get their invitation a second time.',
    ],
  }),
  'state-key-wrong': ({ keyPath }) => ({
    message: `The key file ${quote(keyPath)} does not belong to this state file, or it is damaged.`,
    hints: ['Every mailing has its own key file; restore the one that was made with this state file.'],
  }),
  'state-copied': ({ statePath }) => ({
    message: `The state file ${quote(statePath)} is not known like this on this computer: it is a copy, or the mailing was begun on another computer.`,
    hints: [
      'Make sure that the mailing is no longer running there and that this copy was made afterwards; otherwise voters get their invitation twice.',
      `If both are true, ${REPEAT_WITH}: --take-over`,
    ],
  }),
  'state-of-other-kind': ({ statePath, rehearsal }) => ({
    message: rehearsal
      ? `The state file ${quote(statePath)} belongs to a real mailing and cannot serve for a rehearsal.`
      : `The state file ${quote(statePath)} belongs to a rehearsal: nobody who is accepted in it has got an invitation.`,
    hints: [
      rehearsal
        ? 'Leave the file where it is, and rehearse in a copy of the project folder without it.'
        : 'Put the file aside. The real mailing begins with: npx invite send --new-mailing',
    ],
  }),
  'state-of-other-content': ({ statePath, credentialFree }) => ({
    message: credentialFree
      ? `The state file ${quote(statePath)} belongs to a mailing of invitations and cannot serve for an address check.`
      : `The state file ${quote(statePath)} belongs to an address check: nobody who is accepted in it has got an invitation.`,
    hints: credentialFree
      ? [
          'Give the address check a name of its own: npx invite send --mailing address-check --template address-check --new-mailing',
        ]
      : [
          'To go on with the address check: npx invite send --mailing address-check --template address-check',
          'The invitations are a mailing of their own: npx invite send --new-mailing',
        ],
  }),
  'state-rolled-back': ({ statePath }) => ({
    message: `The state file ${quote(statePath)} is older than the last known state: an earlier version was put in its place.`,
    hints: [
      'Do not continue the mailing with this file: whoever has got an invitation since would get it a second time.',
      'Find the newer state file, for example in a later backup or on the computer that was used last, and put it back in this place.',
      'Then go on: npx invite send',
    ],
  }),
  'state-replaced': ({ statePath }) => ({
    message: `The state file ${quote(statePath)} was moved, replaced or deleted during the mailing; the mailing has been stopped.`,
    hints: [
      'Put the original file back in its place, for example from the recycle bin.',
      RESUME,
      LOCAL_FOLDER,
    ],
  }),
  'state-not-regular': ({ path }) => ({
    message: `${quote(path)} is not an ordinary file but, for example, a link, a folder or a file with two names; it is neither read nor written.`,
    hints: [
      'Put the state file itself into the project folder, or name another place: npx invite send --state FILE',
    ],
  }),
  'state-unwritable': ({ path, reason }) => ({
    message: `The state file ${quote(path)} cannot be opened or created: ${reasonOf(reason)}.`,
    hints: [
      'Check that you may create and change files in this folder.',
      LOCAL_FOLDER,
      'Or name another place: npx invite send --state FILE',
    ],
  }),
  'state-disk-full': ({ path }) => ({
    message: `There is not enough room on the disk with ${quote(path)}; nothing goes out as long as the state of the mailing cannot be recorded.`,
    hints: ['Make room on the disk.', 'Repeat the command; what was accepted is not repeated.'],
  }),
  'state-write-failed': ({ path, reason }) => ({
    message: `The state file ${quote(path)} can no longer be written: ${reasonOf(reason)}; the mailing has been stopped.`,
    hints: ["For the organiser's IT: Check the disk.", LOCAL_FOLDER, RESUME],
  }),
} satisfies Partial<FaultTexts>;
