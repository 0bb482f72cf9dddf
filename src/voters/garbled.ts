/** Owns the signs by which a text shows that its letters were read in a wrong encoding. */

/**
 * UTF-8 read as Windows-1252 ("Ã¶", "Â§", "â€™", "Å¡"), Mac Roman ("√∂", "¬ß") or CP850 ("├Â"): what stands for
 * the first byte, and what can stand for the second.
 */
const PAIRS = [
  '[ÂÃ][\\u0080-\\u009f¡-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ‘•–—˜™š›œžŸ]',
  '[ÄÅ][\\u0080-\\u009f¡-ª¬-º¼-¾ƒ†‡ˆ‰‹•˜™›]',
  'â€[\\u0080-\\u009f™œžš˜¦¢°±²³]',
  'â‚¬',
  '[√¬≈ƒ][^\\u0000-\\u007f\\s]',
  '‚Ä[îìíôòú¶]',
  '‚Ç¨',
  '[├┬┼─][^\\u0000-\\u007f\\s]',
  'ÔÇ[ôöÖ£ØÿÜ]',
  'Ôé¼',
];
/** These close a quotation, too: „ABÄ“, IRMÃ”. Only behind a small letter they are certain. */
const AFTER_SMALL = '(?<=\\p{Ll})[ÂÃÄÅ][“”’«»…\\u00a0‚„–—]';
const GARBLED = new RegExp([...PAIRS, AFTER_SMALL].join('|'), 'u');

/** Whether the text holds letters that were stored as UTF-8 and read as something else. */
export function isGarbled(text: string): boolean {
  return GARBLED.test(text);
}
