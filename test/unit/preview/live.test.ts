/** Owns the proof that a preview keeps up with its files, and outlives what is wrong in them. */
import { describe, expect, it } from 'vitest';
import { createLive } from '../../../src/preview/live.js';
import type { Snapshot } from '../../../src/preview/snapshot.js';

const snapshot = (title: string) => ({ title }) as Snapshot;

function trial(loads: (() => Promise<Snapshot>)[]) {
  const files = { look: 'a' };
  let loaded = 0;
  const live = createLive(snapshot('first'), 'a', {
    look: async () => files.look,
    load: () => {
      loaded += 1;
      return (loads.shift() ?? (() => Promise.reject(new Error('no more'))))();
    },
  });
  return { files, live, loaded: () => loaded };
}

async function refresh(live: { refresh(): Promise<void> }, times: number) {
  for (let count = 0; count < times; count += 1) await live.refresh();
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a live preview', () => {
  it('reads nothing again while nothing changes', async () => {
    const { live, loaded } = trial([]);
    await refresh(live, 5);
    expect([live.version, loaded()]).toEqual([1, 0]);
  });

  it('reads again once two looks running saw the same change', async () => {
    const { files, live, loaded } = trial([async () => snapshot('second')]);
    files.look = 'b';
    await refresh(live, 1);
    files.look = 'c';
    await refresh(live, 1);
    expect(loaded()).toBe(0);
    await refresh(live, 1);
    expect([live.version, live.snapshot.title, live.loading]).toEqual([2, 'second', false]);
    await refresh(live, 5);
    expect(loaded()).toBe(1);
  });

  it('keeps what it had where a reading fails, says why, and recovers', async () => {
    const failure = new Error('half a file');
    const { files, live } = trial([() => Promise.reject(failure), async () => snapshot('mended')]);
    files.look = 'b';
    await refresh(live, 2);
    expect([live.version, live.snapshot.title, live.problem]).toEqual([2, 'first', failure]);
    files.look = 'c';
    await refresh(live, 2);
    expect([live.version, live.snapshot.title, live.problem]).toEqual([3, 'mended', null]);
  });

  it('reads once at a time, and again if a file changed meanwhile', async () => {
    let finish: (value: Snapshot) => void = () => {};
    const slow = () => new Promise<Snapshot>((resolve) => (finish = resolve));
    const { files, live, loaded } = trial([slow, async () => snapshot('third')]);
    files.look = 'b';
    await refresh(live, 2);
    files.look = 'c';
    await refresh(live, 5);
    expect([live.loading, loaded()]).toEqual([true, 1]);
    finish(snapshot('second'));
    await refresh(live, 2);
    await refresh(live, 2);
    expect([live.snapshot.title, loaded()]).toEqual(['third', 2]);
  });
});
