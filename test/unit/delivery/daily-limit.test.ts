/** Shows that a mailing of days stays inside its daily limit, over changes to and from summer time and over restarts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { World } from '../../support/delivery-world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VOTERS = 250;
const LIMIT = 100;

interface Course {
  /** Wall clock of the first run's beginning, milliseconds since 1970. */
  readonly start: number;
  /** After so many minutes each run is stopped, and the next begun after so many more. */
  readonly stops: readonly (readonly [run: number, rest: number])[];
  /** Milliseconds by which somebody sets the wall clock before each run but the first. */
  readonly set: number;
}

/** By a clock that nobody sets: when the host got each message. */
async function mail({ start, stops, set }: Course): Promise<{ world: World; times: number[] }> {
  const world = new World(VOTERS);
  const times: number[] = [];
  world.clock.setWall(start);
  world.onAttempt = () => times.push(world.clock.monotonic());
  const limits = { ...NO_LIMITS, perMinute: 2, perDay: LIMIT };
  const patience = Number.POSITIVE_INFINITY;
  for (const [run, rest] of stops) {
    await world.run({ limits, patience, until: world.clock.now() + run * MINUTE });
    await world.clock.sleep(rest * MINUTE);
    world.clock.setWall(world.clock.now() + set);
    world.restart();
  }
  expect(await world.run({ limits, patience })).toEqual({ kind: 'finished' });
  return { world, times };
}

/** The fullest day that the host can find, whenever it begins to count. */
function fullest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + DAY).length));
}

const CHANGES = [
  ['to summer time', '2027-03-27T18:00:00Z'],
  ['from summer time', '2027-10-30T17:00:00Z'],
] as const;

const NIGHT = [
  [420, 1],
  [5, 60],
  [30, 0],
] as const;
const LIMITS = [
  [60, 0],
  [1_440, 0],
  [1_440, 10],
] as const;

/** Also within the night of the change, which is six to eight hours after the beginning. */
const stops = fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 600 })), {
  maxLength: 5,
});

describe.each(CHANGES)('a mailing over the change %s', (_, start) => {
  it.each([
    { name: 'without a restart', stops: [], set: 0 },
    { name: 'stopped in the night of the change', stops: NIGHT, set: 0 },
    { name: 'stopped at each limit', stops: LIMITS, set: 0 },
    { name: 'with the clock set back by an hour', stops: [[60, 1]], set: -HOUR },
  ] as const)('mails everybody once, and never more than the limit in a day: $name', async (row) => {
    const { world, times } = await mail({ start: Date.parse(start), stops: row.stops, set: row.set });
    expect(world.mails).toHaveLength(VOTERS);
    expect(new Set(world.mails.map(({ to }) => to)).size).toBe(VOTERS);
    expect(fullest(times)).toBe(LIMIT);
    expect(world.violations).toEqual([]);
  });

  it('does so wherever it is stopped, also where the clock is set back meanwhile', async () => {
    const set = fc.constantFrom(0, -HOUR);
    await fc.assert(
      fc.asyncProperty(stops, set, async (chosen, back) => {
        const { world, times } = await mail({ start: Date.parse(start), stops: chosen, set: back });
        expect(world.mails).toHaveLength(VOTERS);
        expect(fullest(times)).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 3 },
    );
  });
});
