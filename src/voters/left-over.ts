/** Owns the cells in which another program left its own marks in place of a value. */
import { roleOfHeader } from './header-words.js';

/** A name in the brackets of a mail merge: {{Vorname}}, «Vorname», <<Vorname>>, ${vorname}, %%Vorname%%, [[Vorname]]. */
const NAME = String.raw`\s*[\p{L}_][\p{L}\p{N}_ .-]{0,60}\s*`;
const BRACKETS = [
  ['\\{\\{\\{?', '\\}\\}\\}?'],
  ['«', '»'],
  ['<<', '>>'],
  ['\\$\\{', '\\}'],
  ['%%', '%%'],
  ['\\[\\[', '\\]\\]'],
].map(([open, close]) => `${open}${NAME}${close}`);
const ANYWHERE = new RegExp(BRACKETS.join('|'), 'u');
const ALONE = new RegExp(`^(?:${BRACKETS.join('|')})$`, 'u');
/** Every one of the above has one of these; most cells have none. */
const SIGN = /\{\{|«|<<|\$\{|%%|\[\[/;

/** What programs and people write for "nothing here". */
const FILLER =
  /^(?:null|\(null\)|<null>|undefined|nan|none|nil|n\/a|k\. ?a\.|keine?|leer|fehlt|unbekannt|unknown|missing|tbd|x{3,}|\?+|-+|–+|—+|\.+)$/i;

/**
 * A placeholder of a mail merge that was never filled, null where there is none; in a credential only where nothing
 * else stands there.
 */
export function foreignPlaceholder(cell: string, isExact: boolean): string | null {
  if (!SIGN.test(cell)) return null;
  return (isExact ? ALONE : ANYWHERE).exec(cell)?.[0] ?? null;
}

/** A name between single signs, which alone may be chance: #PASSWORT#, [Passwort], <PIN>, %pw%, {Code}. */
const SINGLE =
  /^(?:#([\p{L}_-]{2,30})#|\[([\p{L} _-]{2,30})\]|<([\p{L} _-]{2,30})>|%([\p{L}_-]{2,30})%|\{([\p{L} _-]{2,30})\})$/u;
const SHORT_NAME = /^(?:pw|pwd|pass|user|login|wert|value|text)$/i;
/** Of a credential, besides: announced, or nothing at all. */
const NO_CREDENTIAL =
  /^(?:0|false|falsch|folgt(?: noch)?|kommt noch|(?:wird )?nachgereicht|s(?:iehe|\.) .{1,30}|see .{1,30}|tba|per post|noch offen)$/i;

/** A credential that is none: a placeholder that nobody filled, the header itself, an announcement. */
export function isNoCredential(cell: string, headers: readonly string[]): boolean {
  if (cell.length > 40) return false;
  if (NO_CREDENTIAL.test(cell)) return true;
  const named = SINGLE.exec(cell)
    ?.slice(1)
    .find((name) => name !== undefined);
  const word = named ?? cell;
  if (named !== undefined && SHORT_NAME.test(named)) return true;
  return named === undefined ? headers.includes(word) : isHeaderWord(word, headers);
}

function isHeaderWord(word: string, headers: readonly string[]): boolean {
  return roleOfHeader(word) !== null || headers.some((header) => header.toLowerCase() === word.toLowerCase());
}

/** "Null" and "Leer" are names of people; "null", "NULL" and "-" are not. */
const FILLER_AS_NAME =
  /^(?:null|NULL|\(null\)|<null>|undefined|NaN|n\/a|N\/A|k\. ?A\.|tbd|TBD|x{3,}|X{3,}|\?+|-+|–+|—+|\.+|#+)$/;

/** The same where a name belongs; narrower, for there are people of many names. */
export function isFillerAsName(cell: string): boolean {
  return cell.length < 12 && FILLER_AS_NAME.test(cell);
}

/** A word or mark that stands for a missing value. */
export function isFiller(cell: string): boolean {
  return cell.length < 12 && FILLER.test(cell.trim());
}
