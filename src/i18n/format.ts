/** Owns how numbers, times, lists and strangers' words are written in a sentence, in German and in English. */
import { safeText } from '../smtp/reply.js';
import type { Language } from './language.js';

/** The forms of a word for Intl's plural categories; German and English know no others. */
export interface Forms {
  readonly one: string;
  readonly other: string;
}

/** Formatters of one language; none of them needs `this`. */
export interface Format {
  /** 3000 -> "3.000" / "3,000". */
  number(value: number): string;
  /** 3, { one: 'voter', other: 'voters' } -> "3 voters". */
  counted(count: number, forms: Forms): string;
  /** 3, { one: 'is', other: 'are' } -> "are". */
  plural(count: number, forms: Forms): string;
  /** Milliseconds -> "2 h 47 min"; two units at most, below one second "0 s". */
  duration(milliseconds: number): string;
  /** Bytes -> "1,5 MB", in steps of 1000 as file managers show them. */
  size(bytes: number): string;
  /** An instant in a time zone (IANA name) -> "1. März 2027, 08:00 Uhr". */
  date(instant: Date, timeZone: string): string;
  /** The same in pieces, for where there is little room: "1. März 2027", "1. März", "08:00". */
  pieces(instant: Date, timeZone: string): DatePieces;
  /** A day of the calendar, "2027-03-01" -> "1. März 2027". */
  day(day: string): string;
  /**
   * An ISO 8601 time as text. Without a zone, or with an offset, it is shown as the clock it was written by; in UTC
   * ("Z") it is shown in `timeZone`, default this machine's. What is no such time is quoted.
   */
  moment(text: string, timeZone?: string): string;
  /** "2026-11" -> "November 2026". */
  month(text: string): string;
  /** ["a", "b", "c"] -> "a, b und c". */
  list(items: readonly string[]): string;
  /** ["a", "b"] -> "a oder b". */
  either(items: readonly string[]): string;
  /** As `list`, but names at most `limit` and counts the rest; `total` where more exist than are handed in. */
  someOf(items: readonly string[], limit?: number, total?: number): string;
  /** A stranger's text (value, path, reply) made safe for a terminal, in quotation marks. */
  quote(value: string, limit?: number): string;
}

export interface DatePieces {
  readonly day: string;
  readonly dayOfYear: string;
  readonly time: string;
}

interface Words {
  readonly locale: string;
  readonly quotes: readonly [open: string, close: string];
  readonly empty: string;
  readonly day: Forms;
  readonly more: Forms;
  dayOf(parts: DateParts): string;
  dayOfYear(parts: DateParts): string;
  dateOf(parts: DateParts): string;
}

interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly time: string;
  readonly zone: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    locale: 'de-DE',
    quotes: ['„', '“'],
    empty: '(leer)',
    day: { one: 'Tag', other: 'Tage' },
    more: { one: 'weitere', other: 'weitere' },
    dayOf: ({ day, month, year }) => `${day}. ${month} ${year}`,
    dayOfYear: ({ day, month }) => `${day}. ${month}`,
    dateOf: ({ day, month, year, time, zone }) =>
      `${day}. ${month} ${year}, ${time} Uhr${zone && ` (${zone})`}`,
  },
  en: {
    locale: 'en-GB',
    quotes: ['"', '"'],
    empty: '(empty)',
    day: { one: 'day', other: 'days' },
    more: { one: 'other', other: 'others' },
    dayOf: ({ day, month, year }) => `${day} ${month} ${year}`,
    dayOfYear: ({ day, month }) => `${day} ${month}`,
    dateOf: ({ day, month, year, time, zone }) => `${day} ${month} ${year}, ${time}${zone && ` (${zone})`}`,
  },
};

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const LONGEST_VALUE = 200;
const FORMATS: Readonly<Record<Language, Format>> = { de: create(WORDS.de), en: create(WORDS.en) };

/** The formatters of a language; made once, and Intl is asked only when one is used. */
export function formatFor(language: Language): Format {
  return FORMATS[language];
}

/** "mail.example:587"; an IPv6 address gets its brackets (RFC 3986 3.2.2). Made safe, not quoted. */
export function endpoint(host: string, port: number): string {
  const name = safeText(host, LONGEST_VALUE);
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}

