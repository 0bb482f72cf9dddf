import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationOf, Pace } from '../../../src/delivery/pace.js';
import { formatFor } from '../../../src/i18n/format.js';
import { type Limits, NO_LIMITS } from '../../../src/profile/profile.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2027-03-01T07:00:00Z');

function mostWithin(times: readonly number[], milliseconds: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((t) => t >= from && t < from + milliseconds).length),
  );
}

/** One message goes as soon as it may. */
function next(pace: Pace, now: number): number {
  const at = pace.earliest(now);
  pace.take(at);
  pace.done(at);
  return at;
}

function sent(pace: Pace, now: number, count: number): number[] {
  const times: number[] = [];
  for (let at = now; times.length < count; at = times.at(-1) ?? now) times.push(next(pace, at));
  return times;
}

const limit = fc.option(fc.integer({ min: 1, max: 40 }));
const limits: fc.Arbitrary<Limits> = fc.record({
  perConnection: fc.constant(null),
  connections: fc.constant(null),
  perMinute: limit,
  perHour: limit,
  perDay: limit,
});

function expectLimits(times: readonly number[], wanted: Limits): void {
  if (wanted.perMinute !== null) expect(mostWithin(times, MINUTE)).toBeLessThanOrEqual(wanted.perMinute);
  if (wanted.perHour !== null) expect(mostWithin(times, HOUR)).toBeLessThanOrEqual(wanted.perHour);
  if (wanted.perDay !== null) expect(mostWithin(times, DAY)).toBeLessThanOrEqual(wanted.perDay);
}

