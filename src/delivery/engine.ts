/** Owns a run: several connections, one message each at a time, every outcome in the journal before the next. */
import { Fault } from '../fault.js';
import { withoutAddresses } from '../smtp/reply.js';
import type { Connection } from '../smtp/submission.js';
import { tellDiffers } from './booking.js';
import { bookAtEnd } from './breaker.js';
import type { DeliveryDoors, DeliveryOptions } from './doors.js';
import type { DeliveryEnd } from './events.js';
import { LaneConnection } from './lane-connection.js';
import { Run } from './run.js';
import { settle } from './settlement.js';
import type { StopRequest } from './stop-request.js';
import { isOfSession, judge } from './verdict.js';
import type { Due, Invitee } from './work-queue.js';

/** Mails everybody the work yields, or says why not. Throws only what is a bug. */
export async function deliver(
  work: AsyncIterable<Invitee>,
  doors: DeliveryDoors,
  options: DeliveryOptions,
  stop: StopRequest,
): Promise<DeliveryEnd> {
  const run = new Run(work, doors, options, stop, await doors.lookElsewhere());
  const lanes = Array.from({ length: run.granted }, () => new Lane(run));
  // All of them before the first works: it must know that it is not alone.
  for (const lane of lanes) run.lanes.enter(lane);
  const results = await Promise.allSettled(lanes.map((lane) => lane.work()));
  const broken = results.find((result) => result.status === 'rejected');
  if (broken) throw broken.reason;
  await bookAtEnd(run).catch((error: unknown) => haltFor(run, error));
  return run.end ?? { kind: 'finished' };
}

/** Milliseconds. Longer than another connection takes to open or to fail, shorter than a server waits for a command. */
const KEPT_OPEN = 30_000;

/** One connection's share of the run. */
class Lane {
  readonly #run: Run;
  readonly #connection: LaneConnection;

  constructor(run: Run) {
    this.#run = run;
    this.#connection = new LaneConnection(run, () => run.lanes.leaveToOthers(this));
  }

  async work(): Promise<void> {
    const { lanes } = this.#run;
    try {
      // One that is beyond what the host grants ends after its message, whichever it is.
      while (!this.#run.over && lanes.mayStay(this, this.#run.granted) && (await this.#next())) {}
      lanes.leave(this);
      await this.#connection.quit();
    } catch (error) {
      lanes.leave(this);
      this.#connection.abort();
      haltFor(this.#run, error);
    }
  }

  /** One voter; false when this lane has nothing more to do. */
  async #next(): Promise<boolean> {
    const run = this.#run;
    const due = await run.queue.next(run.now());
    if (run.over || (!due && run.lanes.busy === 0)) return false;
    if (!due) {
      await this.#idle();
      return true;
    }
    // Who is deferred waits until nobody else is at work: the wait may end the run, and not under the others.
    if (due.at > run.now() && run.lanes.busy > 0) {
      run.queue.defer(due.invitee, due.at);
      await run.lanes.change();
      return true;
    }
    return run.lanes.busily(() => this.#take(due));
  }

  /** Whoever is at work may have to leave their voter to this lane: its connection is kept for a while. */
  async #idle(): Promise<void> {
    const { lanes, doors } = this.#run;
    // Asked for before the leave is taken: the change may come meanwhile, and no other after it.
    const change = lanes.change();
    const changed = new AbortController();
    void change.then(() => changed.abort());
    await doors.clock.sleep(KEPT_OPEN, changed.signal);
    if (!changed.signal.aborted) await this.#connection.quit();
    await change;
  }

  async #take({ invitee, at }: Due): Promise<boolean> {
    const run = this.#run;
    if (!(await run.waitUntil(at, DEFERRED))) return false;
    // Those who became due meanwhile need not wait for this one.
    run.lanes.tell();
    const connection = await this.#turn();
    if (!connection) {
      run.queue.again(invitee);
      return false;
    }
    try {
      await this.#mail(invitee, connection);
    } finally {
      run.pace.done(run.now());
    }
    return true;
  }

  /** Connects first and waits for the pace then: a slow host must not let the slot pass, nor an idle session end it. */
  async #turn(): Promise<Connection | null> {
    for (;;) {
      const connection = await this.#connection.ready();
      if (!connection) return null;
      const turn = await this.#run.takeTurn(() => this.#connection.usable);
      if (turn === 'over') return null;
      if (turn === 'go') return connection;
    }
  }

  async #mail(invitee: Invitee, connection: Connection): Promise<void> {
    const run = this.#run;
    if (!run.enter(invitee)) return;
    try {
      await this.#submit(invitee, connection);
    } finally {
      run.leave(invitee.voter);
    }
  }

  async #submit(invitee: Invitee, connection: Connection): Promise<void> {
    const run = this.#run;
    const { doors, options } = run;
    const entry = doors.ledger.entry(invitee.voter);
    // Fixed at the first attempt, so that every later one is the same message.
    const date = entry.date ?? Math.floor(doors.clock.now() / 1000);
    const bytes = await invitee.compose(date);
    const message = doors.digest(bytes);
    // Promised to be the same message again; the voter stays in doubt, the others are mailed.
    if (entry.lost > 0 && entry.message !== message) return tellDiffers(run, invitee);
    if (run.aborting.aborted) return;
    this.#connection.count();
    const attempts = run.countAttempt(invitee.voter);
    const begun = run.tick();
    let committing = false;
    const outcome = await connection.submit({ from: options.from, to: invitee.to, bytes }, async () => {
      // An envelope may take minutes, and a laptop sleep: no dot leaves after its time.
      if (!run.mayRelease()) return false;
      // Set before the write: a record whose fsync failed may be on the disk all the same.
      committing = true;
      const { voter, rowDigest: row, messageId } = invitee;
      await doors.journal.append({
        t: 'committing',
        voter,
        row,
        messageId,
        message,
        date,
        at: run.timestamp,
      });
      return run.mayRelease();
    });
    const verdict = judge(outcome, attempts, (phase, reply) =>
      doors.classify(phase, withoutAddresses(reply, [invitee.to, options.from])),
    );
    // Whatever was wrong with this session is not carried into the next attempt, whosever it is.
    if (verdict.kind === 'again' || (verdict.kind === 'deferred' && verdict.broken)) connection.abort();
    if (isOfSession(verdict)) this.#connection.renew();
    await settle(run, invitee, verdict, { begun, committing, bytes: bytes.length });
  }
}

const DEFERRED = { why: 'deferred', reply: null } as const;

/** A state file that cannot be written and a roll that has changed are ends of their own; anything else is a bug. */
function haltFor(run: Run, error: unknown): void {
  if (error instanceof Fault)
    run.halt({ kind: error.kind.startsWith('state-') ? 'journal' : 'input', fault: error });
  else {
    run.halt({ kind: 'failed' });
    throw error;
  }
}
