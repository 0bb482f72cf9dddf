/** Owns how Excel shows a number whose cell has a format of zeros: 17 with "00000" is 00017 (ECMA-376 18.8.31). */

/**
 * What Excel shows of a number: the text, null where it is the plain number or a date, UNCLEAR where the format puts
 * zeros in front in a way that is not known here.
 */
export type NumberMask = (number: number) => string | null | typeof UNCLEAR;

export const UNCLEAR = Symbol('unclear');

/** A quoted text, an escaped character, a gap, a filling, a digit, a mark that prints itself. */
const PIECE = /"([^"]*)"|\\(.)|[_*](.)|([0#?])|([-+/() :€$])/gsy;
/** Of a format: a piece in which a semicolon begins no section, or one character. */
const SECTION_PIECE = /"[^"]*"|\\.|[_*].|\[[^\]]*\]|./gs;
/** Colours, currencies and languages, which print nothing. */
const BRACKETS = /\[[^\]]*\]/g;
const CONDITION = /\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]/;
const PRINTED_AS_IS = /"[^"]*"|\\.|[_*]./gs;
const DATE = /[dmyhs]/i;

/** A digit's place, a text, or a gap as wide as some character. */
type Piece = { readonly digit: string } | { readonly text: string } | { readonly gap: true };

/** The mask of a number format; null where it can show nothing but the plain number. */
export function numberMask(format: string): NumberMask | null {
  if (format === '') return null;
  const sections = sectionsOf(format);
  const shown = sections.slice(0, 3).map(sectionMask);
  if (shown.every((mask) => mask === null)) return null;
  const conditions = sections.map(conditionOf);
  const isConditional = conditions.some((condition) => condition !== null);
  return (number) => {
    const plain = sections.length === 1 || isConditional ? 0 : bySign(number, sections.length);
    const index = isConditional ? conditions.findIndex((holds) => holds === null || holds(number)) : plain;
    const mask = shown[index];
    if (mask === null) return null;
    if (mask === undefined) return UNCLEAR;
    const text = mask(Math.abs(number));
    // Only a section of its own for negative numbers leaves their sign out.
    return typeof text === 'string' && number < 0 && index === 0 ? `-${text}` : text;
  };
}

function bySign(number: number, sections: number): number {
  if (number < 0) return 1;
  return number === 0 && sections > 2 ? 2 : 0;
}

function sectionsOf(format: string): string[] {
  const sections = [''];
  for (const [piece] of format.matchAll(SECTION_PIECE)) {
    if (piece === ';') sections.push('');
    else sections.push(`${sections.pop() ?? ''}${piece}`);
  }
  return sections;
}

function conditionOf(section: string): ((number: number) => boolean) | null {
  const [, sign, text] = CONDITION.exec(section) ?? [];
  if (sign === undefined) return null;
  const limit = Number(text);
  return (number) =>
    (sign.includes('<') && number < limit) ||
    (sign.includes('>') && number > limit) ||
    (sign.includes('=') && number === limit);
}

/** Takes numbers that are not negative. */
function sectionMask(section: string): NumberMask | null {
  const format = section.replace(BRACKETS, '');
  const pieces = piecesOf(format);
  const zeros = zerosIn(format);
  if (pieces === null) return zeros >= 2 ? () => UNCLEAR : null;
  const digits = pieces.filter((piece) => 'digit' in piece).length;
  if (digits === 0) return () => UNCLEAR;
  const hasText = pieces.some((piece) => 'text' in piece && piece.text.trim() !== '');
  if (zeros < 2 && !hasText) return null;
  if (hasGapInside(pieces)) return () => UNCLEAR;
  return (number) => {
    if (!Number.isInteger(number)) return zeros >= 2 ? UNCLEAR : null;
    return filled(pieces, BigInt(number).toString().padStart(zeros, '0'), digits).trim();
  };
}

/** The last place takes the last digit, the first all that are left. */
function filled(pieces: readonly Piece[], digits: string, places: number): string {
  let left = places;
  return pieces
    .map((piece) => {
      if (!('digit' in piece)) return 'text' in piece ? piece.text : ' ';
      const isFirst = left === places;
      const end = digits.length - left + 1;
      left -= 1;
      const taken = digits.slice(isFirst ? 0 : Math.max(0, end - 1), Math.max(0, end));
      return taken === '' && piece.digit === '?' ? ' ' : taken;
    })
    .join('');
}

function piecesOf(format: string): Piece[] | null {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [whole, quoted, escaped, gap, digit, mark] of format.matchAll(PIECE)) {
    end += whole.length;
    if (digit !== undefined) pieces.push({ digit });
    else pieces.push(gap === undefined ? { text: quoted ?? escaped ?? mark ?? '' } : { gap: true });
  }
  return end === format.length ? pieces : null;
}

function hasGapInside(pieces: readonly Piece[]): boolean {
  const isGap = (piece: Piece): boolean => 'gap' in piece;
  const first = pieces.findIndex((piece) => !isGap(piece));
  const last = pieces.findLastIndex((piece) => !isGap(piece));
  return pieces.slice(first, last + 1).some(isGap);
}

/** Digits that are shown at least, zeros in front included; 0 for a date. */
function zerosIn(format: string): number {
  const marks = format.replace(PRINTED_AS_IS, '');
  if (DATE.test(marks)) return 0;
  const whole = marks.split(/[.E]/)[0] ?? '';
  const first = whole.indexOf('0');
  return first < 0 ? 0 : whole.slice(first).replace(/[^0#?]/g, '').length;
}
