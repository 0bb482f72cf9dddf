/** Owns how an answer typed to a yes-or-no question is read. Pure. */

/** Accepted words, in lower case. */
export interface YesNoWords {
  readonly yesWords: readonly string[];
  readonly noWords: readonly string[];
}

/** `unclear` is asked again. Nothing typed is a no: only a word starts anything. */
export function readYesNo(answer: string, { yesWords, noWords }: YesNoWords): 'yes' | 'no' | 'unclear' {
  const word = answer.trim().toLowerCase();
  if (yesWords.includes(word)) return 'yes';
  return word === '' || noWords.includes(word) ? 'no' : 'unclear';
}
