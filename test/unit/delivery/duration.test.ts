import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterADay, durationFromRest } from '../../../src/delivery/duration.js';
import { limitsInForce } from '../../../src/delivery/limits-in-force.js';
import { durationOf } from '../../../src/delivery/pace.js';
import { type Limits, NO_LIMITS } from '../../../src/profile/profile.js';
import { providerOf } from '../../../src/smtp/provider.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2027-03-01T07:00:00Z');

/** One message so long ago that it counts no more makes `durationOf` go through all of them one by one. */
const LONG_AGO = [START - 9 * DAY];

const limit = fc.option(fc.integer({ min: 1, max: 60 }));
const limits: fc.Arbitrary<Limits> = fc.record({
  perConnection: fc.constant(null),
  connections: fc.constant(null),
  perMinute: limit,
  perHour: fc.oneof(limit, fc.integer({ min: 1, max: 3_000 })),
  perDay: fc.oneof(limit, fc.integer({ min: 1, max: 3_000 })),
});

describe('the duration from rest', () => {
  it('is what the pace comes to, message by message', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 0, max: 2_000 }), (wanted, messages) => {
        const counted = durationOf(messages, wanted, LONG_AGO, START);
        // Thousands of thirds of a second do not add up exactly.
        expect(Math.abs(durationFromRest(messages, wanted) - counted)).toBeLessThan(1);
      }),
      { numRuns: 300 },
    );
  });

  // Why: half a minute and two gigabytes, one message at a time.
  it.each([100_000_000, Number.MAX_SAFE_INTEGER])('of %d voters is known at once', (voters) => {
    const begin = performance.now();
    const wanted = { ...NO_LIMITS, perMinute: 30, perHour: 1_000, perDay: 10_000 };
    expect(durationOf(voters, wanted, [], START)).toBeGreaterThan(9_000 * DAY);
    expect(afterADay(voters, wanted)).toBe(voters - 10_000);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  it.each([
    [0, 0],
    [-5, 0],
    [1, 0],
    [2, 2_000],
  ])('of %i messages is %i ms', (messages, milliseconds) => {
    expect(durationFromRest(messages, { ...NO_LIMITS, perMinute: 30 })).toBe(milliseconds);
  });
});

describe('what goes only after a day', () => {
  const microsoft: Limits = { ...NO_LIMITS, perMinute: 30, perDay: 10_000 };
  it.each([
    [5_000, microsoft, 0],
    [10_000, microsoft, 0],
    [12_400, microsoft, 2_400],
    [25_000, microsoft, 15_000],
    [5_000, { ...NO_LIMITS, perHour: 100 }, 2_600],
    [5_000, NO_LIMITS, 0],
    [0, microsoft, 0],
    [1, { ...NO_LIMITS, perDay: 1 }, 0],
    [2, { ...NO_LIMITS, perDay: 1 }, 1],
  ] as const)('of %i messages under %j are %i', (messages, wanted, expected) => {
    expect(afterADay(messages, wanted)).toBe(expected);
  });
});

describe('the plan at a host whose limits are published', () => {
  const planned = (host: string, voters: number, set: Partial<Limits> = {}): number => {
    const published = providerOf({ host })?.limits ?? NO_LIMITS;
    return durationOf(voters, limitsInForce({ ...NO_LIMITS, ...set }, published, false), [], 0) / HOUR;
  };

  it.each([
    ['smtp.office365.com', [0.3, 0.6, 2.8, 5.6]],
    ['smtp.ionos.de', [1, 2, 10, 20]],
    ['exchange.ionos.eu', [0.8, 1.7, 8.3, 16.7]],
    ['smtp.hosting.de', [0.3, 0.7, 3.3, 6.7]],
    ['mail.power-netz.de', [5, 10, 50, 100]],
    ['smtp.strato.de', [0.4, 0.8, 4.2, 8.3]],
    ['mail.muster.example', [0.4, 0.8, 4.2, 8.3]],
  ])('at %s for 500, 1,000, 5,000 and 10,000 voters', (host, expected) => {
    const found = [500, 1_000, 5_000, 10_000].map((voters) => Math.round(planned(host, voters) * 10) / 10);
    expect(found).toEqual(expected);
  });

  it.each([
    [500, 1],
    [1_000, 1],
    [5_000, 3],
    [10_000, 5],
  ])('at Google for %i voters is %i days', (voters, days) => {
    expect(Math.ceil(planned('smtp.gmail.com', voters) / 24)).toBe(days);
  });

  it('keeps to what is set instead, limit by limit', () => {
    expect(planned('smtp.office365.com', 601, { perMinute: 10 })).toBe(1);
    expect(planned('smtp.office365.com', 10_001, { perMinute: 30 })).toBe(24);
    expect(planned('smtp.office365.com', 1_201, { perHour: 600 })).toBe(2);
  });
});
