/** Owns what of a stranger's text may be shown on a local page. */

/** Controls but tab and line feed, bidirectional controls and isolates, tags: they hide or reorder text. */
const HIDING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Text of several lines without the characters that hide or reorder it, at most `limit` UTF-16 units.
 * `shortened` says whether something was left out at the end.
 */
export function showableText(text: string, limit: number): { text: string; shortened: boolean } {
  const shown = text.replace(/\r\n?/g, '\n').replace(HIDING, '');
  return { text: shown.slice(0, limit), shortened: shown.length > limit };
}
