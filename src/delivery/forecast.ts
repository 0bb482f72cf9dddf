/** Owns the forecast of a run: its course in time, when the last message goes, who is left at its end. Pure. */
import type { Limits } from '../profile/profile.js';
import { durationFromRest } from './duration.js';
import { Pace } from './pace.js';
import type { Slowdown } from './record.js';

/** Milliseconds: a wait known to be no longer than this is sat out without `--wait`; at a longer one the run ends. */
export const PATIENCE = 15 * 60_000;

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** So many messages have gone by then, from the first on; `at` is milliseconds since 1970. */
export interface CoursePoint {
  readonly at: number;
  readonly messages: number;
}

export interface Forecast {
  readonly start: number;
  /** When the last message goes that goes in time; null where none does. */
  readonly last: number | null;
  /** Gaps longer than `PATIENCE`: a day's or an hour's limit is used up. The first hundred. */
  readonly pauses: readonly Span[];
  /** Messages that `until` leaves for another run. */
  readonly left: number;
  /** The beginning, both ends of every pause, and the last message; between two points it goes about evenly. */
  readonly course: readonly CoursePoint[];
}

/** What earlier runs leave to a run through the same mailbox. Times in milliseconds since 1970. */
export interface Earlier {
  /** By when hosts had counted earlier messages (`Ledger.releases`). */
  readonly released: readonly number[];
  /** The last word against the pace; null where there was none. */
  readonly slowdown: Slowdown | null;
  /** Of those to be mailed some may not be before a time of their own. */
  readonly deferred: readonly number[];
}

export const NOTHING_EARLIER: Earlier = { released: [], slowdown: null, deferred: [] };

export interface ForecastOrder {
  /** Deferred voters' among them. */
  readonly messages: number;
  readonly limits: Limits;
  readonly earlier: Earlier;
  readonly start: number;
  /** No message after it; null for no such time. */
  readonly until: number | null;
}

/** Goes through the messages one by one as the run will, as if no reply took any time. */
export function forecast({ messages, limits, earlier, start, until }: ForecastOrder): Forecast {
  const { released, slowdown } = earlier;
  // One by one, ten million would take seconds; their plan goes without its pauses.
  if (messages > MOST_ONE_BY_ONE && released.length === 0 && until === null)
    return forecastOf(start, messages, start + durationFromRest(messages, limits), []);
  const pace = new Pace(limits, released, start);
  if (slowdown) pace.recall(slowdown, start);
  // As the run takes them: whoever is due before the others, whoever is not after them.
  const deferred = earlier.deferred.filter((time) => time > start).sort((one, other) => one - other);
  const freely = messages - deferred.length;
  const pauses: Pause[] = [];
  let last: number | null = null;
  let waited = 0;
  for (let message = 0; message < messages; message += 1) {
    const from = last ?? start;
    const paced = pace.earliest(from);
    const next = deferred[waited] ?? Number.POSITIVE_INFINITY;
    const isDeferred = next <= paced || message - waited >= freely;
    if (isDeferred) waited += 1;
    const at = isDeferred ? Math.max(paced, next) : paced;
    if (until !== null && at > until) return forecastOf(start, messages, last, pauses, message);
    if (at - from > PATIENCE && pauses.length < MOST_PAUSES) pauses.push({ from, to: at, before: message });
    pace.take(at);
    pace.done(at);
    last = at;
  }
  return forecastOf(start, messages, last, pauses);
}

const MOST_PAUSES = 100;
const MOST_ONE_BY_ONE = 1_000_000;

/**
 * The latest start after which everybody is reached by `deadline`, milliseconds since 1970, and before `start` where none
 * from then on is early enough. What has gone before takes its time, and less of it the later it begins: with that it may
 * be earlier than need be, never too late.
 */
export function latestStart(order: Omit<ForecastOrder, 'until'>, deadline: number): number {
  const { start } = order;
  // Whoever is deferred waits for a time that no earlier beginning changes.
  const { last } = forecast({ ...order, earlier: { ...order.earlier, deferred: [] }, until: null });
  return deadline - ((last ?? start) - start);
}

/** `before`: so many messages have gone by then. */
interface Pause extends Span {
  readonly before: number;
}

function forecastOf(
  start: number,
  messages: number,
  last: number | null,
  pauses: readonly Pause[],
  gone = messages,
): Forecast {
  const ends = pauses.flatMap(({ from, to, before }) => [from, to].map((at) => ({ at, messages: before })));
  const all = [{ at: start, messages: 0 }, ...ends, ...(last === null ? [] : [{ at: last, messages: gone }])];
  const isNew = ({ at, messages }: CoursePoint, index: number): boolean =>
    at !== all[index - 1]?.at || messages !== all[index - 1]?.messages;
  return {
    start,
    last,
    pauses: pauses.map(({ from, to }) => ({ from, to })),
    left: messages - gone,
    course: all.filter(isNew),
  };
}
