import { describe, expect, it } from 'vitest';
import { clause, endpoint, formatFor, word } from '../../../src/i18n/format.js';

const de = formatFor('de');
const en = formatFor('en');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('numbers and counts', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [3000, '3.000', '3,000'],
    [1_234_567, '1.234.567', '1,234,567'],
    [0.5, '0,5', '0.5'],
  ])('writes %s as people of the language do', (value, german, english) => {
    expect(de.number(value)).toBe(german);
    expect(en.number(value)).toBe(english);
  });

  it.each([
    [0, '0 Zeilen', '0 lines'],
    [1, '1 Zeile', '1 line'],
    [2, '2 Zeilen', '2 lines'],
    [1001, '1.001 Zeilen', '1,001 lines'],
  ])('counts %s with the right form of the word', (count, german, english) => {
    expect(de.counted(count, { one: 'Zeile', other: 'Zeilen' })).toBe(german);
    expect(en.counted(count, { one: 'line', other: 'lines' })).toBe(english);
  });

  it('gives the form alone for a verb', () => {
    expect(de.plural(1, { one: 'ist', other: 'sind' })).toBe('ist');
    expect(en.plural(0, { one: 'is', other: 'are' })).toBe('are');
  });
});

describe('pieces of a time', () => {
  it.each([
    ['Europe/Berlin', ['1. März 2027', '1. März', '08:00'], ['1 March 2027', '1 March', '08:00']],
    ['UTC', ['1. März 2027', '1. März', '07:00'], ['1 March 2027', '1 March', '07:00']],
    [
      'America/Los_Angeles',
      ['28. Februar 2027', '28. Februar', '23:00'],
      ['28 February 2027', '28 February', '23:00'],
    ],
  ])('are those of the clock in %s', (zone, german, english) => {
    const instant = new Date('2027-03-01T07:00:00Z');
    for (const [format, expected] of [
      [de, german],
      [en, english],
    ] as const) {
      const { day, dayOfYear, time } = format.pieces(instant, zone);
      expect([day, dayOfYear, time]).toEqual(expected);
    }
  });
});

describe('durations', () => {
  it.each([
    [-5 * SECOND, '0 s'],
    [0, '0 s'],
    [400, '0 s'],
    [59 * SECOND, '59 s'],
    [59_600, '1 min'],
    [90 * SECOND, '1 min 30 s'],
    [9 * MINUTE + 59 * SECOND, '9 min 59 s'],
    [10 * MINUTE + 20 * SECOND, '10 min'],
    [59 * MINUTE + 40 * SECOND, '1 h'],
    [60 * MINUTE, '1 h'],
    [2 * HOUR + 47 * MINUTE, '2 h 47 min'],
    [23 * HOUR + 59 * MINUTE, '23 h 59 min'],
    [DAY, '1 Tag'],
    [2 * DAY + 3 * HOUR, '2 Tage 3 h'],
    [2 * DAY - 10 * MINUTE, '2 Tage'],
  ])('writes %s milliseconds as %s', (milliseconds, text) => {
    expect(de.duration(milliseconds)).toBe(text);
  });

  it('names days in English', () => {
    expect(en.duration(DAY + HOUR)).toBe('1 day 1 h');
    expect(en.duration(3 * DAY)).toBe('3 days');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 Byte', '0 Byte'],
    [999, '999 Byte', '999 Byte'],
    [1000, '1 kB', '1 kB'],
    [1536, '1,5 kB', '1.5 kB'],
    [999_960, '1 MB', '1 MB'],
    [12_000_000, '12 MB', '12 MB'],
    [1_234_000_000, '1,2 GB', '1.2 GB'],
    [5e15, '5.000 TB', '5,000 TB'],
  ])('writes %s bytes with a fitting unit', (bytes, german, english) => {
    expect(de.size(bytes)).toBe(german);
    expect(en.size(bytes)).toBe(english);
  });
});

