/** Owns time as the engine sees it; handed in, so that a test can run a day in a millisecond. */

export interface Clock {
  /** Wall-clock time, milliseconds since 1970; may jump, so only dates and records use it. */
  now(): number;
  /** Milliseconds that never jump back; deadlines and pace use it. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Timers longer than this overflow to "at once" (Node's documentation of setTimeout). */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(0, milliseconds), LONGEST_TIMER));
      signal?.addEventListener('abort', wake);
    }),
};
