/** Owns what a run does when its host wants it slower, wants it to rest, or breaks its sessions off. */
import type { Reply } from '../smtp/reply.js';
import type { Run } from './run.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** A quota's window is an hour or a day; nobody says which. */
const QUOTA_PAUSE = 60 * MINUTE;
const MOST_BREAKDOWNS = 7;
const MOST_DEFERRED_IN_A_ROW = 5;
const RATE_LIMITED = 'rate-limited';
/** A session's breakdown in the words for a connection's. */
const BROKEN: Readonly<Record<string, string>> = { deadline: 'no-answer', 'early-reply': 'connection-lost' };
/** Temporary refusals of which nothing is known. */
const UNNAMED: readonly string[] = ['message-deferred', 'recipient-deferred'];

/** Several lanes hear the same word against the pace at once; it is one. */
export async function slowDown(run: Run, why: string, reply: Reply | null): Promise<void> {
  if (run.now() < run.slowedUntil) return;
  run.slowdowns += 1;
  const pause = MINUTE * 2 ** Math.min(run.slowdowns - 1, 6);
  rest(run, pause, why, reply);
  // Nothing was accepted since the last word: it is the same trouble still, and says nothing of the pace after it.
  if (run.slowdowns === 1) await halve(run, pause);
  else run.slowedUntil = run.now() + pause;
}

/** Nothing goes for so long; too long for the run, and it ends. */
function rest(run: Run, pause: number, why: string, reply: Reply | null): void {
  run.pace.hold(run.now() + pause, { why, reply });
  const until = run.doors.clock.now() + pause;
  if (pause > run.options.patience) run.halt({ kind: 'paused', why, until, reply });
}

/** Half the pace, once for so long. A run that is ended and begun again must not try the host's patience anew. */
async function halve(run: Run, pause: number): Promise<void> {
  const now = run.now();
  if (now < run.slowedUntil) return;
  run.slowedUntil = now + pause;
  const slowdown = run.pace.halve(now);
  await run.doors.journal.append({ t: 'slowed', ...slowdown, at: run.timestamp });
}

/** The first breakdown is answered by a new connection at once, further ones after 1, 2, 4 ... seconds, then the end. */
export function countBreakdown(run: Run, why: string, reply: Reply | null): void {
  if (run.pace.isHeld(run.now())) return;
  run.breakdowns += 1;
  if (run.breakdowns === 1) return;
  run.pace.hold(run.now() + Math.min(MINUTE, SECOND * 2 ** (run.breakdowns - 2)), { why, reply });
  if (run.breakdowns < MOST_BREAKDOWNS || run.options.patience === Number.POSITIVE_INFINITY) return;
  run.halt({
    kind: 'unreachable',
    failure: { stage: 'connect', kind: BROKEN[why] ?? why, lasting: false, reply, reason: why },
  });
}

/** The limit of an hour or a day is reached. */
export async function waitForQuota(run: Run, why: string, reply: Reply | null): Promise<void> {
  run.slowdowns += 1;
  rest(run, QUOTA_PAUSE, why, reply);
  // A quota that is used up is no word against the pace.
  if (why === RATE_LIMITED && run.slowdowns === 1) await halve(run, QUOTA_PAUSE);
}

/**
 * A voter is deferred for the first time. The same for everybody in a row is nobody's own trouble, in whatever words the
 * host asks for less.
 */
export async function heedDeferral(run: Run, why: string, reply: Reply | null): Promise<void> {
  if (!UNNAMED.includes(why)) return;
  run.deferredInARow += 1;
  if (run.deferredInARow < MOST_DEFERRED_IN_A_ROW) return;
  run.deferredInARow = 0;
  await slowDown(run, why, reply);
}
