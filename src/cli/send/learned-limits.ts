/** Owns what is said once the server has told by its own words whose it is, and the limits have changed with that. */
import type { LearnedEvent } from '../../delivery/events.js';
import type { ForecastOrder } from '../../delivery/forecast.js';
import { paceWords } from '../../i18n/plan-sentences.js';
import { providerWithId } from '../../smtp/provider.js';
import { lateLines } from '../../ui/views/plan-view.js';
import { type Course, courseOf } from './course.js';
import type { Checked } from './send-checked.js';

/** The plan was made with other limits: what it said of the end holds no longer. */
export function sayLearned(
  ready: Checked,
  { messages, earlier, start }: Pick<ForecastOrder, 'messages' | 'earlier' | 'start'>,
  { provider, limits }: Pick<LearnedEvent, 'provider' | 'limits'>,
): void {
  const { context, checked } = ready;
  const { terminal, texts } = context;
  const now = context.clock.now();
  const course = courseOf(ready, { messages, limits, earlier }, start);
  if (terminal.json) {
    terminal.event({ event: 'limits', at: new Date(now).toISOString(), provider, limits, ...inTime(course) });
    return;
  }
  const { timezone, product } = checked.project;
  const told = providerWithId(provider);
  // As published: what of it was set otherwise stays as it was set.
  const pace = paceWords(told?.limits ?? limits, texts.send.plan);
  const finish = course.finish && texts.send.plan.at(course.finish, timezone);
  terminal.say(texts.send.learned(told?.name ?? provider, pace, finish));
  const times = { ...course, timezone, isMeeting: product === 'live-voting', now: new Date(now) };
  for (const line of lateLines(times, texts, terminal.paint)) terminal.say(line);
}

function inTime({ finish, left, beforeStart }: Course): object {
  const last = finish?.toISOString() ?? null;
  return { last, left, inTime: left === 0 && (beforeStart === null || beforeStart.late === 0) };
}
