import { describe, expect, it } from 'vitest';
import { limitsInForce } from '../../../src/delivery/limits-in-force.js';
import { paceOf, timeAt } from '../../../src/diagnosis/mailing-time.js';
import type { LimitSource } from '../../../src/profile/limits.js';
import { type Limits, NO_LIMITS } from '../../../src/profile/profile.js';
import { EXCHANGE_SERVER, PROVIDERS } from '../../../src/smtp/provider-table.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const project = (limits: Partial<Limits>): LimitSource => ({
  origin: { kind: 'project', name: 'pace' },
  limits,
});
const profile = (limits: Partial<Limits>): LimitSource => ({
  origin: { kind: 'profile', name: 'acme' },
  limits,
});
const published = (limits: Partial<Limits>): Limits => ({ ...NO_LIMITS, ...limits });

function providerLimits(id: string): Limits {
  return [...PROVIDERS, EXCHANGE_SERVER].find((provider) => provider.id === id)?.limits ?? NO_LIMITS;
}

/** Hours until the last voter is mailed. */
function hours(voters: number, limits: Limits): number {
  return timeAt(voters, paceOf([], limits, false)).milliseconds / HOUR;
}

describe('how long it takes', () => {
  const young = published({ perHour: 400 });
  it.each([
    ['Microsoft 365', providerLimits('microsoft-365'), [0.3, 0.6, 2.8, 5.6]],
    ['an Exchange Server', providerLimits('exchange-server'), [1.7, 3.3, 16.7, 33.3]],
    ['IONOS after a month', providerLimits('ionos'), [1, 2, 10, 20]],
    ['IONOS in its first month', young, [1.25, 2.5, 12.5, 25]],
    ['IONOS Exchange', providerLimits('ionos-exchange'), [0.8, 1.7, 8.3, 16.7]],
    ['hosting.de', providerLimits('hosting-de'), [0.3, 0.7, 3.3, 6.7]],
    ['a hoster with Plesk', providerLimits('power-netz'), [5, 10, 50, 100]],
  ])('at %s for 500, 1,000, 5,000 and 10,000 voters', (_, limits, expected) => {
    const found = [500, 1_000, 5_000, 10_000].map((voters) => hours(voters, limits));
    for (const [index, value] of found.entries())
      expect(Math.abs(value - (expected[index] ?? 0)), String(index)).toBeLessThan(0.06);
  });

  it.each([
    [500, 1, 0],
    [1_000, 1, 0],
    [5_000, 3, 3_000],
    [10_000, 5, 8_000],
  ])('at Google for %i voters is %i days, %i after the first', (voters, days, later) => {
    const time = timeAt(voters, paceOf([], providerLimits('google'), false));
    expect(Math.ceil(time.milliseconds / DAY)).toBe(days);
    expect(time.afterADay).toBe(later);
  });

  it.each([
    [1_000, 33],
    [5_000, 2 * 60 + 46],
    [10_000, 5 * 60 + 33],
    [12_400, 24 * 60 + 79],
  ])('at Microsoft 365 for %i voters is %i whole minutes', (voters, minutes) => {
    const time = timeAt(voters, paceOf([], providerLimits('microsoft-365'), false));
    expect(Math.floor(time.milliseconds / 60_000)).toBe(minutes);
    expect(time.afterADay).toBe(voters > 10_000 ? 2_400 : 0);
  });
});

describe('the pace that applies', () => {
  const provider = { perMinute: 30, perDay: 10_000 };
  it.each<readonly [string, readonly LimitSource[], Partial<Limits>, boolean, Record<string, unknown>]>([
    ['is slow where nobody says anything', [], {}, false, { perMinute: [20, 'default'] }],
    ['is none towards this computer', [], {}, true, {}],
    [
      'is the published one',
      [],
      provider,
      false,
      { perMinute: [30, 'provider'], perDay: [10_000, 'provider'] },
    ],
    [
      'is the one of invite.yaml before that of the profile',
      [project({ perMinute: 10 }), profile({ perMinute: 5, perDay: 900 })],
      {},
      false,
      { perMinute: [10, 'project'], perDay: [900, 'profile'] },
    ],
    [
      'is, limit by limit, the lower of both',
      [profile({ perMinute: 60, perDay: 900 })],
      provider,
      false,
      { perMinute: [30, 'provider'], perDay: [900, 'profile'] },
    ],
    [
      'is slow where only a day is published',
      [],
      { perDay: 2_000 },
      false,
      { perMinute: [20, 'default'], perDay: [2_000, 'provider'] },
    ],
    [
      'is the usual one where only a day is set',
      [project({ perDay: 9 })],
      {},
      false,
      { perMinute: [20, 'default'], perDay: [9, 'project'] },
    ],
    ['is the published hour', [], { perHour: 500 }, false, { perHour: [500, 'provider'] }],
    [
      'is the hour that is set, evenly, where the published minute is kept by that',
      [project({ perHour: 100 })],
      provider,
      false,
      { perHour: [100, 'project'], perDay: [10_000, 'provider'] },
    ],
    [
      'is the published minute as well, where the hour that is set is not narrow enough',
      [project({ perHour: 3_000 })],
      { perMinute: 30 },
      false,
      { perMinute: [30, 'provider'], perHour: [3_000, 'project'] },
    ],
    [
      'is the minute that is set, within the published hour',
      [project({ perMinute: 60 })],
      { perHour: 500 },
      false,
      { perMinute: [60, 'project'], perHour: [500, 'provider'] },
    ],
  ])('%s', (_, set, theirs, loopback, expected) => {
    const pace = paceOf(set, published(theirs), loopback);
    const found = Object.entries(pace).flatMap(([name, paced]) =>
      paced === null ? [] : [[name, [paced.limit, paced.origin]]],
    );
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  // Why: the test must tell what a mailing will really do.
  it.each([{}, { perMinute: 60 }, { perHour: 100 }, { perDay: 9 }, { connections: 4 }])(
    'is that of a mailing where nobody publishes anything: %j',
    (set) => {
      for (const loopback of [true, false]) {
        const { perMinute, perHour, perDay } = limitsInForce(published(set), NO_LIMITS, loopback);
        const pace = paceOf([profile(set)], NO_LIMITS, loopback);
        const limits = [pace.perMinute, pace.perHour, pace.perDay].map((paced) => paced?.limit ?? null);
        expect(limits).toEqual([perMinute, perHour, perDay]);
      }
    },
  );
});
