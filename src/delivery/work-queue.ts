/** Owns the order of the voters: the roll's, but first whoever must be tried again at once, then deferred ones that are due. */

/** One voter to be mailed, prepared so far that only the date is missing. */
export interface Invitee {
  /** Pseudonym, see docs/journal.md. */
  readonly voter: string;
  /** The ID itself; only for whoever asked to see it, never for a file. */
  readonly id: string;
  /** Line in the roll. */
  readonly row: number;
  readonly rowDigest: string;
  readonly messageId: string;
  /** Envelope recipient. */
  readonly to: string;
  /** Keyed digest of an address given instead of the roll's, else null. */
  readonly addressDigest: string | null;
  /** Keyed digest of the roll's address, where the message goes there; null where another was given. */
  rollAddress(): string | null;
  /** Deferred by an earlier run until then; milliseconds since 1970, or null. */
  readonly notBefore: number | null;
  /** The message's bytes for a Date in seconds since 1970; the same date gives the same bytes. */
  compose(date: number): Promise<Buffer>;
  /** Removes this voter's cells from a text that came back from the server. */
  redact(text: string): string;
}

export interface Due {
  readonly invitee: Invitee;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Milliseconds. Longer waits only whoever was deferred by a clock that has been set back since. */
const LONGEST_DEFERRAL = 60 * 60_000;

export class WorkQueue {
  readonly #source: AsyncIterator<Invitee>;
  readonly #again: Invitee[] = [];
  /** Latest first, so that the earliest is taken from the end. */
  readonly #deferred: Due[] = [];
  #exhausted = false;

  constructor(source: AsyncIterable<Invitee>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next voter and when; null when nobody is left. Deferred ones come when they are due, the earliest first. */
  async next(now: number): Promise<Due | null> {
    for (;;) {
      const again = this.#again.shift();
      if (again) return { invitee: again, at: now };
      if (this.#exhausted || (this.#deferred.at(-1)?.at ?? Infinity) <= now)
        return this.#deferred.pop() ?? null;
      const result = await this.#source.next();
      if (result.done) this.#exhausted = true;
      else if ((result.value.notBefore ?? 0) > now)
        this.defer(result.value, Math.min(result.value.notBefore ?? now, now + LONGEST_DEFERRAL));
      else return { invitee: result.value, at: now };
    }
  }

  /** To be tried at once, before anybody else. */
  again(invitee: Invitee): void {
    this.#again.unshift(invitee);
  }

  /** Of two for the same time, the one deferred first comes first. */
  defer(invitee: Invitee, at: number): void {
    let low = 0;
    let high = this.#deferred.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#deferred[middle] as Due).at <= at) high = middle;
      else low = middle + 1;
    }
    this.#deferred.splice(low, 0, { invitee, at });
  }

  /** Everybody of the roll has had an attempt; at most deferred ones are left. */
  get isThrough(): boolean {
    return this.#exhausted && this.#again.length === 0;
  }
}
