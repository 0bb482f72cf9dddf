/** Owns the stream that keeps a message's end back: nodemailer writes the final dot only when its source ends. */
import { Readable } from 'node:stream';

const CHUNK = 64 * 1024;

/** How far a message has gone. Before `released` the server must discard what it has (RFC 5321 4.1.1.10). */
export type MessagePhase = 'envelope' | 'body' | 'released';

/** Emits the whole message, then calls `onHandedOver` once and ends only when told to. */
export class WithheldMessage extends Readable {
  readonly #bytes: Buffer;
  readonly #onHandedOver: () => void;
  #offset = 0;
  #handedOver = false;
  #phase: MessagePhase = 'envelope';

  constructor(bytes: Buffer, onHandedOver: () => void) {
    super({ highWaterMark: CHUNK });
    this.#bytes = bytes;
    this.#onHandedOver = onHandedOver;
  }

  get phase(): MessagePhase {
    return this.#phase;
  }

  /** Lets the final dot go. From here on only the server knows whether it took the message. */
  release(): void {
    this.#phase = 'released';
    this.push(null);
  }

  override _read(): void {
    if (this.#phase === 'envelope') this.#phase = 'body';
    if (this.#offset < this.#bytes.length) {
      const chunk = this.#bytes.subarray(this.#offset, this.#offset + CHUNK);
      this.#offset += chunk.length;
      this.push(chunk);
    } else if (!this.#handedOver) {
      this.#handedOver = true;
      this.#onHandedOver();
    }
  }
}
