/** Owns the proof that a connection that does not open harms no mailing that another one carries. */
import { afterEach, describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import type { ConnectionFailure } from '../../../src/smtp/connection-failure.js';
import { reply, World } from '../../support/delivery-world.js';

const MINUTE = 60_000;

const busy = failure('auth', '454 4.7.0 Temporary authentication failure');
const unreachable = {
  stage: 'connect',
  kind: 'connection-refused',
  lasting: false,
  reply: null,
  reason: 'x',
} as const;

let world = new World(0);
afterEach(() => expect(world.violations).toEqual([]));

function failure(stage: ConnectionFailure['stage'], answer: string, lasting = false): ConnectionFailure {
  return { stage, kind: 'login-refused', lasting, reply: reply(answer), reason: 'x' };
}

/** Only the first connection opens. */
function one(voters: number, refusal: ConnectionFailure): World {
  world = new World(voters);
  world.dial = (count) => (count === 1 ? null : refusal);
  return world;
}

const limits = (perMinute: number) => ({ ...NO_LIMITS, perMinute });

describe('a second connection that does not open', () => {
  // Why: the pause before it was tried again ended the run, or held up the voter that was to go by it.
  it.each([
    ['login that is not there just now', busy],
    ['login that is refused', failure('auth', '535 5.7.8 no', true)],
    ['host that grants no more', failure('greeting', '554 5.7.0 Too many connections', true)],
    ['host that is away', unreachable],
  ])('for a %s leaves the mailing to the first', async (_why, refusal) => {
    const end = await one(60, refusal).run({ connections: 2, limits: limits(1) });
    expect(end).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(60);
  });

  it.each([
    ['login', busy, 2],
    ['host', unreachable, 8],
  ])('is not tried again and again for the %s', async (_why, refusal, most) => {
    await one(60, refusal).run({ connections: 5, limits: limits(1) });
    expect(world.connects.length).toBeLessThanOrEqual(most);
  });

  it('does not end the run because its pause would go beyond the end of the time', async () => {
    one(60, busy);
    const until = world.clock.now() + 12 * MINUTE;
    expect(await world.run({ connections: 2, limits: limits(6), until })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(60);
  });

  it('does not hold up the voter that was to go by it, however patient the run', async () => {
    one(20, busy);
    const begun = world.clock.now();
    const end = await world.run({ connections: 2, patience: Number.POSITIVE_INFINITY });
    expect([end.kind, world.mails.length]).toEqual(['finished', 20]);
    expect(world.clock.now() - begun).toBeLessThan(MINUTE);
  });

  // Why: the first had nothing more to do, and took its leave before the second had failed.
  it('leaves its voter to the first, though that one is idle already', async () => {
    one(2, busy).connecting = 5_000;
    expect(await world.run({ connections: 2 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(2);
  });

  it('has failed for itself: the first may fail as often as ever afterwards', async () => {
    world = new World(200);
    world.dial = (count) => (count >= 2 && count <= 9 ? unreachable : null);
    world.script = ({ id, attempt }) => (id === 'v150' && attempt === 1 ? 'cut-early' : 'accept');
    expect(await world.run({ connections: 2, limits: limits(20) })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(200);
  });

  it('may fail six times, and six times again after it was open', async () => {
    world = new World(30);
    const opens = [1, 8, 15];
    world.dial = (count) => (opens.includes(count) ? null : unreachable);
    world.script = ({ id, attempt }) =>
      ['v10', 'v20'].includes(id) && attempt === 1 ? 'cut-early' : 'accept';
    expect(await world.run({ connections: 1 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(30);
  });

  it('is opened anew where the host has granted as many before', async () => {
    world = new World(60);
    // Three are granted at once, never a fourth; each is used up after five messages.
    world.dial = (count) => (count === 4 ? busy : null);
    const end = await world.run({ connections: 4, limits: { ...limits(60), perConnection: 5 } });
    expect(end).toEqual({ kind: 'finished' });
    expect(world.connects.length).toBeGreaterThan(10);
  });
});
