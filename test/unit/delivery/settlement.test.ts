import { afterEach, describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { address, reply, type Step, World } from '../../support/delivery-world.js';
import { systemError } from '../../support/memory-journal-file.js';

let world = new World(0);
afterEach(() => expect(world.violations).toEqual([]));

function create(voters: number, script: World['script']): World {
  world = new World(voters);
  world.script = script;
  return world;
}

function statesAre(...wanted: readonly string[]): void {
  expect(Object.values(world.states()).filter((state) => !wanted.includes(state))).toEqual([]);
}

const CLOSING: Step = { refuse: '421 4.3.2 closing', at: 'mail-from' };

/** Seconds from the first attempt to each one. */
function attemptTimes(): number[] {
  return times.map((time) => (time - (times[0] ?? 0)) / 1_000);
}
let times: number[] = [];

/** Notes when each attempt began. */
function timed(): void {
  times = [];
  world.onAttempt = () => times.push(world.clock.now());
}

describe('a session that breaks down', () => {
  // Why: a server that dropped every session was asked thousands of times a second, and the whole roll was deferred.
  it.each([
    ['cut before the body', 'cut-early'],
    ['cut in the body', 'cut-body'],
    ['answered before the dot', 'early-reply'],
    ['closed with 421', CLOSING],
  ] as const)('%s: at once, after 1, 2, 4 ... seconds, and the seventh ends the run', async (_how, step) => {
    create(20, () => step);
    timed();
    expect(await world.run()).toMatchObject({ kind: 'unreachable', failure: { lasting: false } });
    expect(attemptTimes()).toEqual([0, 0, 1, 3, 7, 15, 31]);
    statesAre('pending', 'deferred');
    expect(world.mails).toEqual([]);
  });

  it('is the run’s trouble, whatever the number of connections', async () => {
    create(50, () => 'cut-body');
    timed();
    expect(await world.run({ connections: 8 })).toMatchObject({ kind: 'unreachable' });
    expect(times.length).toBeLessThanOrEqual(7 * 8);
    expect(attemptTimes().at(-1)).toBeGreaterThanOrEqual(15);
    statesAre('pending', 'deferred');
  });

  it('is forgotten once a message is accepted', async () => {
    create(40, ({ attempt }) => (attempt === 1 ? 'cut-body' : 'accept'));
    timed();
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(40);
    expect(attemptTimes().at(-1)).toBe(0);
  });

  it('never ends the run with --wait, and pauses a minute at most', async () => {
    let broken = 0;
    create(30, () => (broken++ < 40 ? 'cut-early' : 'accept'));
    timed();
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(30);
    const gaps = attemptTimes()
      .slice(1, 41)
      .map((time, index) => time - (attemptTimes()[index] ?? 0));
    expect(gaps).toEqual([0, 1, 2, 4, 8, 16, 32, ...Array(33).fill(60)]);
  });

  it.each([
    ['whom it hit', 1],
    ['after the last try, when others go first', 3],
  ])('is followed by a new connection for whoever comes next (%s)', async (_who, failures) => {
    create(2, ({ id, attempt }) => (id === 'v1' && attempt <= failures ? CLOSING : 'accept'));
    await world.run();
    expect(world.attempts.slice(0, failures + 1).map(({ connection }) => connection)).toEqual(
      Array.from({ length: failures + 1 }, (_, index) => index + 1),
    );
    statesAre('accepted');
  });
});

describe('a host that wants it slower', () => {
  // Why: eight lanes heard the same word, each doubled the pause, and a minute became two hours.
  it('is obeyed once, however many connections hear it at once', async () => {
    const limits = { ...NO_LIMITS, perMinute: 600 };
    create(16, ({ attempt }) =>
      attempt === 1 && world.attempts.length <= 8
        ? { refuse: '421 4.7.28 rate limited', at: 'end-of-data', late: true }
        : 'accept',
    );
    answerAllAtOnce(8);
    const start = world.clock.now();
    expect(await world.run({ limits, connections: 8 })).toEqual({ kind: 'finished' });
    expect(world.mails).toHaveLength(16);
    const mailed = world.mails.map(({ at }) => at - start);
    expect(Math.min(...mailed)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...mailed)).toBeLessThan(90_000);
  });

  it('is obeyed again when it says so after the pause, for twice as long', async () => {
    create(2, ({ attempt }) =>
      attempt <= 3 ? { refuse: '421 4.7.28 rate limited', at: 'mail-from' } : 'accept',
    );
    timed();
    await world.run({ connections: 1 });
    expect(attemptTimes().slice(0, 4)).toEqual([0, 60, 180, 420]);
  });

  // Why: a host that punishes for half an hour made the pace a sixteenth of what it was.
  it('is given half the pace once, whatever it says until it accepts again', async () => {
    create(8, ({ attempt, id }) =>
      id === 'v3' && attempt <= 4 ? { refuse: '450 4.7.1 slow down', at: 'mail-from' } : 'accept',
    );
    const limits = { ...NO_LIMITS, perMinute: 30 };
    await world.run({ limits, patience: Number.POSITIVE_INFINITY });
    const spacings = world.records().flatMap((record) => (record.t === 'slowed' ? [record.spacing] : []));
    expect(spacings).toEqual([4_000]);
  });
});

