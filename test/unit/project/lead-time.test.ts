import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysBetween } from '../../../src/project/calendar-day.js';
import { leadTime } from '../../../src/project/lead-time.js';

const START = '2027-03-29T08:00:00+02:00';
const END = '2027-04-12T18:00:00+02:00';

function leadTimeAt(
  now: string,
  start: string | null = START,
  end: string | null = END,
  timezone = 'Europe/Berlin',
) {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return leadTime({ electionStart: date(start), electionEnd: date(end), timezone }, new Date(now).getTime());
}

describe('the days left until the election', () => {
  it.each([
    ['are enough four weeks before', '2027-03-01T23:59:00+01:00', 28, 'enough'],
    ['are too few a minute later', '2027-03-02T00:01:00+01:00', 27, 'short'],
    // Why: the night of 28 March has 23 hours; 27 times 24 hours would make it one day less.
    ['are whole across the change to summer time', '2027-03-02T08:30:00+01:00', 27, 'short'],
    ['are two just before midnight', '2027-03-27T23:59:59+01:00', 2, 'short'],
    ['are one from midnight on, across the short night', '2027-03-28T00:00:00+01:00', 1, 'short'],
    ['are one until the midnight before', '2027-03-28T23:59:59+02:00', 1, 'short'],
    ['are none on the day, before the hour', '2027-03-29T07:59:59+02:00', 0, 'today'],
    ['are none once it has begun that day', '2027-03-29T08:00:00+02:00', 0, 'begun'],
    ['are below zero while it runs', '2027-04-01T12:00:00+02:00', -3, 'begun'],
    ['are below zero when it is over', '2027-04-12T18:00:00+02:00', -14, 'over'],
    ['are many a year before', '2026-03-29T08:00:00+02:00', 365, 'enough'],
  ])('%s', (_, now, days, state) => {
    expect(leadTimeAt(now)).toMatchObject({ days, state });
  });

  it('are counted in the time zone of the project', () => {
    // Half past midnight in Berlin is still the day before in New York, and noon of the next in Auckland.
    const now = '2027-03-02T00:30:00+01:00';
    expect(leadTimeAt(now, START, END, 'Europe/Berlin')).toMatchObject({ days: 27 });
    expect(leadTimeAt(now, START, END, 'America/New_York')).toMatchObject({ days: 28 });
    expect(leadTimeAt(now, START, END, 'Pacific/Auckland')).toMatchObject({ days: 27 });
  });

  it('are unknown without a start, and do not need an end', () => {
    expect(leadTimeAt('2027-03-02T00:00:00Z', null)).toBeNull();
    expect(leadTimeAt('2028-01-01T00:00:00Z', START, null)).toMatchObject({ state: 'begun' });
  });

  it('are told with the moment that matters', () => {
    expect(leadTimeAt('2027-03-20T00:00:00Z')?.when).toEqual(new Date(START));
    expect(leadTimeAt('2028-01-01T00:00:00Z')?.when).toEqual(new Date(END));
  });
});

describe('a day of the calendar', () => {
  it.each([
    ['2027-03-01', -28, '2027-02-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2027-03-28', 1, '2027-03-29'],
    ['0099-12-31', 1, '0100-01-01'],
  ])('%s and %i days is %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
    expect(daysBetween(day, later)).toBe(days);
  });

  it('is that of the place', () => {
    const instant = new Date('2027-02-28T23:30:00Z');
    expect(dayIn(instant, 'UTC')).toBe('2027-02-28');
    expect(dayIn(instant, 'Europe/Berlin')).toBe('2027-03-01');
    expect(dayIn(instant, 'Pacific/Kiritimati')).toBe('2027-03-01');
  });
});
