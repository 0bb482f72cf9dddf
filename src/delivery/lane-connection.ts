/** Owns the connection of one lane: opened when it is needed, given up where the next message would find it closed. */
import type { Connection } from '../smtp/submission.js';
import type { Run } from './run.js';

/** After a shorter suspension the server may still be there. */
const LONGEST_SUSPENSION = 60_000;

export class LaneConnection {
  readonly #run: Run;
  readonly #leaveToOthers: () => boolean;
  #connection: Connection | null = null;
  /** No further message is to go by it, once the pause is over. */
  #isDone = false;
  /** Transactions begun on it. */
  #messages = 0;
  /** What the clock said of suspensions when it was opened. */
  #suspended = 0;

  /** `leave`: leaves the work to the other lanes; false where there is none. */
  constructor(run: Run, leave: () => boolean) {
    this.#run = run;
    this.#leaveToOthers = leave;
    run.aborting.addEventListener('abort', () => this.#connection?.abort());
  }

  /** Whether the next message may go by it. */
  get usable(): boolean {
    return this.#connection?.alive === true && !this.#isToRenew && !this.#isUsedUp && !this.#isStale;
  }

  /** The one that is open, else a new one; null when the run is over, or the lane has left. */
  async ready(): Promise<Connection | null> {
    if (this.usable) return this.#connection;
    await this.#leave();
    this.#connection = await this.#unlessOver(this.#run.dialler.dial(this.#leaveToOthers));
    this.#messages = 0;
    this.#isDone = false;
    this.#suspended = this.#run.doors.clock.suspended();
    if (this.#run.aborting.aborted) this.#connection?.abort();
    return this.#connection;
  }

  /** A message begins. */
  count(): void {
    this.#messages += 1;
  }

  /** The next message goes by another one: what the server has against this session would stay. */
  renew(): void {
    this.#isDone = true;
  }

  async quit(): Promise<void> {
    await this.#connection?.quit();
  }

  abort(): void {
    this.#connection?.abort();
  }

  /** Not before the pause is over: the host would see a login for nothing. */
  get #isToRenew(): boolean {
    const { pace } = this.#run;
    return this.#isDone && !pace.isHeld(this.#run.now());
  }

  get #isUsedUp(): boolean {
    const { perConnection } = this.#run.limits;
    return perConnection !== null && this.#messages >= perConnection;
  }

  /** The server has given up a connection that was silent for so long; our side cannot know. */
  get #isStale(): boolean {
    return this.#run.doors.clock.suspended() - this.#suspended > LONGEST_SUSPENSION;
  }

  async #leave(): Promise<void> {
    if (this.#isStale) this.#connection?.abort();
    else await this.#connection?.quit();
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
}
