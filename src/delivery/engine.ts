/** Owns a run: several connections, one message each at a time, every outcome in the journal before the next. */
import { Fault } from '../fault.js';
import type { Connection } from '../smtp/submission.js';
import type { DeliveryEnd } from './events.js';
import { type DeliveryDoors, type DeliveryOptions, Run } from './run.js';
import { bookHeldRefusals, settle, tellDiffers } from './settlement.js';
import type { StopRequest } from './stop-request.js';
import { judge } from './verdict.js';
import type { Invitee } from './work-queue.js';

/** Mails everybody the work yields, or says why not. Throws only what is a bug or the work's own Fault. */
export async function deliver(
  work: AsyncIterable<Invitee>,
  doors: DeliveryDoors,
  options: DeliveryOptions,
  stop: StopRequest,
): Promise<DeliveryEnd> {
  const run = new Run(work, doors, options, stop);
  const connections = Math.max(1, options.limits.connections ?? 1);
  const lanes = Array.from({ length: connections }, () => new Lane(run).work());
  const results = await Promise.allSettled(lanes);
  const broken = results.find((result) => result.status === 'rejected');
  if (broken) throw broken.reason;
  if (!run.over) await bookHeldRefusals(run).catch((error: unknown) => haltFor(run, error));
  return run.end ?? { kind: 'finished' };
}

/** One connection's share of the run. */
class Lane {
  readonly #run: Run;
  #connection: Connection | null = null;

  constructor(run: Run) {
    this.#run = run;
    run.stop.aborting.addEventListener('abort', () => this.#connection?.abort());
  }

  async work(): Promise<void> {
    try {
      while (!this.#run.over && (await this.#next())) {}
      await this.#connection?.quit();
    } catch (error) {
      this.#connection?.abort();
      haltFor(this.#run, error);
    }
  }

  /** One voter; false when this lane has nothing more to do. */
  async #next(): Promise<boolean> {
    const { queue } = this.#run;
    const due = await queue.next(this.#run.now());
    if (!due || this.#run.over) return false;
    if (!(await this.#run.waitUntil(due.at, 'deferred'))) return false;
    const connection = await this.#turn();
    if (connection) await this.#mail(due.invitee, connection);
    else queue.again(due.invitee);
    return connection !== null;
  }

  /** Waits for the pace and connects; whoever was held up by either meanwhile asks the pace again. */
  async #turn(): Promise<Connection | null> {
    const run = this.#run;
    for (;;) {
      const at = run.pace.reserve(run.now());
      if (!(await run.waitUntil(at, 'pace'))) return null;
      if (run.pace.isHeld(run.now())) continue;
      const connection = await this.#connect();
      if (!connection || !run.checkTime()) return null;
      if (run.now() - at < LATE && !run.pace.isHeld(run.now())) return connection;
    }
  }

  async #connect(): Promise<Connection | null> {
    if (this.#connection?.alive) return this.#connection;
    this.#connection = await this.#unlessOver(this.#run.dialler.dial());
    if (this.#run.stop.aborting.aborted) this.#connection?.abort();
    return this.#connection;
  }

  /** A server that keeps silent must not keep a run from ending. */
  #unlessOver(dialled: Promise<Connection | null>): Promise<Connection | null> {
    return new Promise((resolve, reject) => {
      const forget = this.#run.whenOver(() => resolve(null));
      dialled.then((connection) => {
        forget();
        if (this.#run.over) connection?.abort();
        resolve(connection);
      }, reject);
    });
  }

  async #mail(invitee: Invitee, connection: Connection): Promise<void> {
    const { doors, options } = this.#run;
    const entry = doors.ledger.entry(invitee.voter);
    // Fixed at the first attempt, so that every later one is the same message.
    const date = entry.date ?? Math.floor(doors.clock.now() / 1000);
    const bytes = await invitee.compose(date);
    const message = doors.digest(bytes);
    // Promised to be the same message again; the voter stays in doubt, the others are mailed.
    if (entry.lost > 0 && entry.message !== message) return tellDiffers(this.#run, invitee);
    const attempts = this.#run.countAttempt(invitee.voter);
    let committing = false;
    const outcome = await connection.submit({ from: options.from, to: invitee.to, bytes }, () => {
      // Set before the write: a record whose fsync failed may be on the disk all the same.
      committing = true;
      const { voter, rowDigest: row, messageId } = invitee;
      const at = new Date(doors.clock.now()).toISOString();
      return doors.journal.append({ t: 'committing', voter, row, messageId, message, date, at });
    });
    const verdict = judge(outcome, attempts, doors.classify);
    // Whatever was wrong with this session is not carried into the next attempt, whosever it is.
    if (verdict.kind === 'again' || (verdict.kind === 'deferred' && verdict.broken)) connection.abort();
    await settle(this.#run, invitee, verdict, { committing, bytes: bytes.length });
  }
}

/** A slot of the pace that passed so long ago, milliseconds, is no longer ours. */
const LATE = 1_000;

/** A state file that cannot be written is an end of its own; anything else is somebody's bug, or the work's Fault. */
function haltFor(run: Run, error: unknown): void {
  if (isJournalFault(error)) run.halt({ kind: 'journal', fault: error });
  else {
    run.halt({ kind: 'interrupted' });
    throw error;
  }
}

function isJournalFault(error: unknown): error is Fault {
  return error instanceof Fault && error.kind.startsWith('state-');
}
