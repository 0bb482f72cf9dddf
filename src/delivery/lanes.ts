/** Owns the lanes of a run: how many there are, who of them is at work, and the waiting of the idle ones for a change. */

export class Lanes {
  readonly #all = new Set<object>();
  #busy = 0;
  #waiting: (() => void)[] = [];

  enter(lane: object): void {
    this.#all.add(lane);
  }

  /** Its work is done, or not wanted any more. */
  leave(lane: object): void {
    this.#all.delete(lane);
    this.tell();
  }

  /** How many have not ended. */
  get count(): number {
    return this.#all.size;
  }

  /** Whether there may be this one, too; else it has left. */
  mayStay(lane: object, most: number): boolean {
    if (this.#all.size <= most) return true;
    this.leave(lane);
    return false;
  }

  /** Leaves the work to the others; false, and it stays, where there is none. */
  leaveToOthers(lane: object): boolean {
    if (this.#all.size <= 1) return false;
    this.leave(lane);
    return true;
  }

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
