/** Owns how names are compared in a search: case, accents and ligatures make no difference. */

const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;

/** "MÜLLER" and "Müller" both become "muller", "Groß" becomes "gross"; one line, blanks joined. */
export function searchText(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : plain(text);
  return folded.replace(/\s+/g, ' ').trim();
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o');
}
