/** Owns days of the calendar as "2027-03-01": which day it is somewhere, and counting them. Pure. */

const DAY = 24 * 60 * 60 * 1000;

/** The day ("2027-03-01") that the calendar shows at an instant in a time zone (IANA name). */
export function dayIn(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** The day so many days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY).toISOString().slice(0, 10);
}

/** Days from one to another, negative where the second is earlier. An hour more or less in one of them does not count. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

/** In UTC, where every day has 24 hours. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
