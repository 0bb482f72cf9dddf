/** Owns when the next message may go: evenly spaced, and never more than a limit in any window of time. */
import type { Limits } from '../profile/profile.js';
import type { Reply } from '../smtp/reply.js';
import { durationFromRest, spacingOf } from './duration.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Between two messages once an unlimited host has asked for less. */
const FIRST_SPACING = 500;

/** Where nothing says otherwise; towards loopback there is no limit. */
export const DEFAULT_LIMITS: Limits = { connections: 1, perMinute: 20, perHour: null, perDay: null };

/** What a mailing keeps to: where nothing sets its pace, slowly towards a host and without limit towards this computer. */
export function limitsInForce(set: Limits, loopback: boolean): Limits {
  const silent = set.perMinute === null && set.perHour === null && set.perDay === null;
  const connections = set.connections ?? DEFAULT_LIMITS.connections;
  return { ...set, connections, perMinute: silent && !loopback ? DEFAULT_LIMITS.perMinute : set.perMinute };
}

const BY_ITSELF: Hold = { why: 'pace', reply: null };

interface Window {
  readonly limit: number;
  readonly milliseconds: number;
}

/** Why nothing may go for a while, in the server's words where it said so. */
export interface Hold {
  readonly why: string;
  readonly reply: Reply | null;
}

/** Sliding windows over the times at which messages went (milliseconds since 1970, oldest first). */
export class Pace {
  readonly #windows: readonly Window[];
  readonly #longest: number;
  #spacing: number;
  #heldUntil = 0;
  #hold: Hold = BY_ITSELF;
  #times: number[];
  /** Times before this index count no more; cutting them off one by one would move all the others. */
  #first = 0;

  constructor(limits: Limits, released: readonly number[], now: number) {
    this.#windows = windowsOf(limits);
    this.#longest = Math.max(0, ...this.#windows.map(({ limit }) => limit));
    // Spread over the window instead of a burst and a pause: hosts watch for bursts.
    this.#spacing = spacingOf(limits);
    // A clock set back must not make old messages count as future ones.
    this.#times =
      this.#longest === 0 ? [] : released.slice(-this.#longest).map((time) => Math.min(time, now));
  }

  /** A message goes now. */
  take(now: number): void {
    this.#times.push(now);
    if (this.#times.length - this.#first <= Math.max(1, this.#longest)) return;
    this.#first += 1;
    if (this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }

  /** Nothing before this time. */
  hold(until: number, hold: Hold): void {
    if (until <= this.#heldUntil) return;
    this.#heldUntil = until;
    this.#hold = hold;
  }

  /** What a wait that begins now is for. */
  reason(now: number): Hold {
    return this.isHeld(now) ? this.#hold : BY_ITSELF;
  }

  /** Whether somebody asked for a pause that is not over yet. */
  isHeld(now: number): boolean {
    return now < this.#heldUntil;
  }

  /** The host wants it slower: half the pace for the rest of the run. */
  halve(): void {
    const twice = Math.min(MINUTE, Math.max(FIRST_SPACING, this.#spacing * 2));
    this.#spacing = Math.max(this.#spacing, twice);
  }

  /** When one more message may go; never before `now`. */
  earliest(now: number): number {
    const last = this.#times.at(-1);
    const spaced = last === undefined ? now : last + this.#spacing;
    const windows = this.#windows.map(({ limit, milliseconds }) => {
      const count = this.#times.length - this.#first;
      const oldest = this.#times.at(-limit);
      return count < limit || oldest === undefined ? now : oldest + milliseconds;
    });
    return Math.max(now, this.#heldUntil, spaced, ...windows);
  }
}

/** How long `messages` take from now on under these limits alone, milliseconds; 0 where nothing limits them. */
export function durationOf(
  messages: number,
  limits: Limits,
  released: readonly number[],
  now: number,
): number {
  if (windowsOf(limits).length === 0) return 0;
  // One by one a hundred million would take half a minute and two gigabytes.
  if (released.length === 0) return durationFromRest(messages, limits);
  const pace = new Pace(limits, released, now);
  let at = now;
  for (let message = 0; message < messages; message += 1) {
    at = pace.earliest(at);
    pace.take(at);
  }
  return at - now;
}

function windowsOf(limits: Limits): Window[] {
  const pairs: readonly (readonly [number | null, number])[] = [
    [limits.perMinute, MINUTE],
    [limits.perHour, HOUR],
    [limits.perDay, DAY],
  ];
  return pairs.flatMap(([limit, milliseconds]) => (limit === null ? [] : [{ limit, milliseconds }]));
}
