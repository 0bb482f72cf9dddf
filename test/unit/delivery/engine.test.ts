import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_USE } from '../../../src/delivery/mailbox-use.js';
import { Fault } from '../../../src/fault.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import type { ConnectionFailure } from '../../../src/smtp/connection-failure.js';
import { address, pseudonyms, reply, type Step, World } from '../../support/delivery-world.js';
import { systemError } from '../../support/memory-journal-file.js';

let world = new World(0);
afterEach(() => expect(world.violations).toEqual([]));

function create(voters: number, script: World['script'] = () => 'accept'): World {
  world = new World(voters);
  world.script = script;
  return world;
}

/** Does the step for one voter's first attempts, accepts everybody else. */
function onceFor(id: string, ...steps: readonly Step[]): World['script'] {
  return (attempt) => (attempt.id === id ? (steps[attempt.attempt - 1] ?? 'accept') : 'accept');
}

const POLICY = { refuse: '554 5.7.1 rejected as spam' } as const;
const TIMEOUT: ConnectionFailure = failure('connect', 'connection-timeout');

function failure(
  stage: ConnectionFailure['stage'],
  kind: string,
  answer: string | null = null,
  lasting = false,
): ConnectionFailure {
  return { stage, kind, lasting, reply: answer === null ? null : reply(answer), reason: kind };
}

function invariants(who = world): void {
  for (const [id, state] of Object.entries(who.states())) {
    const mails = who.mailsOf(id);
    if (state === 'accepted') expect([id, mails]).toEqual([id, 1]);
    else if (state !== 'in-doubt') expect([id, mails]).toEqual([id, 0]);
    else expect(mails).toBeLessThanOrEqual(1);
  }
}

