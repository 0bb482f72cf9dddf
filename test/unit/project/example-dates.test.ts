import { describe, expect, it } from 'vitest';
import { exampleDates } from '../../../src/project/example-dates.js';

const DAY = 24 * 60 * 60 * 1000;

describe('exampleDates', () => {
  it.each([
    // A Monday four weeks away is taken, a Tuesday waits for the next one.
    ['2027-03-01T12:00:00Z', '2027-03-29T08:00', '2027-04-12T18:00', 2027],
    ['2027-03-02T12:00:00Z', '2027-04-05T08:00', '2027-04-19T18:00', 2027],
    ['2027-02-28T23:59:59Z', '2027-03-29T08:00', '2027-04-12T18:00', 2027],
    ['2027-12-01T00:00:00Z', '2028-01-03T08:00', '2028-01-17T18:00', 2028],
    ['2028-01-31T00:00:00Z', '2028-02-28T08:00', '2028-03-13T18:00', 2028],
  ])('gives an Online-Wahl two weeks from a Monday, seen from %s', (today, start, end, year) => {
    const dates = exampleDates('online-wahl', new Date(today));
    expect(dates).toEqual({ start, end, sendAt: null, year });
  });

  it('gives a Live Voting an evening, and lets the invitations leave the Friday before', () => {
    expect(exampleDates('live-voting', new Date('2027-03-01T12:00:00Z'))).toEqual({
      start: '2027-03-29T18:00',
      end: '2027-03-29T22:00',
      sendAt: '2027-03-26T09:00',
      year: 2027,
    });
  });

  it('begins on a Monday between four and five weeks away, whatever the day', () => {
    for (let day = 0; day < 400; day += 1) {
      const today = new Date(Date.UTC(2026, 0, 1, 5) + day * DAY);
      const start = new Date(`${exampleDates('online-wahl', today).start}Z`);
      const ahead = (start.getTime() - today.getTime()) / DAY;
      expect(start.getUTCDay()).toBe(1);
      expect(ahead).toBeGreaterThan(28);
      expect(ahead).toBeLessThan(35.2);
    }
  });
});
