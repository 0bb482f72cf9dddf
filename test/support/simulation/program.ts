/** Owns a program that can die: from then on nothing it waits for ever comes, and nothing it does has an effect. */
import type { Clock } from '../../../src/delivery/clock.js';

/** Never settles: whoever died waits for ever. */
const NEVER = new Promise<never>(() => {});

export class Program {
  #dead = false;
  #steps = 0;
  #dieAt = Number.POSITIVE_INFINITY;
  #tellDeath: () => void = () => {};
  /** Resolves at the death. */
  readonly death: Promise<void>;
  /** Called at every step; a test's hook for signals. */
  onStep: (step: number) => void = () => {};

  constructor() {
    this.death = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Dies at its n-th step from now. */
  dieAfter(steps: number): void {
    this.#dieAt = this.#steps + steps;
  }

  /** The program does something to the world; false when it does not live to do it. */
  step(): boolean {
    if (this.#dead) return false;
    this.#steps += 1;
    this.onStep(this.#steps);
    if (this.#steps >= this.#dieAt) this.#die();
    return !this.#dead;
  }

  /** What a door of the program returns: the result, unless it dies meanwhile. */
  async living<T>(work: () => Promise<T>): Promise<T> {
    if (!this.step()) return NEVER;
    try {
      const result = await work();
      return this.#dead ? await NEVER : result;
    } catch (error) {
      if (this.#dead) return NEVER;
      throw error;
    }
  }

  /** The world's clock as this program sees it. */
  clock(world: Clock): Clock {
    return {
      now: () => world.now(),
      monotonic: () => world.monotonic(),
      suspended: () => world.suspended(),
      sleep: (milliseconds, signal) => this.living(() => world.sleep(milliseconds, signal)),
    };
  }

  #die(): void {
    this.#dead = true;
    this.#tellDeath();
  }
}
