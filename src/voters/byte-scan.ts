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
  /** Offset from 0 of the first byte that is not UTF-8, else null. */
  readonly notUtf8: number | null;
}

/** Reads a roll to its end. Takes its bytes in pieces of any size; throws what the pieces throw. */
export async function scanBytes(chunks: AsyncIterable<Uint8Array>): Promise<ByteScan> {
  const head: Uint8Array[] = [];
  const counts = new ByteCounts();
  const utf8 = new Utf8Check();
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes < HEAD_BYTES) head.push(chunk.slice(0, HEAD_BYTES - bytes));
    counts.add(chunk, bytes);
    utf8.add(chunk);
    bytes += chunk.length;
  }
  return { head: Buffer.concat(head), bytes, ...counts.total(), notUtf8: utf8.firstInvalid() };
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

  /** One loop over every byte of perhaps a gigabyte: everything in it is arithmetic on local variables. */
  add(chunk: Uint8Array, offset: number): void {
    let afterLetter = this.#afterLetter;
    let lineStart = -this.#line;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      const counts = afterLetter ? this.#inside : this.#atStart;
      counts[byte] = (counts[byte] as number) + 1;
      afterLetter = byte >= 0x80 || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
      if (byte > 0x0d) continue;
      if (byte === 0) this.#zeros[(offset + index) % 2 === 0 ? 'even' : 'odd'] += 1;
      if (byte === 0x0a || byte === 0x0d) {
        this.#endLine(index - lineStart, byte);
        lineStart = index + 1;
      }
    }
    this.#afterLetter = afterLetter;
    this.#line = chunk.length - lineStart;
  }

  total(): Omit<ByteScan, 'head' | 'bytes' | 'notUtf8'> {
    this.#endLine(this.#line, 0x0a);
    return {
      zeros: this.#zeros,
      controls: this.#controls(),
      atStart: this.#atStart,
      inside: this.#inside,
      longestLine: this.#longestLine,
      longestLineRow: this.#longestLineRow,
    };
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
