/** Owns the faults of the network, from a name that does not resolve to a connection that dies under a message. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { expectInvariants, expectRecovery } from '../support/fault-invariants.js';
import { brief, FaultTrial, HURRIED, MOMENT, PATIENT, type TrialWishes } from '../support/fault-trial.js';
import { type ConnectionScript, drop, hang, reset } from '../support/scripted-server.js';

let trial: FaultTrial;
afterEach(() => trial.end());

/** A trial whose server listens, with the script that the fault is. */
async function faulty(script: FaultTrial['script'] = {}, wishes: TrialWishes = {}): Promise<void> {
  trial = new FaultTrial(wishes);
  trial.script = script;
  await trial.listen();
}

/** The server's part that goes wrong at the first connection only. */
const atFirst = (script: ConnectionScript) => (connection: number) => (connection === 0 ? script : {});

describe('no way to the server', () => {
  test('row 1: the server’s name does not resolve', async () => {
    await faulty();
    const run = await trial.begin({ host: 'mail.organiser.invalid', encryption: 'ssl' });
    expect(brief(run)).toMatchObject({ code: 5, completed: 0 });
    expect(run.stdout).toContain('mail.organiser.invalid');
    await expectInvariants(trial, run);
    await expectRecovery(trial, { changed: ['host'] });
  });

  test('row 2: the first of several addresses is dead', async () => {
    await faulty();
    // "localhost" is ::1 and 127.0.0.1; nobody listens on the first.
    const run = await trial.begin({ host: 'localhost' });
    expect(brief(run)).toMatchObject({ code: 0 });
    await expectInvariants(trial, run);
  });

  test('row 3: the connection is refused', async () => {
    await faulty();
    await trial.server.close();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5, completed: 0 });
    expect(run.stdout).toContain(`127.0.0.1:${trial.server.port}`);
    await expectInvariants(trial, run);
    await trial.listen();
    await expectRecovery(trial);
  });

  test('row 4: packets vanish, and nobody answers the first of them', async () => {
    await faulty();
    await trial.server.close();
    const hole = await blackHole(trial.server.port);
    trial.deadlines = HURRIED;
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5, completed: 0 });
    expect(run.stdout).toMatch(/127\.0\.0\.1:\d+.* does not answer/);
    await expectInvariants(trial, run);
    await hole.close();
    await trial.listen();
    await expectRecovery(trial);
  });
});

