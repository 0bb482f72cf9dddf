/** Owns the run of a mailing or a test at the terminal: engine, progress or events, signals. */

import type { DeliveryDoors } from '../../delivery/doors.js';
import { deliver } from '../../delivery/engine.js';
import type { DeliveryEnd, DeliveryEvent } from '../../delivery/events.js';
import { isDue, type Ledger, type PresentRoll } from '../../delivery/ledger.js';
import type { MailboxUse } from '../../delivery/mailbox-use.js';
import type { JournalRecord } from '../../delivery/record.js';
import type { RefusalLimit } from '../../delivery/refusals.js';
import { Remembrance } from '../../delivery/remembrance.js';
import { StopRequest } from '../../delivery/stop-request.js';
import { Tally } from '../../delivery/tally.js';
import { Throughput } from '../../delivery/throughput.js';
import type { Invitee } from '../../delivery/work-queue.js';
import type { Limits } from '../../profile/profile.js';
import { classify } from '../../smtp/classify.js';
import { openConnection } from '../../smtp/submission.js';
import { Progress, type ProgressState } from '../../ui/progress.js';
import { progressLine } from '../../ui/views/progress-line.js';
import type { Context } from '../context.js';
import { dialAdvice } from './dial-advice.js';
import { type InviteeSource, invitees } from './invitees.js';
import type { Outlet } from './outlet.js';

/** What a run writes to: a mailing on disk, or the memory of a test. */
export interface RunRecords {
  readonly ledger: Ledger;
  readonly journal: { append(record: JournalRecord): Promise<void> };
  remember(begun: boolean): Promise<void>;
}

export interface RunOrder {
  readonly context: Context;
  readonly records: RunRecords;
  readonly outlet: Outlet;
  readonly work: AsyncIterable<Invitee>;
  /** What other mailings have had to do with the same mailbox until now. */
  lookElsewhere(): Promise<MailboxUse>;
  /** Everybody who is counted, by pseudonym. */
  readonly roll: PresentRoll;
  /** Keyed digest of a message's bytes. */
  digest(bytes: Buffer): string;
  readonly patience: number;
  readonly until: number | null;
  readonly mostRefused: RefusalLimit | null;
  /** Not for everybody who is due. */
  readonly partial: boolean;
  report(event: DeliveryEvent): void;
}

export interface RunResult {
  readonly end: DeliveryEnd;
  /** The signal that ended the run, null for any other end. */
  readonly signal: NodeJS.Signals | null;
  /** Messages of this run whose dot was, or may have been, released. */
  readonly attempts: number;
}

/** Runs the engine over the work. */
export async function runMailing(order: RunOrder): Promise<RunResult> {
  const { context, records, outlet } = order;
  const stop = new StopRequest();
  const signals = listen(context, stop);
  const tally = new Tally(records.ledger, order.roll);
  const remembrance = new Remembrance(() => records.remember(true), context.clock);
  const before = records.ledger.releases.length;
  const throughput = new Throughput();
  let { limits } = outlet;
  const { texts, format, terminal } = context;
  const progress = new Progress(
    terminal,
    (state, width) => progressLine(state, width, texts, format),
    () => progressState(tally, throughput, order.partial ? null : limits, context.clock.monotonic()),
  );
  progress.start();
  try {
    const end = await deliver(
      order.work,
      {
        ...dialling(outlet, context, order.patience === Number.POSITIVE_INFINITY),
        learn: (said) => outlet.learn(said),
        classify,
        journal: records.journal,
        ledger: records.ledger,
        lookElsewhere: order.lookElsewhere,
        clock: context.clock,
        digest: (bytes) => order.digest(bytes),
        report: (event) => {
          if (event.event === 'in-doubt') tally.doubted();
          if (event.event === 'accepted') throughput.accepted(context.clock.monotonic());
          if (event.event === 'learned') limits = event.limits;
          if ('voter' in event) remembrance.note();
          order.report(event);
        },
      },
      {
        from: outlet.sender.address,
        limits: outlet.limits,
        patience: order.patience,
        until: order.until,
        mostRefused: order.mostRefused,
        partial: order.partial,
      },
      stop,
    );
    const interrupted = end.kind === 'interrupted' || stop.aborting.aborted;
    return {
      end,
      signal: interrupted ? signals.first() : null,
      attempts: records.ledger.releases.length - before,
    };
  } finally {
    await remembrance.stop();
    progress.stop();
    signals.release();
  }
}

/** What of a mailing a run is about. */
export interface Share {
  /** Whether a voter belongs to this run (`--only`). */
  readonly selected: (voter: string) => boolean;
  /** `--limit`: at most so many messages are begun. */
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Who is to be mailed by this run; of the doubts only those that the user wants resent. */
export async function* dueInvitees(
  from: InviteeSource,
  ledger: Ledger,
  { selected, limit, now }: Share,
): AsyncGenerator<Invitee> {
  let begun = 0;
  for await (const invitee of invitees(from, ledger)) {
    if (!selected(invitee.voter) || !isDue(ledger.entry(invitee.voter), invitee.addressDigest)) continue;
    // Of a limited number none is spent on waiting.
    if (limit !== Number.POSITIVE_INFINITY && (invitee.notBefore ?? 0) > now) continue;
    if (begun >= limit) return;
    begun += 1;
    yield invitee;
  }
}

/** Opens connections, and remembers whether a login has passed. */
export function dialling(
  { account }: Outlet,
  { deadlines }: Context,
  patient: boolean,
): Pick<DeliveryDoors, 'connect' | 'adviceOn'> {
  let loggedIn = false;
  return {
    connect: async () => {
      const result = await openConnection(account, deadlines);
      loggedIn ||= result.kind === 'open';
      return result;
    },
    adviceOn: (failure) => dialAdvice(failure, account.host, { loggedIn, patient }),
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

/** `limits` is null for a run that is not for everybody: who is pending then waits for another one. */
function progressState(
  tally: Tally,
  throughput: Throughput,
  limits: Limits | null,
  now: number,
): ProgressState {
  const counts = tally.counts();
  // Whoever is deferred waits for a time of their own.
  const left = limits && throughput.left(counts.pending, limits, now);
  return { ...counts, perMinute: throughput.perMinute(now), left };
}
