/** Owns how fast a run goes just now, and when nobody will be left at that pace. Pure but for what it is told. */
import type { Limits } from '../profile/profile.js';
import { durationFromRest } from './duration.js';

const MINUTE = 60_000;
/** Older acceptances say nothing of now: the pace may have been halved since, or a pause been sat out. */
const RECENT = 5 * MINUTE;
/** Fewer are chance, and so is a shorter while. */
const FEW = 3;
const SHORT = 1_000;
/** More are not kept: at thousands a second these are recent enough. */
const MANY = 2_000;

/** All times in milliseconds of a clock that nobody sets. */
export class Throughput {
  #accepted: number[] = [];

  accepted(now: number): void {
    this.#accepted.push(now);
    if (this.#accepted.length > MANY) this.#accepted = this.#accepted.slice(MANY / 2);
  }

  /** Accepted per minute, over the last five; null while too little is known. */
  perMinute(now: number): number | null {
    this.#forget(now);
    const [first] = this.#accepted;
    const count = this.#accepted.length;
    if (first === undefined || count < FEW || now - first < SHORT) return null;
    // The first one began the time, and is not one of those that came in it; the next one is on its way.
    const between = Math.max((this.#accepted.at(-1) ?? first) - first, ((now - first) * (count - 1)) / count);
    return ((count - 1) / between) * MINUTE;
  }

  /** Milliseconds until `pending` have gone, at this pace and never faster than the limits; null while unknown. */
  left(pending: number, limits: Limits, now: number): number | null {
    if (pending === 0) return null;
    const rate = this.perMinute(now);
    const measured = rate === null ? 0 : (pending / rate) * MINUTE;
    // From the message before the first of them.
    const allowed = durationFromRest(pending + 1, limits);
    const left = Math.max(measured, allowed);
    return left === 0 ? null : left;
  }

  #forget(now: number): void {
    const fresh = this.#accepted.findIndex((time) => now - time <= RECENT);
    if (fresh !== 0) this.#accepted = fresh < 0 ? [] : this.#accepted.slice(fresh);
  }
}