/** A port whose queue of connections is full: the kernel drops what comes, as a firewall would. */
async function blackHole(port: number): Promise<{ close(): Promise<unknown> }> {
  const listening = `const { parentPort } = require('node:worker_threads');
    require('node:net').createServer().listen({ port: ${port}, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage('listening');
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(listening, { eval: true });
  await once(worker, 'message');
  const fillers: Socket[] = [];
  for (let count = 0; count < 4; count += 1) fillers.push(connect(port, '127.0.0.1').on('error', () => {}));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    close: () => {
      for (const filler of fillers) filler.destroy();
      return worker.terminate();
    },
  };
}

describe('a connection that dies', () => {
  test.each([['row 5: cut before the greeting, at every try', 'greeting', 5]] as const)(
    '%s',
    async (_name, point, code) => {
      await faulty({ [point]: drop });
      const run = await trial.begin();
      expect(brief(run)).toMatchObject({ code, completed: 0 });
      expect(trial.server.connections()).toBe(7);
      await expectInvariants(trial, run);
      await expectRecovery(trial);
    },
  );

  test.each([
    ['row 5: cut before the greeting, once', { greeting: drop }],
    ['row 17: cut at MAIL', { MAIL: drop }],
    ['row 17: reset at MAIL', { MAIL: reset }],
    ['row 17: cut at RCPT', { RCPT: drop }],
    ['row 17: reset at RCPT', { RCPT: reset }],
    ['row 17: cut at DATA', { DATA: drop }],
    ['row 17: reset at DATA', { DATA: reset }],
    ['row 17: cut in the middle of the body', { beforeDot: { bytes: 200, step: drop } }],
    ['row 17: reset in the middle of the body', { beforeDot: { bytes: 200, step: reset } }],
  ] as const)('%s: the same voter again, exactly one message each', async (_name, script) => {
    await faulty(atFirst(script));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    expect(trial.server.connections()).toBe(2);
    await expectInvariants(trial, run);
  });

  test.each([
    ['row 18: cut after the dot, before the answer', drop],
    ['row 18: reset after the dot, before the answer', reset],
  ] as const)('%s: one doubt, the others are mailed', async (_name, cut) => {
    await faulty(atFirst({ 'end-of-data': cut }));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4, completed: 4, accepted: 3 });
    const { accepted, 'in-doubt': doubts } = await expectInvariants(trial, run);
    expect([accepted.length, doubts]).toEqual([3, ['0000001']]);
    await expectRecovery(trial);
  });

  test('row 18: three in a row cut after the dot, and the run stops', async () => {
    await faulty({ 'end-of-data': drop }, { voters: 6 });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4, completed: 3 });
    expect((await expectInvariants(trial, run)).pending).toHaveLength(3);
    await expectRecovery(trial);
  });

  test('row 18: cut right after the dot for one voter of a hundred', async () => {
    await faulty({}, { voters: 100 });
    trial.script = { 'end-of-data': () => (trial.completed.length === 50 ? drop : '250 2.0.0 queued') };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4 });
    const { accepted, 'in-doubt': doubts } = await expectInvariants(trial, run);
    expect([accepted.length, doubts.length]).toEqual([99, 1]);
    const second = await trial.send();
    expect(brief(second)).toMatchObject({ code: 4, completed: 0 });
    const resend = await trial.send({ inDoubt: 'resend' });
    expect(brief(resend)).toMatchObject({ code: 0, completed: 1 });
    expect(resend.completed[0]?.bytes).toEqual(run.completed[49]?.bytes);
    expect((await expectInvariants(trial, resend, { resent: doubts })).accepted).toHaveLength(100);
  });

  test('row 19: the server hangs after the dot', async () => {
    await faulty(atFirst({ 'end-of-data': hang }));
    trial.deadlines = { ...PATIENT, confirmation: MOMENT };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4, completed: 4 });
    expect((await expectInvariants(trial, run))['in-doubt']).toHaveLength(1);
    await expectRecovery(trial);
  });

  test('row 31: dropped while it waits for the pace', async () => {
    await faulty(
      { 'end-of-data': { reply: '250 2.0.0 queued', next: drop } },
      { options: { rate: { perMinute: 1 } } },
    );
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    expect(trial.server.connections()).toBe(4);
    await expectInvariants(trial, run);
  });
});

describe.each([
  ['ten minutes', 10 * 60_000],
  ['five hours', 5 * 60 * 60_000],
])('%s without a network', (_name, long) => {
  /** The network goes at this point of the second message, and comes back so long after. */
  async function outage(script: ConnectionScript, deadlines: Partial<typeof HURRIED>): Promise<void> {
    await faulty({}, { options: { wait: true } });
    let back = Number.POSITIVE_INFINITY;
    trial.script = (connection) => {
      if (connection > 0) return trial.clock.now() < back ? { greeting: drop } : {};
      back = trial.clock.now() + long;
      return script;
    };
    trial.deadlines = { ...PATIENT, ...deadlines };
  }

  test('row 35: gone before the dot, the same voter again', async () => {
    await outage({ RCPT: ['250 2.1.5 ok', hang] }, { envelope: MOMENT });
    const begun = trial.clock.now();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    expect(trial.clock.now() - begun).toBeGreaterThan(long);
    // Not a minute later than it could.
    expect(trial.clock.now() - begun).toBeLessThan(long + 2 * 60_000);
    await expectInvariants(trial, run);
  });

  test('row 35: gone after the dot, one doubt', async () => {
    await outage({ 'end-of-data': ['250 2.0.0 ok', hang] }, { confirmation: MOMENT });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4 });
    expect((await expectInvariants(trial, run))['in-doubt']).toEqual(['0000002']);
    await expectRecovery(trial);
  });
});

describe('a clock that is set', () => {
  const DAY = 24 * 60 * 60_000;

  test.each([
    ['row 37: a day back', -DAY],
    ['row 37: a day forward', DAY],
    ['row 37: an hour back, as at the end of summer time', -DAY / 24],
  ])('%s, in the middle of a paced mailing', async (_name, jump) => {
    await faulty({}, { options: { rate: { perMinute: 1 } } });
    trial.script = {
      RCPT: () => {
        if (trial.completed.length === 2) trial.clock.setWall(trial.clock.now() + jump);
        return '250 2.1.5 ok';
      },
    };
    const begun = trial.clock.monotonic();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    // Neither a burst nor a standstill: three pauses of a minute.
    expect(trial.clock.monotonic() - begun).toBeLessThan(5 * 60_000);
    expect(trial.clock.monotonic() - begun).toBeGreaterThanOrEqual(3 * 60_000);
    await expectInvariants(trial, run);
    expect(brief(await trial.send())).toMatchObject({ code: 0, completed: 0 });
  });
});