describe('times', () => {
  const instant = new Date('2027-03-01T07:00:00Z');

  it('shows an instant by the clock of the time zone', () => {
    expect(de.date(instant, 'Europe/Berlin')).toBe('1. März 2027, 08:00 Uhr');
    expect(en.date(instant, 'Europe/Berlin')).toBe('1 March 2027, 08:00');
    expect(de.date(instant, 'America/New_York')).toBe('1. März 2027, 02:00 Uhr');
  });

  it('shows midnight as 00:00 and follows summer time', () => {
    expect(en.date(new Date('2027-07-31T22:00:00Z'), 'Europe/Berlin')).toBe('1 August 2027, 00:00');
  });

  it('shows a day of the calendar', () => {
    expect(formatFor('de').day('2027-03-01')).toBe('1. März 2027');
    expect(formatFor('en').day('2027-03-01')).toBe('1 March 2027');
  });

  it('refuses a time zone that does not exist', () => {
    expect(() => de.date(instant, 'Europe/Musterstadt')).toThrow(RangeError);
  });

  it.each([
    ['2027-03-01T08:00', '1. März 2027, 08:00 Uhr'],
    ['2027-03-01T08:00:30.5', '1. März 2027, 08:00 Uhr'],
    ['2027-03-01T08:00:00+01:00', '1. März 2027, 08:00 Uhr (UTC+1)'],
    ['2027-03-01T08:00-03:30', '1. März 2027, 08:00 Uhr (UTC-3:30)'],
  ])('leaves the clock of %s as it is written', (text, german) => {
    expect(de.moment(text)).toBe(german);
  });

  it('shows a time in UTC by the clock asked for and names its zone', () => {
    expect(de.moment('2027-03-01T07:00:00.000Z', 'Europe/Berlin')).toMatch(
      /^1\. März 2027, 08:00 Uhr \(.+\)$/,
    );
    expect(en.moment('2027-03-01T07:00:00Z', 'UTC')).toBe('1 March 2027, 07:00 (UTC)');
  });

  it.each([
    ['', '(leer)'],
    ['morgen', '„morgen“'],
    ['2027-13-01T08:00', '„2027-13-01T08:00“'],
    ['2027-03-01', '„2027-03-01“'],
    ['2027-03-01T25:61Z', '„2027-03-01T25:61Z“'],
    ['2027-03-01T08:00+99:00', '„2027-03-01T08:00+99:00“'],
  ])('quotes %s, which is no time', (text, german) => {
    expect(de.moment(text)).toBe(german);
  });
});

describe('lists', () => {
  it.each([
    [[], '', ''],
    [['a'], 'a', 'a'],
    [['a', 'b'], 'a und b', 'a and b'],
    [['a', 'b', 'c'], 'a, b und c', 'a, b and c'],
  ])('joins %j', (items, german, english) => {
    expect(de.list(items)).toBe(german);
    expect(en.list(items)).toBe(english);
  });

  it('joins a choice', () => {
    expect(de.either(['a', 'b', 'c'])).toBe('a, b oder c');
    expect(en.either(['a', 'b'])).toBe('a or b');
  });

  it('names a few of many and counts the rest', () => {
    expect(de.someOf(['1', '2', '3', '4', '5', '6', '7'])).toBe('1, 2, 3, 4, 5 und 2 weitere');
    expect(en.someOf(['1', '2', '3'], 2)).toBe('1, 2 and 1 other');
    expect(en.someOf(['1', '2', '3', '4', '5'])).toBe('1, 2, 3, 4 and 5');
  });

  it('counts those that were never handed in', () => {
    expect(de.someOf(['3', '4'], 5, 900)).toBe('3, 4 und 898 weitere');
  });
});

it('writes a month in words', () => {
  expect([de.month('2026-11'), en.month('2027-03')]).toEqual(['November 2026', 'March 2027']);
  expect(de.month('2027-03')).toBe('März 2027');
});

describe('strangers’ words', () => {
  it('quotes by the manner of the language', () => {
    expect(de.quote('Muster')).toBe('„Muster“');
    expect(en.quote('Muster')).toBe('"Muster"');
  });

  it.each(['', '   ', '\u001b', '\u200b'])('says so where nothing is left of %j', (value) => {
    expect(de.quote(value)).toBe('(leer)');
    expect(en.quote(value)).toBe('(empty)');
  });

  it('keeps to one line and to a limit', () => {
    expect(de.quote('a\nb\u001b[2Jc')).toBe('„a b [2Jc“');
    expect(de.quote('x'.repeat(1000)).length).toBeLessThanOrEqual(202);
    expect(de.quote('abcdef', 3)).toBe('„ab…“');
  });

  it.each([
    ['No such user.', 'No such user'],
    ['Wait...', 'Wait'],
    ['Hello!', 'Hello'],
    ['a.b', 'a.b'],
    ['x\r\ny.', 'x y'],
  ])('makes %j a part of a sentence', (text, part) => {
    expect(clause(text)).toBe(part);
  });

  it.each([
    ['smtp.muster.example', 587, 'smtp.muster.example:587'],
    ['2001:db8::1', 465, '[2001:db8::1]:465'],
    ['evil\u001b[2J.example', 25, 'evil [2J.example:25'],
  ])('writes host and port of %j', (host, port, text) => {
    expect(endpoint(host, port)).toBe(text);
  });
});

describe('a word of a command', () => {
  it.each([
    'musterverband',
    'a1b2c3',
    'wahl/kennwort.txt',
    '/home/wahl/k.txt',
    'C:/wahl/k.txt',
    'a@b.example',
  ])('is %s itself', (value) => {
    expect(word(value, 'NAME')).toBe(value);
  });

  it.each([
    '',
    'a b',
    'a;b',
    '$(id)',
    '`id`',
    'a|b',
    'a&b',
    "a'b",
    'a"b',
    'a\nb',
    '--profile',
    '-x',
    '@args',
    '~root',
    'a*',
    '%PATH%',
    'ü',
    '\u202ea',
    'x'.repeat(500),
  ])('is never %j, which a shell could take otherwise', (value) => {
    expect(word(value, 'NAME')).toBe('NAME');
  });
});
