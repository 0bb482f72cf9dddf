import { describe, expect, it } from 'vitest';
import { limitsInForce, limitsOrigin } from '../../../src/delivery/limits-in-force.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';

describe('the limits in force', () => {
  const m365 = { ...NO_LIMITS, connections: 3, perMinute: 30, perDay: 10_000 };
  it.each([
    ['nobody says anything', {}, NO_LIMITS, false, [1, 20, null, null], 'default'],
    ['nobody says anything, towards this computer', {}, NO_LIMITS, true, [1, null, null, null], null],
    ['all is set', { perHour: 9, perDay: 90 }, m365, false, [1, null, 9, 90], 'set'],
    ['the provider publishes', {}, m365, false, [1, 30, null, 10_000], 'published'],
    ['more connections are wished', { connections: 2 }, m365, false, [2, 30, null, 10_000], 'published'],
    ['a minute is set', { perMinute: 60 }, m365, false, [1, 60, null, 10_000], 'both'],
    ['an hour is set that keeps the minute', { perHour: 600 }, m365, false, [1, null, 600, 10_000], 'both'],
    ['an hour is set that does not', { perHour: 6_000 }, m365, false, [1, 30, 6_000, 10_000], 'both'],
    ['an hour is set that hardly does', { perHour: 1_790 }, m365, false, [1, 30, 1_790, 10_000], 'both'],
    // Why: a day's limit alone, as the program suggests it for some providers, made a burst of the whole day's messages.
    ['only a day is set', { perDay: 2_000 }, NO_LIMITS, false, [1, 20, null, 2_000], 'default'],
    ['only a day is set, towards this computer', { perDay: 9 }, NO_LIMITS, true, [1, null, null, 9], 'set'],
    ['only a day is published', {}, { ...NO_LIMITS, perDay: 2_000 }, false, [1, 20, null, 2_000], 'default'],
  ] as const)('where %s', (_, given, published, loopback, expected, origin) => {
    const set = { ...NO_LIMITS, ...given };
    const found = limitsInForce(set, published, loopback);
    expect([found.connections, found.perMinute, found.perHour, found.perDay]).toEqual(expected);
    expect(limitsOrigin(set, published, found)).toBe(origin);
  });
});
