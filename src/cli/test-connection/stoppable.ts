/** Owns the end of a running test by a signal: what is under way is left, and the command says so. */
import type { Context } from '../context.js';

/** What the promise gave, or the signal that came first. */
export type Stoppable<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'stopped'; readonly signal: NodeJS.Signals };

/** The process ends soon after a signal, and with it every connection. */
export async function stoppable<T>(context: Context, act: () => Promise<T>): Promise<Stoppable<T>> {
  let release = (): void => {};
  const stopped = new Promise<Stoppable<T>>((resolve) => {
    release = context.onSignal((signal) => resolve({ kind: 'stopped', signal }));
  });
  const done = act().then((value): Stoppable<T> => ({ kind: 'done', value }));
  return Promise.race([done, stopped]).finally(release);
}
