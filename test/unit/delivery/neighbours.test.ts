/** Owns the proof of how often a run looks at the other mailings of its mailbox. */
import { describe, expect, it } from 'vitest';
import { Neighbours } from '../../../src/delivery/neighbours.js';

const NOBODY = { releases: [], slowdown: null };

/** Looks every second for so long; the times at which it really did, in seconds. */
async function looks(cost: number, seconds: number): Promise<number[]> {
  let now = 0;
  const times: number[] = [];
  const look = async () => {
    times.push(now / 1_000);
    now += cost;
    return NOBODY;
  };
  const neighbours = new Neighbours(NOBODY, look, () => now);
  while (now < seconds * 1_000) {
    await neighbours.look();
    now += 1_000;
  }
  return times;
}

describe('the look at other mailings', () => {
  it('is every quarter of a minute where it costs nothing', async () => {
    expect(await looks(0, 60)).toEqual([15, 30, 45]);
  });

  // Why: a look at a mailing to a hundred thousand takes seconds, in which nothing goes.
  it('takes a fiftieth of the time where it costs some', async () => {
    const times = await looks(2_000, 330);
    expect(times[0]).toBe(15);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(102);
    expect(times).toHaveLength(4);
  });
});
