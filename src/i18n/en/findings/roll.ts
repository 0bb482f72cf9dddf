/** Owns the English sentences for findings in the roll; line and column are printed beside them. */
import type { AddressFault, FindingDetails } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { counted, list, number, quote, someOf } = formatFor('en');

const ROLES: Readonly<Record<string, string>> = {
  id: 'the voter ID',
  email: 'the e-mail address',
  firstName: 'the first name',
  lastName: 'the last name',
  salutation: 'the salutation',
  title: 'the title',
  password: 'the password',
  link: 'the link to the election',
  language: 'the language',
  secrets: 'the confidential values (secrets)',
};

const ADDRESS: Readonly<Record<AddressFault, string>> = {
  'no-at': 'the character @ is missing',
  'two-ats': 'the character @ occurs more than once',
  'empty-local-part': 'there is nothing before the @',
  'local-part-too-long': 'there are more than 64 characters before the @',
  'local-part-characters': 'there is a character before the @ that is not allowed there',
  'local-part-dots': 'there is a dot at the beginning or the end, or a double one, before the @',
  'non-ascii-local-part': 'there is an umlaut or another special letter before the @',
  'empty-domain': 'there is nothing after the @',
  'domain-without-dot': 'the ending is missing after the @, for example .com',
  'domain-characters': 'what follows the @ is no valid name of a domain',
  'address-too-long': 'it has more than 254 characters',
  'invisible-characters': 'it contains invisible characters',
};

const QUOTING: Readonly<Record<FindingDetails['bad-quoting']['reason'], string>> = {
  'quote-in-cell': 'There is a quotation mark in the middle of a cell',
  'quote-not-closed': 'A cell begins with a quotation mark that is never closed',
  'text-after-quote': 'There is text after a closing quotation mark',
};

const SAVE_AS = 'Save the roll in Excel with "Save As" as "Excel Workbook (.xlsx)" or as "CSV UTF-8".';

const NOT_CSV: Readonly<Record<FindingDetails['not-csv']['reason'], string>> = {
  zip: 'This is an archive (ZIP) that holds no Excel workbook. Unpack it, and take the CSV file or the workbook out of it.',
  pdf: 'This is a PDF file, not a CSV file. Export the roll from the voting system as a CSV file.',
  html: `This is a web page or an XML file, even if its name ends in .xls. Open it in Excel. ${SAVE_AS}`,
  binary: `This is neither a text file nor an Excel workbook. ${SAVE_AS}`,
  'record-too-long':
    'A line is far too long for a roll of voters. Usually a closing quotation mark is missing further up, or it is the wrong file.',
  'too-many-columns': 'There are far too many columns for a roll of voters. Check that it is the right file.',
};

const BAD_WORKBOOK: Readonly<Record<FindingDetails['bad-workbook']['reason'], string>> = {
  'old-or-protected': `This is a workbook in Excel's old format (.xls), or one that is protected by a password. Open it in Excel, and remove the protection ("File", "Info", "Protect Workbook"). ${SAVE_AS}`,
  'binary-workbook': `This is a binary Excel workbook (.xlsb). ${SAVE_AS}`,
  'open-document':
    'This is an OpenDocument spreadsheet (.ods), as LibreOffice writes it. Save the roll there with "Save As" as "Excel 2007–365 (.xlsx)" or as "Text CSV".',
  damaged: `The Excel workbook is damaged or incomplete. Ask for the file once more, or open it in Excel. ${SAVE_AS}`,
  'foreign-markup': `Between the cells or texts of the Excel workbook stands something that Excel does not write and that programs read differently; part of a value could get lost. Open the file in Excel and save it anew. ${SAVE_AS}`,
  'too-large':
    'The Excel workbook is too large to be read as it is. Save the roll in Excel with "Save As" as "CSV UTF-8"; there may be millions of lines then.',
};

const LINK: Readonly<Record<FindingDetails['misleading-link']['reason'], string>> = {
  userinfo: 'before the name of the web site stands something more with an @',
  backslash: 'it holds a backslash (\\), which browsers read otherwise than people do',
};

const DAMAGE =
  'Export the roll from the voting system once more, best without opening it in Excel; where it must pass through Excel, give the column the format "Text" first.';

