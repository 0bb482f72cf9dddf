import { describe, expect, it } from 'vitest';
import { isoTime, isTimeZone, zonedTime } from '../../../src/project/zoned-time.js';

function utc(text: string, zone = 'Europe/Berlin'): string {
  const time = zonedTime(text, zone);
  return time.kind === 'instant' ? time.date.toISOString().slice(0, 19) : time.kind;
}

describe('a local time', () => {
  it.each([
    ['2027-03-01T08:00', '2027-03-01T07:00:00'],
    ['2027-07-01 08:00', '2027-07-01T06:00:00'],
    [' 2027-03-01T08:00:30 ', '2027-03-01T07:00:30'],
    ['2028-02-29T00:00', '2028-02-28T23:00:00'],
    // Summer time begins on 28 March 2027 at 02:00 and ends on 31 October 2027 at 03:00.
    ['2027-03-28T01:59', '2027-03-28T00:59:00'],
    ['2027-03-28T02:00', 'skipped'],
    ['2027-03-28T02:59:59', 'skipped'],
    ['2027-03-28T03:00', '2027-03-28T01:00:00'],
    ['2027-10-31T01:59', '2027-10-30T23:59:00'],
    ['2027-10-31T02:00', '2027-10-31T00:00:00'],
    ['2027-10-31T02:59', '2027-10-31T00:59:00'],
    ['2027-10-31T03:00', '2027-10-31T02:00:00'],
  ])('%s in Berlin is %s', (text, expected) => expect(utc(text)).toBe(expected));

  it.each([
    ['UTC', '2027-03-28T02:30:00'],
    ['Asia/Kathmandu', '2027-03-27T20:45:00'],
    ['America/New_York', '2027-03-28T06:30:00'],
    ['Pacific/Kiritimati', '2027-03-27T12:30:00'],
  ])('in %s is another instant', (zone, expected) => expect(utc('2027-03-28T02:30', zone)).toBe(expected));

  it.each([
    '',
    'tomorrow',
    '2027-03-01',
    '08:00',
    '2027-3-1T08:00',
    '2027-02-29T08:00',
    '2027-02-30T08:00',
    '2027-13-01T08:00',
    '2027-00-10T08:00',
    '2027-04-31T08:00',
    '2027-04-00T08:00',
    '2027-03-01T24:00',
    '2027-03-01T08:60',
    '2027-03-01T08:00:60',
    '0027-03-01T08:00',
    '2027-03-01T08:00Z',
    '2027-03-01T08:00+01:00',
    '01.03.2027 08:00',
  ])('%j is none', (text) => expect(utc(text)).toBe('invalid'));

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Phobos', false],
    ['', false],
    ['Berlin', false],
  ])('the zone %j is known: %s', (zone, known) => expect(isTimeZone(zone)).toBe(known));
});

describe('an instant as ISO 8601 with an offset', () => {
  it.each([
    ['2027-03-01T07:00:00Z', 'Europe/Berlin', '2027-03-01T08:00:00+01:00'],
    ['2027-07-01T07:00:59.999Z', 'Europe/Berlin', '2027-07-01T09:00:59+02:00'],
    ['2027-03-01T00:30:00Z', 'America/St_Johns', '2027-02-28T21:00:00-03:30'],
    ['2027-03-01T00:30:00Z', 'Asia/Kathmandu', '2027-03-01T06:15:00+05:45'],
    ['2027-03-01T00:30:00Z', 'UTC', '2027-03-01T00:30:00+00:00'],
  ])('of %s in %s is %s', (instant, zone, text) => {
    expect(isoTime(Date.parse(instant), zone)).toBe(text);
    expect(Date.parse(isoTime(Date.parse(instant), zone))).toBe(
      Math.floor(Date.parse(instant) / 1000) * 1000,
    );
  });
});
