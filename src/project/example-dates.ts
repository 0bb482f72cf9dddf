/** Owns the dates of a project that has none yet: plausible, and far enough away to be noticed. Pure. */
import type { Product } from './project.js';

/** Local times as in invite.yaml; `sendAt` null where the start will do. */
export interface ExampleDates {
  readonly start: string;
  readonly end: string;
  readonly sendAt: string | null;
  /** Of the start. */
  readonly year: number;
}

const DAY = 24 * 60 * 60 * 1000;
/** An election manager is told four weeks before the start. */
const DAYS_AHEAD = 28;
const MONDAY = 1;

/**
 * From the first Monday that is four weeks away: two weeks of voting, or an evening's meeting, whose invitations
 * leave the Friday before.
 */
export function exampleDates(product: Product, today: Date): ExampleDates {
  const earliest = new Date(today.getTime() + DAYS_AHEAD * DAY);
  const start = new Date(earliest.getTime() + ((MONDAY - earliest.getUTCDay() + 7) % 7) * DAY);
  const year = start.getUTCFullYear();
  if (product === 'live-voting') {
    return { start: at(start, 0, '18:00'), end: at(start, 0, '22:00'), sendAt: at(start, -3, '09:00'), year };
  }
  return { start: at(start, 0, '08:00'), end: at(start, 14, '18:00'), sendAt: null, year };
}

function at(start: Date, days: number, time: string): string {
  return `${new Date(start.getTime() + days * DAY).toISOString().slice(0, 10)}T${time}`;
}