export const rollFindings = {
  'missing-column': ({ role, headers, hidden, suggestion }) => {
    const missing = `The column for ${textOf(ROLES, role) ?? quote(role)} cannot be found`;
    if (headers.length === 0 && hidden > 0) return `${missing}.${hiddenCells(hidden)}`;
    const perhaps =
      suggestion === null
        ? ''
        : ` Perhaps the column ${quote(suggestion, 60)} is meant; then correct its header, or map it.`;
    return `${missing}; headers found: ${headersOf(headers)}.${hiddenCells(hidden)}${perhaps} Write the header in invite.yaml exactly as in the file${columnsExample(role, suggestion)}.`;
  },
  'missing-header': () =>
    'The first line already contains an e-mail address; the headers of the columns are expected there. Add a line with headers at the top.',
  'ambiguous-column': ({ role, headers }) =>
    `Several columns could be ${textOf(ROLES, role) ?? quote(role)}: ${headersOf(headers)}. Name the right one in invite.yaml${columnsExample(role)}.`,
  'duplicate-header': ({ header, first, second }) =>
    `The header ${quote(header)} occurs twice, in column ${first} and column ${second}. Give each column a header of its own.`,
  'unusable-header': ({ header }) =>
    `The header ${quote(header)} cannot be used as a placeholder. Rename the column, or assign it to a role in invite.yaml under "columns".`,
  'unnamed-column': ({ position }) =>
    `Column ${position} has no header and cannot be used in the invitation. Give it a header, or delete the column.`,
  'id-is-address': () =>
    'There is no column with a voter ID; so the e-mail address counts as voter ID and may occur only once. If there is a voter ID, name its column in invite.yaml under "columns".',
  'missing-id': () =>
    'The voter ID is missing. Enter it; without it there is no telling who gets the invitation.',
  'duplicate-id': ({ id, firstRow }) =>
    `The voter ID ${quote(id)} already stands in line ${firstRow}. Each voter ID may occur only once; delete or correct one of the two lines.`,
  'similar-id': ({ id, firstRow }) =>
    `The voter ID ${quote(id)} differs from the one in line ${firstRow} only by capital and small letters, or by the way an umlaut is stored. Check that these are really two persons.`,
  'missing-email': () => 'The e-mail address is missing. Enter it, or take the line out of the roll.',
  'invalid-email': ({ value, reason }) =>
    value === null
      ? `The cell holds no valid e-mail address: ${ADDRESS[reason]}. Correct the address, and check whether the cells of this line have shifted.`
      : `The e-mail address ${quote(value)} is not valid: ${ADDRESS[reason]}. Correct the address.`,
  'several-addresses': ({ value, count }) =>
    `The cell holds ${number(count)} e-mail addresses: ${quote(value)}. Leave only one, because the invitation is personal.`,
  'shared-address': ({ value, rows, count }) =>
    `The e-mail address ${quote(value)} belongs to ${number(count)} voters (lines ${someOf(rows.map(String), 5, count)}). Each of them gets an invitation of their own at this address; check that this is intended.`,
  'control-character': ({ codePoint, position }) =>
    `Character ${position} is a control character (${clause(codePoint)}), for example a line break inside the cell. Delete it.`,
  'edge-character': ({ codePoint, position }) =>
    `Character ${position} is a blank at the edge, an unusual blank or an invisible character (${clause(codePoint)}). Voter ID and confidential values are never altered; delete the character yourself if it does not belong there.`,
  'lost-character': ({ position }) =>
    `Character ${position} is only a replacement (�): the letter was lost when the file was saved. Export the roll from the voting system once more and save it as "CSV UTF-8".`,
  'damaged-number': ({ value }) =>
    `The value ${quote(value)} looks like a number that Excel has rewritten; the original value is no longer in it. ${DAMAGE}`,
  'error-value': ({ value }) =>
    `Instead of a value the cell holds ${quote(value)}: an error message of Excel, or its sign for a column that is too narrow. ${DAMAGE}`,
  'lost-zeros': ({ lengths }) =>
    `The values of this column have different lengths (${list(lengths.map(number))} digits); perhaps Excel has removed leading zeros. Compare some values with the voting system.`,
  'ragged-row': ({ expected, found }) =>
    `The line has ${counted(found, { one: 'cell', other: 'cells' })} instead of ${number(expected)}. Usually a delimiter is missing, or there is one in the middle of a text; put such text in quotation marks.`,
  'bad-quoting': ({ reason }) =>
    `${QUOTING[reason]}; from here on the file cannot be read safely. Correct this place; a quotation mark that belongs to the text is written twice.`,
  'bad-encoding': ({ encoding, offset, reason }) =>
    reason === 'told'
      ? `The file is not stored in the encoding ${quote(encoding)} (the first wrong character is byte ${number(offset + 1)}). Leave out the option --encoding, or save the file as "CSV UTF-8".`
      : `The file is stored in the encoding ${quote(encoding)}, but this line is not (the first wrong character is byte ${number(offset + 1)}); usually lines of another file were appended. Export the roll from the voting system once more, or put the lines together in Excel, check umlauts and credentials, and save the file as "CSV UTF-8".`,
  'not-csv': ({ reason }) => NOT_CSV[reason],
  'bad-workbook': ({ reason }) => BAD_WORKBOOK[reason],
  'several-sheets': ({ sheets }) =>
    `Several sheets of the Excel workbook hold values: ${sheetsOf(sheets)}. Name the sheet with the roll in invite.yaml, for example: sheet: "${clause(sheets[0] ?? 'SHEET')}", or name it with the option --sheet.`,
  'unknown-sheet': ({ sheet, sheets, suggestion }) =>
    `The Excel workbook has no sheet ${quote(sheet, 60)}; there are: ${sheetsOf(sheets)}.${suggestion === null ? '' : ` Perhaps ${quote(suggestion, 60)} is meant.`} Name the right one in invite.yaml ("sheet") or with the option --sheet.`,
  'hidden-rows': ({ count }) =>
    `The Excel workbook has ${counted(count, { one: 'hidden row', other: 'hidden rows' })}, for example by a filter. Hidden rows are read and invited like all others; delete whoever is to get no invitation.`,
  'date-cell': ({ value }) =>
    `Excel takes the content of this cell for a date or a time (${quote(value)}); what stood there before can no longer be told for certain. Give the column the format "Text" in Excel, and enter the value once more.`,
  'cell-without-header': ({ position }) =>
    `There is something in column ${position}, but the column has no header; it is not read. Check whether it is a note about this person that you have to heed.`,
  'swapped-columns': ({ header }) =>
    `There is no e-mail address here; in this line it stands under ${quote(header, 60)}. Probably columns are swapped or have shifted: put each value under its header, or correct the headers.`,
  'foreign-placeholder': ({ value }) =>
    `The cell ${quote(value)} contains a placeholder that another program should have filled in (a mail merge, for example). Enter the right value, or export the roll from the voting system once more.`,
  'filler-value': ({ value }) =>
    `The cell contains ${quote(value)}, which seems to stand for a missing value. Enter the right value, or take the line out of the roll.`,
  'unknown-language': ({ value }) =>
    `${quote(value)} cannot be recognised as a language (further lines with the same value are not listed). Write the abbreviation of the language, for example de or en.`,
  'equal-values': ({ count }) =>
    `All ${number(count)} values of this column are the same, but credentials usually differ from person to person. Check that it is the right column.`,
  'empty-values': ({ count, of, rows }) =>
    count === of
      ? 'This column is empty for everybody. Check whether the credentials are still missing; if they are not needed, delete the column.'
      : `This column is empty for ${number(count)} of ${number(of)} persons (${count === 1 ? 'line' : 'lines'} ${someOf(rows.map(String), 5, count)}). Enter the values, or check that these persons do not need them.`,
  'misleading-link': ({ reason }) =>
    `The link leads elsewhere than it seems: ${textOf(LINK, reason) ?? LINK.userinfo}. Get the links from the voting system once more, and find out where this cell comes from.`,
  'other-link-domain': ({ usual, count }) =>
    `The link leads to another domain than most links of this column (${quote(usual, 80)})${count > 1 ? `, and so it is for ${number(count - 1)} more voters` : ''}. Check in the voting system whether that is meant; whoever follows a false link gives credentials away.`,
  'mixed-script-domain': ({ count }) =>
    `The domain of the link mixes letters of different scripts, such as a Cyrillic "а" among Latin letters (${counted(count, { one: 'link', other: 'links' })}). That is what forged addresses look like; get the links from the voting system once more.`,
  'link-in-name': () =>
    'A web address stands in the name; in the invitation it would become a link. Find out how it got into this cell, and delete it.',
  'empty-roll': () => 'The roll contains no voters. Check that it is the right file.',
  'cell-too-long': ({ length, limit }) =>
    `The cell has ${number(length)} characters; the limit is ${number(limit)}. Usually another cell has slipped in; shorten the content.`,
} satisfies Partial<FindingTexts>;

function headersOf(headers: readonly string[]): string {
  return headers.length === 0
    ? 'none'
    : someOf(
        headers.map((header) => quote(header, 60)),
        12,
      );
}

function sheetsOf(sheets: readonly string[]): string {
  return someOf(
    sheets.map((sheet) => quote(sheet, 60)),
    12,
  );
}

/** Without a header line the first voter stands there. */
function hiddenCells(count: number): string {
  if (count === 0) return '';
  const cells = counted(count, { one: 'cell is', other: 'cells are' });
  return ` ${cells} not shown, because the first line seems to hold the data of a person; if the headers of the columns are missing there, add a line with them at the top.`;
}

function columnsExample(role: string, header: string | null = null): string {
  const example = header === null ? 'HEADER' : clause(header);
  return role === 'secrets' ? '' : `, for example: columns: { ${clause(role)}: ${example} }`;
}
