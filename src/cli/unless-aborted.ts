/** Owns waiting for something that a signal may cut short, without leaving anything on the signal. */

/** The promise's value, or null as soon as the signal aborts. Rejects as the promise does. */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const give = (): void => resolve(null);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}
