/** Owns until when Microsoft 365 takes a login with a password: its message MC786329, as updated on 27 January 2026. Pure. */
import type { HostFamily } from '../smtp/provider.js';
import type { PasswordLoginFacts } from './result.js';

/** Off by default "at the end of December 2026": what is over before that month is not touched. */
const UNTOUCHED_BEFORE = Date.UTC(2026, 11, 1);
const OFF_BY_DEFAULT = Date.UTC(2027, 0, 1);

/**
 * What is to be said where a login with a password passed; null where nothing is. `now` and `mailing` in milliseconds
 * since 1970; `mailing` is null where nobody said when it is planned: then it may lie behind the date.
 */
export function passwordLoginFacts(
  family: HostFamily,
  now: number,
  mailing: number | null,
): PasswordLoginFacts | null {
  if (family !== 'microsoft-365') return null;
  const over = now >= OFF_BY_DEFAULT;
  if (!over && mailing !== null && mailing < UNTOUCHED_BEFORE) return null;
  return { over, mailing: mailing === null ? null : new Date(mailing).toISOString() };
}
