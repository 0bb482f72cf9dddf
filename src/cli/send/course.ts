/** Owns the course of a mailing in time, as the plan foresees it: last message, pauses, who is late and who is left. */
import { type ForecastOrder, forecast, latestStart } from '../../delivery/forecast.js';
import type { Plan } from '../../delivery/plan.js';
import type { Checked } from './send-checked.js';
import { lastMoment } from './send-options.js';

export type Course = Pick<
  Plan,
  | 'duration'
  | 'finish'
  | 'pauses'
  | 'course'
  | 'until'
  | 'left'
  | 'latestStart'
  | 'beforeStart'
  | 'afterStart'
>;

/** `start`: when the first message may go, milliseconds since 1970. */
export function courseOf(
  ready: Checked,
  order: Pick<ForecastOrder, 'messages' | 'limits' | 'earlier'>,
  start: number,
): Course {
  const { context, checked, options } = ready;
  const until = lastMoment(checked.project, options, start);
  const { last, pauses, course, left } = forecast({ ...order, start, until });
  const whole = left === 0 ? last : forecast({ ...order, start, until: null }).last;
  const early =
    left > 0 && until !== null
      ? new Date(latestStart({ ...order, start: context.clock.now() }, until))
      : null;
  const finish = last === null ? null : new Date(last);
  const times = {
    duration: (whole ?? start) - start,
    finish,
    until: until === null ? null : new Date(until),
    latestStart: early,
  };
  const beforeStart = beforeStartOf(ready, order, { start, left });
  const afterStart = beforeStart && soonAfterStart(ready, beforeStart, { start, last, left });
  return { ...times, pauses, course, left, beforeStart: afterStart ? null : beforeStart, afterStart };
}

/** Milliseconds of a vote over days in which its invitations may well go out, where they are to begin with it. */
const SOON = 3_600_000;

/** Null where the mailing begins before the election, takes longer, or is about a meeting. */
function soonAfterStart(
  { checked: { project } }: Checked,
  { deadline, late }: NonNullable<Plan['beforeStart']>,
  { start, last, left }: { readonly start: number; readonly last: number | null; readonly left: number },
): Plan['afterStart'] {
  const begin = deadline.getTime();
  if (project.product === 'live-voting' || late === 0 || left > 0 || last === null) return null;
  return start < begin || last - begin > SOON ? null : { start: deadline, last: last - begin };
}

/** Who has no message yet when the election or the meeting begins; null where it has begun, or nobody said when. */
function beforeStartOf(
  { context, checked: { project, credentialFree } }: Checked,
  order: Pick<ForecastOrder, 'messages' | 'limits' | 'earlier'>,
  { start, left }: { readonly start: number; readonly left: number },
): Plan['beforeStart'] {
  const deadline = project.electionStart?.getTime();
  if (deadline === undefined || deadline <= context.clock.now()) return null;
  if (credentialFree || order.messages === 0) return null;
  const { left: notBefore } = forecast({ ...order, start, until: deadline });
  return {
    deadline: new Date(deadline),
    // Whoever is left is not late: no message goes to them at all.
    late: Math.max(0, notBefore - left),
    latestStart: new Date(latestStart({ ...order, start: context.clock.now() }, deadline)),
  };
}
