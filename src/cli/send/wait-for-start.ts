/** Owns the wait for the planned time: the countdown, and the look whether the server is there while it can be mended. */
import { type DialAdvice, pauseBefore } from '../../delivery/dialler.js';
import type { ConnectionFailure } from '../../smtp/connection-failure.js';
import type { ServerWords } from '../../smtp/provider.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';
import { unlessAborted } from '../unless-aborted.js';
import { endFault } from './end-fault.js';
import { sayLearned } from './learned-limits.js';
import { earlierBy, type Outlet } from './outlet.js';
import { dialling } from './run-mailing.js';
import type { Checked } from './send-checked.js';

const MINUTE = 60_000;
/** So long before the start somebody can still call the organiser's IT. */
const CHECK_AHEAD = 10 * MINUTE;
/** A server that keeps silent must not make the start late. */
const LONGEST_CHECK = 2 * MINUTE;
const BELL = '\u0007';

/**
 * Counts down; returns the signal that ended the wait, null where the time has come. Ten minutes before, the mailbox is
 * logged in to once, nothing is mailed; throws the fault of a refusal that will not go away by itself.
 */
export async function waitForStart(
  ready: Checked,
  outlet: Outlet,
  { planned, toMail }: { readonly planned: number; readonly toMail: number },
): Promise<NodeJS.Signals | null> {
  const { context, checked } = ready;
  const { clock, terminal, format, texts } = context;
  const stopped = new AbortController();
  let signal: NodeJS.Signals | null = null;
  const release = context.onSignal((name) => {
    signal ??= name;
    stopped.abort();
  });
  const when = format.date(new Date(planned), checked.project.timezone);
  let checkAt = planned - CHECK_AHEAD;
  // Whose server it is decides how long the mailing takes: ten minutes earlier than the run can say it.
  const sayLimits = (said: ServerWords): void => {
    const learned = outlet.learn(said);
    const earlier = { ...earlierBy(null, outlet, clock.now()), deferred: [] };
    if (learned) sayLearned(ready, { messages: toMail, earlier, start: planned }, learned);
  };
  try {
    if (!terminal.redraws) terminal.say(texts.send.waiting(when, format.duration(planned - clock.now())));
    // In short steps: a laptop that slept must notice that the time has come.
    while (clock.now() < planned && !stopped.signal.aborted) {
      const left = planned - clock.now();
      terminal.transient(texts.send.waiting(when, format.duration(left)));
      await clock.sleep(Math.min(left, terminal.redraws ? 1_000 : MINUTE), stopped.signal);
      if (stopped.signal.aborted || clock.now() < checkAt || clock.now() > planned - LONGEST_CHECK) continue;
      // A server that keeps silent must neither keep Ctrl-C from ending the wait nor make the start late.
      const enough = AbortSignal.any([stopped.signal, AbortSignal.timeout(LONGEST_CHECK)]);
      const pause = await unlessAborted(enough, check(context, outlet, sayLimits));
      checkAt = clock.now() + (pause ?? MINUTE);
    }
  } finally {
    release();
    terminal.clearTransient();
  }
  return signal;
}

/** Whether the server is there and takes the login; says what it found, and returns how long not to ask again, milliseconds. */
async function check(context: Context, outlet: Outlet, heard: (said: ServerWords) => void): Promise<number> {
  const { connect, adviceOn } = dialling(outlet, context, true);
  const result = await connect();
  if (result.kind === 'failed') return alarm(context, outlet, result.failure, adviceOn(result.failure));
  await result.connection.quit();
  heard(result.said);
  const { terminal, texts } = context;
  if (terminal.json) terminal.event({ event: 'checked', at: timestamp(context), ok: true });
  else terminal.say(texts.send.check.passed);
  return Number.POSITIVE_INFINITY;
}

/** What passes is told, and looked at again; what does not ends the wait while there is time to mend it. */
function alarm(context: Context, outlet: Outlet, failure: ConnectionFailure, { next }: DialAdvice): number {
  const { terminal, texts, format, program } = context;
  const fault = endFault({ kind: next === 'stop' ? 'connection-refused' : 'unreachable', failure }, outlet);
  if (next === 'stop') throw fault;
  const pause = Math.max(MINUTE, pauseBefore(next, 1));
  if (!fault) return pause;
  const { message, hints } = faultText(fault, texts, program);
  if (terminal.json) {
    terminal.event({ event: 'checked', at: timestamp(context), ok: false, kind: fault.kind, message });
    return pause;
  }
  terminal.transient(BELL);
  for (const line of [texts.send.check.failed(format.duration(pause)), message, ...hints])
    terminal.warn(line);
  return pause;
}

function timestamp({ clock }: Context): string {
  return new Date(clock.now()).toISOString();
}
