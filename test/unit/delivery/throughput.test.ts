/** Owns the proof of the pace and the time left that a run shows. */
import { describe, expect, it } from 'vitest';
import { Throughput } from '../../../src/delivery/throughput.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const FIVE = { ...NO_LIMITS, perMinute: 5 };

/** Accepted every so often, from 0 on. */
function steadily(every: number, count: number, throughput = new Throughput(), from = 0): Throughput {
  for (let index = 0; index < count; index += 1) throughput.accepted(from + index * every);
  return throughput;
}

describe('the pace of a run', () => {
  it.each([
    ['nothing yet', 12 * SECOND, 0, 0, null],
    ['two messages', 12 * SECOND, 2, 12 * SECOND, null],
    ['three in less than a second', 100, 3, 200, null],
    // Why: the first message counted as if it had taken the spacing, too, and five a minute were shown as seven.
    ['three of five a minute', 12 * SECOND, 3, 24 * SECOND, 5],
    ['and just before the next of them', 12 * SECOND, 3, 35 * SECOND, 5],
    ['an hour of five a minute', 12 * SECOND, 300, 299 * 12 * SECOND, 5],
    ['a minute of three hundred a second', 1_000 / 300, 18_000, MINUTE, 18_000],
  ])('after %s', (_what, every, count, now, expected) => {
    const found = steadily(every, count).perMinute(now);
    if (expected === null) expect(found).toBeNull();
    else expect(Math.abs((found ?? 0) / expected - 1)).toBeLessThan(0.01);
  });

  // Why: an hour's pause left the shown pace low for hours.
  it('forgets a pause five minutes after it', () => {
    const throughput = steadily(SECOND, 600);
    expect(throughput.perMinute(10 * MINUTE + HOUR)).toBeNull();
    const on = 10 * MINUTE + HOUR;
    steadily(SECOND, 60, throughput, on);
    expect(throughput.perMinute(on + 59 * SECOND)).toBeCloseTo(60, 5);
  });

  it('keeps few times, however many messages there are', () => {
    const throughput = steadily(0.01, 1_000_000);
    expect(throughput.perMinute(10_000)).toBeNull();
    expect(throughput.perMinute(11_100)).toBeGreaterThan(50_000);
  });
});

describe('the time left', () => {
  it.each([
    ['nobody', 0, FIVE, null],
    ['no limits and nothing measured', 100, NO_LIMITS, null],
    ['a limit, before the first message', 100, FIVE, 20 * MINUTE],
    ['a day’s limit', 1_000, { ...FIVE, perDay: 500 }, 48 * HOUR],
  ])('with %s', (_what, pending, limits, expected) => {
    expect(new Throughput().left(pending, limits, 0)).toBe(expected);
  });

  it('is what the host’s pace makes of it, where that is slower than the limits', () => {
    const throughput = steadily(30 * SECOND, 9);
    expect(throughput.left(10, FIVE, 4 * MINUTE)).toBeCloseTo(5 * MINUTE, 5);
    expect(throughput.left(10, NO_LIMITS, 4 * MINUTE)).toBeCloseTo(5 * MINUTE, 5);
  });
});
