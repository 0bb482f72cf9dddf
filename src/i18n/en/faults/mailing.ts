/** Owns the English sentences for the guards of a mailing: times, changed inputs, beginning, doubts. */
import type { InputDifference } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor } from '../../format.js';
import { REPEAT_WITH } from './words.js';

const { counted, list, moment, plural, quote, someOf } = formatFor('en');

const INVITATIONS = { one: 'invitation', other: 'invitations' };
const VOTERS = { one: 'voter', other: 'voters' };

const OTHER_MAILING =
  'Only if you want another mailing, for example a reminder, give it a name of its own: npx invite send --mailing NAME --new-mailing';

export const mailingFaults = {
  'mailing-not-begun': ({ statePath }) => ({
    message: `No mailing has been begun for this project; there is no state file ${quote(statePath)} (it records whose invitation was accepted).`,
    hints: [
      'First check the roll and the invitation: npx invite preview',
      'Then begin the mailing: npx invite send --new-mailing',
      'If you have begun already, give the place of the state file with --state FILE, or the name of the mailing with --mailing NAME.',
    ],
  }),
  'mailing-exists': ({ statePath }) => ({
    message: `This mailing has already been begun; there is a state file ${quote(statePath)} (it records whose invitation was accepted).`,
    hints: [
      'To see how far it is: npx invite status',
      'Continue the mailing; what was accepted is not repeated: npx invite send',
      OTHER_MAILING,
      'Do not delete the state file, or voters could get their invitation twice.',
    ],
  }),
  'mailing-elsewhere': ({ statePath }) => ({
    message: `This mailing has already been begun in another place: the state file ${quote(statePath)} lies there.`,
    hints: [
      'Go on with it there. From here, voters would get their invitation a second time.',
      OTHER_MAILING,
    ],
  }),
  'mailing-known': ({ statePath, accepted, at }) => ({
    message: `This mailing has been begun before, and by ${moment(at)} ${counted(accepted, INVITATIONS)} ${plural(accepted, { one: 'was', other: 'were' })} accepted; but now its state file ${quote(statePath)} is missing.`,
    hints: [
      'Do not begin again: voters would get their invitation a second time.',
      'Restore the state file and the key file (ending in .key) that lay beside it, for example from a backup or from the recycle bin.',
      'If the state file now lies elsewhere, say where: npx invite send --state FILE',
      OTHER_MAILING,
    ],
  }),
  'mailing-name-invalid': ({ name }) => ({
    message: `A mailing cannot have the name ${quote(name)}.`,
    hints: [
      'Use at most 40 small letters, digits and hyphens (no hyphen at the beginning), for example: --mailing reminder-1',
      'The names "state" and "sandbox" are taken.',
    ],
  }),
  'inputs-changed': ({ differences, rehearsal }) => ({
    message: `Something has changed since the mailing began: ${list(differences.map(difference))}.`,
    hints: [
      `If ${differences.length < 2 ? 'this' : 'any of this'} is not intended, restore what was there before and continue the mailing: npx invite send${rehearsal ? ' --sandbox' : ''}`,
      ...differences.map((one) => `${DIFFERENCE_WANTED[one.what]}, ${REPEAT_WITH}: ${clause(one.flag)}`),
      ...(differences.length < 2
        ? []
        : [
            `If all of it is intended, ${REPEAT_WITH}: ${differences.map(({ flag }) => clause(flag)).join(' ')}`,
          ]),
    ],
  }),
  'too-early': ({ sendAt, now, timezone }) => ({
    message: `The mailing is to begin only on ${moment(sendAt, timezone)}; now it is ${moment(now, timezone)}.`,
    hints: [
      `If the mailing is to wait until then, ${REPEAT_WITH}: --wait`,
      `If the invitations are to go out earlier on purpose, ${REPEAT_WITH}: --now --yes`,
      'If the time is wrong, correct "sendAt" in invite.yaml (or "electionStart" if there is no "sendAt").',
    ],
  }),
  'election-over': ({ electionEnd, timezone }) => ({
    message: `The election has been over since ${moment(electionEnd, timezone)}; after its end no invitation goes out.`,
    hints: ['If this time is wrong, correct "electionEnd" in invite.yaml.'],
  }),
  'until-over': ({ until, start, timezone }) => ({
    message:
      start === null
        ? `The time set with --until has been over since ${moment(until, timezone)}: this run could mail nobody any more.`
        : `The time set with --until, ${moment(until, timezone)}, is not after the beginning of the mailing, ${moment(start, timezone)}: this run could mail nobody.`,
    hints: [`Give --until a later time, with date and time as in 2027-03-01T18:00, and repeat the command.`],
  }),
  'retry-nobody': ({ unchanged }) => ({
    message:
      unchanged === 0
        ? 'There is nobody to retry: no voter of the roll is refused, and there is nobody else whom this run could mail.'
        : `There is nobody to retry: ${counted(unchanged, VOTERS)} ${plural(unchanged, { one: 'is', other: 'are' })} refused, at the very address that is in the roll now, and there is nobody else whom this run could mail.`,
    hints: [
      'Who was refused, and why, is shown by: npx invite status',
      'Correct the address in the roll and repeat the command.',
      'To mail one refused voter once more, unchanged or at another address: npx invite send --again ID --reason REASON',
    ],
  }),
  'again-not-needed': ({ row }) => ({
    message: `The voter in line ${row} of the roll has no invitation yet that could be repeated; the mailing itself sends the first one.`,
    hints: ['Continue the mailing: npx invite send'],
  }),
  'again-in-doubt': ({ row, otherAddress }) => ({
    message: `The voter in line ${row} of the roll is in doubt: an invitation may have arrived, and that is to be settled first.`,
    hints: [
      "For the organiser's IT: Look for its Message-ID in the mail server's log. It is shown by: npx invite status",
      `Found there, ${REPEAT_WITH}, and without --again: --in-doubt accept --only ID`,
      otherAddress
        ? `To send the very same message once more to the same other address, ${REPEAT_WITH}: --in-doubt resend`
        : `To send the very same message once more, ${REPEAT_WITH}, and without --again: --in-doubt resend --only ID`,
    ],
  }),
  'message-differs': ({ row }) => ({
    message: `The invitation for line ${row} of the roll is no longer the same as at the first attempt; an invitation in doubt is only repeated unchanged.`,
    hints: [
      'Restore template, sender and the entries in invite.yaml as they were at the first attempt, and continue the mailing: npx invite send',
      'Or leave out the invitations in doubt for now: npx invite send --in-doubt skip',
    ],
  }),
} satisfies Partial<FaultTexts>;

