/** Owns the run of a mailing at the terminal: engine, progress or events, signals. */
import { deliver } from '../../delivery/engine.js';
import type { DeliveryEnd } from '../../delivery/events.js';
import { isDue } from '../../delivery/ledger.js';
import type { Mailing } from '../../delivery/mailing.js';
import { Remembrance } from '../../delivery/remembrance.js';
import type { DeliveryDoors } from '../../delivery/run.js';
import { StopRequest } from '../../delivery/stop-request.js';
import { Tally } from '../../delivery/tally.js';
import type { Invitee } from '../../delivery/work-queue.js';
import { classify } from '../../smtp/classify.js';
import { openConnection } from '../../smtp/submission.js';
import { Progress, type ProgressState } from '../../ui/progress.js';
import { progressLine } from '../../ui/views/progress-line.js';
import type { Context } from '../context.js';
import { dialAdvice } from './dial-advice.js';
import { reportEvent } from './event-report.js';
import { type InviteeSource, invitees } from './invitees.js';
import type { Outlet } from './outlet.js';

export interface RunOrder {
  readonly context: Context;
  readonly mailing: Mailing;
  readonly outlet: Outlet;
  readonly from: InviteeSource;
  /** Whether a voter belongs to this run (`--only`). */
  readonly selected: (voter: string) => boolean;
  /** `--limit`: at most so many messages are begun. */
  readonly limit: number;
  readonly patience: number;
  readonly until: number | null;
  readonly showIds: boolean;
}

export interface RunResult {
  readonly end: DeliveryEnd;
  /** The signal that ended the run, null for any other end. */
  readonly signal: NodeJS.Signals | null;
  /** Messages of this run whose dot was, or may have been, released. */
  readonly attempts: number;
}

/** Runs the engine over everybody who is pending or deferred. */
export async function runMailing(order: RunOrder): Promise<RunResult> {
  const { context, mailing, outlet, from } = order;
  const stop = new StopRequest();
  const signals = listen(context, stop);
  const tally = new Tally(mailing.ledger, from.index);
  const remembrance = new Remembrance(() => mailing.remember(true), context.clock);
  const before = mailing.ledger.releases.length;
  const started = context.clock.monotonic();
  const { texts, format, terminal } = context;
  const progress = new Progress(
    terminal,
    (state, width) => progressLine(state, width, texts, format),
    () => progressState(tally, context.clock.monotonic() - started),
  );
  progress.start();
  try {
    const end = await deliver(
      due(order),
      {
        ...dialling(outlet, context),
        classify,
        journal: mailing.journal,
        ledger: mailing.ledger,
        clock: context.clock,
        digest: (bytes) => from.pseudonyms.message(bytes),
        report: (event) => {
          if (event.event === 'in-doubt') tally.doubted();
          if ('voter' in event) remembrance.note();
          reportEvent(context, event, order.showIds);
        },
      },
      { from: outlet.sender.address, limits: outlet.limits, patience: order.patience, until: order.until },
      stop,
    );
    const interrupted = end.kind === 'interrupted' || stop.aborting.aborted;
    return {
      end,
      signal: interrupted ? signals.first() : null,
      attempts: mailing.ledger.releases.length - before,
    };
  } finally {
    await remembrance.stop();
    progress.stop();
    signals.release();
  }
}

/** Who is to be mailed by this run; of the doubts only those that the user wants resent. */
async function* due({ context, from, mailing, selected, limit }: RunOrder): AsyncGenerator<Invitee> {
  let begun = 0;
  const now = context.clock.now();
  for await (const invitee of invitees(from, mailing.ledger)) {
    if (!selected(invitee.voter) || !isDue(mailing.ledger.entry(invitee.voter), invitee.addressDigest))
      continue;
    // Of a limited number none is spent on waiting.
    if (limit !== Number.POSITIVE_INFINITY && (invitee.notBefore ?? 0) > now) continue;
    if (begun >= limit) return;
    begun += 1;
    yield invitee;
  }
}

/** Opens connections, and remembers whether a login has passed. */
function dialling({ account }: Outlet, { deadlines }: Context): Pick<DeliveryDoors, 'connect' | 'adviceOn'> {
  let loggedIn = false;
  return {
    connect: async () => {
      const result = await openConnection(account, deadlines);
      loggedIn ||= result.kind === 'open';
      return result;
    },
    adviceOn: (failure) => dialAdvice(failure, account.host, loggedIn),
  };
}

function listen(context: Context, stop: StopRequest) {
  let first: NodeJS.Signals | null = null;
  const { terminal, texts } = context;
  const off = context.onSignal((signal) => {
    terminal.say(first === null ? texts.send.stopping : texts.send.aborting);
    first ??= signal;
    stop.ask();
  });
  return { first: () => first, release: off };
}

const FEW = 3;

function progressState(tally: Tally, elapsed: number): ProgressState {
  const counts = tally.counts();
  const known = tally.acceptedNow >= FEW && elapsed > 1_000;
  const perMinute = known ? (tally.acceptedNow / elapsed) * 60_000 : null;
  const left = perMinute === null ? null : (counts.pending / perMinute) * 60_000;
  return { ...counts, perMinute, left };
}
