/** Owns what the connections of one run share: the queue, the pace, and the one reason why it ends. */
import { setMaxListeners } from 'node:events';
import type { Limits } from '../profile/profile.js';
import type { ServerWords } from '../smtp/provider.js';
import { Dialler } from './dialler.js';
import type { DeliveryDoors, DeliveryOptions } from './doors.js';
import type { DeliveryEnd } from './events.js';
import { Lanes } from './lanes.js';
import { isDue } from './ledger.js';
import { later } from './mailbox-use.js';
import { Neighbours, type NeighbourUse } from './neighbours.js';
import { type Hold, Pace } from './pace.js';
import { type PolicyRefusal, Refusals } from './refusals.js';
import type { StopRequest } from './stop-request.js';
import { type Invitee, WorkQueue } from './work-queue.js';

/** What the lanes of a run share. */
export class Run {
  readonly doors: DeliveryDoors;
  readonly options: DeliveryOptions;
  readonly stop: StopRequest;
  readonly queue: WorkQueue;
  /** Another one once the server has said whose it is: that is before any message. */
  pace: Pace;
  limits: Limits;
  readonly dialler: Dialler;
  readonly lanes = new Lanes();
  /** Policy refusals that no message begun after them was accepted since: it is not clear whose trouble they are. */
  heldRefusals: PolicyRefusal[] = [];
  /** Addresses that were refused, of all with an outcome in this run, and those since the last acceptance. */
  readonly refusals = new Refusals();
  /** By `tick`: when the last acceptance was heard. */
  lastAccepted = 0;
  /** In a row; an acceptance ends it. */
  doubtsInARow = 0;
  doubts = 0;
  /** Voters deferred for the first time, in a row and for nothing that is known of them; an acceptance ends it. */
  deferredInARow = 0;
  slowdowns = 0;
  /** As many connections as the host grants at once. */
  granted: number;
  /** Sessions that broke down in a row, before any message was accepted again. */
  breakdowns = 0;
  end: DeliveryEnd | null = null;
  readonly #over = new AbortController();
  readonly #broken = new AbortController();
  /** Aborted when every connection must end at once: the user's second wish, or a journal that cannot be written. */
  readonly aborting: AbortSignal;
  #isGreeted = false;
  #ticks = 0;
  #fewerUntil = Number.NEGATIVE_INFINITY;
  /** Until then a word against the pace is the same that was heard already. */
  slowedUntil = Number.NEGATIVE_INFINITY;
  /** Whoever is at the server just now. */
  readonly #underWay = new Set<string>();
  #turnstile: Promise<unknown> = Promise.resolve();
  readonly #startedAt: number;
  readonly #startedMonotonic: number;
  /** Of what the clock says of suspensions: told already. */
  #suspensionTold: number;
  readonly #attempts = new Map<string, number>();
  readonly #neighbours: Neighbours;

  constructor(
    work: AsyncIterable<Invitee>,
    doors: DeliveryDoors,
    options: DeliveryOptions,
    stop: StopRequest,
    neighbours: NeighbourUse,
  ) {
    this.doors = doors;
    this.options = options;
    this.stop = stop;
    this.aborting = AbortSignal.any([stop.aborting, this.#broken.signal]);
    this.#startedAt = doors.clock.now();
    this.#startedMonotonic = doors.clock.monotonic();
    this.#suspensionTold = doors.clock.suspended();
    this.#neighbours = new Neighbours(
      neighbours,
      () => doors.lookElsewhere(),
      () => this.now(),
    );
    this.granted = Math.max(1, options.limits.connections ?? 1);
    // Every lane waits for the end in its own right; that is no leak.
    setMaxListeners(0, this.#over.signal, this.aborting);
    this.queue = new WorkQueue(work);
    this.limits = options.limits;
    this.pace = this.#paced();
    this.dialler = new Dialler({
      doors,
      greeted: (said) => this.#greeted(said),
      halt: (end) => this.halt(end),
      wait: (milliseconds, hold) => this.waitUntil(this.now() + milliseconds, hold),
      sleep: (milliseconds) => this.sleep(milliseconds),
      patient: options.patience === Number.POSITIVE_INFINITY,
      isOver: () => this.over,
    });
    const interrupt = (): void => this.halt({ kind: 'interrupted' });
    if (stop.draining.aborted) interrupt();
    else stop.draining.addEventListener('abort', interrupt, { once: true });
  }

  /** Takes into account what the journal knows of earlier runs, and others of theirs. */
  #paced(): Pace {
    const { ledger } = this.doors;
    const { use } = this.#neighbours;
    const now = this.now();
    const pace = new Pace(this.limits, ledger.countedBy(now), now, use.releases);
    const slowdown = later(ledger.slowdown, use.slowdown);
    if (slowdown) pace.recall(slowdown, now);
    return pace;
  }

  /** Only the first connection: a pace that is at work knows more of the host than its name does. */
  async #greeted(said: ServerWords): Promise<void> {
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    const { journal, report } = this.doors;
    const learned = this.doors.learn(said);
    if (!learned) return;
    const { host, provider, limits } = learned;
    await journal.append({ t: 'provider', host, id: provider, at: this.timestamp });
    this.limits = limits;
    this.pace = this.#paced();
    report({ event: 'learned', provider, limits });
  }

