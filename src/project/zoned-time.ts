/** Owns local time in a time zone: "2027-03-01T08:00" in Europe/Berlin is one instant, and back. Pure. */

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;
const MINUTE = 60_000;

export type ZonedTime =
  | { readonly kind: 'instant'; readonly date: Date }
  /** Not a time, or a day that does not exist. */
  | { readonly kind: 'invalid' }
  /** The hour that is skipped when summer time begins. */
  | { readonly kind: 'skipped' };

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant of a local time. Of the hour that occurs twice when summer time ends, the first is taken: an
 * invitation rather goes early within its hour than late.
 */
export function zonedTime(text: string, timeZone: string): ZonedTime {
  const found = LOCAL_TIME.exec(text.trim());
  if (!found) return { kind: 'invalid' };
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as Six;
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second);
  const asUtc = new Date(wanted);
  const real =
    // Date.UTC takes the years 0 to 99 for 1900 to 1999.
    asUtc.getUTCFullYear() === year &&
    asUtc.getUTCMonth() === month - 1 &&
    asUtc.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!real) return { kind: 'invalid' };
  // The offsets a day before and after enclose every change of the clocks between them.
  const offsets = [-1, 1].map((days) => offsetAt(wanted + days * 24 * 60 * MINUTE, timeZone));
  const instants = offsets
    .map((offset) => wanted - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === wanted);
  return instants.length === 0
    ? { kind: 'skipped' }
    : { kind: 'instant', date: new Date(Math.min(...instants)) };
}

/** An instant, milliseconds since 1970, as ISO 8601 with the zone's offset: "2027-03-01T08:00:00+01:00". */
export function isoTime(instant: number, timeZone: string): string {
  const offset = offsetAt(instant, timeZone);
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / MINUTE;
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${local}${offset < 0 ? '-' : '+'}${parts.join(':')}`;
}

type Six = [number, number, number, number, number, number];

/** Milliseconds that local time is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
