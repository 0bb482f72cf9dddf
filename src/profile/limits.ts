/** Owns which limit wins where several places name one; pure. */
import type { Origin } from './choose-source.js';
import { type Limits, NO_LIMITS } from './profile.js';

export type LimitName = keyof Limits;
export const LIMIT_NAMES = Object.keys(NO_LIMITS) as readonly LimitName[];

/** What a limit may be, wherever it is written. */
export const MOST_CONNECTIONS = 50;
export const MOST_MESSAGES = 100_000_000;

/** The limits one place names; absent or null where it says nothing. */
export interface LimitSource {
  readonly origin: Origin;
  readonly limits: { readonly [L in LimitName]?: number | null | undefined };
}

/** Takes sources strongest first; each limit comes from the first that names it, else it stays null (`default`). */
export function mergeLimits(sources: readonly LimitSource[]): {
  readonly limits: Limits;
  readonly origins: Readonly<Record<LimitName, Origin>>;
} {
  const limits: { -readonly [L in LimitName]: Limits[L] } = { ...NO_LIMITS };
  const origins = {} as Record<LimitName, Origin>;
  for (const name of LIMIT_NAMES) {
    const source = sources.find((candidate) => (candidate.limits[name] ?? null) !== null);
    limits[name] = source?.limits[name] ?? null;
    origins[name] = source?.origin ?? { kind: 'default' };
  }
  return { limits, origins };
}
