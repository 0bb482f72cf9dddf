/** Owns how many days are left until the election, and whether they suffice for the organiser's IT. Pure. */
import { dayIn, daysBetween } from './calendar-day.js';
import type { Project } from './project.js';

/** The organiser's IT is asked four weeks before the start. */
export const LEAD_DAYS = 28;

/** `enough` from 28 days on, `short` below, `today` until the hour of the start, then `begun`, after the end `over`. */
export type LeadState = 'enough' | 'short' | 'today' | 'begun' | 'over';

export interface LeadTime {
  /** Days of the calendar in the project's time zone; 0 on the day of the start, negative after it. */
  readonly days: number;
  readonly state: LeadState;
  /** The instant that the state speaks of: the end where the election is over, else the start. */
  readonly when: Date;
}

export type ElectionTimes = Pick<Project, 'electionStart' | 'electionEnd' | 'timezone'>;

/** Null where the project does not say when the election starts. `now` in milliseconds since 1970. */
export function leadTime(
  { electionStart, electionEnd, timezone }: ElectionTimes,
  now: number,
): LeadTime | null {
  if (electionStart === null) return null;
  const days = daysBetween(dayIn(new Date(now), timezone), dayIn(electionStart, timezone));
  if (electionEnd !== null && now >= electionEnd.getTime()) return { days, state: 'over', when: electionEnd };
  return { days, state: stateOf(days, now >= electionStart.getTime()), when: electionStart };
}

function stateOf(days: number, begun: boolean): LeadState {
  if (begun) return 'begun';
  if (days === 0) return 'today';
  return days < LEAD_DAYS ? 'short' : 'enough';
}