describe('addresses that are refused', () => {
  const UNKNOWN: Step = { refuse: '550 5.1.1 user unknown', at: 'rcpt-to' };
  const mostRefused = { share: 0.1 };
  const bad =
    (...numbers: number[]) =>
    (id: string) =>
      numbers.includes(Number(id.slice(1)));
  const refusing = (voters: number, isBad: (id: string) => boolean) =>
    create(voters, ({ id }) => (isBad(id) ? UNKNOWN : 'accept'));
  const tally = () => {
    const states = Object.values(world.states());
    return (['accepted', 'refused', 'pending'] as const).map(
      (state) => states.filter((one) => one === state).length,
    );
  };

  it.each([
    ['a tenth of them', 40, bad(10, 20, 30, 40), [36, 4, 0]],
    ['two of the first ten', 40, bad(3, 6), [38, 2, 0]],
    ['four in a row', 60, bad(50, 51, 52, 53), [56, 4, 0]],
    ['all of a few', 4, bad(1, 2, 3, 4), [0, 4, 0]],
  ] as const)('do not end the run: %s', async (_what, voters, isBad, expected) => {
    refusing(voters, isBad);
    expect(await world.run({ mostRefused })).toEqual({ kind: 'finished' });
    expect(tally()).toEqual(expected);
  });

  it('end it when they are more than the share; the last one is pending again', async () => {
    refusing(100, bad(5, 10, 20));
    expect(await world.run({ mostRefused })).toMatchObject({ kind: 'addresses', refused: 3, settled: 20 });
    expect(tally()).toEqual([17, 2, 81]);
  });

  it('end it when five come in a row, and are pending again: it may not be their addresses', async () => {
    refusing(100, bad(61, 62, 63, 64, 65, 66));
    expect(await world.run({ mostRefused })).toMatchObject({ kind: 'addresses', refused: 5, settled: 65 });
    expect(tally()).toEqual([60, 0, 40]);
    expect(world.news().filter((news) => news === 'v63 refused' || news === 'v63 withdrawn')).toHaveLength(2);
    world.restart(true);
    expect(tally()).toEqual([60, 0, 40]);
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(tally()).toEqual([94, 6, 0]);
  });

  it.each([5, 6, 7, 8])('take nobody back twice, on %i connections', async (connections) => {
    create(50, () => UNKNOWN);
    expect(await world.run({ mostRefused, connections })).toMatchObject({ kind: 'addresses' });
    const news = world.news().filter((one) => one.endsWith('withdrawn'));
    expect(news.length).toBeGreaterThanOrEqual(5);
    expect(new Set(news).size).toBe(news.length);
  });

  // Why: whoever was under way on another connection when the run ended stayed refused.
  it('are pending again also where they were under way when the run ended', async () => {
    create(30, ({ id }) => (id === 'v1' ? { refuse: '550 5.1.1 user unknown', late: true } : UNKNOWN));
    setTimeout(() => world.answer(), 100);
    expect(await world.run({ mostRefused, connections: 3 })).toMatchObject({ kind: 'addresses' });
    expect(tally()).toEqual([0, 0, 30]);
  });
});

