/** Owns a clock for tests over real sockets: each turn of the event loop is so many milliseconds, however busy the machine is. */
import type { Clock } from '../../src/delivery/clock.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class TurnClock implements Clock {
  readonly #start: number;
  readonly #perTurn: number;
  #passed = 0;
  #sleepers: Sleeper[] = [];
  #running = true;

  constructor(perTurn: number, start = Date.parse('2027-03-01T07:00:00Z')) {
    this.#perTurn = perTurn;
    this.#start = start;
    this.#turn();
  }

  now(): number {
    return this.#start + this.#passed;
  }

  monotonic(): number {
    return this.#passed;
  }

  suspended(): number {
    return 0;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper = { at: this.#passed + Math.max(0, milliseconds), wake };
      const stop = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', stop);
    });
  }

  stop(): void {
    this.#running = false;
  }

  #turn(): void {
    setImmediate(() => {
      this.#passed += this.#perTurn;
      const due = this.#sleepers.filter(({ at }) => at <= this.#passed);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#passed);
      for (const { wake } of due) wake();
      if (this.#running) this.#turn();
    });
  }
}
