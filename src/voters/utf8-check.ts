/** Owns the strict test for UTF-8 over bytes that come in pieces. */
import { isUtf8 } from 'node:buffer';

/**
 * Tests bytes piece by piece (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). German
 * letters may first appear in the last line, so that only the whole file says whether it is UTF-8.
 */
export class Utf8Check {
  #rest: Uint8Array = new Uint8Array(0);
  #checked = 0;
  #offset: number | null = null;

  /** Takes the next piece; where a character begins in it, the rest is awaited in the next. */
  add(chunk: Uint8Array): void {
    if (this.#offset !== null) return;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = lastBoundary(bytes);
    this.#check(bytes.subarray(0, end));
    this.#rest = bytes.slice(end);
  }

  /** Whether the pieces so far hold a byte that is not UTF-8, whatever comes. */
  isInvalid(): boolean {
    return this.#offset !== null;
  }

  /** Offset from 0 of the first byte that is not UTF-8, else null. To be asked after the last piece. */
  firstInvalid(): number | null {
    if (this.#offset === null && this.#rest.length > 0) return this.#checked;
    return this.#offset;
  }

  #check(bytes: Uint8Array): void {
    if (!isUtf8(bytes)) this.#offset = this.#checked + firstInvalid(bytes);
    this.#checked += bytes.length;
  }
}

/** End of the last whole character, looking back no further than the longest one. */
function lastBoundary(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Goes character by character; needed once per file at most, over one piece of it. */
function firstInvalid(bytes: Uint8Array): number {
  let good = 0;
  while (good < bytes.length) {
    const end = good + sequenceLength(bytes[good] ?? 0);
    if (end > bytes.length || !isUtf8(bytes.subarray(good, end))) return good;
    good = end;
  }
  return good;
}
