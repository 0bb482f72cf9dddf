/** Shows when a lane gives up its connection by itself: after so many messages, and after a suspension. */
import { afterEach, describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { World } from '../../support/delivery-world.js';

const HOUR = 3_600_000;
let world = new World(0);
afterEach(() => expect(world.violations).toEqual([]));

/** How many messages went over each connection, in the order in which they were opened. */
function messagesByConnection(): number[] {
  const numbers = [...new Set(world.attempts.map(({ connection }) => connection))].sort((a, b) => a - b);
  return numbers.map((number) => world.attempts.filter(({ connection }) => connection === number).length);
}

describe('messages on one connection', () => {
  it.each([
    { voters: 7, perConnection: 3, expected: [3, 3, 1] },
    { voters: 6, perConnection: 3, expected: [3, 3] },
    { voters: 4, perConnection: 1, expected: [1, 1, 1, 1] },
    { voters: 4, perConnection: 100, expected: [4] },
    { voters: 4, perConnection: null, expected: [4] },
  ])('$voters voters, at most $perConnection: $expected', async ({ voters, perConnection, expected }) => {
    world = new World(voters);
    expect(await world.run({ limits: { ...NO_LIMITS, perConnection } })).toEqual({ kind: 'finished' });
    expect(messagesByConnection()).toEqual(expected);
    expect(world.mails).toHaveLength(voters);
  });

  it('counts a refused one, too', async () => {
    world = new World(4);
    world.script = ({ id }) => (id === 'v1' ? { refuse: '550 5.1.1 no such user', at: 'rcpt-to' } : 'accept');
    await world.run({ limits: { ...NO_LIMITS, perConnection: 2 } });
    expect(messagesByConnection()).toEqual([2, 2]);
  });
});

describe('a session that the host wants no more messages on, and does not end', () => {
  // Why: each hour's pause ended on the same session, with the same word.
  it.each([
    ['452 4.3.1 Insufficient system resources', 60],
    ['450 4.7.1 Too many messages', 1],
    ['451 4.4.5 not by this session', 0],
  ])('is left after %s, once the pause is over', async (word, minutes) => {
    world = new World(9);
    const counts = new Map<number, number>();
    world.script = ({ connection }) => {
      const count = (counts.get(connection) ?? 0) + 1;
      counts.set(connection, count);
      return count > 3 ? { refuse: word, at: 'mail-from' } : 'accept';
    };
    const begun = world.clock.now();
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(9);
    expect(world.connects).toHaveLength(3);
    const first = ((world.connects[1] ?? 0) - begun) / 60_000;
    expect(first).toBeGreaterThanOrEqual(minutes);
    expect(first).toBeLessThan(minutes + 1);
  });
});

describe('a suspension of the computer', () => {
  it.each([
    { name: 'an hour', milliseconds: HOUR, connections: 2, told: [HOUR] },
    { name: 'ten seconds', milliseconds: 10_000, connections: 1, told: [] },
  ])('of $name in the middle of a mailing', async ({ milliseconds, connections, told }) => {
    world = new World(6);
    world.onAttempt = ({ id }) => {
      if (id === 'v3') setImmediate(() => world.clock.suspend(milliseconds));
    };
    const limits = { ...NO_LIMITS, perMinute: 3 };
    expect(await world.run({ limits })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(6);
    expect(messagesByConnection()).toHaveLength(connections);
    const woken = world.events.flatMap((event) => (event.event === 'woken' ? [event.suspended] : []));
    expect(woken).toEqual(told);
  });

  it('does not shorten a window: never more than the limit in any minute', async () => {
    world = new World(12);
    world.onAttempt = ({ attempt, id }) => {
      if (attempt === 1 && Number(id.slice(1)) % 4 === 0) setImmediate(() => world.clock.suspend(25_000));
    };
    await world.run({ limits: { ...NO_LIMITS, perMinute: 4 } });
    const times = world.mails.map(({ at }) => at);
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(4);
    expect(times).toHaveLength(12);
  });
});
