import { describe, expect, it } from 'vitest';
import { ageDoubt, ageOf } from '../../../src/cli/send/turnout.js';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the age of a list', () => {
  it.each([
    [0, null],
    [2 * HOUR, null],
    [24 * HOUR, null],
    [24 * HOUR + 1, 'old'],
    [NOW, 'old'],
    // Two computers' clocks are never quite the same.
    [-MINUTE, null],
    [-MINUTE - 1, 'future'],
    [-400 * 24 * HOUR, 'future'],
  ] as const)('of %d milliseconds is %s', (age, doubt) => {
    expect(ageDoubt(NOW - age, NOW)).toBe(doubt);
  });

  // Why: a file of this very millisecond was said to be written in the future.
  it.each([
    [5, 5],
    [-0.7, 0],
    [-MINUTE, 0],
    [-HOUR, -HOUR],
  ])('of %d milliseconds is shown as %d', (age, shown) => {
    expect(ageOf(NOW - age, NOW)).toBe(shown);
  });
});