describe('a run without trouble', () => {
  it('attack 8: mails everybody once, in the order of the roll, with the credentials of that voter', async () => {
    const end = await create(5).run();
    expect(end).toEqual({ kind: 'finished' });
    expect(world.mails.map(({ to }) => to)).toEqual(world.ids.map(address));
    expect(world.news()).toEqual(world.ids.map((id) => `${id} accepted`));
    expect(world.connects).toHaveLength(1);
    invariants();
  });

  it('does nothing for an empty roll, not even a connection', async () => {
    expect(await create(0).run()).toEqual({ kind: 'finished' });
    expect(world.connects).toHaveLength(0);
  });

  it('mails nobody twice with several connections', async () => {
    await create(200).run({ connections: 8 });
    expect(new Set(world.mails.map(({ to }) => to)).size).toBe(200);
    expect(world.mails).toHaveLength(200);
    expect(world.connects).toHaveLength(8);
    invariants();
  });

  it('mails nobody again when it is run again', async () => {
    await create(3).run();
    world.restart(true);
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(3);
  });

  it('keeps the pace, also across a restart', async () => {
    const limits = { ...NO_LIMITS, perMinute: 3 };
    create(6, ({ id }) => (id === 'v3' ? 'taken-silent' : 'accept'));
    await world.run({ limits, until: world.clock.now() + 45_000 });
    world.restart();
    await world.run({ limits });
    const gaps = world.mails.slice(1).map(({ at }, index) => at - (world.mails[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20_000);
    expect(world.mails).toHaveLength(6);
  });
});

describe('one voter’s trouble', () => {
  it('goes on after a refusal', async () => {
    await create(3, onceFor('v2', { refuse: '550 5.1.1 no such user', at: 'rcpt-to' })).run();
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'refused', v3: 'accepted' });
    invariants();
  });

  it('tries a deferred voter after 5 minutes, then 15, and ends when the next wait is too long', async () => {
    const later: Step = { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' };
    const start = create(2, onceFor('v1', later, later, later)).clock.now();
    const end = await world.run();
    expect(end).toMatchObject({ kind: 'paused', why: 'deferred', until: start + 50 * 60_000 });
    expect(world.attempts.filter(({ id }) => id === 'v1')).toHaveLength(3);
    expect(world.clock.now() - start).toBe(20 * 60_000);
    expect(world.states()).toEqual({ v1: 'deferred', v2: 'accepted' });
    invariants();
  });

  it('remembers a deferral over a restart and does not try before its time', async () => {
    const later: Step = { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' };
    create(1, onceFor('v1', later, later, later));
    await world.run();
    world.restart(true);
    expect(await world.run()).toMatchObject({ kind: 'paused', why: 'deferred' });
    expect(world.attempts).toHaveLength(3);
    world.clock.setWall(world.clock.now() + 31 * 60_000);
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.mailsOf('v1')).toBe(1);
  });

  it('waits as long as it takes with --wait', async () => {
    const later: Step = { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' };
    create(1, ({ attempt }) => (attempt < 8 ? later : 'accept'));
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(world.mailsOf('v1')).toBe(1);
  });

  it.each(['cut-early', 'cut-body'] as const)('mails the same voter again after %s, once', async (cut) => {
    await create(3, onceFor('v2', cut)).run();
    expect(world.mails.map(({ to }) => to)).toEqual(['v1', 'v2', 'v3'].map(address));
    expect(world.attempts.map(({ id }) => id)).toEqual(['v1', 'v2', 'v2', 'v3']);
    expect(world.connects).toHaveLength(2);
    invariants();
  });

  it('sends the very same bytes at the second attempt, though time has passed', async () => {
    const later: Step = { refuse: '451 4.7.1 greylisted' };
    create(1, onceFor('v1', later));
    await world.run();
    const committing = world.records().filter((record) => record.t === 'committing');
    expect(committing).toHaveLength(2);
    expect(committing[1]?.message).toBe(committing[0]?.message);
    expect(committing[1]?.date).toBe(committing[0]?.date);
  });

  it('defers a voter at whom three connections broke', async () => {
    create(2, onceFor('v1', 'cut-body', 'cut-body', 'cut-body'));
    await world.run();
    expect(world.attempts.map(({ id }) => id)).toEqual(['v1', 'v1', 'v1', 'v2', 'v1']);
    invariants();
  });

  it('defers a voter after two replies before the dot', async () => {
    create(2, onceFor('v1', 'early-reply', 'early-reply'));
    await world.run();
    expect(world.attempts.map(({ id }) => id)).toEqual(['v1', 'v1', 'v2', 'v1']);
    expect(world.news()).toContain('v1 deferred');
    invariants();
  });

  it.each(['taken-silent', 'lost-silent'] as const)('leaves a doubt after %s and goes on', async (step) => {
    await create(3, onceFor('v2', step)).run();
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'in-doubt', v3: 'accepted' });
    world.restart(true);
    await world.run();
    expect(world.attempts.filter(({ id }) => id === 'v2')).toHaveLength(1);
    invariants();
  });

  it('stays the voter’s, though the reply quotes a sender whose name sounds like another trouble', async () => {
    const from = 'SendAsDenied@muster.example';
    create(2, onceFor('v1', { refuse: `550 5.1.1 no mail from <${from}> to unknown users` }));
    expect(await world.run({ from })).toEqual({ kind: 'finished' });
    expect(world.states()).toMatchObject({ v1: 'refused', v2: 'accepted' });
  });
});

