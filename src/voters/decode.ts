/** Owns the door to iconv-lite: bytes of every encoding a roll comes in, made UTF-8. */
import iconv from 'iconv-lite';
import type { TextEncoding } from './voter.js';

/**
 * The library's names. Never TextDecoder for these: in Node 20 its windows-1252 makes control characters of
 * 0x80 to 0x9F, without an error (nodejs/node#56542).
 */
const NAMES = {
  'utf-16le': 'utf16le',
  'utf-16be': 'utf16be',
  'windows-1252': 'windows1252',
  macintosh: 'macintosh',
  cp850: 'cp850',
} as const satisfies Record<Exclude<TextEncoding, 'utf-8'>, string>;

/**
 * Makes UTF-8 of a roll's bytes, piece by piece. UTF-8 passes as it is, with its byte order mark. What cannot
 * be decoded becomes U+FFFD.
 */
export async function* decodeToUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    for await (const chunk of chunks) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    return;
  }
  const decoder = iconv.getDecoder(NAMES[encoding]);
  let held = '';
  for await (const chunk of chunks) {
    const text = held + inSet(decoder.write(Buffer.from(chunk)), encoding);
    // Half a surrogate pair at the end of a piece would be lost on the way to UTF-8.
    held = endsInHalfPair(text) ? text.slice(-1) : '';
    yield Buffer.from(text.slice(0, text.length - held.length), 'utf8');
  }
  const rest = held + inSet(decoder.end() ?? '', encoding);
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

/** The first bytes of a roll as text, without byte order mark; a character cut off at the end becomes U+FFFD. */
export function decodeHead(head: Uint8Array, encoding: TextEncoding): string {
  const bytes = Buffer.from(head);
  if (encoding !== 'utf-8') return inSet(iconv.decode(bytes, NAMES[encoding]), encoding);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** The 128 characters that an eight-bit set has for bytes 0x80 to 0xFF. */
export function legacyLetters(encoding: 'windows-1252' | 'macintosh' | 'cp850'): string {
  const bytes = Buffer.from(Array.from({ length: 128 }, (_, index) => index + 128));
  return inSet(iconv.decode(bytes, NAMES[encoding]), encoding);
}

/** Since Mac OS 8.5 the set has the euro where the library still has the currency sign. */
function inSet(text: string, encoding: TextEncoding): string {
  return encoding === 'macintosh' ? text.replaceAll('¤', '€') : text;
}

function endsInHalfPair(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
