/** Owns the wish to stop: once finishes what is under way, twice ends it. */

export class StopRequest {
  readonly #drain = new AbortController();
  readonly #abort = new AbortController();

  /** Aborted at the first wish: no further message is begun. */
  get draining(): AbortSignal {
    return this.#drain.signal;
  }

  /** Aborted at the second: connections are ended, whatever they are doing. */
  get aborting(): AbortSignal {
    return this.#abort.signal;
  }

  /** Each call is one Ctrl-C. */
  ask(): void {
    if (this.#drain.signal.aborted) this.#abort.abort();
    this.#drain.abort();
  }
}
