/** Owns the one look at all bytes of a roll, in bounded memory, from which its encoding is told. */
import { Utf8Check } from './utf8-check.js';

/** Bytes kept from the beginning; the header line must end within them. */
export const HEAD_BYTES = 256 * 1024;

/** What all bytes together say. */
export interface ByteScan {
  readonly head: Uint8Array;
  readonly bytes: number;
  /** Zero bytes at even (0, 2 ...) and odd places. */
  readonly zeros: { readonly even: number; readonly odd: number };
  /** Control bytes that have no place in text: all below 0x20 but tab, line feed and carriage return. */
  readonly controls: number;
  /** How often each byte stands at the beginning of a word, and how often after another letter. */
  readonly atStart: Float64Array;
  readonly inside: Float64Array;
  /** Longest run of bytes without a line break. */
  readonly longestLine: number;
  /** Physical line, from 1, that this run is. */
  readonly longestLineRow: number;
  /** Pairs of bytes that are one letter in UTF-8 (U+0080 to U+07FF); rare by chance in any other encoding. */
  readonly utf8Pairs: number;
  /** Bytes from 0x80. */
  readonly highBytes: number;
  /** Offset from 0 of the first byte that is not UTF-8, else null. */
  readonly notUtf8: number | null;
  /** Physical line, from 1, of that byte. */
  readonly notUtf8Row: number | null;
}

/** Reads a roll to its end. Takes its bytes in pieces of any size; throws what the pieces throw. */
export async function scanBytes(chunks: AsyncIterable<Uint8Array>): Promise<ByteScan> {
  const head: Uint8Array[] = [];
  const counts = new ByteCounts();
  const utf8 = new Utf8Check();
  let bytes = 0;
  let notUtf8Row: number | null = null;
  for await (const chunk of chunks) {
    if (bytes < HEAD_BYTES) head.push(chunk.slice(0, HEAD_BYTES - bytes));
    utf8.add(chunk);
    const invalid = utf8.firstInvalid();
    // The row is counted in the piece that shows the fault; a character half in the piece before has no line break.
    if (notUtf8Row === null && utf8.isInvalid()) notUtf8Row = counts.rowAt(chunk, (invalid ?? 0) - bytes);
    counts.add(chunk, bytes);
    bytes += chunk.length;
  }
  const notUtf8 = utf8.firstInvalid();
  if (notUtf8 !== null) notUtf8Row ??= counts.rowAt(new Uint8Array(0), 0);
  return { head: Buffer.concat(head), bytes, ...counts.total(), notUtf8, notUtf8Row };
}

class ByteCounts {
  readonly #atStart = new Float64Array(256);
  readonly #inside = new Float64Array(256);
  readonly #zeros = { even: 0, odd: 0 };
  #afterLetter = false;
  #line = 0;
  #row = 1;
  #longestLine = 0;
  #longestLineRow = 1;
  #afterReturn = false;
  #afterLead = false;
  #utf8Pairs = 0;

  /** The line of the byte at `index` of a piece that was not added yet. */
  rowAt(chunk: Uint8Array, index: number): number {
    let row = this.#row;
    let afterReturn = this.#afterReturn && this.#line === 0;
    for (const byte of chunk.subarray(0, Math.max(0, index))) {
      if (byte === 0x0d || (byte === 0x0a && !afterReturn)) row += 1;
      afterReturn = byte === 0x0d;
    }
    return row;
  }

  /** One loop over every byte of perhaps a gigabyte: everything in it is arithmetic on local variables. */
  add(chunk: Uint8Array, offset: number): void {
    let afterLetter = this.#afterLetter;
    let lineStart = -this.#line;
    let afterLead = this.#afterLead;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      const counts = afterLetter ? this.#inside : this.#atStart;
      counts[byte] = (counts[byte] as number) + 1;
      afterLetter = byte >= 0x80 || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
      if (afterLead && (byte & 0xc0) === 0x80) this.#utf8Pairs += 1;
      afterLead = byte >= 0xc2 && byte <= 0xdf;
      if (byte > 0x0d) continue;
      if (byte === 0) this.#zeros[(offset + index) % 2 === 0 ? 'even' : 'odd'] += 1;
      if (byte === 0x0a || byte === 0x0d) {
        this.#endLine(index - lineStart, byte);
        lineStart = index + 1;
      }
    }
    this.#afterLetter = afterLetter;
    this.#afterLead = afterLead;
    this.#line = chunk.length - lineStart;
  }

  total(): Omit<ByteScan, 'head' | 'bytes' | 'notUtf8' | 'notUtf8Row'> {
    this.#endLine(this.#line, 0x0a);
    return {
      zeros: this.#zeros,
      controls: this.#controls(),
      atStart: this.#atStart,
      inside: this.#inside,
      longestLine: this.#longestLine,
      longestLineRow: this.#longestLineRow,
      utf8Pairs: this.#utf8Pairs,
      highBytes: this.#highBytes(),
    };
  }

  #highBytes(): number {
    let count = 0;
    for (let byte = 0x80; byte <= 0xff; byte += 1)
      count += (this.#atStart[byte] as number) + (this.#inside[byte] as number);
    return count;
  }

  #endLine(length: number, byte: number): void {
    if (length > this.#longestLine) {
      this.#longestLine = length;
      this.#longestLineRow = this.#row;
    }
    // The two bytes of CRLF end one line.
    if (!(byte === 0x0a && this.#afterReturn && length === 0)) this.#row += 1;
    this.#afterReturn = byte === 0x0d;
  }

  #controls(): number {
    let count = 0;
    for (let byte = 0; byte < 0x20; byte += 1) {
      const isText = byte === 0x09 || byte === 0x0a || byte === 0x0d;
      if (!isText) count += (this.#atStart[byte] as number) + (this.#inside[byte] as number);
    }
    return count;
  }
}
