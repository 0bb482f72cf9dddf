/** Owns the proof that mailings through the same mailbox keep to its limits together. */
import { rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { keyPathFor } from '../../src/delivery/journal-file.js';
import { takeLock } from '../../src/delivery/lock.js';
import { brief, FaultTrial, type TrialRun } from '../support/fault-trial.js';
import { after } from '../support/scripted-server.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECOND = { mailing: 'second', newMailing: true } as const;

let trial: FaultTrial;
afterEach(() => trial.end());

/** The first mailing, whole; six voters. */
async function begun(rate: object): Promise<void> {
  trial = new FaultTrial({ voters: 6, options: { rate } });
  await trial.listen();
  expect(brief(await trial.begin())).toMatchObject({ code: 0, accepted: 6 });
}

async function hours(run: () => Promise<TrialRun>): Promise<{ run: TrialRun; hours: number }> {
  const before = trial.clock.now();
  const done = await run();
  return { run: done, hours: (trial.clock.now() - before) / HOUR };
}

/** Opens once. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const planned = async (options: object): Promise<Record<string, unknown>> => {
  const { events } = await trial.send({ plan: true, ...options });
  return events[0]?.['plan'] as Record<string, unknown>;
};

describe('a second mailing through the same mailbox', () => {
  test('waits for the day that the first has used up, and says so before', async () => {
    await begun({ perDay: 8 });
    const plan = await planned({ mailing: 'second' });
    expect(plan).toMatchObject({ toMail: 6, otherMailings: { messages: 6, running: [] } });
    expect(plan['pauses']).toHaveLength(1);
    const { run, hours: taken } = await hours(() => trial.send({ ...SECOND, wait: true }));
    expect(brief(run)).toMatchObject({ code: 0, accepted: 6 });
    expect(taken).toBeGreaterThan(23.9);
    expect(taken).toBeLessThan(24.1);
    const last = Date.parse(String(plan['last']));
    expect(Math.abs(trial.clock.now() - last)).toBeLessThan(MINUTE);
  });

  test.each([
    ['a day later', { perDay: 8 }, 25, {}],
    ['of another user', { perDay: 8 }, 0, { user: 'another@muster.example' }],
    ['without limits', {}, 0, {}],
  ])('goes at once %s', async (_why, rate, later, options) => {
    await begun(rate);
    await trial.clock.sleep(later * HOUR);
    const plan = await planned({ mailing: 'second', ...options });
    expect(plan['pauses']).toEqual([]);
    const { run, hours: taken } = await hours(() => trial.send({ ...SECOND, ...options }));
    expect(brief(run)).toMatchObject({ code: 0, accepted: 6 });
    expect(taken).toBeLessThan(0.1);
  });

  test.each([
    ['damaged', (path: string) => writeFile(path, 'no journal\n')],
    ['gone', (path: string) => rm(path)],
  ])('is not stopped by a state file that is %s', async (_how, harm) => {
    await begun({ perDay: 8 });
    await harm(trial.project.statePath);
    expect(brief(await trial.send(SECOND))).toMatchObject({ code: 0, accepted: 6 });
  });

  test('is not stopped by a key that is gone', async () => {
    await begun({ perDay: 8 });
    await rm(keyPathFor(trial.project.statePath));
    expect(brief(await trial.send(SECOND))).toMatchObject({ code: 0, accepted: 6 });
  });

  test('says that the first is under way, and goes all the same', async () => {
    await begun({ perDay: 20 });
    const { statePath } = trial.project;
    const { dev, ino } = await stat(statePath, { bigint: true });
    const lock = await takeLock(
      statePath,
      { device: String(dev), inode: String(ino) },
      '2027-03-01T07:00:00Z',
    );
    onTestFinished(() => lock.release());
    const running = [expect.stringContaining('invite.state.jsonl')];
    expect(await planned({ mailing: 'second' })).toMatchObject({ otherMailings: { messages: 6, running } });
    expect(brief(await trial.send(SECOND))).toMatchObject({ code: 0, accepted: 6 });
  });

  // Why: two elections wait for the same morning, and each looked only when its wait began.
  test('looks again when its wait for the start is over', async () => {
    const start = new Date('2027-03-02T08:00:00Z');
    trial = new FaultTrial({
      voters: 6,
      options: { rate: { perDay: 8 } },
      settings: { timezone: 'Etc/UTC', electionStart: '2027-03-02T08:00', electionEnd: '2027-04-02T08:00' },
    });
    trial.clock.setWall(start.getTime() - HOUR);
    await trial.listen();
    // The first mails only when the second looks at the connection, and that look ends only when the first is through.
    const [looked, firstIsThrough] = [gate(), gate()];
    trial.script = (connection) => {
      if (connection === 0) return { MAIL: () => after(looked.opened, '250 2.1.0 ok') };
      looked.open();
      return { greeting: after(firstIsThrough.opened, '220 mail.muster.example ESMTP') };
    };
    const first = trial.begin({ now: true }).finally(firstIsThrough.open);
    while (trial.server.connections() === 0) await sleep(1);
    const second = trial.send({ ...SECOND, wait: true });
    expect([(await first).code, (await second).code]).toEqual([0, 0]);
    expect(trial.accepted).toHaveLength(12);
    expect(trial.clock.now() - start.getTime()).toBeGreaterThan(22 * HOUR);
  });

  // How they share the limits is shown by pace-at-the-host.test.ts, whose time is not so hurried.
  test('loses nobody, and mails nobody twice, where both are under way', async () => {
    trial = new FaultTrial({ voters: 60, options: { rate: { perMinute: 30 } } });
    await trial.listen();
    const runs = await Promise.all([trial.begin(), trial.send(SECOND)]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    const messages = trial.accepted.map(({ bytes }) => /^Message-ID: (.*)$/im.exec(String(bytes))?.[1]);
    expect([messages.length, new Set(messages).size]).toEqual([120, 120]);
  });

  test('knows what the server has said of itself, weeks before', async () => {
    trial = new FaultTrial({
      voters: 6,
      server: { extensions: ['SIZE 37748736', 'AUTH PLAIN LOGIN', 'X-EXPS GSSAPI NTLM', '8BITMIME'] },
    });
    await trial.listen();
    await trial.begin();
    await trial.clock.sleep(21 * 24 * HOUR);
    expect(await planned({ mailing: 'second' })).toMatchObject({
      limits: { perMinute: 5 },
      otherMailings: { messages: 0, running: [] },
    });
  });

  test('begins within the hour with the pace that the first had come to', async () => {
    trial = new FaultTrial({ voters: 6, options: { rate: { perMinute: 60 } } });
    let told = false;
    trial.script = {
      MAIL: () => {
        const now = !told && trial.accepted.length === 5;
        told ||= now;
        return now
          ? '421 4.4.2 Message submission rate for this client has exceeded the limit'
          : '250 2.1.0 ok';
      },
    };
    await trial.listen();
    await trial.begin();
    const { run, hours: taken } = await hours(() => trial.send(SECOND));
    expect(brief(run)).toMatchObject({ code: 0, accepted: 6 });
    // Two seconds between the messages instead of one.
    expect(Math.round(taken * 3_600)).toBeGreaterThanOrEqual(10);
  });
});
