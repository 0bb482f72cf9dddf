/** Owns `--watch`: the stages before the login, again and again until they pass. No login is ever part of it. */
import type { ConnectionTest } from '../../diagnosis/result.js';
import { type ReachRequest, testReach } from '../../diagnosis/test-connection.js';
import { Fault } from '../../fault.js';
import { stageMessage } from '../../i18n/stage-message.js';
import { isoTime } from '../../project/zoned-time.js';
import type { Context } from '../context.js';
import { unlessAborted } from '../unless-aborted.js';
import { showRunning } from './running-stage.js';
import type { ConnectionDoors } from './test-account.js';

/** `stopped` by a signal after an attempt that failed: what that one found. */
export type WatchEnd =
  | { readonly kind: 'reached' }
  | { readonly kind: 'stopped'; readonly signal: NodeJS.Signals; readonly last: ConnectionTest };

/** Goes on for as long as nobody stops it: any failure may mend. Throws `cancelled` before the first finding. */
export async function watchReach(
  context: Context,
  request: ReachRequest,
  doors: ConnectionDoors,
): Promise<WatchEnd> {
  const stop = new AbortController();
  const signals: NodeJS.Signals[] = [];
  const release = context.onSignal((name) => {
    signals.push(name);
    stop.abort();
  });
  try {
    const end = await attempts(context, request, doors, stop.signal);
    if (end.reached) return { kind: 'reached' };
    const [signal = 'SIGINT'] = signals;
    if (end.last === null) throw new Fault('cancelled', {});
    return { kind: 'stopped', signal, last: end.last };
  } finally {
    release();
    context.terminal.clearTransient();
  }
}

interface Attempts {
  readonly reached: boolean;
  /** The last attempt that failed. */
  readonly last: ConnectionTest | null;
}

async function attempts(
  context: Context,
  request: ReachRequest,
  doors: ConnectionDoors,
  stop: AbortSignal,
): Promise<Attempts> {
  const { clock, terminal, texts, watchInterval } = context;
  const t = texts.commands.testConnection;
  terminal.say(t.watching(context.format.duration(watchInterval)));
  const tell = onlyChanges(context);
  let last: ConnectionTest | null = null;
  for (let count = 1; !stop.aborted; count += 1) {
    const next = clock.monotonic() + watchInterval;
    const test = await unlessAborted(stop, attempt(context, request, doors, stop));
    if (test?.ok) {
      terminal.say(t.reached(timeOf(context)));
      return { reached: true, last };
    }
    if (test === null) break;
    last = test;
    tell(test);
    await pause(context, next, count, stop);
  }
  return { reached: false, last };
}

function attempt(
  context: Context,
  request: ReachRequest,
  { doors, deadlines }: ConnectionDoors,
  stop: AbortSignal,
): Promise<ConnectionTest> {
  const show = showRunning(context);
  return testReach(request, doors, deadlines, (stage) => {
    if (!stop.aborted) show(stage);
  });
}

/** A line for each finding that differs from the one before. */
function onlyChanges(context: Context): (test: ConnectionTest) => void {
  const { terminal, texts } = context;
  let before = '';
  return ({ stages, target }) => {
    const failed = stages.find(({ status }) => status === 'failed');
    if (!failed) return;
    const name = texts.diagnosis.stages[failed.stage];
    const finding = stageMessage(failed, target, texts.diagnosis);
    if (before === name + finding) return;
    before = name + finding;
    terminal.say(texts.commands.testConnection.attempt(timeOf(context), name, finding));
  };
}

/** Waits until the next attempt is due, in short steps where somebody sees the seconds go by. */
async function pause(context: Context, until: number, count: number, stop: AbortSignal): Promise<void> {
  const { clock, format, terminal, texts } = context;
  for (let left = until - clock.monotonic(); left > 0 && !stop.aborted; left = until - clock.monotonic()) {
    terminal.transient(texts.commands.testConnection.next(count, format.duration(left)));
    await clock.sleep(terminal.redraws ? Math.min(left, 1_000) : left, stop);
  }
}

/** "08:00:15", by this computer's clock and time zone. */
function timeOf({ clock, systemTimeZone }: Context): string {
  return isoTime(clock.now(), systemTimeZone).slice(11, 19);
}
