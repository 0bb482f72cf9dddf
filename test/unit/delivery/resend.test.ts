import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { pseudonyms, type Step, World } from '../../support/delivery-world.js';

let world = new World(0);
afterEach(() => expect(world.violations).toEqual([]));

/** Voter 1 does the steps one after the other, then accepts; everybody else accepts. */
function create(voters: number, ...steps: readonly Step[]): World {
  world = new World(voters);
  world.script = ({ id, attempt }) => (id === 'v1' ? (steps[attempt - 1] ?? 'accept') : 'accept');
  return world;
}

/** A doubt that the user wants resent, the other voters mailed. */
async function doubtToResend(...afterwards: readonly Step[]): Promise<void> {
  await create(3, 'taken-silent', ...afterwards).run();
  world.restart();
  await world.decide('v1', 'resend');
}

function attemptsOf(id: string): number {
  return world.attempts.filter((attempt) => attempt.id === id).length;
}

describe('the resend of a doubt', () => {
  it('comes only when told to, and is the same message', async () => {
    await create(1, 'lost-silent').run();
    await world.run();
    expect(attemptsOf('v1')).toBe(1);
    await world.decide('v1', 'resend');
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.mailsOf('v1')).toBe(1);
    const made = world.records().flatMap((record) => (record.t === 'committing' ? [record.message] : []));
    expect(made).toHaveLength(2);
    expect(new Set(made).size).toBe(1);
    expect(world.states()).toEqual({ v1: 'accepted' });
  });

  // Why: the decision alone made voters pending; killed then, or stopped by --limit, they were no doubts any more.
  it('leaves the doubt a doubt until it is accepted, also when the run is killed before it', async () => {
    await doubtToResend();
    expect(world.states()).toMatchObject({ v1: 'in-doubt' });
    world.restart(true);
    expect(world.states()).toMatchObject({ v1: 'in-doubt' });
    // The wish was recorded: no second question.
    await world.run();
    expect(world.states()).toMatchObject({ v1: 'accepted' });
    expect(world.mailsOf('v1')).toBe(2);
  });

  const REFUSED: Step = { refuse: '550 5.1.1 no such user', at: 'rcpt-to' };
  const REFUSED_LATE: Step = { refuse: '550 5.1.1 no such user' };
  const POLICY: Step = { refuse: '554 5.7.1 rejected as spam' };
  const ACCOUNT: Step = { refuse: '550 5.1.8 Access denied, bad outbound sender' };
  const LATER: Step = { refuse: '450 4.2.0 greylisted', at: 'rcpt-to' };

  // Why: a second copy that was refused said nothing about the first, and yet the voter was booked as refused.
  it.each([
    ['refused', REFUSED],
    ['refused after the dot', REFUSED_LATE],
    ['refused for the policy', POLICY],
  ] as const)('that is %s leaves the doubt, and wants a new decision', async (_how, step) => {
    await doubtToResend(step);
    await world.run();
    world.restart(true);
    expect(world.states()).toEqual({ v1: 'in-doubt', v2: 'accepted', v3: 'accepted' });
    await world.run();
    expect(attemptsOf('v1')).toBe(2);
    await world.decide('v1', 'resend');
    await world.run();
    expect(world.states()).toMatchObject({ v1: 'accepted' });
  });

  it('that is withdrawn leaves the doubt and the wish', async () => {
    await doubtToResend(ACCOUNT);
    expect(await world.run()).toMatchObject({ kind: 'account' });
    world.restart(true);
    expect(world.states()).toMatchObject({ v1: 'in-doubt' });
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.states()).toMatchObject({ v1: 'accepted' });
  });

  it('that is deferred leaves the doubt, and comes again at its time', async () => {
    await doubtToResend(LATER);
    expect(await world.run({ patience: 60_000 })).toMatchObject({ kind: 'paused', why: 'deferred' });
    world.restart(true);
    expect(world.states()).toMatchObject({ v1: 'in-doubt' });
    const before = world.clock.now();
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.clock.now() - before).toBe(5 * 60_000);
    expect(world.states()).toMatchObject({ v1: 'accepted' });
  });

  it('that becomes a doubt itself wants a new decision', async () => {
    await doubtToResend('lost-silent');
    await world.run();
    world.restart(true);
    await world.run();
    expect([world.states()['v1'], attemptsOf('v1')]).toEqual(['in-doubt', 2]);
    await world.decide('v1', 'accepted');
    expect(world.states()).toMatchObject({ v1: 'accepted' });
  });

  // Why: one voter whose message had changed ended the run with a fault, and nobody behind got an invitation.
  it('that would be another message does not come; the doubt stays, the others are mailed', async () => {
    create(3, 'lost-silent');
    world.onAttempt = () => world.stop.ask();
    await world.run();
    world.restart();
    world.onAttempt = () => {};
    await world.decide('v1', 'resend');
    world.ledger.entry(pseudonyms.voter('v1')).message = 'another digest';
    world.events.length = 0;
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.states()).toEqual({ v1: 'in-doubt', v2: 'accepted', v3: 'accepted' });
    expect(world.events[0]).toMatchObject({ event: 'in-doubt', id: 'v1', kind: 'message-differs' });
    expect(attemptsOf('v1')).toBe(1);
  });

  it('ends every doubt sooner or later and books nobody as refused who may have a message', async () => {
    const steps: readonly Step[] = [
      ...(['accept', 'taken-silent', 'lost-silent', 'cut-body', 'cut-early', 'early-reply'] as const),
      ...[REFUSED, REFUSED_LATE, POLICY, ACCOUNT, LATER],
    ];
    const any = {
      turns: fc.array(fc.nat(steps.length - 1), { minLength: 1, maxLength: 30 }),
      connections: fc.integer({ min: 1, max: 3 }),
      power: fc.boolean(),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(any), async ({ turns, connections, power }) => {
        let turn = 0;
        world = new World(6);
        world.script = () => steps[turns[turn++ % turns.length] ?? 0] ?? 'accept';
        for (let round = 0; round < 4; round += 1) {
          await world.run({ connections });
          world.restart(power);
          for (const [id, state] of Object.entries(world.states())) {
            if (state === 'accepted') expect([id, world.mailsOf(id) > 0]).toEqual([id, true]);
            else if (state !== 'in-doubt') expect([id, world.mailsOf(id)]).toEqual([id, 0]);
            else await world.decide(id, 'resend');
          }
        }
        world.script = () => 'accept';
        await world.run({ connections, patience: Number.POSITIVE_INFINITY });
        expect(Object.values(world.states())).not.toContain('in-doubt');
        expect(Object.values(world.states())).not.toContain('pending');
        expect(world.violations).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
