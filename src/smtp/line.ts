/** Owns the life of one connection: every step raced against the connection's end and a deadline of ours. */
import type { Redact } from '../redaction.js';
import {
  type ConnectionFailure,
  type ConnectionStage,
  connectionFailure,
  type LibraryError,
} from './connection-failure.js';
import type { Link } from './link.js';

/**
 * Races each step of the library against the end of the connection and a deadline of ours: its callbacks for
 * connect, login and reset never come when the server goes away.
 */
export class Line {
  readonly #link: Link;
  readonly #redact: Redact;
  #dead = false;
  #onDeath: (error: LibraryError) => void = () => {};

  constructor(link: Link, redact: Redact) {
    this.#link = link;
    this.#redact = redact;
    link.on('error', (error: LibraryError) => this.#die(error));
    link.on('end', () => this.#die({ message: 'connection closed by the server' }));
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Calls back once, when the connection ends; the latest caller only. */
  onDeath(callback: (error: LibraryError) => void): void {
    this.#onDeath = callback;
    if (this.#dead) callback({ message: 'connection closed' });
  }

  /** Runs one step; null is success. */
  step(
    stage: ConnectionStage,
    deadline: number,
    start: (done: (error?: LibraryError | null | undefined) => void) => void,
  ): Promise<ConnectionFailure | null> {
    return new Promise((resolve) => {
      const settle = (error: LibraryError | null): void => {
        clearTimeout(timer);
        this.#onDeath = () => {};
        resolve(error ? this.#failure(error, stage) : null);
      };
      const timer = setTimeout(() => {
        settle({
          message: 'no answer',
          timeoutType: stage === 'connect' ? 'GREETING_TIMEOUT' : 'SOCKET_TIMEOUT',
        });
        this.#link.close();
      }, deadline);
      this.onDeath(settle);
      start((error) => settle(error ?? null));
    });
  }

  /** The failure that a refusal means though the library went on after it. */
  refusal(error: LibraryError): ConnectionFailure {
    return this.#failure(error, 'ehlo');
  }

  #failure(error: LibraryError, stage: ConnectionStage): ConnectionFailure {
    const failure = connectionFailure(error, stage);
    const reply = failure.reply && { ...failure.reply, text: this.#redact(failure.reply.text) };
    return { ...failure, reply, reason: this.#redact(failure.reason) };
  }

  #die(error: LibraryError): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#onDeath(error);
  }
}
