/** Owns the cells in which another program left its own marks in place of a value. */

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

/** A word or mark that stands for a missing value. */
export function isFiller(cell: string): boolean {
  return cell.length < 12 && FILLER.test(cell.trim());
}
