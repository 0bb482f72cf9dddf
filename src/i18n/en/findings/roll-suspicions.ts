/** Owns the English sentences for what a roll suffered on its way: in Excel, in other programs, by copying. */
import type { FindingTexts } from '../../finding-text.js';
import { formatFor } from '../../format.js';

const { quote } = formatFor('en');

const ANEW = 'Export the roll from the voting system once more';

export const rollSuspicions = {
  'garbled-letters': ({ value }) =>
    `In the value ${quote(value)}, letters are replaced by sequences like "Ã¶": the line was once read in the wrong encoding and saved like that, or it comes from another file than the others. ${ANEW}, and save it as "CSV UTF-8"; or correct the line, the credentials in it as well.`,
  'encoding-guessed': ({ encoding }) =>
    `Only voter IDs or credentials hold umlauts or special characters; no name shows whether the encoding ${quote(encoding)} is right, and in a wrong one these credentials would be useless. Save the roll as "CSV UTF-8", or name the encoding with the option --encoding (from Excel for Windows: windows-1252).`,
} satisfies Partial<FindingTexts>;
