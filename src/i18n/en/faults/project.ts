/** Owns the English sentences for faults of the project file and of the project's other files. */
import type { FileRole } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { expectation } from './expectations.js';
import {
  CORRECT_AND_REPEAT,
  FILE,
  FOLDER_FAULT,
  isNotUtf8,
  PATH_FROM,
  RESUME,
  reasonOf,
  SAVE_AS_UTF8,
} from './words.js';

const { counted, list, number, quote, size, someOf } = formatFor('en');

const TESTED = { rows: 'rows', addresses: 'addresses of your own', voters: 'test voters' } as const;

/** Line 0 means that the value did not come from the file. */
function place(path: string, line: number): string {
  return line > 0 ? `project file ${quote(path)}, line ${line}` : `project ${quote(path)}`;
}

/** A text comes as JSON; it is shown as a person would write it. */
function writtenValue(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}

function unreadableHints(what: FileRole, reason: string): readonly string[] {
  if (isNotUtf8(reason)) return [SAVE_AS_UTF8];
  if (what === 'output') return ['Check that you may create files there.'];
  const example = what === 'roll' ? ', for example in Excel,' : '';
  return [
    'Check that you may open the file.',
    `Close the file in other programs${example} and repeat the command.`,
  ];
}

function counts(errors: number, warnings: number): string {
  const found = [
    counted(errors, { one: 'error', other: 'errors' }),
    counted(warnings, { one: 'warning', other: 'warnings' }),
  ];
  return list(warnings === 0 ? found.slice(0, 1) : found);
}

const YAML_HINTS = [
  'Usual causes: a tab instead of blanks at the beginning of a line, no blank after the colon, a quotation mark without its partner.',
  'Put a value in quotation marks if it contains a colon or a #.',
];

