/** Owns the conversation over one connection: one command, one complete reply, one deadline. */
import type { Socket } from 'node:net';
import type { Redact } from '../redaction.js';
import { parseReply, type Reply, withoutStatus } from '../smtp/reply.js';
import { ReplyReader } from './reply-reader.js';
import type { Transcript } from './transcript.js';

/**
 * How a step of the conversation ended. `lines` are the reply's texts without their codes, as they came: only for
 * reading keywords from, never to be shown.
 * `out-of-step`: the server spoke before it was asked.
 */
export type Answer =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly lines: readonly string[] }
  | { readonly kind: 'no-answer' | 'connection-lost' | 'not-smtp' | 'reply-too-long' | 'out-of-step' };

export interface DialogueOptions {
  readonly transcript: Transcript;
  readonly redact: Redact;
  readonly encrypted: boolean;
}

/** Never more than one reply is outstanding; after anything but a reply the connection must be given up. */
export class Dialogue {
  readonly encrypted: boolean;
  readonly #socket: Socket;
  readonly #options: DialogueOptions;
  readonly #reader = new ReplyReader();
  #lost = false;
  #wake: () => void = () => {};

  constructor(socket: Socket, options: DialogueOptions) {
    this.#socket = socket;
    this.#options = options;
    this.encrypted = options.encrypted;
    // A reset between two stages leaves no event for a listener that comes later.
    this.#lost = socket.destroyed;
    socket.on('data', this.#onData).on('error', this.#onEnd).on('end', this.#onEnd).on('close', this.#onEnd);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#reader.feed(chunk);
    this.#wake();
  };

  readonly #onEnd = (): void => {
    this.#lost = true;
    this.#wake();
  };

  /**
   * Writes one command line and reads its reply within so many milliseconds. `shown` replaces the command in the
   * transcript where it holds a secret. Throws where the command holds a line break: that would be two commands.
   */
  ask(command: string, deadline: number, shown: string = command): Promise<Answer> {
    if (/[\r\n\0]/.test(command)) throw new Error('line break in an SMTP command');
    if (this.#reader.hasBytes) return this.#unasked(deadline);
    this.#options.transcript.client(shown, this.encrypted);
    if (!this.#socket.destroyed) this.#socket.write(`${command}\r\n`);
    return this.read(deadline);
  }

  /**
   * After 354: hands over a message (CRLF line ends) and the final dot, its own dots doubled (RFC 5321 4.5.2), and reads
   * the reply. `out-of-step` and nothing handed over where the server has gone on speaking.
   */
  handOver(message: Buffer, deadline: number): Promise<Answer> {
    if (this.#reader.hasBytes) return this.#unasked(deadline);
    this.#options.transcript.note(`message: ${message.length} bytes, then the final dot`, this.encrypted);
    const body = message.toString('latin1').replace(/^\./gm, '..');
    if (!this.#socket.destroyed) this.#socket.write(`${body}.\r\n`, 'latin1');
    return this.read(deadline);
  }

  /** Reads one reply, of any length in time up to the deadline: a trickle does not extend it. */
  read(deadline: number): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve(answer);
      };
      const timer = setTimeout(() => settle({ kind: 'no-answer' }), deadline);
      this.#wake = () => {
        const answer = this.#look();
        if (answer !== null) settle(answer);
      };
      this.#wake();
    });
  }

  /**
   * Hands the bare socket on, for TLS. True in `surplus` where bytes came after the last reply: they were not
   * protected by TLS and nobody may act on them (RFC 3207 4.2, the "NO STARTTLS" injection).
   */
  detach(): { readonly socket: Socket; readonly surplus: boolean } {
    this.#socket.off('data', this.#onData).off('error', this.#onEnd).off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd).on('error', () => {});
    return { socket: this.#socket, surplus: this.#reader.hasBytes };
  }

  close(): void {
    this.#socket.destroy();
  }

  /** A server may say 421 at any time and close (RFC 5321 3.8); any other unasked reply breaks the order. */
  async #unasked(deadline: number): Promise<Answer> {
    const answer = await this.read(deadline);
    if (answer.kind !== 'reply' || answer.reply.code === 421) return answer;
    return { kind: 'out-of-step' };
  }

  #look(): Answer | null {
    const reading = this.#reader.take();
    if (reading.kind === 'incomplete') return this.#lost ? { kind: 'connection-lost' } : null;
    if (reading.kind !== 'complete') return { kind: reading.kind };
    const shown = this.#redacted(reading.lines);
    this.#options.transcript.server(shown, this.encrypted);
    const reply = parseReply(shown.join('\r\n'));
    if (reply === null) return { kind: 'not-smtp' };
    return { kind: 'reply', reply, lines: reading.lines.map((line) => line.slice(4)) };
  }

  /**
   * Only the text: a password like "250" must not hide the code. All lines at once: a secret may be broken over two
   * of them, which are one line then.
   */
  #redacted(lines: readonly string[]): string[] {
    const code = lines[0]?.slice(0, 3) ?? '';
    const texts = this.#redactedTexts(lines.map((line) => line.slice(4)));
    return texts.map((text, index) => `${code}${index < texts.length - 1 ? '-' : ' '}${text}`);
  }

  /** The status code that begins each line (RFC 2034 4) would stand in the middle of what is broken over two. */
  #redactedTexts(texts: readonly string[]): string[] {
    const { redact } = this.#options;
    const bare = redact(texts.map(withoutStatus).join('\n')).split('\n');
    const isBroken = bare.length < texts.length;
    if (!isBroken) return redact(texts.join('\n')).split('\n');
    const [first = '', ...others] = bare;
    const status = texts[0]?.slice(0, texts[0].length - withoutStatus(texts[0]).length) ?? '';
    return [status + first, ...others];
  }
}
