/** Owns a clock for tests: it stands still until everybody sleeps, then jumps to the first who wakes. */
import type { Clock } from '../../src/delivery/clock.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  #wall: number;
  #monotonic = 0;
  #suspended = 0;
  #sleepers: Sleeper[] = [];
  #pumping = false;

  constructor(start = Date.parse('2027-03-01T07:00:00Z')) {
    this.#wall = start;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  suspended(): number {
    return this.#suspended;
  }

  /** Somebody closes the laptop, and opens it again after so many milliseconds. */
  suspend(milliseconds: number): void {
    this.#wall += milliseconds;
    this.#monotonic += milliseconds;
    this.#suspended += milliseconds;
  }

  /** Somebody sets the wall clock; monotonic time does not care. */
  setWall(milliseconds: number): void {
    this.#wall = milliseconds;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const stop = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper = { at: this.#monotonic + Math.max(0, milliseconds), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', stop);
      if (!this.#pumping) this.#pump();
    });
  }

  /** By the next turn of the event loop every promise that could go on has gone on. */
  #pump(): void {
    this.#pumping = true;
    setImmediate(() => {
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      this.#pumping = false;
      if (!next) return;
      this.#wall += Math.max(0, next.at - this.#monotonic);
      this.#monotonic = Math.max(this.#monotonic, next.at);
      next.wake();
      if (this.#sleepers.length > 0) this.#pump();
    });
  }
}