export const projectFaults = {
  'project-not-found': ({ path }) => ({
    message: `There is no project file (invite.yaml) at ${quote(path)}.`,
    hints: [
      'Name the project folder at the end of the command, or change into that folder first: cd FOLDER',
      'If you have no project folder yet, make one: npx invite init FOLDER',
    ],
  }),
  'project-unreadable': ({ path, reason }) => ({
    message: `The project file ${quote(path)} cannot be read: ${reasonOf(reason)}.`,
    hints: isNotUtf8(reason)
      ? [SAVE_AS_UTF8]
      : ['Check that you may open the file and that no other program keeps it locked.'],
  }),
  'project-syntax': ({ path, line, column, reason }) => ({
    message: `The project file ${quote(path)} cannot be understood at line ${line}, column ${column} (reported: ${quote(clause(reason))}).`,
    hints: YAML_HINTS,
  }),
  'project-unknown-key': ({ path, line, key, suggestion }) => ({
    message: `The entry ${quote(key)} in line ${line} of the project file ${quote(path)} is not known.`,
    hints: [
      ...(suggestion === null ? [] : [`Perhaps ${quote(suggestion)} is meant.`]),
      'Correct or delete the line; an unknown entry is not passed over, so that no misspelling goes unnoticed.',
    ],
  }),
  'project-duplicate-key': ({ path, line, key }) => ({
    message: `The entry ${quote(key)} stands twice in the project file ${quote(path)}, the second time in line ${line}.`,
    hints: ['Delete one of the two lines; otherwise there is no telling which is meant.'],
  }),
  'project-key-of-profile': ({ path, line, key }) => ({
    message: `The entry ${quote(key)} in line ${line} does not belong in the project file ${quote(path)}: mail server, sender and login are kept in a profile in the keychain.`,
    hints: ['Delete the line.', 'Store the values as a profile: npx invite configure'],
  }),
  'project-key-later': ({ path, line, key }) => ({
    message: `The entry ${quote(key)} in line ${line} of the project file ${quote(path)} is not yet supported by this version.`,
    hints: ['Delete the line, or put a # in front of it; it is not passed over silently.'],
  }),
  'project-bad-value': ({ path, line, key, value, expected }) => {
    const written = writtenValue(value);
    if (written === '')
      return {
        message: `The entry ${quote(key)} is empty (${place(path, line)}); expected: ${expectation(expected)}.`,
        hints: ['Add the value, or delete the line, and repeat the command.'],
      };
    return {
      message: `The value ${quote(written)} does not fit ${quote(key)} (${place(path, line)}); expected: ${expectation(expected)}.`,
      hints: [CORRECT_AND_REPEAT],
    };
  },
  'project-examples': ({ path, keys }) => ({
    message: `In the project ${quote(path)}, ${list(keys.map((key) => quote(key)))} ${keys.length === 1 ? 'is' : 'are'} still the example of a new project folder; nothing goes to voters like this.`,
    hints: [
      'In invite.yaml, replace every value marked EXAMPLE, start and end too, by that of your election.',
      'A rehearsal works with the examples too: npx invite send --sandbox',
    ],
  }),
  'project-missing-value': ({ path, key, flag }) => ({
    message: `The entry ${quote(key)} is missing from the project ${quote(path)}.`,
    hints: [
      `Add a line to invite.yaml that begins with "${clause(key)}:".`,
      `Or give the value in the command, with the option ${clause(flag)}.`,
    ],
  }),

  'file-not-found': ({ path, what }) => ({
    message:
      path === ''
        ? `The file that was named (${FILE[what]}) was not found. Its name is not repeated here: it could be the secret itself.`
        : `The file ${quote(path)} (${FILE[what]}) was not found.`,
    hints: ['Check the folder, the spelling and the file extension.', PATH_FROM[what]],
  }),
  'file-is-folder': ({ path, what }) => ({
    message: `${quote(path)} is a folder; a file is needed (${FILE[what]}).`,
    hints: [PATH_FROM[what]],
  }),
  'file-not-regular': ({ path, what }) => ({
    message: `${quote(path)} (${FILE[what]}) is not an ordinary file but, for example, a link or a device.`,
    hints: [
      what === 'password'
        ? "For the organiser's IT: If the password comes from another program, hand it over with --password-stdin."
        : 'Save the content as an ordinary file on this computer and give the path of that file.',
      PATH_FROM[what],
    ],
  }),
  'file-unreadable': ({ path, what, reason }) => ({
    message: `The file ${quote(path)} (${FILE[what]}) cannot be opened: ${reasonOf(reason)}.`,
    hints: unreadableHints(what, reason),
  }),
  'file-too-large': ({ path, what, bytes, limit }) => ({
    message: `The file ${quote(path)} (${FILE[what]}) is too large (${size(bytes)}); the limit is ${size(limit)}.`,
    hints: ['Check that it is the right file.', PATH_FROM[what]],
  }),
  'roll-changed-while-running': ({ path, row }) => ({
    message: `The roll of voters ${quote(path)} changed while the command was running${row === null ? '' : ` (line ${row})`}.`,
    hints: [
      'Close the file in other programs and leave it unchanged until the command has finished.',
      'Check that the content is still right: npx invite preview',
      RESUME,
    ],
  }),
  findings: ({ errors, warnings }) => ({
    message: `The check of roll and template found ${counts(errors, warnings)}; as long as there is an error, no invitation goes out.`,
    hints: ['Correct the places named and check again: npx invite preview'],
  }),
  'voters-not-expected': ({ expected, found }) => ({
    message: `The roll holds ${counted(found, { one: 'voter', other: 'voters' })}, but ${number(expected)} ${expected === 1 ? 'is' : 'are'} expected.`,
    hints: [
      'Check that it is the right file and that it is complete.',
      `If the file is right, write in invite.yaml: expectVoters: ${found}`,
    ],
  }),
  'approval-differs': ({ approved, found }) => ({
    message: `The roll or the template is no longer what was approved: the approved fingerprint is ${quote(approved)}, the present one is ${quote(found)}.`,
    hints: [
      'Look through the invitations once more: npx invite preview',
      `If all is right, start with the new fingerprint: npx invite send --approve ${word(found, 'FINGERPRINT')}`,
    ],
  }),
  'selection-empty': ({ selection }) => ({
    message: `Nobody in the roll fits the selection ${quote(selection)}.`,
    hints: [
      'Check the selection; a voter ID must be written exactly as in the roll, with leading zeros and with capital and small letters.',
    ],
  }),
  'selection-done': ({ rows }) => ({
    message: `${rows.length === 1 ? 'The voter chosen with --only is' : 'The voters chosen with --only are'} done already in this mailing: ${someOf(rows.map((row) => `line ${row}`))} of the roll.`,
    hints: [
      'Whose message was accepted or refused is shown by: npx invite status',
      'If somebody is to get the message once more: npx invite send --again ID --reason REASON',
    ],
  }),
  'selection-everybody': ({ count }) => ({
    message: `The choice with --only names everybody, all ${number(count)} voters, and so chooses nobody.`,
    hints: [
      'If everybody is to be mailed, leave --only out.',
      'If only some are, check that the roll is complete, and name fewer.',
    ],
  }),
  'voter-unknown': ({ ids }) => ({
    message: `The roll does not contain ${ids.length === 1 ? 'this voter ID' : 'these voter IDs'}: ${someOf(ids.map((id) => quote(id, 60)))}.`,
    hints: [
      'Write a voter ID exactly as in the roll, with leading zeros and with capital and small letters.',
    ],
  }),
  'row-unknown': ({ rows }) => ({
    message: `No voter begins in ${rows.length === 1 ? 'this line' : 'these lines'} of the roll: ${someOf(rows.map(String))}.`,
    hints: [
      ...(rows.includes(1) ? ['Line 1 holds the column headers.'] : []),
      'Lines are counted from 1 as a text editor does; findings and preview name them in the same way.',
    ],
  }),
  'too-many-tests': ({ what, count, limit }) => ({
    message: `A test has at most ${number(limit)} ${TESTED[what]}; here there are ${number(count)}.`,
    hints:
      what === 'voters'
        ? [
            'Check that the roll of the test voters is not the real one; it is named by testVoters in invite.yaml, or by --test-voters.',
            'Or choose some of them with --only ID or --row LINE.',
          ]
        : ['Choose fewer.'],
  }),
  'template-not-found': ({ path, builtIn }) => ({
    message: `There is no template for the invitation at ${quote(path)}.`,
    hints: [
      'A template is a folder with the files subject.mustache (the subject) and text.mustache (the text).',
      ...(builtIn.length === 0 ? [] : [`Built in: ${list(builtIn.map((name) => quote(name)))}.`]),
      PATH_FROM.template,
    ],
  }),
  'template-file-missing': ({ path, file }) => ({
    message: `The file ${quote(file)} is missing from the template ${quote(path)}.`,
    hints: [
      'Create the file in this folder.',
      'Every new project folder contains a complete example: npx invite init FOLDER',
    ],
  }),
  'template-properties': ({ path }) => ({
    message: `The file ${quote(path)} of the template says something that is not understood.`,
    hints: [
      'It may contain one line only: "credentials: none", for a template without credentials.',
      'For an invitation delete the file.',
    ],
  }),
  'template-languages-mixed': ({ path, files, languages }) => ({
    message:
      files.length === 0
        ? `The template ${quote(path)} has the same language twice: ${list(languages.map((name) => quote(name)))}.`
        : `The template ${quote(path)} has files of its own (${list(files.slice(0, 3).map((name) => quote(name)))}) and folders for languages (${list(languages.map((name) => quote(name)))}).`,
    hints: [
      files.length === 0
        ? 'Keep one folder for each language, and rename or delete the other.'
        : 'For one language keep the files and delete the folders; for several move the files into the folder of their language.',
    ],
  }),
  'folder-not-empty': ({ path }) => ({
    message: `The folder ${quote(path)} is not empty; existing files are not overwritten.`,
    hints: ['Name a new or an empty folder in the command.'],
  }),
  'folder-not-private': ({ path, reason }) => ({
    message: `No readable credentials are written to ${quote(path)}: ${FOLDER_FAULT[reason]}.`,
    hints: ['Name a new folder; it is made so that only you can read it.'],
  }),
  'folder-is-file': ({ path }) => ({
    message: `${quote(path)} is a file; a folder is needed.`,
    hints: ['Name a new folder in the command.'],
  }),
} satisfies Partial<FaultTexts>;
