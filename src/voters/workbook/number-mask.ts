/** Owns how Excel shows a whole number whose cell has a format of zeros: 17 with "00000" is 00017. */

export type NumberMask = (digits: string) => string;

/** Colours, conditions and languages of a format, which print nothing. */
const BRACKETS = /\[[^\]]*\]/g;
/** A text in quotes, an escaped character, a zero, or a mark that prints itself (ECMA-376 18.8.31). */
const PIECE = /"([^"]*)"|\\(.)|(0)|([-/() :])/gy;

/**
 * The mask of a number format, null where the format is another kind: decimals, thousands, dates, plain
 * numbers. Takes the digits of a whole number that is not negative.
 */
export function numberMask(format: string): NumberMask | null {
  const pieces = piecesOf(format.split(';')[0]?.replace(BRACKETS, '') ?? '');
  const zeros = pieces?.filter((piece) => piece === null).length ?? 0;
  if (!pieces || zeros === 0 || pieces.length === 1) return null;
  return (digits) => {
    const padded = digits.padStart(zeros, '0');
    // More digits than zeros: the first zero takes them all.
    let at = 0;
    let take = padded.length - zeros + 1;
    return pieces
      .map((piece) => {
        if (piece !== null) return piece;
        const taken = padded.slice(at, at + take);
        at += take;
        take = 1;
        return taken;
      })
      .join('');
  };
}

/** Texts, and null for each zero; null as a whole where there is anything else. */
function piecesOf(format: string): (string | null)[] | null {
  const pieces: (string | null)[] = [];
  let end = 0;
  for (const [whole, quoted, escaped, zero, mark] of format.matchAll(PIECE)) {
    end += whole.length;
    pieces.push(zero === undefined ? (quoted ?? escaped ?? mark ?? '') : null);
  }
  return end === format.length ? pieces : null;
}
