/** Owns how names are compared in a search: case, accents and ligatures make no difference. */

const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;

/** "MÜLLER" and "Müller" both become "muller", "Groß" becomes "gross"; one line, blanks joined. */
export function searchText(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : plain(text);
  return folded.replace(/\s+/g, ' ').trim();
}

/** What Unicode does not take apart, as people type it who have not the letter on their keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h' },
  // Word processors turn the apostrophe of a name.
  ...{ '’': "'", '‘': "'", ʼ: "'", '´': "'", '`': "'" },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

function plain(text: string): string {
  // Before marks are taken off: a free-standing accent is one of them once it is taken apart.
  const straight = text.replace(LETTER, (letter) => LETTERS[letter] ?? letter);
  const bare = straight.normalize('NFKD').replace(MARKS, '').toLowerCase();
  return bare.replace(LETTER, (letter) => LETTERS[letter] ?? letter);
}
