/** Owns that one run at a time exchanges the refresh token of a profile. */
import { type Lock, takeLock } from '../../delivery/lock.js';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import type { Context } from '../context.js';

/** Milliseconds. Longer than two requests to a provider; then whoever holds it hangs, and a mailing must go on. */
const LONGEST_WAIT = 45_000;
const BETWEEN_TRIES = 100;

/** Does it as soon as no other run of this user does the same for this profile. */
export async function oneAtATime<T>(context: Context, profile: string, act: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(context, profile);
  try {
    return await act();
  } finally {
    await lock?.release();
  }
}

/** Null where it could not be had in time. */
async function waitForLock({ env, clock }: Context, profile: string): Promise<Lock | null> {
  const path = `${configFolder(env)}/${profile}`;
  const end = clock.monotonic() + LONGEST_WAIT;
  while (clock.monotonic() < end) {
    try {
      return await takeLock(path, { device: 'oauth2', inode: path }, new Date(clock.now()).toISOString());
    } catch (error) {
      if (!(error instanceof Fault) || error.kind !== 'state-in-use') throw error;
      await clock.sleep(BETWEEN_TRIES);
    }
  }
  return null;
}
