import { describe, expect, it } from 'vitest';
import { forecast, latestStart, NOTHING_EARLIER } from '../../../src/delivery/forecast.js';
import { durationOf } from '../../../src/delivery/pace.js';
import { type Limits, NO_LIMITS } from '../../../src/profile/profile.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2027-03-27T07:00:00Z');

const limits = (set: Partial<Limits>): Limits => ({ ...NO_LIMITS, ...set });
const of = (messages: number, set: Partial<Limits>, until: number | null = null, released: number[] = []) =>
  forecast({ messages, limits: limits(set), earlier: { ...NOTHING_EARLIER, released }, start: START, until });

describe('the forecast', () => {
  it.each([
    ['one message', 1, { perMinute: 20 }, 0],
    ['a thousand at 20 a minute', 1_000, { perMinute: 20 }, 999 * 3_000],
    ['no limit', 1_000, {}, 0],
    ['a second day', 10_001, { perMinute: 30, perDay: 10_000 }, DAY],
  ])('ends when the pace lets it: %s', (_, messages, set, after) => {
    expect(of(messages, set)).toMatchObject({ last: START + after, left: 0 });
    expect(durationOf(messages, limits(set), [], START)).toBe(after);
  });

  it('has nobody to mail and no end', () => {
    expect(of(0, { perMinute: 1 })).toEqual({
      start: START,
      last: null,
      pauses: [],
      left: 0,
      course: [{ at: START, messages: 0 }],
    });
  });

  it('names the pauses that a used-up day makes', () => {
    const pause = (day: number) => ({
      from: START + day * DAY + 1_999 * 3_000,
      to: START + (day + 1) * DAY,
    });
    expect(of(5_000, { perMinute: 20, perDay: 2_000 }).pauses).toEqual([pause(0), pause(1)]);
  });

  it('waits first where earlier messages have used up the day', () => {
    const gone = Array.from({ length: 2_000 }, () => START - HOUR);
    const { pauses, last } = of(1, { perDay: 2_000 }, null, gone);
    expect(pauses).toEqual([{ from: START, to: START + 23 * HOUR }]);
    expect(last).toBe(START + 23 * HOUR);
  });

  // Why: the plan of a run that went on after a word against the pace named a fifth of the time that it took.
  it('goes on as slowly as the host has asked, and climbs as the run does', () => {
    const order = { messages: 60, limits: limits({ perMinute: 5 }), start: START, until: null };
    const slowdown = { refused: 12_000, spacing: 24_000, at: new Date(START - MINUTE).toISOString() };
    const { last } = forecast({ ...order, earlier: { ...NOTHING_EARLIER, slowdown } });
    const { last: usual } = forecast({ ...order, earlier: NOTHING_EARLIER });
    expect(usual).toBe(START + 59 * 12_000);
    expect(last).toBeGreaterThan(START + 59 * 13_333);
    expect(last).toBeLessThan(START + 59 * 24_000);
    const old = { ...slowdown, at: new Date(START - 2 * HOUR).toISOString() };
    expect(forecast({ ...order, earlier: { ...NOTHING_EARLIER, slowdown: old } }).last).toBe(usual);
  });

  // Why: of three deferred voters the plan said that they would be mailed at once.
  it.each([
    ['after the others', 5, [30 * MINUTE, 20 * MINUTE], [{ from: 2 * MINUTE, to: 20 * MINUTE }], 30 * MINUTE],
    ['between them, when they are due', 5, [90_000], [], 4 * MINUTE],
    ['at once, where they are due already', 2, [-MINUTE], [], MINUTE],
    ['alone', 1, [50 * MINUTE], [{ from: 0, to: 50 * MINUTE }], 50 * MINUTE],
  ])('waits for deferred voters: %s', (_what, messages, after, pauses, last) => {
    const deferred = after.map((time) => START + time);
    const earlier = { ...NOTHING_EARLIER, deferred };
    const found = forecast({
      messages,
      limits: limits({ perMinute: 1 }),
      earlier,
      start: START,
      until: null,
    });
    expect(found.pauses).toEqual(pauses.map(({ from, to }) => ({ from: START + from, to: START + to })));
    expect(found.last).toBe(START + last);
  });

  it('leaves for another run whoever would be mailed after the end', () => {
    expect(of(100, { perMinute: 20 }, START + MINUTE)).toMatchObject({ last: START + MINUTE, left: 79 });
    expect(of(100, { perMinute: 20 }, START - 1)).toMatchObject({ last: null, left: 100 });
  });

  it('knows the latest start for a deadline', () => {
    const order = {
      messages: 601,
      limits: limits({ perMinute: 10 }),
      earlier: NOTHING_EARLIER,
      start: START,
    };
    const start = latestStart(order, START);
    expect(START - start).toBe(HOUR);
    expect(forecast({ ...order, start, until: START }).left).toBe(0);
    expect(forecast({ ...order, start: start + 1, until: START }).left).toBe(1);
  });

  // Why: of a day's limit 9,000 were gone, and the advice was to begin in eleven hours.
  it('knows that it would have had to begin before now, where the day is used up', () => {
    const released = Array.from({ length: 9_000 }, () => START - 2 * HOUR);
    const order = {
      messages: 2_000,
      limits: limits({ perMinute: 30, perDay: 10_000 }),
      earlier: { ...NOTHING_EARLIER, released },
      start: START,
    };
    expect(latestStart(order, START + 12 * HOUR)).toBeLessThan(START);
    expect(latestStart(order, START + 40 * HOUR)).toBeGreaterThan(START);
  });

  it.each<
    [string, number, Partial<Limits>, [after: number, messages: number][], (number | undefined)?, number[]?]
  >([
    [
      'one message',
      1,
      { perMinute: 20 },
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      'no limit',
      500,
      {},
      [
        [0, 0],
        [0, 500],
      ],
    ],
    [
      'an even pace',
      1_000,
      { perMinute: 20 },
      [
        [0, 0],
        [999 * 3_000, 1_000],
      ],
    ],
    [
      'a day that is used up',
      5_000,
      { perMinute: 20, perDay: 2_000 },
      [
        [0, 0],
        [1_999 * 3_000, 2_000],
        [DAY, 2_000],
        [DAY + 1_999 * 3_000, 4_000],
        [2 * DAY, 4_000],
        [2 * DAY + 999 * 3_000, 5_000],
      ],
    ],
    [
      'a burst a day',
      5,
      { perDay: 3 },
      [
        [0, 0],
        [0, 3],
        [DAY, 3],
        [DAY, 5],
      ],
    ],
    [
      'a pause before the first',
      1,
      { perDay: 1 },
      [
        [0, 0],
        [23 * HOUR, 0],
        [23 * HOUR, 1],
      ],
      undefined,
      [START - HOUR],
    ],
    [
      'an end of the time on the way',
      100,
      { perMinute: 20 },
      [
        [0, 0],
        [MINUTE, 21],
      ],
      MINUTE,
    ],
    [
      'an end of the time in a pause',
      5,
      { perDay: 3 },
      [
        [0, 0],
        [0, 3],
      ],
      HOUR,
    ],
    ['an end before the start', 5, { perMinute: 20 }, [[0, 0]], -1],
  ])('has a course in time: %s', (_, messages, set, points, until, released) => {
    const { course } = of(messages, set, until === undefined ? null : START + until, released);
    expect(course).toEqual(points.map(([after, gone]) => ({ at: START + after, messages: gone })));
  });

  it('has a course of 202 points at most, which still ends with the last message', () => {
    const { course, last, pauses } = of(500, { perDay: 2 });
    expect([pauses.length, course.length]).toEqual([100, 202]);
    expect(course.at(-1)).toEqual({ at: last, messages: 500 });
    const rising = course.every(
      ({ at, messages }, index) =>
        at >= (course[index - 1]?.at ?? 0) && messages >= (course[index - 1]?.messages ?? 0),
    );
    expect(rising).toBe(true);
  });

  it('of more than a million messages has a beginning and an end', () => {
    const found = of(2_000_000, { perMinute: 30, perDay: 10_000 });
    expect(found.course).toEqual([
      { at: START, messages: 0 },
      { at: found.last, messages: 2_000_000 },
    ]);
    expect(found.left).toBe(0);
  });

  it('of a million messages takes no thought', () => {
    expect(of(1_000_000, { perMinute: 30, perDay: 10_000 }).pauses).toHaveLength(99);
  }, 10_000);
});