describe('a run for some voters', () => {
  const POLICY: Step = { refuse: '550 5.7.1 Message rejected as spam', at: 'end-of-data' };

  // Why: in steps of two (`--limit 2`) a whole roll was booked as refused, and the third in a row never came.
  it.each(['rcpt-to', 'end-of-data'] as const)(
    'books no policy refusal at %s that nothing was accepted after',
    async (at) => {
      create(2, () => ({ ...POLICY, at }));
      expect(await world.run({ partial: true })).toMatchObject({ kind: 'breaker', count: 2, phase: at });
      statesAre('pending');
    },
  );

  it('books those before an acceptance', async () => {
    create(3, ({ id }) => (id === 'v3' ? 'accept' : POLICY));
    expect(await world.run({ partial: true })).toEqual({ kind: 'finished' });
    expect(world.states()).toEqual({ v1: 'refused', v2: 'refused', v3: 'accepted' });
  });
});

describe('the same temporary refusal for everybody', () => {
  const later: Step = { refuse: '450 4.7.1 Policy service says no for now', at: 'rcpt-to' };
  const grey: Step = { refuse: '450 4.2.0 Greylisted', at: 'rcpt-to' };
  const slowed = () => world.records().filter(({ t }) => t === 'slowed').length;

  // Why: in words that the table does not have, a whole roll was deferred at full speed.
  it('is a word against the pace when it comes five times in a row', async () => {
    create(12, ({ attempt }) => (attempt === 1 ? later : 'accept'));
    timed();
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    statesAre('accepted');
    // Ten in a row are one trouble.
    expect(slowed()).toBe(1);
    expect(attemptTimes().slice(4, 6)).toEqual([0, 60]);
  });

  it.each([
    ['four in a row', (id: string) => ['v1', 'v2', 'v3', 'v4', 'v6', 'v7', 'v8', 'v9'].includes(id), later],
    ['that is greylisting', () => true, grey],
  ])('is not, where it is one of %s', async (_what, isMet, step) => {
    create(10, ({ id, attempt }) => (isMet(id) && attempt === 1 ? step : 'accept'));
    expect(await world.run({ patience: Number.POSITIVE_INFINITY })).toEqual({ kind: 'finished' });
    expect(slowed()).toBe(0);
  });
});

