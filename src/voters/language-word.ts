/** Owns which cells of a language column name a language. */

/** A tag as in BCP 47: "de", "de-AT", "en_GB". */
const TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i;
const WORDS = new Set([
  ...[
    'deutsch',
    'german',
    'englisch',
    'english',
    'französisch',
    'french',
    'français',
    'italienisch',
    'italian',
  ],
  ...[
    'italiano',
    'spanisch',
    'spanish',
    'español',
    'türkisch',
    'turkish',
    'türkçe',
    'polnisch',
    'polish',
    'polski',
  ],
  ...[
    'russisch',
    'russian',
    'arabisch',
    'arabic',
    'niederländisch',
    'dutch',
    'dänisch',
    'danish',
    'sorbisch',
  ],
  ...[
    'd',
    'e',
    'ukrainisch',
    'ukrainian',
    'portugiesisch',
    'portuguese',
    'kroatisch',
    'croatian',
    'griechisch',
  ],
]);

/** Whether a cleaned cell names a language, by its abbreviation or by its German or English name. */
export function isLanguageWord(cell: string): boolean {
  return TAG.test(cell) || WORDS.has(cell.toLowerCase());
}
