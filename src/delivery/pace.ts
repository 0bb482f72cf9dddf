/** Owns when the next message may go: evenly spaced, and never more than a limit in any window of time. */
import type { Limits } from '../profile/profile.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Between two messages once an unlimited host has asked for less. */
const FIRST_SPACING = 500;

/** Where nothing says otherwise; towards loopback there is no limit. */
export const DEFAULT_LIMITS: Limits = { connections: 1, perMinute: 20, perHour: null, perDay: null };

interface Window {
  readonly limit: number;
  readonly milliseconds: number;
}

/** Sliding windows over the times at which messages went or will go (milliseconds since 1970, oldest first). */
export class Pace {
  readonly #windows: readonly Window[];
  readonly #longest: number;
  #spacing: number;
  #heldUntil = 0;
  #times: number[];

  constructor(limits: Limits, released: readonly number[], now: number) {
    this.#windows = windowsOf(limits);
    this.#longest = Math.max(0, ...this.#windows.map(({ limit }) => limit));
    // Spread over the window instead of a burst and a pause: hosts watch for bursts.
    this.#spacing = spacingOf(limits);
    // A clock set back must not make old messages count as future ones.
    this.#times =
      this.#longest === 0 ? [] : released.slice(-this.#longest).map((time) => Math.min(time, now));
  }

  /** The time at which one more message may go, counted from now on as gone; never before `now`. */
  reserve(now: number): number {
    const at = this.earliest(now);
    this.#times.push(at);
    if (this.#times.length > Math.max(1, this.#longest)) this.#times.shift();
    return at;
  }

  /** Nothing before this time. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
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

  /** As `reserve`, without reserving. */
  earliest(now: number): number {
    const last = this.#times.at(-1);
    const spaced = last === undefined ? now : last + this.#spacing;
    const windows = this.#windows.map(({ limit, milliseconds }) => {
      const oldest = this.#times.at(-limit);
      return this.#times.length < limit || oldest === undefined ? now : oldest + milliseconds;
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
  const pace = new Pace(limits, released, now);
  let at = now;
  for (let message = 0; message < messages; message += 1) at = pace.reserve(at);
  return at - now;
}

/** A day's limit is a quota and no pace: whoever has only that may go as fast as the host answers. */
function spacingOf({ perMinute, perHour }: Limits): number {
  if (perMinute !== null) return MINUTE / perMinute;
  return perHour === null ? 0 : HOUR / perHour;
}

function windowsOf(limits: Limits): Window[] {
  const pairs: readonly (readonly [number | null, number])[] = [
    [limits.perMinute, MINUTE],
    [limits.perHour, HOUR],
    [limits.perDay, DAY],
  ];
  return pairs.flatMap(([limit, milliseconds]) => (limit === null ? [] : [{ limit, milliseconds }]));
}
