/** Owns the English sentences for what a roll suffered on its way: in Excel, in other programs, by copying. */
import type { FindingDetails } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { counted, number, quote, someOf } = formatFor('en');

const ANEW = 'Export the roll from the voting system once more';
const AS_TEXT = 'give the column the format "Text" in Excel, and enter the value once more';

const WRONG_COLUMN: Readonly<Record<FindingDetails['wrong-column']['holds'], string>> = {
  codes: 'this column holds no names, but numbers or credentials',
  names: 'this column holds a word like a name instead of a password',
  'running-numbers': 'the values of this column simply count up, like running numbers and not like passwords',
};

export const rollSuspicions = {
  'garbled-letters': ({ value }) =>
    `In the value ${quote(value)}, letters are replaced by sequences like "Ã¶": the line was once read in the wrong encoding and saved like that, or it comes from another file than the others. ${ANEW}, and save it as "CSV UTF-8"; or correct the line, the credentials in it as well.`,
  'encoding-guessed': ({ encoding }) =>
    `Only voter IDs or credentials hold umlauts or special characters; no name shows whether the encoding ${quote(encoding)} is right, and in a wrong one these credentials would be useless. Save the roll as "CSV UTF-8", or name the encoding with the option --encoding (from Excel for Windows: windows-1252).`,
  'wrong-column': ({ holds, count, of }) =>
    `For ${number(count)} of ${counted(of, { one: 'person', other: 'persons' })} ${textOf(WRONG_COLUMN, holds) ?? quote(holds)}. Probably headers are swapped: put each header above its column, or map the columns in invite.yaml under "columns".`,
  'link-as-password': () =>
    'There is the address of a web page here instead of a password. Probably password and link are swapped: put each value under its header.',
  'column-in-two-roles': ({ header, roles }) =>
    `The column ${quote(header, 60)} is given two roles: ${roles.map((role) => clause(role)).join(', ')}. Name a column of its own for each role (in invite.yaml under "columns").`,
  'headers-below': ({ row }) =>
    `The headers of the columns stand only in line ${row}. Delete the lines above (a title, for example), so that the file begins with the headers.`,
  'short-row': ({ expected, found }) =>
    `The line has ${counted(found, { one: 'cell', other: 'cells' })} instead of ${number(expected)}; the missing ones at the end count as empty, as Excel leaves them out (further lines like this are not listed). Check that everything in this line stands under the right header.`,
  'rewritten-value': ({ value, count, of }) =>
    count === of
      ? `The values of this column (${quote(value)} here) look like a date, a time, a decimal number or TRUE; this is how Excel shows what perhaps was something else before. Compare some values with the voting system.`
      : `The value ${quote(value)}, unlike the others, looks like a date, a time, a decimal number or TRUE (so do ${number(count)} of ${number(of)}); probably Excel has rewritten it. ${ANEW}, without opening it in Excel; or ${AS_TEXT}.`,
  'partly-equal': ({ atLeast, of }) =>
    `At least ${number(atLeast)} of ${number(of)} persons have the same value in this column, while others differ; perhaps a cell was dragged down while copying. Compare the values with the voting system.`,
  'question-mark': ({ value }) =>
    `There is a question mark in the name ${quote(value)}; usually an umlaut was lost there when the file was saved. ${ANEW}, and save it as "CSV UTF-8".`,
  'formula-without-value': ({ formula }) =>
    `The cell holds a formula (${quote(formula)}) whose result is not stored; it would be empty (further lines of this column are not listed). Open the workbook in Excel, and save it there; then it holds the results.`,
  'number-format': ({ value }) =>
    `The number ${quote(value)} has a number format in which Excel shows it with leading zeros or other characters; how, cannot be told for certain. Save the roll as "CSV UTF-8", or ${AS_TEXT}, as it is shown.`,
  'number-among-texts': () =>
    'Texts and numbers are mixed in this column; they begin to differ in this line. Excel has taken the leading zeros off a number. Compare the numbers with the voting system, and give the column the format "Text" in Excel.',
  'merged-cells': ({ reference }) =>
    `The cells ${quote(reference)} are merged in Excel; only the first has a value, the other persons would get none of it. Unmerge them, and enter the value in each line.`,
  'struck-rows': ({ rows, count }) =>
    `The Excel workbook has ${counted(count, { one: 'line', other: 'lines' })} struck through (${count === 1 ? 'line' : 'lines'} ${someOf(rows.map(String), 5, count)}). Lines that are struck through are read and invited like all others; delete whoever is to get no invitation.`,
  'link-target-differs': ({ value, target }) =>
    `The cell shows ${quote(value)}, but its link leads to ${quote(target)}. What the cell shows is used; check which one is right.`,
  'hidden-sheet': ({ sheets }) =>
    `A hidden sheet holds a list with e-mail addresses as well: ${sheets.map((sheet) => quote(sheet, 60)).join(', ')}. It is not read; check that the visible sheet is the right one, or name the sheet with the option --sheet.`,
} satisfies Partial<FindingTexts>;