const DIFFERENCE_WANTED: Readonly<Record<InputDifference['what'], string>> = {
  added: 'If the added voters are to get an invitation',
  removed: 'If it is right that these voters are missing from the roll',
  rows: 'If it is right that entries have changed after the invitation',
  template: 'If the changed template is to be used for the remaining invitations',
  columns: 'If the remaining invitations are to go by the changed assignment of columns',
  sender: 'If the changed sender is to be used for the remaining invitations',
  host: 'If the remaining invitations are to go out through the other mail server or user name',
};

function difference(one: InputDifference): string {
  switch (one.what) {
    case 'added':
      return `${counted(one.count, VOTERS)} ${plural(one.count, { one: 'was', other: 'were' })} added`;
    case 'removed':
      return `${counted(one.count, VOTERS)} ${plural(one.count, { one: 'is', other: 'are' })} missing from the roll`;
    case 'rows': {
      const rows = someOf(one.rows.map(String), 5, one.count);
      return one.count === 1
        ? `the entries of a voter already written to are different (line ${rows})`
        : `the entries of ${counted(one.count, VOTERS)} already written to are different (lines ${rows})`;
    }
    case 'template':
      return 'the template is different';
    case 'columns':
      return 'ID, address or other entries are taken from other columns of the roll';
    case 'sender':
      return 'the sender is different';
    case 'host':
      return 'the mail server or the user name is different';
  }
}