  /** One connection less for the rest of the run; false where there is only one. A pause lets the host notice. */
  grantOneLess(): boolean {
    const now = this.now();
    // Several lanes hear the same word at once; it is one.
    if (now < this.#fewerUntil) return true;
    // Lanes that the host did not let in have left already.
    this.granted = Math.min(this.granted, this.lanes.count);
    if (this.granted <= 1) return false;
    this.granted -= 1;
    this.#fewerUntil = now + NOTICED;
    this.pace.hold(this.#fewerUntil, { why: 'too-many-connections', reply: null });
    this.lanes.tell();
    return true;
  }

  /** A mark in the order of what happens: each is greater than the last. */
  tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }

  get over(): boolean {
    return this.end !== null;
  }

  /** Milliseconds since 1970 by a clock that nobody sets: what pace and waits are counted in. */
  now(): number {
    return this.#startedAt + this.doors.clock.monotonic() - this.#startedMonotonic;
  }

  /** The wall clock's time for a record, ISO 8601. */
  get timestamp(): string {
    return new Date(this.doors.clock.now()).toISOString();
  }

  /** Calls back when the run is over, at once where it already is; returns how to forget it. */
  whenOver(callback: () => void): () => void {
    if (this.#over.signal.aborted) callback();
    else this.#over.signal.addEventListener('abort', callback, { once: true });
    return () => this.#over.signal.removeEventListener('abort', callback);
  }

  /** Ends the run: messages under way are finished, no other is begun. The first reason counts, but for a journal's. */
  halt(end: DeliveryEnd): void {
    if (end.kind === 'journal') this.end = end;
    this.end ??= end;
    this.#over.abort();
    this.lanes.tell();
    // No outcome can be recorded any more: what waits for one is a doubt already.
    if (end.kind === 'journal') this.#broken.abort();
  }

  /** Whether the voter may be mailed now; the engine's own promise, whatever the work yields. */
  enter({ voter, addressDigest }: Invitee): boolean {
    if (this.#underWay.has(voter) || !isDue(this.doors.ledger.entry(voter), addressDigest)) return false;
    this.#underWay.add(voter);
    return true;
  }

  leave(voter: string): void {
    this.#underWay.delete(voter);
  }

  /**
   * Waits for the pace, one lane at a time, so that nobody holds a slot that another could use. `stale`: the
   * connection is not usable any more, the slot is still free.
   */
  takeTurn(isUsable: () => boolean): Promise<'go' | 'stale' | 'over'> {
    const turn = this.#turnstile.then(() => this.#waitForTurn(isUsable));
    this.#turnstile = turn.catch(() => {});
    return turn;
  }

  async #waitForTurn(isUsable: () => boolean): Promise<'go' | 'stale' | 'over'> {
    while (this.checkTime()) {
      this.#tellSuspension();
      await this.#lookElsewhere();
      const now = this.now();
      const at = this.pace.earliest(now);
      if (!isUsable()) return 'stale';
      if (at <= now) {
        this.pace.take(now);
        return 'go';
      }
      await this.waitUntil(at, this.pace.reason(now), this.#announcedFrom(now));
    }
    return 'over';
  }

  /** Another mailing may have begun at the same mailbox, or go on there: its host counts both. */
  async #lookElsewhere(): Promise<void> {
    if (this.pace.counts && (await this.#neighbours.look()))
      this.pace.recount(this.#neighbours.use.releases, this.now());
  }

  /** The spacing of a slow pace is no pause: five messages a minute would be told five times a minute. */
  #announcedFrom(now: number): number {
    return this.pace.isHeld(now) ? ANNOUNCED : Math.max(ANNOUNCED, 2 * this.pace.spacing);
  }

  /** Whoever opens the laptop again must see that nothing has stopped. */
  #tellSuspension(): void {
    const suspended = this.doors.clock.suspended() - this.#suspensionTold;
    if (suspended < SHORTEST_SUSPENSION) return;
    this.#suspensionTold += suspended;
    this.doors.report({ event: 'woken', suspended });
  }

  /** Whether a dot may still leave: also while a run drains, but not after the time given. */
  mayRelease(): boolean {
    const { until } = this.options;
    const late = until !== null && this.doors.clock.now() > until;
    if (late) this.halt({ kind: 'until' });
    return !late && !this.aborting.aborted;
  }

  /** Sleeps unless and until the run is over. */
  sleep(milliseconds: number): Promise<void> {
    return this.doors.clock.sleep(milliseconds, this.#over.signal);
  }

  countAttempt(voter: string): number {
    const attempts = (this.#attempts.get(voter) ?? 0) + 1;
    this.#attempts.set(voter, attempts);
    return attempts;
  }

  forgetAttempts(voter: string): void {
    this.#attempts.delete(voter);
  }

  /** Waits until a time (of `now`), unless that is too long or too late; says whether the run goes on. */
  async waitUntil(at: number, { why, reply }: Hold, announcedFrom = ANNOUNCED): Promise<boolean> {
    const { clock, report } = this.doors;
    const wait = Math.max(0, at - this.now());
    // As people read it, who see the wall clock.
    const until = clock.now() + wait;
    if (!this.checkTime(wait)) return false;
    if (wait > this.options.patience) this.halt({ kind: 'paused', why, until, reply });
    if (this.over || wait === 0) return !this.over;
    const announced = wait >= announcedFrom;
    if (announced) report({ event: 'paused', kind: why, until, reply });
    await this.sleep(wait);
    if (announced && !this.over) report({ event: 'resumed' });
    return this.checkTime();
  }

  /** Whether a message may still go, by the wall clock: a machine that slept has lost time no other clock counts. */
  checkTime(ahead = 0): boolean {
    const { until } = this.options;
    if (until !== null && this.doors.clock.now() + ahead > until) this.halt({ kind: 'until' });
    return !this.over;
  }
}

/** A shorter wait is not worth a word. */
const ANNOUNCED = 10_000;
/** A shorter suspension delays nobody. */
const SHORTEST_SUSPENSION = 60_000;
/** So long a host may count a connection that has ended. */
const NOTICED = 5_000;
