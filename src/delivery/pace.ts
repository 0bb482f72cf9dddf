/** Owns when the next message may go: evenly spaced, and never more than a limit in any window of time. */
import type { Limits } from '../profile/profile.js';
import type { Reply } from '../smtp/reply.js';
import { durationFromRest, spacingOf } from './duration.js';
import type { Slowdown } from './record.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Between two messages once an unlimited host has asked for less. */
const FIRST_SPACING = 500;
/** It is not made slower than one message a minute, or than a quarter of a pace that is slow by itself. */
const SLOWEST = 4;
/** So long without a word against the pace, and it climbs by so much. */
const CALM = 5 * MINUTE;
const CLIMB = 1.25;
/** So long it is not tried again as fast as the host refused, but at nine tenths of that. */
const REMEMBERED = HOUR;
const SHY = 0.9;
/** Of the spacing: so late a message may go without the next one being late, too. */
const CARRIED = 0.1;

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

/**
 * Sliding windows over the times by which the host has counted a message: those of its reply (milliseconds since 1970,
 * oldest first). The host counts it somewhere between our start and its reply, so a window that is full by the latest
 * times before and the earliest after is never too full by the host's own, however long the way there takes.
 */
export class Pace {
  readonly #windows: readonly Window[];
  readonly #longest: number;
  /** What the limits ask for, and what the host has made of it. */
  readonly #usual: number;
  #spacing: number;
  #heldUntil = 0;
  #hold: Hold = BY_ITSELF;
  #times: number[];
  /** Of these, the run's own and those of earlier ones: other mailings' are counted anew now and then. */
  #own: number[];
  /** Times before this index count no more; cutting them off one by one would move all the others. */
  #first = 0;
  #underWay = 0;
  #lastTaken: number | null;
  /** Since when the host has had nothing against the pace. */
  #calmSince: number;
  /** The spacing that was too small for it, and when. */
  #refused = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;

  /** `others`: messages of other mailings through the same mailbox. */
  constructor(limits: Limits, released: readonly number[], now: number, others: readonly number[] = []) {
    this.#windows = windowsOf(limits);
    this.#longest = Math.max(0, ...this.#windows.map(({ limit }) => limit));
    // Spread over the window instead of a burst and a pause: hosts watch for bursts.
    this.#usual = spacingOf(limits);
    this.#spacing = this.#usual;
    this.#own = upTo(now, released);
    this.#times = [];
    this.recount(others, now);
    this.#lastTaken = upTo(now, [...this.#own.slice(-1), ...others]).at(-1) ?? null;
    this.#calmSince = now;
  }

  /** Whether it counts messages at all. */
  get counts(): boolean {
    return this.#longest > 0;
  }

  /** Other mailings have gone on meanwhile. */
  recount(others: readonly number[], now: number): void {
    this.#own = this.#kept(this.#own);
    this.#times = this.#kept(others.length === 0 ? [...this.#own] : upTo(now, [...this.#own, ...others]));
    this.#first = 0;
  }

