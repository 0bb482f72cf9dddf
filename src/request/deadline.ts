/** Owns the day by which the organiser's IT is asked for an answer, and what is still honest where time is short. Pure. */
import { addDays } from '../project/calendar-day.js';
import { LEAD_DAYS } from '../project/lead-time.js';

/** Days are days of the calendar, "2027-02-01". */
export type Deadline =
  | { readonly kind: 'unknown' }
  /** Four weeks before the start; a week before the mailing where that is earlier. */
  | { readonly kind: 'by'; readonly day: string; readonly before: 'start' | 'mailing' }
  /** That day has passed (`missed`, null where only the mailing is near): as soon as possible, at the latest by `day`. */
  | { readonly kind: 'late'; readonly day: string; readonly missed: string | null }
  /** No whole day is left between today and the mailing. */
  | { readonly kind: 'at-once'; readonly missed: string | null };

/** Time to test, to mend and to test again. */
const DAYS_TO_TEST = 7;

/**
 * `start` is the day on which the election starts, `mailing` the day of the invitations, where they go out on another
 * day; null where the project does not say.
 */
export function deadlineFor(today: string, start: string | null, mailing: string | null): Deadline {
  if (start === null) return { kind: 'unknown' };
  const goesOut = mailing ?? start;
  const fourWeeks = addDays(start, -LEAD_DAYS);
  const aWeek = addDays(goesOut, -DAYS_TO_TEST);
  const before = aWeek < fourWeeks ? 'mailing' : 'start';
  const day = before === 'mailing' ? aWeek : fourWeeks;
  if (day >= today) return { kind: 'by', day, before };
  const missed = fourWeeks < today ? fourWeeks : null;
  const latest = [aWeek, addDays(goesOut, -1)].find((candidate) => candidate > today);
  return latest === undefined ? { kind: 'at-once', missed } : { kind: 'late', day: latest, missed };
}

/** The day that the letter names; null where it names none. */
export function dayOf(deadline: Deadline): string | null {
  return 'day' in deadline ? deadline.day : null;
}
