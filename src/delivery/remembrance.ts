/** Owns telling the registry how far a mailing is while it runs: often enough, and never twice at once. */
import type { Clock } from './clock.js';

/**
 * Milliseconds between two notes. An older state file that is put back after a kill is noticed only where the note is
 * newer than that file.
 */
const BETWEEN_NOTES = 1_000;

export class Remembrance {
  readonly #write: () => Promise<void>;
  readonly #clock: Clock;
  readonly #over = new AbortController();
  #due = false;
  #writing: Promise<void> | null = null;

  /** `write` notes the state of now; that it fails is told by the last note, at the end of the run. */
  constructor(write: () => Promise<void>, clock: Clock) {
    this.#write = write;
    this.#clock = clock;
  }

  /** Something has happened that must not be forgotten. */
  note(): void {
    this.#due = true;
    this.#writing ??= this.#keepUp();
  }

  /** Waits for the note under way; the last one is the caller's. */
  async stop(): Promise<void> {
    this.#over.abort();
    await this.#writing;
  }

  async #keepUp(): Promise<void> {
    while (this.#due && !this.#over.signal.aborted) {
      this.#due = false;
      await this.#write().catch(() => {});
      await this.#clock.sleep(BETWEEN_NOTES, this.#over.signal);
    }
    this.#writing = null;
  }
}
