/** Owns the faults of the process: killed, stopped, out of memory, its system calls failing, a second one beside it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { PROGRAM } from '../support/cli.js';
import { CANARY } from '../support/example-project.js';
import { expectNobodyLost, expectRecovery, statesOf } from '../support/fault-invariants.js';
import { FaultTrial, type TrialWishes } from '../support/fault-trial.js';
import { describeWith } from '../support/require-debian.js';
import { type Answer, after, drop, hang, type Step } from '../support/scripted-server.js';

let trial: FaultTrial;
afterEach(() => trial.end());

async function startTrial(wishes: TrialWishes = {}): Promise<void> {
  trial = new FaultTrial(wishes);
  await trial.listen();
}

/** A promise and how to keep it. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Does this at the second voter, a yes before. */
const atSecond = (yes: string, step: Step): Answer => [yes, step];

/** Waits until the second voter's message has come so far. */
const reached = (point: 'RCPT' | 'end-of-data') =>
  expect
    .poll(
      () =>
        point === 'end-of-data'
          ? trial.completed.length
          : trial.server.lines().filter((line) => line.startsWith('RCPT')).length,
      { interval: 10 },
    )
    .toBe(2);

test('row 20: killed while it waits for the answer to the dot', async () => {
  await startTrial();
  trial.script = { 'end-of-data': atSecond('250 2.0.0 queued', hang) };
  const running = trial.start(['--new-mailing']);
  await reached('end-of-data');
  running.child.kill('SIGKILL');
  await running.ended;
  expect(await expectNobodyLost(trial)).toMatchObject({ accepted: ['0000001'], 'in-doubt': ['0000002'] });
  await expectRecovery(trial);
});

describe('a machine that sleeps while the server gives the session up', () => {
  test.each([
    ['row 36: before the dot, and the same voter is mailed again', 'RCPT', '250 2.1.5 ok', 0],
    ['row 36: after the dot, which is a doubt', 'end-of-data', '250 2.0.0 queued', 4],
  ] as const)('%s', async (_name, point, yes, code) => {
    await startTrial();
    const asleep = gate();
    trial.script = (connection) =>
      connection === 0 ? { [point]: atSecond(yes, after(asleep.opened, drop)) } : {};
    const running = trial.start(['--new-mailing']);
    await reached(point);
    running.child.kill('SIGSTOP');
    asleep.open();
    await sleep(100);
    running.child.kill('SIGCONT');
    expect((await running.ended).code).toBe(code);
    await expectNobodyLost(trial);
    await expectRecovery(trial);
  });
});

describe('a bug', () => {
  const throwing = `throw new Error('${CANARY}')`;

  test.each([
    ['row 45: an exception that nobody catches', throwing, [], 'RCPT', 1],
    [
      'row 45: a rejection that nobody handles',
      `Promise.reject(new Error('${CANARY}'))`,
      [],
      'end-of-data',
      1,
    ],
    [
      'row 45: no memory is left',
      'const all = []; for (;;) all.push(new Array(100_000).fill(Math.random()));',
      ['--max-old-space-size=40'],
      'RCPT',
      128,
    ],
  ] as const)(
    '%s: it ends, tells nothing of anybody, and the journal is whole',
    async (_name, act, flags, point, code) => {
      await startTrial();
      const hook = join(trial.household.folder, 'hook.mjs');
      trial.household.mayHoldSecrets.push(/hook\.mjs$/);
      writeFileSync(hook, `process.once('SIGUSR2', () => { ${act} });`);
      trial.script = { [point]: atSecond(point === 'RCPT' ? '250 2.1.5 ok' : '250 2.0.0 queued', hang) };
      const program = [process.execPath, ...flags, '--import', hook, PROGRAM];
      const running = trial.start(['--new-mailing'], { program });
      await reached(point);
      running.child.kill('SIGUSR2');
      expect((await running.ended).code).toBe(code);
      const { 'in-doubt': doubts } = await expectNobodyLost(trial);
      expect(doubts).toHaveLength(point === 'RCPT' ? 0 : 1);
      await expectRecovery(trial);
    },
  );
});

describeWith(['strace'], 'a system call on the state file that fails', () => {
  // The run's own record is the first, then `committing` and `accepted` of each voter.
  test.each([
    ['row 47: ENOSPC at `committing`', 'write', 'ENOSPC', 4, 1],
    ['row 48: EIO at `accepted`', 'write', 'EIO', 5, 2],
    ['row 49: EIO at the fsync of `committing`', 'fsync', 'EIO', 5, 1],
  ] as const)('%s, exit 8', async (_name, call, error, when, completed) => {
    await startTrial();
    const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}+`];
    const wrapper = ['strace', '-f', '-qq', '-o', '/dev/null', '-P', trial.project.statePath, ...inject];
    // strace counts per thread: with one of them the n-th call is the n-th.
    const run = await trial.start(['--new-mailing'], { wrapper, env: { UV_THREADPOOL_SIZE: '1' } }).ended;
    expect({ code: run.code, completed: trial.completed.length }).toEqual({ code: 8, completed });
    await expectRecovery(trial);
  });
});

describeWith(['root'], 'a folder that cannot be written', () => {
  test('row 51: the disk is mounted read-only, exit 8 before the first message', async () => {
    await startTrial();
    const mount = 'mount --bind "$PLACE" "$PLACE" && mount -o remount,ro,bind "$PLACE" && exec "$@"';
    const wrapper = ['unshare', '-m', 'bash', '-c', mount, 'bash'];
    const run = await trial.start(['--new-mailing'], { wrapper, env: { PLACE: trial.project.folder } }).ended;
    expect(run.code).toBe(8);
    expect(trial.server.connections()).toBe(0);
    await expectRecovery(trial);
  });
});

describe('two processes', () => {
  // Each takes most of a second; RACES=50 runs as many as the promise was tried with.
  const RACES = Number(process.env['RACES'] ?? 10);

  test(`row 54: started together ${RACES} times: one runs, the other exits 8 at once`, {
    timeout: 240_000,
  }, async () => {
    await startTrial({ voters: RACES + 1 });
    for (let race = 0; race < RACES; race += 1) {
      // The winner is not answered before the other has ended: who waits for it would wait for ever.
      const over = gate();
      trial.script = { 'end-of-data': after(over.opened, '250 2.0.0 queued') };
      const args = ['--limit', '1', ...(race === 0 ? ['--new-mailing'] : [])];
      const runs = [trial.start(args), trial.start(args)].map((running) => running.ended);
      const loser = await Promise.race([...runs, sleep(20_000, null)]);
      over.open();
      expect(loser?.code).toBe(8);
      const codes = (await Promise.all(runs)).map(({ code }) => code);
      expect(codes.sort()).toEqual([5, 8]);
      expect(trial.completed).toHaveLength(race + 1);
    }
    expect((await statesOf(trial)).accepted).toHaveLength(RACES);
    await expectNobodyLost(trial);
  });
});
