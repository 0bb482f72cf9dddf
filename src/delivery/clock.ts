/** Owns time as the engine sees it; handed in, so that a test can run a day in a millisecond. */
import { uptime } from 'node:os';

export interface Clock {
  /** Wall-clock time, milliseconds since 1970; may jump, so only dates and records use it. */
  now(): number;
  /** Milliseconds that never jump back and go on while the computer is suspended; deadlines and pace use it. */
  monotonic(): number;
  /** Milliseconds for which the computer has been suspended since the clock was made; never less than before. */
  suspended(): number;
  /** Resolves after so many milliseconds of `monotonic`, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What a system tells of time, milliseconds; `running` stands still while the computer is suspended (Linux) or does not. */
export interface TimeSource {
  now(): number;
  running(): number;
  sinceBoot(): number;
  setTimeout(callback: () => void, milliseconds: number): NodeJS.Timeout;
}

const SYSTEM: TimeSource = {
  now: () => Date.now(),
  // libuv: Linux's CLOCK_MONOTONIC stands still; macOS' mach_continuous_time and Windows' performance counter go on.
  running: () => performance.now(),
  // Linux /proc/uptime, Windows GetTickCount64, macOS kern.boottime: all count the time of a suspension.
  sinceBoot: () => uptime() * 1_000,
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
};

/** macOS tells the time since boot in whole seconds: less than this is rounding. */
const RESOLUTION = 1_000;
/** Timers stand still with the computer: so long after it woke up a wait notices at the latest. */
const LONGEST_TIMER = 15_000;
/** A timer is never so late by itself. */
const OVERSLEPT = 60_000;
/** The time since boot costs a system call. */
const LOOK_EVERY = 500;

/** A clock by the system's sources of time. */
export class SystemClock implements Clock {
  readonly #source: TimeSource;
  readonly #ahead: number;
  /** What `running` does not know of. */
  #stoodStill = 0;
  /** What timers slept too long, where `running` goes on; counted until then, of several timers once. */
  #overslept = 0;
  #oversleptUntil = Number.NEGATIVE_INFINITY;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(source: TimeSource = SYSTEM) {
    this.#source = source;
    this.#ahead = source.sinceBoot() - source.running();
  }

  now(): number {
    return this.#source.now();
  }

  monotonic(): number {
    return this.#source.running() + this.#standstill();
  }

  suspended(): number {
    return this.#standstill() + this.#overslept;
  }

  /** Rather too little than too much: a pace that believes in too long a rest would be too fast. */
  #standstill(): number {
    const running = this.#source.running();
    if (running - this.#looked < LOOK_EVERY) return this.#stoodStill;
    this.#looked = running;
    const missing = this.#source.sinceBoot() - running - this.#ahead - RESOLUTION;
    if (missing > this.#stoodStill + RESOLUTION) this.#stoodStill = missing;
    return this.#stoodStill;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const end = this.monotonic() + Math.max(0, milliseconds);
    for (;;) {
      const left = end - this.monotonic();
      await this.#nap(Math.min(left, LONGEST_TIMER), signal);
      if (signal?.aborted || this.monotonic() >= end) return;
    }
  }

  #nap(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const due = this.#source.running() + Math.max(0, milliseconds);
      const wake = (): void => {
        this.#countOversleeping(due);
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = this.#source.setTimeout(wake, Math.max(0, milliseconds));
      signal?.addEventListener('abort', wake);
    });
  }

  #countOversleeping(due: number): void {
    const now = this.#source.running();
    const late = now - Math.max(due, this.#oversleptUntil);
    if (late < OVERSLEPT) return;
    this.#overslept += late;
    this.#oversleptUntil = now;
  }
}

export const systemClock: Clock = new SystemClock();