/** A stranger's sentence as part of ours: made safe, without its full stop. */
export function clause(text: string): string {
  return safeText(text).replace(/[.!\s]+$/, '');
}

/**
 * `value` where it can be typed into every shell as it stands, else `instead` ("NAME"): a hint is copied into a
 * terminal, so a value from a file must never become a command there.
 */
export function word(value: string, instead: string): string {
  return /^[A-Za-z0-9_./][\w./:@+-]*$/.test(value) && value.length <= LONGEST_VALUE ? value : instead;
}

function create(words: Words): Format {
  const numbers = once(() => new Intl.NumberFormat(words.locale));
  const sizes = once(() => new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }));
  const months = once(
    () => new Intl.DateTimeFormat(words.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  );
  const plurals = once(() => new Intl.PluralRules(words.locale));
  const lists = once(() => new Intl.ListFormat(words.locale, { type: 'conjunction' }));
  const choices = once(() => new Intl.ListFormat(words.locale, { type: 'disjunction' }));
  const number = (value: number): string => numbers().format(value);
  const plural = (count: number, forms: Forms): string =>
    forms[plurals().select(count) === 'one' ? 'one' : 'other'];
  const counted = (count: number, forms: Forms): string => `${number(count)} ${plural(count, forms)}`;
  const list = (items: readonly string[]): string => lists().format(items);
  const quote = (value: string, limit = LONGEST_VALUE): string => {
    const safe = safeText(value, limit);
    return safe === '' ? words.empty : `${words.quotes[0]}${safe}${words.quotes[1]}`;
  };
  return {
    number,
    plural,
    counted,
    list,
    either: (items) => choices().format(items),
    quote,
    duration: (milliseconds) => durationIn(milliseconds, (days) => counted(days, words.day)),
    size: (bytes) => sizeIn(bytes, (value) => sizes().format(value)),
    day: (day) => words.dayOf(partsOf(new Date(`${day}T00:00:00Z`), words.locale, 'UTC')),
    date: (instant, timeZone) => words.dateOf({ ...partsOf(instant, words.locale, timeZone), zone: '' }),
    pieces: (instant, timeZone) => {
      const parts = partsOf(instant, words.locale, timeZone);
      return { day: words.dayOf(parts), dayOfYear: words.dayOfYear(parts), time: parts.time };
    },
    month: (text) => months().format(new Date(`${text}-01T00:00:00Z`)),
    moment: (text, timeZone) => momentIn(text, timeZone, words) ?? quote(text),
    someOf: (items, limit = 5, total = items.length) => {
      const shown = items.slice(0, limit);
      const rest = total - shown.length;
      return list(rest > 0 ? [...shown, counted(rest, words.more)] : shown);
    },
  };
}

function durationIn(milliseconds: number, days: (count: number) => string): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (seconds < 600 && seconds % 60 !== 0) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return two(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return two(days(Math.floor(hours / 24)), hours % 24, 'h');
}

function two(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}

function sizeIn(bytes: number, format: (value: number) => string): string {
  const units = ['Byte', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  // 999.95 would be written "1000": it belongs to the next unit.
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${format(value)} ${units[unit]}`;
}

function momentIn(text: string, timeZone: string | undefined, words: Words): string | null {
  const [, day, time, zone] = ISO.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return null;
  if (zone === 'Z') return words.dateOf(partsOf(new Date(text), words.locale, timeZone));
  const asWritten = partsOf(new Date(`${day}T${time}:00Z`), words.locale, 'UTC');
  return words.dateOf({ ...asWritten, zone: zone === undefined ? '' : shortOffset(zone) });
}

/** "+01:00" -> "UTC+1". */
function shortOffset(offset: string): string {
  const [hours, minutes] = offset.slice(1).split(':');
  return `UTC${offset[0]}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** Assembled from parts, because the whole sentence that Intl writes changes between versions of Node. */
function partsOf(instant: Date, locale: string, timeZone: string | undefined): DateParts {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    day: part('day'),
    month: part('month'),
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
    zone: part('timeZoneName'),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