  #kept(times: number[]): number[] {
    return this.#longest === 0 ? [] : times.slice(-this.#longest);
  }

  /** A message goes now; `done` says when its reply is there. */
  take(now: number): void {
    this.#underWay += 1;
    const slot = (this.#lastTaken ?? Number.NEGATIVE_INFINITY) + this.#spacing;
    // A timer is always a little late; added up, every minute would be short of a message.
    this.#lastTaken = now - slot <= this.#spacing * CARRIED ? slot : now;
  }

  /** The host has counted it by now, or never will. */
  done(now: number): void {
    this.#underWay -= 1;
    this.#climb(now);
    if (this.#longest === 0) return;
    this.#own.push(now);
    this.#times.push(now);
    if (this.#times.length - this.#first <= this.#longest) return;
    this.#first += 1;
    if (this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#own = this.#kept(this.#own);
    this.#first = 0;
  }

  /** Nothing before this time. */
  hold(until: number, hold: Hold): void {
    if (until <= this.#heldUntil) return;
    this.#heldUntil = until;
    this.#hold = hold;
    this.#calmSince = Math.max(this.#calmSince, until);
  }

  /** What a wait that begins now is for. */
  reason(now: number): Hold {
    return this.isHeld(now) ? this.#hold : BY_ITSELF;
  }

  /** Whether somebody asked for a pause that is not over yet. */
  isHeld(now: number): boolean {
    return now < this.#heldUntil;
  }

  /** The host wants it slower: half the pace, until it has had nothing against that for a while. Returns what to remember. */
  halve(now: number): Omit<Slowdown, 'at'> {
    const slowest = Math.max(MINUTE, this.#usual * SLOWEST);
    const twice = Math.min(slowest, Math.max(FIRST_SPACING, this.#spacing * 2));
    const slowdown = { refused: this.#spacing, spacing: Math.max(this.#spacing, twice) };
    this.#slow(slowdown, now);
    this.#calmSince = Math.max(this.#calmSince, now);
    return slowdown;
  }

  /** What the host has said in an earlier run still counts, and so does the calm since then. */
  recall({ refused, spacing, at }: Slowdown, now: number): void {
    const then = Math.min(Date.parse(at), now);
    if (now - then >= REMEMBERED || spacing <= this.#usual) return;
    this.#slow({ refused, spacing }, then);
    this.#calmSince = then;
    for (let calm = then + CALM; calm <= now; calm += CALM) this.#climb(calm);
  }

  #slow({ refused, spacing }: Omit<Slowdown, 'at'>, at: number): void {
    this.#refused = refused;
    this.#refusedAt = at;
    this.#spacing = spacing;
  }

  /** Milliseconds between two messages just now; 0 where nothing spaces them. */
  get spacing(): number {
    return this.#spacing;
  }

  /** Messages a minute at which it goes just now; null where nothing spaces them. */
  get perMinute(): number | null {
    return this.#spacing === 0 ? null : MINUTE / this.#spacing;
  }

  /** When one more message may go; never before `now`. */
  earliest(now: number): number {
    const spaced = this.#lastTaken === null ? now : this.#lastTaken + this.#spacing;
    const windows = this.#windows.map((window) => this.#freeIn(window, now));
    return Math.max(now, this.#heldUntil, spaced, ...windows);
  }

  /** When a window has room. Whoever is under way has not been counted before now, so counts from now on. */
  #freeIn({ limit, milliseconds }: Window, now: number): number {
    const counted = this.#times.length - this.#first;
    if (counted + this.#underWay < limit) return now;
    if (this.#underWay >= limit) return now + milliseconds;
    return (this.#times.at(this.#underWay - limit) ?? now) + milliseconds;
  }

  /** A quarter more after each calm while, up to the usual pace; for an hour not up to one that the host refused. */
  #climb(now: number): void {
    if (this.#spacing === this.#usual || now - this.#calmSince < CALM) return;
    const refused = now - this.#refusedAt < REMEMBERED ? this.#refused / SHY : 0;
    const faster = Math.max(this.#usual, refused, this.#spacing / CLIMB);
    // Without limits a spacing would shrink for ever and never end.
    this.#spacing = this.#usual === 0 && faster < FIRST_SPACING ? 0 : Math.min(this.#spacing, faster);
    this.#calmSince = now;
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
    pace.done(at);
  }
  return at - now;
}

/** In order; a clock set back must not make old messages count as future ones. */
function upTo(now: number, times: readonly number[]): number[] {
  return times.map((time) => Math.min(time, now)).sort((one, other) => one - other);
}

function windowsOf(limits: Limits): Window[] {
  const pairs: readonly (readonly [number | null, number])[] = [
    [limits.perMinute, MINUTE],
    [limits.perHour, HOUR],
    [limits.perDay, DAY],
  ];
  return pairs.flatMap(([limit, milliseconds]) => (limit === null ? [] : [{ limit, milliseconds }]));
}
