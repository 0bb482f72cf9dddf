/** Owns which characters a cell may hold, and what cleaning makes of them. */
import { INVISIBLE, NEEDLESS } from '../invisible.js';

/** Neither printable nor harmless: C0, DEL, C1, line and paragraph separator. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Blanks that are not U+0020: no-break, narrow, ideographic ... */
const ODD_BLANK = /[^\P{Zs}\u0020]/gu;
/** Nobody tells a no-break or a narrow blank from an ordinary one, nor what leaves no mark on screen at all. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]|[^\P{Zs}\u0020]/u;
const EDGE_BLANK = /^\p{Z}|\p{Z}$/u;
/** Found at once in nearly every cell, however long. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\u2800]/u;
const REPLACEMENT = '\ufffd';
const BEYOND_ASCII = /[^ -~]/;
/** Blanks, and letters of Latin script that are one character each: in NFC, and every one to be seen. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff]*$/;

/** What is wrong with a cell's characters. `position` counts characters from 1, `codePoint` is "U+200B". */
type CharacterFault =
  | { readonly kind: 'control-character'; readonly codePoint: string; readonly position: number }
  | { readonly kind: 'edge-character'; readonly codePoint: string; readonly position: number }
  | { readonly kind: 'lost-character'; readonly position: number };

/**
 * Cleans a header, an address or an ordinary cell: Unicode NFC, invisible characters removed, every blank an
 * ordinary one, none at the edges.
 */
export function clean(cell: string): string {
  if (PLAIN.test(cell)) return trimmed(cell);
  return cell.normalize('NFC').replace(NEEDLESS, '').replace(ODD_BLANK, ' ').trim();
}

/** Whether a text holds a character that leaves no mark on screen. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/**
 * What forbids a cell of any column, as written: control characters, and U+FFFD, which stands for a lost one.
 */
export function forbiddenCharacter(cell: string): CharacterFault | null {
  if (!BEYOND_ASCII.test(cell)) return null;
  const control = cell.search(CONTROL);
  if (control >= 0) return { kind: 'control-character', ...placeOf(cell, control) };
  const lost = cell.indexOf(REPLACEMENT);
  return lost < 0 ? null : { kind: 'lost-character', position: placeOf(cell, lost).position };
}

/**
 * What forbids an ID or a credential, which are never altered: in addition a blank at an edge or an invisible
 * character anywhere, which nobody could see or type.
 */
export function forbiddenInExact(cell: string): CharacterFault | null {
  const isPlain = !BEYOND_ASCII.test(cell);
  if (isPlain && !cell.startsWith(' ') && !cell.endsWith(' ')) return null;
  const forbidden = forbiddenCharacter(cell);
  if (forbidden) return forbidden;
  // A cell of blanks is an empty one, for which other checks have better words.
  if (isBlank(cell)) return null;
  const edge = cell.search(EDGE_BLANK);
  const index = edge >= 0 ? edge : cell.search(UNSEEN);
  return index < 0 ? null : { kind: 'edge-character', ...placeOf(cell, index) };
}

/** Nothing but blanks and invisible characters. */
export function isBlank(cell: string): boolean {
  return !VISIBLE.test(cell);
}

/** The longest cells are short and plain: most need no copy. */
function trimmed(cell: string): string {
  return cell.startsWith(' ') || cell.endsWith(' ') ? cell.trim() : cell;
}

function placeOf(cell: string, index: number): { codePoint: string; position: number } {
  const code = cell.codePointAt(index) ?? 0;
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { codePoint, position: [...cell.slice(0, index)].length + 1 };
}