describe('trouble that is not the voter’s', () => {
  it('stops after three doubts in a row', async () => {
    create(6, () => 'taken-silent');
    expect(await world.run()).toEqual({ kind: 'doubts', count: 3 });
    expect(world.attempts).toHaveLength(3);
    invariants();
  });

  it('does not count doubts that an acceptance lies between', async () => {
    create(6, ({ id }) => (['v1', 'v2', 'v4', 'v5'].includes(id) ? 'lost-silent' : 'accept'));
    expect(await world.run()).toEqual({ kind: 'finished' });
    invariants();
  });

  it.each([
    ['mail-from', '550 5.7.60 client does not have permissions to send as this sender', 'pending'],
    ['end-of-data', '550 5.1.8 Access denied, bad outbound sender', 'pending'],
  ] as const)('books an account’s refusal at %s on nobody and stops', async (at, refuse, state) => {
    create(3, onceFor('v2', { refuse, at }));
    expect(await world.run()).toMatchObject({ kind: 'account', phase: at });
    expect(world.states()).toEqual({ v1: 'accepted', v2: state, v3: 'pending' });
    expect(world.attempts).toHaveLength(2);
    invariants();
  });

  it('stops after three equal policy refusals, and all three are pending again', async () => {
    create(9, ({ id }) => (id === 'v1' ? 'accept' : POLICY));
    expect(await world.run()).toMatchObject({ kind: 'breaker' });
    expect(world.attempts).toHaveLength(4);
    expect(Object.values(world.states()).filter((state) => state === 'pending')).toHaveLength(8);
    world.restart(true);
    expect(Object.values(world.states()).filter((state) => state === 'refused')).toEqual([]);
    invariants();
  });

  it('keeps two policy refusals as refusals where an acceptance follows', async () => {
    create(5, ({ id }) => (['v1', 'v2', 'v4', 'v5'].includes(id) ? POLICY : 'accept'));
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(Object.values(world.states()).filter((state) => state === 'refused')).toHaveLength(4);
  });

  it('books nobody as refused when more connections than three meet the same policy', async () => {
    create(8, () => POLICY);
    expect(await world.run({ connections: 6 })).toMatchObject({ kind: 'breaker' });
    expect(Object.values(world.states()).filter((state) => state === 'refused')).toEqual([]);
  });

  it('books nobody as refused whose equal refusal comes only after the stop', async () => {
    create(8, ({ id }) => (id === 'v1' ? { ...POLICY, late: true } : POLICY));
    setTimeout(() => world.answer(), 100);
    expect(await world.run({ connections: 2 })).toMatchObject({ kind: 'breaker' });
    expect(Object.values(world.states()).every((state) => state === 'pending')).toBe(true);
    expect(world.attempts).toHaveLength(4);
  });

  it('writes no address of one voter into the record of another', async () => {
    create(4, ({ id }) => ({ refuse: `554 5.7.1 message to ${address(id)} with token-of-${id} is spam` }));
    await world.run();
    const text = world.disk.written.toString();
    expect(text).toContain('withdrawn');
    for (const id of world.ids) {
      expect(text).not.toContain(address(id));
      expect(text).not.toContain(`token-of-${id}`);
    }
  });

  // Why: at five messages a minute each of them was told to be a pause, and then to go on.
  it.each([
    ['five a minute', { perMinute: 5 }, 0],
    ['fifty an hour', { perHour: 50 }, 0],
    ['two a day, for five', { perDay: 2 }, 2],
  ])('tells a pause, and not the spacing of a slow pace: %s', async (_what, limit, pauses) => {
    create(5);
    const limits = { ...NO_LIMITS, ...limit };
    expect(await world.run({ limits, patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(world.events.filter(({ event }) => event === 'paused')).toHaveLength(pauses);
  });

  it('pauses and halves the pace when the host wants it slower', async () => {
    const limits = { ...NO_LIMITS, perMinute: 60 };
    create(4, onceFor('v2', { refuse: '421 4.7.28 rate limited', at: 'mail-from' }));
    expect(await world.run({ limits })).toEqual({ kind: 'finished' });
    const times = world.mails.map(({ at }) => at);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBe(2_000);
    invariants();
  });

  it.each([
    ['halves the pace after an hour’s pause for it', '450 4.7.1 Number messages per hour exceeded', 2_000],
    ['keeps the pace after a quota that was used up', '550 5.4.5 Daily user sending limit exceeded', 1_000],
  ])('%s', async (_what, refuse, spacing) => {
    const limits = { ...NO_LIMITS, perMinute: 60 };
    create(5, onceFor('v2', { refuse, at: 'rcpt-to' }));
    expect(await world.run({ limits, patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    const times = world.mails.map(({ at }) => at);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBe(spacing);
    invariants();
  });

  it('lets no other connection go on while the host wants a pause', async () => {
    const limits = { ...NO_LIMITS, perMinute: 60 };
    create(8, onceFor('v1', { refuse: '421 4.7.28 rate limited', at: 'mail-from' }));
    await world.run({ limits, connections: 4 });
    const start = world.connects[0] ?? 0;
    expect(world.mails.every(({ at }) => at - start >= 60_000)).toBe(true);
    expect(world.mails).toHaveLength(8);
  });

  // Why: a second's rest after a broken connection counted as a pause that the host had asked for.
  it('hears a word against the pace also during a rest for another reason', async () => {
    const slower = '421 4.7.0 Try again later, you are sending too fast';
    create(20, ({ id, attempt }) => {
      if (id === 'v1' && attempt === 2) world.answer();
      if (id === 'v1' && attempt <= 2) return 'cut-early';
      return id === 'v2' && attempt === 1 ? { refuse: slower, late: true } : 'accept';
    });
    expect(await world.run({ connections: 2, patience: Number.POSITIVE_INFINITY })).toEqual({
      kind: 'finished',
    });
    expect(world.records().filter(({ t }) => t === 'slowed')).toHaveLength(1);
  });

  it('keeps the pace when connecting took its time', async () => {
    const limits = { ...NO_LIMITS, perMinute: 60 };
    create(8).dial = (count) => (count <= 4 ? TIMEOUT : null);
    await world.run({ limits, connections: 4 });
    const times = world.mails.map(({ at }) => at).sort((a, b) => a - b);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });

  it('ends when a quota wants a pause longer than it may wait', async () => {
    create(3, onceFor('v2', { refuse: '550 5.4.5 Daily user sending limit exceeded', at: 'rcpt-to' }));
    expect(await world.run()).toMatchObject({ kind: 'paused', why: 'quota-exceeded' });
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'pending', v3: 'pending' });
  });

  it('ends at a message the server says is too large, booked on nobody', async () => {
    create(2, () => ({ tooLarge: 100 }));
    expect(await world.run()).toMatchObject({ kind: 'too-large', limit: 100 });
    expect(world.states()).toEqual({ v1: 'pending', v2: 'pending' });
  });
});

describe('several connections', () => {
  // Why: the lane with the deferred voter ended the run under the others, and five runs in a row mailed nobody.
  it('mail everybody else before a deferral that is too far off ends the run', async () => {
    create(6);
    const entry = world.ledger.entry(pseudonyms.voter('v1'));
    Object.assign(entry, { state: 'deferred', next: world.clock.now() + 40 * 60_000 });
    expect(await world.run({ connections: 3 })).toMatchObject({ kind: 'paused', why: 'deferred' });
    expect(world.mails).toHaveLength(5);
  });

  // Why: every lane reserved a slot ahead, and the last one's wait was too long for the run: nobody was mailed.
  it('share an hourly pace instead of reserving ahead', async () => {
    const limits = { ...NO_LIMITS, perHour: 6 };
    create(4);
    expect(await world.run({ limits, connections: 3 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(4);
  });

  it('take part in the deferred ones once these are due', async () => {
    const later: Step = { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' };
    create(8, ({ attempt }) => (attempt === 1 ? later : 'accept'));
    expect(await world.run({ connections: 4 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(8);
    expect(world.connects.length).toBeGreaterThan(1);
  });

  // Why: a run went on for up to eleven minutes after the state file had failed, and could record nothing.
  it('end at once when the journal fails, also while another waits for its answer', async () => {
    create(2, ({ id }) => (id === 'v1' ? 'wait' : 'accept'));
    world.disk.onCall = (call) => {
      if (call === 'append' && world.attempts.length === 2 && world.records().length > 0)
        throw systemError('EIO');
    };
    expect(await world.run({ connections: 2 })).toMatchObject({ kind: 'journal' });
    world.restart();
    expect(world.states()['v1']).toBe('in-doubt');
  });
});

describe('deferred voters', () => {
  // Why: of a long roll they were tried again only after all the others, ten hours late, and greylists forget by then.
  it('are tried again when it is time, also in the middle of the roll', async () => {
    create(100, ({ id, attempt }) =>
      id === 'v1' && attempt === 1 ? { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' } : 'accept',
    );
    const times: number[] = [];
    world.onAttempt = ({ id }) => {
      if (id === 'v1') times.push(world.clock.now());
    };
    expect(await world.run({ limits: { ...NO_LIMITS, perHour: 100 } })).toEqual({ kind: 'finished' });
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(6 * 60_000);
  });
});

describe('a work list that names a voter twice', () => {
  // Why: a roll that was sorted anew while it was read named one voter twice, and she was mailed twice.
  it.each([1, 2])('mails the voter once over %i connections', async (connections) => {
    create(3);
    world.alsoAtTheEnd = 'v1';
    expect(await world.run({ connections })).toEqual({ kind: 'finished' });
    expect(world.mailsOf('v1')).toBe(1);
  });
});

describe('the time given', () => {
  // Why: a slow envelope or a sleeping laptop let a dot go an hour after the end of the election.
  it('keeps back a dot whose envelope took too long', async () => {
    create(2);
    const until = world.clock.now() + 60_000;
    world.onEnvelope = () => world.clock.setWall(until + 3_600_000);
    expect(await world.run({ until })).toEqual({ kind: 'until' });
    expect(world.mails).toEqual([]);
    expect(world.states()).toEqual({ v1: 'pending', v2: 'pending' });
  });
});

describe('a server that drops idle sessions', () => {
  // Why: each slot passed while connecting took a second, the next was reserved, the session died meanwhile: for ever.
  it('is mailed to at a slow pace all the same', async () => {
    create(3);
    world.idleSession = 30_000;
    world.connecting = 2_000;
    expect(await world.run({ limits: { ...NO_LIMITS, perMinute: 1 } })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(3);
    expect(world.connects.length).toBeLessThan(10);
  });
});

describe('the way to the server', () => {
  it('tries a wrong password exactly once, whatever the number of connections', async () => {
    create(8).dial = () => failure('auth', 'login-refused', '535 5.7.8 bad password', true);
    expect(await world.run({ connections: 4 })).toMatchObject({ kind: 'connection-refused' });
    expect(world.connects).toHaveLength(1);
    expect(world.attempts).toEqual([]);
  });

  it('gives up after seven failures, with growing pauses', async () => {
    create(2).dial = () => TIMEOUT;
    const start = world.clock.now();
    expect(await world.run()).toMatchObject({ kind: 'unreachable', failure: TIMEOUT });
    expect(world.connects.map((at) => (at - start) / 1000)).toEqual([0, 1, 3, 7, 15, 31, 63]);
  });

  // Why: "too many logins" was answered by the next login one second later; hosts lock a mailbox for that.
  it.each([
    ['connections', 'greeting', '421 4.7.0 Error: too many connections', [0, 1, 3, 7]],
    ['logins', 'auth', '454 4.7.0 Too many login attempts, try again later', [0, 15, 45, 105]],
  ] as const)('gives a host that counts %s a rest that doubles', async (_what, stage, reply, minutes) => {
    const start = create(1).clock.now();
    world.dial = (count) => (count < 4 ? failure(stage, 'refused', reply) : null);
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(world.connects.map((at) => (at - start) / 60_000)).toEqual(minutes);
  });

  it('ends where the host that counts logins wants more than a quarter of an hour', async () => {
    const start = create(1).clock.now();
    const reply = '454 4.7.0 Too many login attempts, try again later';
    world.dial = () => failure('auth', 'login-refused', reply);
    const until = start + 45 * 60_000;
    expect(await world.run()).toMatchObject({ kind: 'paused', why: 'too-many-logins', until });
    expect(world.connects).toHaveLength(2);
  });

  it('never gives up with --wait, and pauses a minute at most', async () => {
    create(1).dial = (count) => (count <= 20 ? TIMEOUT : null);
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    const last = world.connects.slice(-2);
    expect((last[1] ?? 0) - (last[0] ?? 0)).toBe(60_000);
  });

  it('works with the connections the host grants', async () => {
    create(20).dial = (count) =>
      count > 2 ? failure('greeting', 'greeting-refused', '421 4.7.0 too many connections') : null;
    expect(await world.run({ connections: 6 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(20);
    invariants();
  });

  // Why: one lane was not let in again while the other worked, the other ended as one too many, and the run was over.
  it('leaves nobody, whatever connections the host refuses and when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 2, max: 14 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (refused, closed, connections) => {
          const tooMany = '421 4.7.0 Error: too many connections';
          create(12, ({ attempt }) =>
            attempt <= 3 && refused.includes(world.attempts.length)
              ? { refuse: tooMany, at: 'mail-from' }
              : 'accept',
          );
          world.connecting = 50;
          world.dial = (count) => (closed.includes(count) ? failure('greeting', 'refused', tooMany) : null);
          const end = await world.run({ connections, patience: Number.POSITIVE_INFINITY });
          expect(end).toEqual({ kind: 'finished' });
          expect(world.mails).toHaveLength(12);
        },
      ),
      { numRuns: 200 },
    );
  });

  // Why: a lane took its leave of the server while the other ended, and waited for it for ever.
  it('ends where the last one at work ends while another takes its leave', async () => {
    create(2, ({ id }) => (id === 'v2' ? 'wait' : 'accept'));
    world.onQuit = async () => {
      world.answer();
      await new Promise((resolve) => setTimeout(resolve, 30));
    };
    expect(await world.run({ connections: 2 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(2);
  });

  // Why: a passing trouble at a second connection cost it for the whole run.
  it('tries a connection again that a passing trouble has kept from opening', async () => {
    create(300).dial = (count) =>
      count === 2 || count === 3
        ? failure('greeting', 'refused', '421 4.3.0 Temporary System Problem')
        : null;
    const limits = { ...NO_LIMITS, perMinute: 60 };
    expect(await world.run({ limits, connections: 3 })).toEqual({ kind: 'finished' });
    expect(new Set(world.attempts.map(({ connection }) => connection)).size).toBe(3);
  });

  it('does not end a run that works because further connections get no answer', async () => {
    create(200).dial = (count) => (count > 1 ? TIMEOUT : null);
    const limits = { ...NO_LIMITS, perMinute: 60 };
    expect(await world.run({ limits, connections: 2 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(200);
    expect(world.connects).toHaveLength(8);
  });
});

describe('stopping', () => {
  it('finishes the message under way at the first wish, begins no other and leaves no doubt', async () => {
    create(4, onceFor('v2', 'wait'));
    world.onAttempt = ({ id }) => {
      if (id !== 'v2') return;
      world.stop.ask();
      setTimeout(() => world.answer(), 5);
    };
    expect(await world.run()).toEqual({ kind: 'interrupted' });
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'accepted', v3: 'pending', v4: 'pending' });
    invariants();
  });

  it('ends the connections at the second wish; a released dot is a doubt', async () => {
    create(3, onceFor('v2', 'wait'));
    world.onAttempt = ({ id }) => {
      if (id !== 'v2') return;
      world.stop.ask();
      setTimeout(() => world.stop.ask(), 5);
    };
    expect(await world.run()).toEqual({ kind: 'interrupted' });
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'in-doubt', v3: 'pending' });
  });

  it('begins nothing when the wish was there first', async () => {
    create(3).stop.ask();
    expect(await world.run()).toEqual({ kind: 'interrupted' });
    expect(world.connects).toEqual([]);
  });

  it('interrupts a wait', async () => {
    create(1).dial = () => TIMEOUT;
    setImmediate(() => world.stop.ask());
    expect(await world.run()).toEqual({ kind: 'interrupted' });
  });

  it('does not wait for a server that keeps silent while it connects', async () => {
    create(1);
    const silent = new World(1);
    world = silent;
    silent.dial = () => {
      setTimeout(() => silent.stop.ask(), 5);
      return null;
    };
    const end = await interruptedWhileConnecting(silent);
    expect(end).toEqual({ kind: 'interrupted' });
    expect(silent.attempts).toEqual([]);
  }, 3_000);

  it('sends nothing after the time given, also when the machine slept past it', async () => {
    create(3, () => 'accept');
    const until = world.clock.now() + 30_000;
    world.onAttempt = ({ id }) => {
      // Between two messages somebody sets the wall clock; the monotonic one does not care.
      if (id === 'v1') setImmediate(() => world.clock.setWall(until + 3_600_000));
    };
    const end = await world.run({ limits: { ...NO_LIMITS, perMinute: 30 }, until });
    expect(end).toEqual({ kind: 'until' });
    expect(world.mails).toHaveLength(1);
  });

  it('sends nothing when the time given has already passed', async () => {
    create(3);
    expect(await world.run({ until: world.clock.now() - 1 })).toEqual({ kind: 'until' });
    expect(world.attempts).toEqual([]);
  });
});

/** The engine with a connection that never opens. */
async function interruptedWhileConnecting(silent: World) {
  const { deliver } = await import('../../../src/delivery/engine.js');
  const { invitee } = await import('../../support/delivery-world.js');
  async function* work() {
    yield invitee('v1');
  }
  return deliver(
    work(),
    {
      connect: () => {
        silent.dial(1);
        return new Promise(() => {});
      },
      adviceOn: ({ kind }) => ({ next: 'soon', why: kind }),
      learn: () => null,
      lookElsewhere: async () => NO_USE,
      classify: () => ({ scope: 'voter', kind: 'recipient-refused', action: 'refuse' }),
      journal: silent.journal,
      ledger: silent.ledger,
      clock: silent.clock,
      digest: () => '',
      report: () => {},
    },
    { from: 'a@muster.example', limits: NO_LIMITS, patience: 1_000, until: null, mostRefused: null },
    silent.stop,
  );
}

describe('a clock that is set', () => {
  it('goes on evenly when somebody sets the clock back an hour', async () => {
    create(6);
    world.onAttempt = ({ id }) => {
      if (id === 'v2') world.clock.setWall(world.clock.now() - 3_600_000);
    };
    const started = world.clock.monotonic();
    expect(await world.run({ limits: { ...NO_LIMITS, perMinute: 60 } })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(6);
    expect(world.clock.monotonic() - started).toBe(5_000);
  });

  it('does not burst when somebody sets the clock forward a day', async () => {
    create(9);
    world.onAttempt = ({ id }) => {
      if (id === 'v2') world.clock.setWall(world.clock.now() + 86_400_000);
    };
    const started = world.clock.monotonic();
    const limits = { ...NO_LIMITS, perMinute: 60, perDay: 4 };
    expect(await world.run({ limits, patience: 60_000 })).toMatchObject({ kind: 'paused', why: 'pace' });
    expect(world.mails).toHaveLength(4);
    expect(world.clock.monotonic() - started).toBe(3_000);
  });
});

describe('a journal that cannot be written', () => {
  const VOTERS = 4;
  const CALLS = VOTERS * 2 * 3;

  it.each(Array.from({ length: CALLS }, (_, index) => index + 1))(
    'stops at once when its operation number %i fails, and the next run finishes the mailing',
    async (number) => {
      create(VOTERS);
      world.disk.onCall = (_call, count) => {
        if (count >= number) throw systemError('EIO');
      };
      const end = await world.run();
      expect(end).toMatchObject({ kind: 'journal', fault: { kind: 'state-write-failed' } });
      // No second try on the same file.
      expect(world.disk.calls).toHaveLength(number);
      for (const id of world.ids) expect(world.mailsOf(id)).toBeLessThanOrEqual(1);
      world.restart(true);
      invariants();
      await world.run();
      expect(Object.values(world.states()).filter((state) => state === 'pending')).toEqual([]);
      invariants();
    },
  );

  it('lets no dot go when the record of it failed', async () => {
    create(3).disk.onCall = () => {
      throw systemError('ENOSPC');
    };
    expect(await world.run({ connections: 3 })).toMatchObject({ fault: { kind: 'state-disk-full' } });
    expect(world.mails).toEqual([]);
  });

  it('makes everybody whose answer could not be recorded a doubt, with several connections', async () => {
    create(12).disk.onCall = (_call, count) => {
      if (count > 11) throw systemError('EIO');
    };
    await world.run({ connections: 4 });
    world.restart(true);
    invariants();
    const doubts = Object.values(world.states()).filter((state) => state === 'in-doubt');
    expect(doubts.length).toBeLessThanOrEqual(4);
  });
});

describe('a bug or a roll that changed', () => {
  it('that changed ends the run with its fault', async () => {
    const fault = new Fault('roll-changed-while-running', { path: 'voters.csv', row: 4 });
    create(3).sourceFailure = fault;
    expect(await world.run({ connections: 2 })).toEqual({ kind: 'input', fault });
    expect(world.mails.length).toBeLessThanOrEqual(2);
    invariants();
  });

  it('that is a bug ends the run, and the error is passed on', async () => {
    create(3).sourceFailure = new TypeError('a bug');
    await expect(world.run({ connections: 2 })).rejects.toThrow('a bug');
    invariants();
  });
});

describe('any trouble at all', () => {
  const STEPS: readonly Step[] = [
    'accept',
    'accept',
    'accept',
    'cut-early',
    'cut-body',
    'taken-silent',
    'lost-silent',
    'early-reply',
    { refuse: '550 5.1.1 no such user', at: 'rcpt-to' },
    { refuse: '450 4.2.0 later', at: 'rcpt-to' },
    { refuse: '451 4.3.0 local error', at: 'data' },
    { refuse: '421 4.3.2 closing', at: 'mail-from' },
    { refuse: '550 5.4.5 Daily user sending limit exceeded' },
    { refuse: '550 5.7.60 not permitted to send as', at: 'mail-from' },
    POLICY,
  ];
  const any = {
    steps: fc.array(fc.nat(STEPS.length - 1), { minLength: 1, maxLength: 40 }),
    connections: fc.integer({ min: 1, max: 4 }),
    broken: fc.option(fc.integer({ min: 1, max: 60 })),
    power: fc.boolean(),
  };

  it('loses nobody and mails nobody twice, and finishes when the trouble is gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.record(any), async ({ steps, connections, broken, power }) => {
        let turn = 0;
        create(10, () => STEPS[steps[turn++ % steps.length] ?? 0] ?? 'accept');
        world.disk.onCall = (_call, count) => {
          if (broken !== null && count >= broken) throw systemError('EIO');
        };
        await world.run({ connections });
        world.restart(power);
        invariants();
        world.script = () => 'accept';
        await world.run({ connections, patience: Number.POSITIVE_INFINITY });
        expect(Object.values(world.states())).not.toContain('pending');
        expect(Object.values(world.states())).not.toContain('deferred');
        expect(world.violations).toEqual([]);
        invariants();
      }),
      { numRuns: 300 },
    );
  });
});
