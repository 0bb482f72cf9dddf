/** Owns how long a mailing takes by its limits alone, without counting its messages one by one. */
import type { Limits } from '../profile/profile.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HOURS_OF_A_DAY = 24;

/** Milliseconds between two messages. A day's limit is a quota and no pace: with only that, as fast as the host answers. */
export function spacingOf({ perMinute, perHour }: Limits): number {
  if (perMinute !== null) return MINUTE / perMinute;
  return perHour === null ? 0 : HOUR / perHour;
}

/**
 * Milliseconds from the first of so many messages to the last, where nothing has gone before them: what `Pace` comes
 * to, one message after the other. Message n goes at the latest of (n - 1) + spacing, (n - perHour) + an hour and
 * (n - perDay) + a day, so its time is the heaviest way to split n into ones, hours' and days' counts. More than 23
 * hours' counts are a day's, unless the hours alone are the narrower limit; so these 25 ways are all that can win.
 */
export function durationFromRest(messages: number, limits: Limits): number {
  const steps = Math.max(0, messages - 1);
  const mostHours = wholeIn(steps, limits.perHour);
  const few = Array.from({ length: Math.min(mostHours, HOURS_OF_A_DAY - 1) + 1 }, (_, hours) => hours);
  return Math.max(...[...few, mostHours].map((hours) => heaviest(steps, hours, limits)));
}

/** With so many hours' counts: the rest one by one, or in as many days' counts as fit. */
function heaviest(steps: number, hours: number, limits: Limits): number {
  const spacing = spacingOf(limits);
  const rest = steps - hours * (limits.perHour ?? 0);
  const days = wholeIn(rest, limits.perDay);
  const afterDays = rest - days * (limits.perDay ?? 0);
  return hours * HOUR + Math.max(rest * spacing, days * DAY + afterDays * spacing);
}

function wholeIn(messages: number, limit: number | null): number {
  return limit === null ? 0 : Math.floor(messages / limit);
}

/** How many of so many messages go only a day or more after the first. */
export function afterADay(messages: number, limits: Limits): number {
  let within = 0;
  let over = messages + 1;
  while (over - within > 1) {
    const middle = Math.floor((within + over) / 2);
    if (durationFromRest(middle, limits) < DAY) within = middle;
    else over = middle;
  }
  return messages - within;
}
