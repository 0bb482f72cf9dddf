/** Owns the progress of a mailing: one line redrawn on a terminal, one line every ten seconds elsewhere. */
import type { Terminal } from './terminal.js';

/** Where the mailing stands; counts are of the whole mailing, `begun` of this run. */
export interface ProgressState {
  readonly voters: number;
  readonly accepted: number;
  readonly refused: number;
  readonly deferred: number;
  readonly inDoubt: number;
  readonly pending: number;
  /** Accepted by this run in the last minutes, per minute; null while too little is known. */
  readonly perMinute: number | null;
  /** Milliseconds until nobody is pending at this pace and under the limits; null while unknown. */
  readonly left: number | null;
}

export type ProgressLine = (state: ProgressState, width: number) => string;

const REDRAW = 100;
const PLAIN = 10_000;

export class Progress {
  readonly #terminal: Terminal;
  readonly #line: ProgressLine;
  readonly #read: () => ProgressState;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, line: ProgressLine, read: () => ProgressState) {
    this.#terminal = terminal;
    this.#line = line;
    this.#read = read;
  }

  start(): void {
    if (this.#terminal.json) return;
    this.#timer = setInterval(() => this.#draw(), this.#terminal.redraws ? REDRAW : PLAIN);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#terminal.clearTransient();
  }

  #draw(): void {
    if (this.#terminal.redraws)
      this.#terminal.transient(this.#line(this.#read(), this.#terminal.columns - 1));
    else this.#terminal.say(this.#line(this.#read(), Number.POSITIVE_INFINITY));
  }
}

/** A bar of so many cells, the share done filled. */
export function bar(share: number, cells: number): string {
  const filled = Math.min(cells, Math.max(0, Math.floor(share * cells)));
  return `${'█'.repeat(filled)}${'░'.repeat(cells - filled)}`;
}
