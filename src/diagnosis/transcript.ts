/** Owns the record of what went over the wire, safe to show to anybody. */
import type { Redact } from '../redaction.js';
import { safeText } from '../smtp/reply.js';
import type { TranscriptLine } from './result.js';

/** A hostile server could fill the screen; nobody needs more of one reply. */
const MOST_LINES_OF_A_REPLY = 40;

export class Transcript {
  readonly #lines: TranscriptLine[] = [];
  readonly #redact: Redact;

  /** `redact` removes the password in every form, also where a server echoes it. */
  constructor(redact: Redact) {
    this.#redact = redact;
  }

  get lines(): readonly TranscriptLine[] {
    return this.#lines;
  }

  client(text: string, encrypted: boolean): void {
    this.#add('client', text, encrypted);
  }

  server(lines: readonly string[], encrypted: boolean): void {
    for (const line of lines.slice(0, MOST_LINES_OF_A_REPLY)) this.#add('server', line, encrypted);
    if (lines.length > MOST_LINES_OF_A_REPLY) this.#add('server', '…', encrypted);
  }

  note(text: string, encrypted: boolean): void {
    this.#add('note', text, encrypted);
  }

  #add(direction: TranscriptLine['direction'], text: string, encrypted: boolean): void {
    this.#lines.push({ direction, text: safeText(this.#redact(text)), encrypted });
  }
}
