/** Owns the pace that a mailing may have at a host, where each limit comes from, and how long it then takes. */
import { afterADay, durationFromRest } from '../delivery/duration.js';
import { isKept, limitsInForce } from '../delivery/limits-in-force.js';
import type { Origin } from '../profile/choose-source.js';
import { type LimitName, type LimitSource, mergeLimits } from '../profile/limits.js';
import { type Limits, NO_LIMITS } from '../profile/profile.js';

/** `provider`: what it publishes; `default`: where nobody says anything. */
export type LimitOrigin = Origin['kind'] | 'provider';

export interface PacedLimit {
  readonly limit: number;
  readonly origin: LimitOrigin;
}

/** The limits that make a mailing's pace; null where none applies. */
export type MailingPace = Readonly<
  Record<Exclude<LimitName, 'connections' | 'perConnection'>, PacedLimit | null>
>;

export interface MailingTime {
  readonly voters: number;
  /** Milliseconds from the first message to the last; 0 where nothing limits them. */
  readonly milliseconds: number;
  /** Messages that go only a day or more after the first. */
  readonly afterADay: number;
}

/**
 * The lower of what is set and what the provider publishes, limit by limit. What `send` does where nothing is set
 * gives way to a pace that is published.
 */
export function paceOf(set: readonly LimitSource[], published: Limits, loopback: boolean): MailingPace {
  const { limits, origins } = mergeLimits(set);
  const inForce = limitsInForce(limits, NO_LIMITS, loopback);
  const paced = published.perMinute !== null || published.perHour !== null;
  const lower = (name: keyof MailingPace): PacedLimit | null => {
    const origin = origins[name].kind;
    const own = paced && origin === 'default' ? [] : limit(inForce[name], origin);
    const theirs =
      name === 'perMinute' && inForce.perMinute === null && isKept(published, inForce.perHour)
        ? null
        : published[name];
    const both = [...own, ...limit(theirs, 'provider')];
    return both.sort((a, b) => a.limit - b.limit)[0] ?? null;
  };
  return { perMinute: lower('perMinute'), perHour: lower('perHour'), perDay: lower('perDay') };
}

function limit(value: number | null, origin: LimitOrigin): PacedLimit[] {
  return value === null ? [] : [{ limit: value, origin }];
}

/** How long so many voters take at this pace, from the first message to the last. */
export function timeAt(voters: number, pace: MailingPace): MailingTime {
  const limits = plain(pace);
  return {
    voters,
    milliseconds: durationFromRest(voters, limits),
    afterADay: afterADay(voters, limits),
  };
}

function plain({ perMinute, perHour, perDay }: MailingPace): Limits {
  return {
    ...NO_LIMITS,
    perMinute: perMinute?.limit ?? null,
    perHour: perHour?.limit ?? null,
    perDay: perDay?.limit ?? null,
  };
}
