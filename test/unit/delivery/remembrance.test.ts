import { expect, it } from 'vitest';
import { Remembrance } from '../../../src/delivery/remembrance.js';
import { VirtualClock } from '../../support/virtual-clock.js';

// Why: the registry was told only before and after a run; an older state file put back after a kill went unnoticed.
it('notes what happened within a second, and no more often', async () => {
  const clock = new VirtualClock();
  const start = clock.monotonic();
  const notes: number[] = [];
  const remembrance = new Remembrance(async () => void notes.push(clock.monotonic() - start), clock);
  for (let tenth = 0; tenth < 25; tenth += 1) {
    remembrance.note();
    await clock.sleep(100);
  }
  await remembrance.stop();
  expect(notes).toEqual([0, 1_000, 2_000]);
});

it('goes on after a note that failed, and never writes twice at once', async () => {
  const clock = new VirtualClock();
  let writing = 0;
  let failures = 0;
  const remembrance = new Remembrance(async () => {
    writing += 1;
    expect(writing).toBe(1);
    await clock.sleep(300);
    writing -= 1;
    failures += 1;
    throw new Error('no room');
  }, clock);
  for (let tenth = 0; tenth < 30; tenth += 1) {
    remembrance.note();
    await clock.sleep(100);
  }
  await remembrance.stop();
  expect(failures).toBeGreaterThanOrEqual(2);
});
