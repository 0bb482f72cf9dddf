/** Owns one message over one connection: envelope, body, the promise before the dot, the dot, the server's word. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryError } from './connection-failure.js';
import type { Deadlines } from './deadlines.js';
import type { Line } from './line.js';
import type { Link } from './link.js';
import { WithheldMessage } from './withheld-message.js';

/** One message on its way: one sender, one recipient, the bytes without dot-stuffing. */
export interface Submission {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** What the library's send callback reported, or why it never will. */
export type Ending =
  | { readonly kind: 'reply'; readonly raw: string }
  | { readonly kind: 'error'; readonly error: LibraryError }
  | { readonly kind: 'deadline' }
  /** Whoever was asked before the dot did not want it to go. */
  | { readonly kind: 'withheld' };

/** Carries one message; used once. */
export class Transfer {
  readonly #link: Link;
  readonly #line: Line;
  readonly #deadlines: Deadlines;
  #finish: (ending: Ending) => void = () => {};
  #ended = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(link: Link, line: Line, deadlines: Deadlines) {
    this.#link = link;
    this.#line = line;
    this.#deadlines = deadlines;
  }

  async run(
    submission: Submission,
    beforeDot: () => Promise<boolean>,
  ): Promise<{ ending: Ending; released: boolean }> {
    let gateFailure: { readonly error: unknown } | null = null;
    const ending = new Promise<Ending>((resolve) => {
      this.#finish = (result) => {
        this.#ended = true;
        clearTimeout(this.#timer);
        resolve(result);
      };
    });
    const message = new WithheldMessage(submission.bytes, () => {
      this.#releaseWhenReady(message, beforeDot).catch((error: unknown) => {
        gateFailure = { error };
        this.#link.close();
        this.#finish({ kind: 'error', error: { message: 'not released' } });
      });
    });
    this.#allow(this.#deadlines.envelope);
    message.once('resume', () => this.#allow(this.#deadlines.body));
    // After a 421 the library ends the connection first and tells the reply right after: that is the better cause.
    this.#line.onDeath((error) => queueMicrotask(() => this.#finish({ kind: 'error', error })));
    const { from, to, bytes } = submission;
    this.#link.send({ from, to: [to], size: bytes.length }, message, (error, report) => {
      if (error) this.#finish({ kind: 'error', error });
      else this.#finish({ kind: 'reply', raw: report?.response ?? '' });
    });
    const result = await ending;
    this.#line.onDeath(() => {});
    if (gateFailure) throw (gateFailure as { error: unknown }).error;
    return { ending: result, released: message.phase === 'released' };
  }

  async #releaseWhenReady(message: WithheldMessage, beforeDot: () => Promise<boolean>): Promise<void> {
    await this.#bodyWritten();
    if (this.#ended) return;
    const wanted = isOutOfStep(this.#link) || (await beforeDot());
    // A reply or a cut that arrived meanwhile must be seen before the dot, not after it.
    await nextTurn();
    if (this.#ended || this.#line.dead) return;
    const early = isOutOfStep(this.#link);
    if (early || !wanted) {
      this.#finish(early ? { kind: 'reply', raw: '' } : { kind: 'withheld' });
      return this.#link.close();
    }
    this.#allow(this.#deadlines.confirmation);
    message.release();
  }

  /** Waits until the body has left our buffers, so that a `committing` record is written as late as can be. */
  async #bodyWritten(): Promise<void> {
    do await nextTurn();
    while (!this.#ended && unsentBytes(this.#link) > 0 && (await pause(1)));
  }

  #allow(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#timer = setTimeout(() => {
      this.#finish({ kind: 'deadline' });
      this.#link.close();
    }, milliseconds);
  }
}

/** What the library keeps to itself; where a later version does not, a look is skipped, nothing else. */
interface Inside {
  readonly _socket?: { readonly writableLength?: number } | false;
  /** The beginning of a line, and lines of a reply whose last has not come. */
  readonly _remainder?: unknown;
  readonly _responseQueue?: readonly unknown[] | false;
}

function unsentBytes(link: Link): number {
  const { _socket: socket } = link as Inside;
  return socket ? (socket.writableLength ?? 0) : 0;
}

/**
 * Whether the server has begun to answer though it cannot have the whole message yet, or did not say 354 to DATA:
 * the library takes any 2xx for it, and every later reply would then be taken for the one before.
 */
function isOutOfStep(link: Link): boolean {
  const { lastServerResponse: last } = link;
  const { _remainder: begun, _responseQueue: lines } = link as Inside;
  if (typeof last === 'string' && !last.startsWith('354')) return true;
  return (typeof begun === 'string' && begun !== '') || (Array.isArray(lines) && lines.length > 0);
}

function pause(milliseconds: number): Promise<true> {
  return new Promise((resolve) => setTimeout(() => resolve(true), milliseconds));
}