describe('the pace', () => {
  it('does not add up what a timer is late, and takes no long delay for one', () => {
    const late = (milliseconds: number): number => {
      const pace = new Pace({ ...NO_LIMITS, perMinute: 60 }, [], START);
      let at = START;
      for (let message = 0; message < 601; message += 1) {
        at = pace.earliest(at) + (message === 0 ? 0 : milliseconds);
        pace.take(at);
        pace.done(at);
      }
      return at - START;
    };
    expect(late(0)).toBe(10 * MINUTE);
    // Only the window adds a tenth now and then: a message is late by the window, too.
    expect(late(100)).toBeLessThanOrEqual(10 * MINUTE + 2_000);
    expect(late(101)).toBe(10 * MINUTE + 600 * 101);
  });

  it('never lets more than a limit go in any window, however late the messages are', () => {
    const delays = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(limits, delays, (wanted, late) => {
        const pace = new Pace(wanted, [], START);
        let now = START;
        const times = late.map((delay) => {
          now = next(pace, now + delay);
          return now;
        });
        expectLimits(times, wanted);
      }),
    );
  });

  it('never does so across a restart', () => {
    fc.assert(
      fc.property(limits, fc.nat(60), fc.nat(60), fc.nat(2 * HOUR), (wanted, first, second, pause) => {
        const before = sent(new Pace(wanted, [], START), START, first);
        const now = (before.at(-1) ?? START) + pause;
        const after = sent(new Pace(wanted, before, now), now, second);
        expectLimits([...before, ...after], wanted);
      }),
    );
  });

  // Why: the host's clock starts when it reads the message, not when we begin to hand it over.
  it('never lets a host count more than a limit, wherever between start and reply it counts each message', () => {
    const one = fc.record({
      late: fc.nat(3_000),
      takes: fc.nat(30_000),
      counted: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const lanes = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(limits, lanes, fc.array(one, { minLength: 1, maxLength: 80 }), (wanted, most, messages) => {
        const pace = new Pace(wanted, [], START);
        const counted: number[] = [];
        let underWay: number[] = [];
        let now = START;
        const finish = (): void => {
          now = Math.max(now, underWay.shift() ?? now);
          pace.done(now);
        };
        for (const { late, takes, counted: share } of messages) {
          while (underWay.length >= most) finish();
          for (let at = pace.earliest(now); at > now; at = pace.earliest(now)) {
            const reply = underWay[0];
            if (reply !== undefined && reply <= at) finish();
            else now = at;
          }
          pace.take(now);
          counted.push(now + takes * share);
          underWay = [...underWay, now + takes].sort((a, b) => a - b);
          now += late;
          while ((underWay[0] ?? Number.POSITIVE_INFINITY) <= now) finish();
        }
        expectLimits(counted, wanted);
      }),
    );
  });

  it('never lets two mailings together exceed a limit where each knows what the other has sent', () => {
    const turns = fc.array(fc.record({ second: fc.boolean(), idle: fc.nat(20_000) }), {
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(limits, fc.nat(30), turns, (wanted, before, order) => {
        const earlier = sent(new Pace(wanted, [], START), START, before);
        const begin = (earlier.at(-1) ?? START) + 1;
        const one = { pace: new Pace(wanted, earlier, begin), times: [...earlier] };
        const other = { pace: new Pace(wanted, [], begin, earlier), times: [] as number[] };
        let now = begin;
        for (const { second, idle } of order) {
          const [mine, theirs] = second ? [other, one] : [one, other];
          mine.pace.recount(theirs.times, now);
          now = next(mine.pace, now + idle);
          mine.times.push(now);
        }
        expectLimits([...one.times, ...other.times], wanted);
      }),
    );
  });

  it('forgets nothing of its own where it counts the others anew', () => {
    const pace = new Pace({ ...NO_LIMITS, perHour: 3 }, [START - 1_000], START);
    const first = next(pace, START);
    pace.recount([START + 1], first);
    pace.recount([], first);
    const second = next(pace, first);
    // The one before the run leaves the hour first, and not the two of the run.
    expect(next(pace, second)).toBeGreaterThanOrEqual(START - 1_000 + HOUR);
    expect(pace.earliest(START + HOUR)).toBeGreaterThanOrEqual(first + HOUR);
  });

  it('spreads the messages of a minute evenly', () => {
    const times = sent(new Pace({ ...NO_LIMITS, perMinute: 20 }, [], START), START, 50);
    expect(new Set(times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toEqual(
      new Set([3_000]),
    );
  });

  it('spreads the messages of an hour evenly where no minute is limited', () => {
    const times = sent(new Pace({ ...NO_LIMITS, perHour: 600 }, [], START), START, 50);
    expect((times[49] ?? 0) - START).toBe(49 * 6_000);
  });

  it('keeps nobody waiting where nothing is limited', () => {
    expect(sent(new Pace(NO_LIMITS, [], START), START, 100).at(-1)).toBe(START);
  });

  it('never gives a time in the past', () => {
    const pace = new Pace({ ...NO_LIMITS, perMinute: 20 }, [START - DAY], START);
    expect(next(pace, START)).toBe(START);
    expect(next(pace, START + HOUR)).toBe(START + HOUR);
  });

  it('does not wait for messages that a clock set back has put into the future', () => {
    const future = Array.from({ length: 20 }, (_, index) => START + HOUR + index * 3_000);
    const pace = new Pace({ ...NO_LIMITS, perMinute: 20, perDay: 1_000 }, future, START);
    expect(next(pace, START)).toBe(START + MINUTE);
  });

  it('is held for everybody until a time, and never for less', () => {
    const pace = new Pace({ ...NO_LIMITS, perMinute: 60 }, [], START);
    const reply = { code: 450, enhanced: '4.7.1', text: 'slow down' };
    pace.hold(START + HOUR, { why: 'rate-limited', reply });
    pace.hold(START + MINUTE, { why: 'server-busy', reply: null });
    expect(pace.reason(START)).toEqual({ why: 'rate-limited', reply });
    expect(pace.reason(START + HOUR)).toEqual({ why: 'pace', reply: null });
    expect([pace.isHeld(START), pace.isHeld(START + HOUR)]).toEqual([true, false]);
    expect([next(pace, START), next(pace, START)]).toEqual([START + HOUR, START + HOUR + 1_000]);
  });

  it('is halved again and again, to one message a minute at the slowest', () => {
    const pace = new Pace({ ...NO_LIMITS, perMinute: 60 }, [], START);
    next(pace, START);
    for (const expected of [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      pace.halve(START);
      expect(pace.earliest(START)).toBe(START + expected);
    }
  });

  // Why: at fewer than one a minute a word against the pace changed nothing.
  it('is halved also where it is slow by itself, to a quarter at the slowest', () => {
    const pace = new Pace({ ...NO_LIMITS, perHour: 20 }, [], START);
    next(pace, START);
    for (const expected of [6, 12, 12]) {
      pace.halve(START);
      expect(pace.earliest(START)).toBe(START + expected * MINUTE);
    }
  });

  /** Messages a minute, minute by minute, while the host has nothing against it. */
  function rates(pace: Pace, from: number, minutes: number): (number | null)[] {
    let at = from;
    return Array.from({ length: minutes }, (_, minute) => {
      const end = from + (minute + 1) * MINUTE;
      for (at = pace.earliest(Math.max(at, from + minute * MINUTE)); at < end; at = pace.earliest(at + 1)) {
        pace.take(at);
        pace.done(at);
        if (pace.perMinute === null) break;
      }
      return pace.perMinute;
    });
  }

  it('climbs by a quarter every five calm minutes, an hour long to nine tenths of what was refused', () => {
    const pace = new Pace({ ...NO_LIMITS, perMinute: 60 }, [], START);
    pace.halve(START);
    const each = rates(pace, START, 75).map((rate) => Math.round(rate ?? 0));
    expect([...new Set(each)]).toEqual([30, 38, 47, 54, 60]);
    expect(each.lastIndexOf(30)).toBe(4);
    expect(each.lastIndexOf(54)).toBeGreaterThanOrEqual(59);
  });

  it('does not climb while the host keeps asking for less', () => {
    const pace = new Pace({ ...NO_LIMITS, perMinute: 60 }, [], START);
    for (let minute = 0; minute < 20; minute += 4) {
      pace.halve(START + minute * MINUTE);
      rates(pace, START + minute * MINUTE, 4);
    }
    expect(pace.perMinute).toBeLessThanOrEqual(2);
  });

  describe('is remembered by another run', () => {
    const slowdown = { refused: 1_000, spacing: 2_000, at: new Date(START).toISOString() };
    const perMinute = (limits: Limits, minutes: number): number | null => {
      const now = START + minutes * MINUTE;
      const pace = new Pace(limits, [], now);
      pace.recall(slowdown, now);
      return pace.perMinute && Math.round(pace.perMinute);
    };

    it.each([
      [60, 0, 30],
      [60, 4, 30],
      [60, 5, 38],
      [60, 10, 47],
      [60, 20, 54],
      [60, 59, 54],
      [60, 60, 60],
      [60, -5, 30],
      [20, 0, 20],
    ])('of %i a minute, after %i minutes: %i', (limit, minutes, expected) => {
      expect(perMinute({ ...NO_LIMITS, perMinute: limit }, minutes)).toBe(expected);
    });

    it('also where nothing is limited', () => {
      expect(perMinute(NO_LIMITS, 0)).toBe(30);
      expect(perMinute(NO_LIMITS, 61)).toBeNull();
    });
  });

  it('climbs back to no limit where there was none', () => {
    const pace = new Pace(NO_LIMITS, [], START);
    pace.halve(START);
    expect(pace.perMinute).toBe(120);
    expect(rates(pace, START, 6).at(-1)).toBe(null);
  });

  it('becomes a pace when an unlimited host asks for less', () => {
    const pace = new Pace(NO_LIMITS, [], START);
    pace.halve(START);
    next(pace, START);
    expect(pace.earliest(START)).toBe(START + 500);
  });
});

describe('the duration of a mailing', () => {
  // Why: every message moved all the others in memory, and the plan of a million voters took 15 seconds.
  it('of a million voters is known at once', () => {
    const limits = { ...NO_LIMITS, perMinute: 20, perDay: 100_000 };
    expect(durationOf(1_000_000, limits, [], START)).toBeGreaterThan(30 * DAY);
  }, 2_000);

  const usual: Limits = { ...NO_LIMITS, perMinute: 30, perDay: 10_000 };

  it.each([
    [1, '0 s'],
    [1_000, '33 min'],
    [5_000, '2 h 47 min'],
    [10_000, '5 h 33 min'],
  ])('of %i voters at 30 a minute is about %s', (voters, text) => {
    const duration = durationOf(voters, usual, [], START);
    expect(duration).toBe((voters - 1) * 2_000);
    const shown = formatFor('en').duration(duration);
    // How a half is rounded is the format's matter.
    expect(shown.replace('34 min', '33 min')).toBe(text);
  });

  it('takes another day where the day is full', () => {
    expect(durationOf(10_001, usual, [], START)).toBe(DAY);
  });

  it('counts what has gone out already', () => {
    const gone = Array.from({ length: 10_000 }, () => START - HOUR);
    expect(durationOf(1, usual, gone, START)).toBe(DAY - HOUR);
  });

  it.each([0, 5])('of %i voters without limits is nothing', (voters) => {
    expect(durationOf(voters, NO_LIMITS, [], START)).toBe(0);
  });
});
