/** Owns the English sentences for a list of voters that cannot be gone by. */
import type { ListProblem } from '../../../fault.js';
import type { FaultText, FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { REPEAT_WITH } from './words.js';

const { counted, number, plural, quote, someOf } = formatFor('en');

const IDS = { one: 'voter ID', other: 'voter IDs' };
const EXPORT = 'Export the list from the voting system once more, as a CSV file, and repeat the command.';
const SAVE_AS =
  'Open it in Excel and save it with "Save As" as "CSV UTF-8"; check that leading zeros are still there.';

export const voterListFaults = {
  'voter-list': ({ path, row, problem }) => {
    const { reason, hints } = told(problem);
    const place = row === null ? quote(path) : `${quote(path)}, line ${row}`;
    return { message: `The list of those who have not voted cannot be used (${place}): ${reason}.`, hints };
  },
  'voter-not-listed': ({ ids, path }) => ({
    message: `The list of those who have not voted (${quote(path)}) does not name ${ids.length === 1 ? 'this voter' : 'these voters'}: ${someOf(ids.map((id) => quote(id, 60)))}.`,
    hints: ['Whoever is not in the list has voted; leave them out of --only, or export a newer list.'],
  }),
  'not-voted-missing': ({ statePath }) => ({
    message: `The mailing with the state file ${quote(statePath)} is a reminder to those who have not voted; without their list it would go to everybody.`,
    hints: [
      `Export a newer list from the voting system, and ${REPEAT_WITH}: --not-voted FILE`,
      'For a mailing to everybody give another name: --mailing NAME',
    ],
  }),
  'not-voted-foreign': ({ statePath }) => ({
    message: `The mailing with the state file ${quote(statePath)} was begun without a list of those who have not voted; it is for everybody, and cannot go on with a list.`,
    hints: [
      'Give the reminder a name of its own: --mailing NAME',
      'To go on with the mailing to everybody, leave --not-voted out.',
    ],
  }),
  'not-voted-template': ({ statePath }) => ({
    message: `The reminder has the same template as the mailing with the state file ${quote(statePath)}; voters would get the very same invitation once more.`,
    hints: [
      'Make a template of its own: copy the folder of the template, change subject and text, and name it with --template FOLDER',
    ],
  }),
} satisfies Partial<FaultTexts>;

interface Told {
  readonly reason: string;
  readonly hints: FaultText['hints'];
}

function told(problem: ListProblem): Told {
  switch (problem.what) {
    case 'no-column':
      return {
        reason: `no column holds the voter ID; the headers found are ${headers(problem.headers)}`,
        hints: [
          headerHint(problem.header),
          'If the first line holds a voter ID, put a line with the header above it.',
        ],
      };
    case 'several-columns':
      return {
        reason: `several columns could hold the voter ID; the headers found are ${headers(problem.headers)}`,
        hints: [headerHint(problem.header), 'Delete the other columns; one is enough.'],
      };
    case 'mixed':
      return {
        reason: `the column ${quote(problem.header, 60)} says yes of some voters and no of others, so the list is not only of those who have not voted`,
        hints: [
          'Export only those who have not voted.',
          'If the column is about something else, delete it from the list: the column of the voter ID is enough.',
        ],
      };
    case 'ragged':
      return {
        reason: `the line has ${number(problem.found)} cells, but the list has only ${counted(problem.expected, { one: 'header', other: 'headers' })}`,
        hints: [
          'Usually there is a delimiter in the middle of a text; put such text in quotation marks.',
          EXPORT,
        ],
      };
    case 'twice':
      return {
        reason: `this voter ID already stands in line ${problem.firstRow}`,
        hints: ['Each voter ID may occur only once; find out how it came into the list twice.', EXPORT],
      };
    case 'unknown':
      return {
        reason: `the roll does not contain ${counted(problem.count, IDS)} of the list (${plural(problem.count, { one: 'line', other: 'lines' })} ${someOf(problem.rows.map(String), 5, problem.count)})`,
        hints: [
          'Check that list and roll belong to the same election.',
          'A voter ID must stand in the list exactly as in the roll, with leading zeros, with capital and small letters, and without blanks.',
        ],
      };
    case 'everybody':
      return {
        reason: `it names everybody, all ${counted(problem.count, { one: 'voter', other: 'voters' })} of the roll, and so it is probably the roll itself`,
        hints: [
          EXPORT,
          'If really nobody has voted yet, there is no need for a list: write to all with a mailing of its own, without --not-voted.',
        ],
      };
    default:
      return SIMPLE[problem.what];
  }
}

const SIMPLE: Readonly<
  Record<
    Exclude<
      ListProblem,
      { header: string } | { count: number } | { expected: number } | { firstRow: number }
    >['what'],
    Told
  >
> = {
  workbook: { reason: 'it is an Excel workbook, and a list must be a CSV file', hints: [SAVE_AS] },
  'no-text': { reason: 'it is not a CSV file', hints: [EXPORT] },
  encoding: { reason: 'its letters are stored in different encodings', hints: [EXPORT] },
  quoting: {
    reason: 'a quotation mark without its partner keeps the file from being read safely',
    hints: ['Correct this place; a quotation mark that belongs to the text is written twice.', EXPORT],
  },
  'no-headers': {
    reason: 'the first line is not a line of headers',
    hints: ['Put the headers of the columns into the first line, and delete titles above them.'],
  },
  header: {
    reason: 'a header occurs twice, is too long, or has characters that do not belong there',
    hints: ['Give each column a short header of its own, or delete all columns but that of the voter ID.'],
  },
  empty: { reason: 'it names nobody', hints: [EXPORT, 'If everybody has voted, there is nobody to remind.'] },
  'no-id': {
    reason: 'the voter ID is missing in this line',
    hints: ['Enter the voter ID, or delete the line if it is about nobody.', EXPORT],
  },
  changed: {
    reason: 'it has changed since it was read',
    hints: ['Close the file in other programs and repeat the command.'],
  },
  old: {
    reason:
      'it is more than 24 hours old before the last reminder goes out; whoever has voted since would be reminded all the same',
    hints: [EXPORT, 'If it is right all the same, add --accept-old-list.'],
  },
  future: {
    reason: 'it was written in the future, by the clock of this computer',
    hints: [
      'Check the clock, and whether it is the right file.',
      'If it is right all the same, add --accept-old-list.',
    ],
  },
};

function headerHint(header: string): string {
  return header === ''
    ? 'Give the column of the voter ID the header that it has in the roll.'
    : `Give the column of the voter ID the header that it has in the roll: ${quote(header, 60)}`;
}

function headers(names: readonly string[]): string {
  return names.length === 0
    ? 'none that may be shown'
    : someOf(
        names.map((name) => quote(name, 60)),
        12,
      );
}
