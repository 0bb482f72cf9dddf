/** Owns which limits a mailing keeps to, and who says so. Pure. */
import { type Limits, NO_LIMITS } from '../profile/profile.js';

/** Where nothing says otherwise; towards loopback there is no limit. */
export const DEFAULT_LIMITS: Limits = { ...NO_LIMITS, connections: 1, perMinute: 20 };

/**
 * What a mailing keeps to: what is set, else what the host's provider publishes, limit by limit. Where neither gives a
 * pace, slowly towards a host and without limit towards this computer. A day's limit is a quota and no pace.
 */
export function limitsInForce(set: Limits, published: Limits, loopback: boolean): Limits {
  const connections = set.connections ?? DEFAULT_LIMITS.connections;
  const perHour = set.perHour ?? published.perHour;
  const perDay = set.perDay ?? published.perDay;
  const theirs = isKept(published, perHour) ? null : published.perMinute;
  const perMinute = set.perMinute ?? theirs;
  const silent = perMinute === null && perHour === null;
  return {
    connections,
    perMinute: silent && !loopback ? DEFAULT_LIMITS.perMinute : perMinute,
    perHour,
    perDay,
    perConnection: set.perConnection ?? published.perConnection,
  };
}

/** Of a minute, in an hour: with less a window of a minute is never too full, also where a reply takes six seconds longer. */
const KEPT_SHARE = 54;

/** Whoever spreads fewer messages evenly over the hour keeps the minute's limit anyway, and not by bursts. */
export function isKept({ perMinute }: Limits, perHour: number | null): boolean {
  return perMinute !== null && perHour !== null && perHour <= (perMinute - 1) * KEPT_SHARE;
}

/** Who says how many messages may go: the user, the host's provider, both, or nobody, and so it is our own caution. */
export type LimitsOrigin = 'set' | 'published' | 'both' | 'default';

/** Of the limits that `limitsInForce` makes of these; null where they count no messages. */
export function limitsOrigin(set: Limits, published: Limits, inForce: Limits): LimitsOrigin | null {
  const names = (['perMinute', 'perHour', 'perDay'] as const).filter((name) => inForce[name] !== null);
  if (names.length === 0) return null;
  const origins = names.map((name): LimitsOrigin => {
    if (set[name] !== null) return 'set';
    return published[name] === null ? 'default' : 'published';
  });
  if (origins.includes('default')) return 'default';
  const [first = 'set'] = origins;
  return origins.every((origin) => origin === first) ? first : 'both';
}
