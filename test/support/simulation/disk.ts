/** Owns a disk that keeps what was synced, loses or tears the rest, and fails where the dice say so. */
import type { Clock } from '../../../src/delivery/clock.js';
import type { JournalFile } from '../../../src/delivery/journal.js';
import { systemError } from '../memory-journal-file.js';
import type { Dice } from '../random.js';
import type { Program } from './program.js';

export interface DiskFaults {
  /** Probability that one write, or one fsync, fails. */
  readonly write: number;
  readonly sync: number;
}

export const SOUND_DISK: DiskFaults = { write: 0, sync: 0 };

/** The bytes of the state file, whoever has it open. */
export class Disk {
  readonly #dice: Dice;
  readonly #clock: Clock;
  /** As another process would read it now. */
  written = Buffer.alloc(0);
  /** What a power cut leaves at least. */
  synced = Buffer.alloc(0);
  readonly violations: string[] = [];

  constructor(dice: Dice, clock: Clock) {
    this.#dice = dice;
    this.#clock = clock;
  }

  /** The file as one program has it open. */
  open(program: Program, faults: DiskFaults): JournalFile {
    let failed = false;
    const refuseSecondTry = (): void => {
      if (failed) this.violations.push('the state file was used again after a failure');
    };
    const fail = (): never => {
      failed = true;
      throw systemError(this.#dice.pick('EIO', 'ENOSPC'));
    };
    return {
      path: 'invite.state.jsonl',
      verify: () => program.living(async () => {}),
      append: (bytes) =>
        program.living(async () => {
          refuseSecondTry();
          const broken = this.#dice.chance(faults.write);
          // A failing write may have written a part.
          const length = broken ? this.#dice.between(0, bytes.length) : bytes.length;
          this.written = Buffer.concat([this.written, bytes.subarray(0, length)]);
          if (broken) fail();
        }),
      sync: () =>
        program.living(async () => {
          refuseSecondTry();
          const certain = this.written;
          await this.#clock.sleep(this.#dice.between(0, 3));
          if (this.#dice.chance(faults.sync)) fail();
          if (certain.length > this.synced.length) this.synced = certain;
        }),
      close: () => program.living(async () => {}),
    };
  }

  /** A power cut: of what no fsync had made certain a part is there, and its end may be rubbish. */
  losePower(): void {
    const uncertain = this.written.subarray(this.synced.length);
    const kept = Buffer.from(uncertain.subarray(0, this.#dice.between(0, uncertain.length)));
    if (this.#dice.chance(0.5)) kept.fill(0, this.#dice.between(0, kept.length));
    this.written = Buffer.concat([this.synced, kept]);
  }

  /** What opening the file did: a torn tail is cut off, and the rest is synced. */
  settleAt(length: number): void {
    this.written = Buffer.from(this.written.subarray(0, length));
    this.synced = this.written;
  }
}
