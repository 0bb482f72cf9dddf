/** Owns the choice of a roll's encoding from its bytes. */
import type { ByteScan } from './byte-scan.js';
import { legacyLetters } from './decode.js';
import type { TextEncoding } from './voter.js';

/** Where several fit equally, the first: it is what Excel writes on Windows. */
const LEGACY = ['windows-1252', 'macintosh', 'cp850'] as const satisfies readonly TextEncoding[];

const BYTE_ORDER_MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that the file's byte order mark names (Unicode 2.6), else null. */
export function markedEncoding(head: Uint8Array): TextEncoding | null {
  const found = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  return found?.[0] ?? null;
}

/**
 * Tells the encoding: byte order mark; zero bytes at one side of most pairs; strict UTF-8 over the whole
 * file, or UTF-8 with a few wrong bytes, which are an error then; else the eight-bit set in which the bytes are most likely German. ASCII is UTF-8.
 */
export function chooseEncoding(scan: ByteScan): TextEncoding {
  const marked = markedEncoding(scan.head);
  if (marked !== null) return marked;
  const wide = wideEncoding(scan);
  if (wide !== null) return wide;
  return scan.notUtf8 === null || isMostlyUtf8(scan) ? 'utf-8' : likeliestLegacy(scan);
}

/**
 * Whether the bytes are UTF-8 but for some, as where lines of another file were appended. To read all of them in
 * an eight-bit set would spoil every other name.
 */
function isMostlyUtf8({ utf8Pairs, highBytes }: ByteScan): boolean {
  return utf8Pairs * 2 > highBytes / 2;
}

/** Whether nothing but the likeliest German letters spoke for this encoding. */
export function isGuess(encoding: TextEncoding): boolean {
  return (LEGACY as readonly TextEncoding[]).includes(encoding);
}

/** UTF-16 without a mark: in German text nearly every pair has one zero byte, always on the same side. */
function wideEncoding({ bytes, zeros }: ByteScan): TextEncoding | null {
  const pairs = bytes / 2;
  if (zeros.odd > pairs * 0.4 && zeros.even < pairs * 0.05) return 'utf-16le';
  if (zeros.even > pairs * 0.4 && zeros.odd < pairs * 0.05) return 'utf-16be';
  return null;
}

function likeliestLegacy(scan: ByteScan): TextEncoding {
  let best: TextEncoding = LEGACY[0];
  let highest = Number.NEGATIVE_INFINITY;
  for (const encoding of LEGACY) {
    const score = germanScore(scan, legacyLetters(encoding));
    if (score > highest) {
      best = encoding;
      highest = score;
    }
  }
  return best;
}

/** Takes the 128 characters of bytes 0x80 to 0xFF in one set; more is more German. */
function germanScore(scan: ByteScan, letters: string): number {
  let score = 0;
  for (let index = 0; index < 128; index += 1) {
    const letter = letters.charAt(index);
    const byte = index + 128;
    score += (scan.atStart[byte] ?? 0) * weightOf(letter, true);
    score += (scan.inside[byte] ?? 0) * weightOf(letter, false);
  }
  return score;
}

/**
 * How much one character speaks for its set. Words begin with capitals and go on in small letters, so that a
 * Windows "Šimić" is not taken for a Macintosh "äimić"; capitals inside are at least as good as another
 * letter. An apostrophe is likelier than a foreign letter: "O’Brien" is no "OíBrien".
 */
function weightOf(character: string, atStart: boolean): number {
  if (character === '\ufffd' || /\p{Cc}/u.test(character)) return -20;
  if (/[äöüß]/.test(character)) return atStart ? -1 : 4;
  if (/[ÄÖÜ]/.test(character)) return atStart ? 4 : 2;
  if (/\p{Ll}/u.test(character)) return atStart ? 0 : 1;
  if (/\p{Lu}/u.test(character)) return atStart ? 1 : 0;
  if (/[’‘“”„–]/.test(character)) return 2;
  return /[\u00a0—‚…€§°]/.test(character) ? 0 : -4;
}
