/** Owns the cutting of a server's bytes into replies, with a limit on each. */
import { StringDecoder } from 'node:string_decoder';

/** Bytes; the longest EHLO replies seen are below 2 KiB. */
const LARGEST_REPLY = 64 * 1024;
const LINE = /^(\d{3})([ -]|$)/;

/** `complete` carries the raw lines, code included, without their ends. */
export type Reading =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'complete'; readonly lines: readonly string[] }
  | { readonly kind: 'not-smtp' }
  | { readonly kind: 'reply-too-long' };

/** Takes bytes as they come, gives replies one by one (RFC 5321 4.2.1). */
export class ReplyReader {
  readonly #decoder = new StringDecoder('utf8');
  #pending = '';
  #size = 0;
  #lines: string[] = [];

  /** True where bytes are waiting that belong to no reply taken yet. */
  get hasBytes(): boolean {
    return this.#pending !== '' || this.#lines.length > 0;
  }

  feed(chunk: Buffer): void {
    // Past the limit nothing is kept: `take` says so, and the connection is given up.
    if (this.#size <= LARGEST_REPLY) this.#pending += this.#decoder.write(chunk);
    this.#size += chunk.length;
  }

  /** The next reply, if it is complete; a garbled one ends the reading for good. */
  take(): Reading {
    for (let line = this.#nextLine(); line !== null; line = this.#nextLine()) {
      const match = LINE.exec(line);
      if (match === null || !this.#sameCode(line)) return { kind: 'not-smtp' };
      this.#lines.push(line);
      if (match[2] !== '-') return this.#complete();
    }
    return { kind: this.#size > LARGEST_REPLY ? 'reply-too-long' : 'incomplete' };
  }

  #nextLine(): string | null {
    const end = this.#pending.indexOf('\n');
    if (end < 0) return null;
    const line = this.#pending.slice(0, end).replace(/\r$/, '');
    this.#pending = this.#pending.slice(end + 1);
    return line;
  }

  #sameCode(line: string): boolean {
    const first = this.#lines[0];
    return first === undefined || first.slice(0, 3) === line.slice(0, 3);
  }

  #complete(): Reading {
    const lines = this.#lines;
    this.#lines = [];
    this.#size = Buffer.byteLength(this.#pending);
    return { kind: 'complete', lines };
  }
}