describe('a host that grants fewer connections', () => {
  const FEWER: Step = { refuse: '432 4.3.2 Concurrent connections limit exceeded', at: 'mail-from' };

  it('gets one less for the rest of the run, at the same pace, and nobody is lost', async () => {
    let refused = 0;
    create(30, ({ attempt, connection }) =>
      connection > 2 && attempt === 1 && refused++ < 1 ? FEWER : 'accept',
    );
    timed();
    expect(await world.run({ connections: 3 })).toEqual({ kind: 'finished' });
    statesAre('accepted');
    const after = world.attempts.slice(world.attempts.findIndex(({ connection }) => connection === 3) + 1);
    expect(new Set(after.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
    expect(attemptTimes().at(-1)).toBeLessThan(60);
  });

  it('gets one less where several connections hear the same word at once', async () => {
    const late: Step = { refuse: '432 4.3.2 Concurrent connections limit exceeded', late: true };
    create(60, ({ attempt }) => (attempt === 1 && world.attempts.length <= 3 ? late : 'accept'));
    answerAllAtOnce(3);
    expect(await world.run({ connections: 5, limits: { ...NO_LIMITS, perMinute: 600 } })).toEqual({
      kind: 'finished',
    });
    const last = world.attempts.slice(-30).map(({ connection }) => connection);
    expect(new Set(last).size).toBe(4);
  });

  it('gets one less than it let in, whatever was wished', async () => {
    let refused = 0;
    create(60, ({ attempt, connection }) =>
      connection === 2 && attempt === 1 && world.attempts.length > 20 && refused++ < 1 ? FEWER : 'accept',
    );
    world.dial = (count) =>
      count === 3 || count === 4 || count === 5
        ? {
            stage: 'greeting',
            kind: 'refused',
            lasting: false,
            reply: reply('421 4.7.0 too many connections'),
            reason: '',
          }
        : null;
    expect(await world.run({ connections: 5, limits: { ...NO_LIMITS, perMinute: 600 } })).toEqual({
      kind: 'finished',
    });
    expect(refused).toBe(1);
    expect(new Set(world.attempts.slice(-20).map(({ connection }) => connection)).size).toBe(1);
  });

  it('and with a single one left is asked for less, like any host that wants it slower', async () => {
    create(3, ({ attempt, id }) => (id === 'v2' && attempt === 1 ? FEWER : 'accept'));
    timed();
    expect(await world.run({ connections: 1 })).toEqual({ kind: 'finished' });
    expect(attemptTimes().at(-1)).toBeGreaterThanOrEqual(60);
    expect(world.pauses()).toEqual(['too-many-connections']);
  });
});

/** Lets the late answers come in the same turn, once so many are waited for. */
function answerAllAtOnce(count: number): void {
  const answers: (() => void)[] = [];
  Object.defineProperty(world, 'answer', {
    set: (answer: () => void) => {
      answers.push(answer);
      if (answers.length === count) for (const one of answers) one();
    },
  });
}

describe('voters who were deferred', () => {
  it('are mailed at the same time when they are due at the same time', async () => {
    create(2, ({ id, attempt }) => {
      if (attempt === 1) return { refuse: '450 4.2.0 Greylisted', at: 'rcpt-to' };
      return id === 'v1' ? 'wait' : 'accept';
    });
    world.onAttempt = ({ id, attempt }) => {
      if (id === 'v2' && attempt === 2) setTimeout(() => world.answer(), 50);
    };
    expect(await world.run({ connections: 2 })).toEqual({ kind: 'finished' });
    statesAre('accepted');
  });
});

describe('doubts', () => {
  // Why: every second answer was lost, and half of the roll was in doubt at the end.
  it.each([
    ['every second message', 100, 2, 'doubts', 5],
    ['one in twenty', 100, 20, 'finished', 5],
    ['four of a few', 12, 3, 'finished', 4],
  ])('about %s', async (_what, voters, every, kind, doubts) => {
    create(voters, ({ id }) => (Number(id.slice(1)) % every === 0 ? 'taken-silent' : 'accept'));
    expect((await world.run()).kind).toBe(kind);
    const states = Object.values(world.states());
    expect(states.filter((state) => state === 'in-doubt')).toHaveLength(doubts);
  });
});

describe('a policy refusal', () => {
  const POLICY: Step = { refuse: '554 5.7.1 rejected as spam' };
  const OTHER: Step = { refuse: '552 5.3.0 message refused' };
  const refusing = (...ids: string[]) => create(9, ({ id }) => (ids.includes(id) ? POLICY : 'accept'));
  const stateOf = (id: string) => world.states()[id];

  // Why: two of three were booked as refused to the end of the roll, because one in three was accepted.
  it.each([1, 3, 6])(
    'of too many stops the run, though others are accepted, on %i connections',
    async (connections) => {
      create(300, ({ id }) => (Number(id.slice(1)) % 3 === 0 ? 'accept' : POLICY));
      const end = await world.run({ mostRefused: { share: 0.1 }, connections });
      expect(end).toMatchObject({ kind: 'breaker', why: 'content-refused', phase: 'end-of-data' });
      expect(Number('settled' in end && end.settled)).toBeLessThan(30);
      expect(Object.values(world.states())).not.toContain('refused');
      const news = world.news().filter((one) => one.endsWith('refused'));
      expect(new Set(news).size).toBe(news.length);
      world.restart(true);
      expect(Object.values(world.states())).not.toContain('refused');
    },
  );

  it.each([
    ['of a few', 30, 12, { share: 0.1 }],
    ['where the user wants to go on', 90, 2, null],
  ])('%s does not', async (_what, voters, every, mostRefused) => {
    create(voters, ({ id }) => (Number(id.slice(1)) % every === 0 ? POLICY : 'accept'));
    expect(await world.run({ mostRefused })).toEqual({ kind: 'finished' });
    const states = Object.values(world.states());
    expect(states.filter((state) => state === 'refused')).toHaveLength(Math.floor(voters / every));
  });

  // Why: the late answer to a message that was under way before booked refusals that were everybody's.
  it.each([
    ['a policy refusal', POLICY, 'breaker'],
    ['a refused address', { refuse: '550 5.1.1 unknown', at: 'rcpt-to' } as const, 'addresses'],
  ])('and %s is nobody’s own because of a message that was under way before', async (_what, step, kind) => {
    create(40, ({ id }) => (id === 'v1' ? 'wait' : step));
    world.onAttempt = ({ id }) => {
      if (id === 'v4') world.answer();
    };
    const end = await world.run({ mostRefused: { share: 0.1 }, connections: 2 });
    expect(end.kind).toBe(kind);
    expect(Object.values(world.states())).not.toContain('refused');
    expect(stateOf('v1')).toBe('accepted');
  });

  it('is withdrawn first, and booked once another message is accepted', async () => {
    refusing('v2');
    const seen: Record<string, string | undefined> = {};
    world.onAttempt = ({ id }) => {
      seen[id] = stateOf('v2');
    };
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(seen).toMatchObject({ v3: 'pending', v4: 'refused' });
    expect(world.news().filter((news) => news.startsWith('v2'))).toEqual(['v2 withdrawn', 'v2 refused']);
    expect(world.attempts.filter(({ id }) => id === 'v2')).toHaveLength(1);
  });

  it('is booked when the roll is through and nobody came after', async () => {
    refusing('v8', 'v9');
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect([stateOf('v8'), stateOf('v9')]).toEqual(['refused', 'refused']);
  });

  // Why: killed after two of three, the two were booked as refused for good though the sender was to blame.
  it.each([1, 2])('leaves its voters pending when the run dies after %i of them', async (count) => {
    refusing('v2', 'v3', 'v4');
    let left = Buffer.alloc(0);
    world.onAttempt = ({ id }) => {
      if (id === `v${count + 2}`) left = Buffer.from(world.disk.written);
    };
    await world.run();
    world.disk.written = left;
    world.restart();
    const settled = Object.entries(world.states()).filter(([, state]) => state !== 'pending');
    expect(settled).toEqual([['v1', 'accepted']]);
  });

  it('leaves its voters pending when the user stops the run before it is clear', async () => {
    refusing('v2', 'v3');
    world.onAttempt = ({ id }) => {
      if (id === 'v3') world.stop.ask();
    };
    expect(await world.run()).toEqual({ kind: 'interrupted' });
    expect([stateOf('v2'), stateOf('v3')]).toEqual(['pending', 'pending']);
  });

  it('trips the breaker with two others of its kind; all three are pending', async () => {
    refusing('v2', 'v3', 'v4');
    expect(await world.run()).toMatchObject({ kind: 'breaker' });
    world.restart(true);
    expect(Object.entries(world.states()).filter(([, state]) => state !== 'pending')).toEqual([
      ['v1', 'accepted'],
    ]);
  });

  it('trips nothing together with refusals of another kind', async () => {
    create(5, ({ id }) => (id === 'v2' || id === 'v4' ? POLICY : id === 'v3' ? OTHER : 'accept'));
    expect(await world.run()).toEqual({ kind: 'finished' });
    expect(['v2', 'v3', 'v4'].map(stateOf)).toEqual(['refused', 'refused', 'refused']);
  });

  it('is booked with its own voter’s reply, cleaned of that voter', async () => {
    create(4, ({ id }) =>
      id === 'v2' || id === 'v3' ? { refuse: `554 5.7.1 for ${address(id)}: spam, says ${id}` } : 'accept',
    );
    await world.run();
    const booked = world.records().flatMap((record) => (record.t === 'refused' ? [record.reply.text] : []));
    expect(booked).toEqual(['for […]: spam, says v2', 'for […]: spam, says v3']);
  });
});

describe('a journal that fails', () => {
  // Why: a run that was being stopped ended with 130, "run again to resume", though its last outcome was lost.
  it('is the end that counts, also when the run was ending for another reason', async () => {
    create(3, ({ id }) => (id === 'v2' ? 'wait' : 'accept'));
    world.onAttempt = ({ id }) => {
      if (id !== 'v2') return;
      world.stop.ask();
      setTimeout(() => {
        world.disk.onCall = () => {
          throw systemError('ENOSPC');
        };
        world.answer();
      }, 5);
    };
    expect(await world.run()).toMatchObject({ kind: 'journal', fault: { kind: 'state-disk-full' } });
    world.restart(true);
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'in-doubt', v3: 'pending' });
  });

  it('is the end that counts when the refusals held back cannot be written', async () => {
    create(2, ({ id }) => (id === 'v2' ? { refuse: '554 5.7.1 rejected as spam' } : 'accept'));
    world.disk.onCall = (_call, count) => {
      // Accepted: committing and outcome; held: committing and withdrawal, three calls each.
      if (count > 4 * 3) throw systemError('EIO');
    };
    expect(await world.run()).toMatchObject({ kind: 'journal', fault: { kind: 'state-write-failed' } });
    world.restart(true);
    expect(world.states()).toEqual({ v1: 'accepted', v2: 'pending' });
  });
});
