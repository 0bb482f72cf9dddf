/** Owns waiting for Ctrl+C, or another signal to end. */
import type { Context } from './context.js';

export function untilStopped(context: Context): Promise<void> {
  return new Promise((done) => {
    const release = context.onSignal(() => {
      release();
      done();
    });
  });
}
