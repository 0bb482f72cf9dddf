/** Owns who of the lanes is at work, and lets the idle ones wait for a change. */

export class Lanes {
  #busy = 0;
  #waiting: (() => void)[] = [];

  /** How many hold a voter: mailing, or waiting to. */
  get busy(): number {
    return this.#busy;
  }

  /** Does the work as a busy lane. */
  async busily<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.tell();
    }
  }

  /** Resolves at the next `tell`. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Wakes all who wait: there may be something to do. */
  tell(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
