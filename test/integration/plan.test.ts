/** Shows `send --plan`: by the limits of the profile, and nothing is connected to, written or sent. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';

const HOUR = 60;
let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: makeVoters(90) });
});
afterEach(() => household.remove());

/** Nothing listens there: whoever connected would fail. */
const HOST = ['--host', 'smtp.office365.com', '--port', '587', '--encryption', 'starttls'];
const ACCOUNT = [
  '--user',
  'wahl@muster.example',
  '--sender',
  'Wahl <wahl@muster.example>',
  '--password-stdin',
];

const plan = (...args: string[]) =>
  runHere(household, ['send', 'project', '--plan', ...HOST, ...ACCOUNT, ...args], { input: 'geheim-4711\n' });
const planJson = async (...args: string[]) => {
  const { code, stdout } = await plan('--json', ...args);
  expect(code).toBe(0);
  return JSON.parse(stdout).plan;
};

describe('send --plan', () => {
  it('counts by the published limits of the host, and touches nothing', async () => {
    project.writeSettings({ electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) });
    const found = await planJson();
    expect(found).toMatchObject({
      voters: 90,
      toMail: 90,
      left: 0,
      limits: { perMinute: 30, perDay: 10_000 },
    });
    expect(Date.parse(found.last) - Date.parse(found.start)).toBe(89 * 2_000);
    expect(found).toMatchObject({ inTime: true, beforeStart: null });
    expect(existsSync(join(household.folder, 'project', 'invite.state.jsonl'))).toBe(false);
    expect(existsSync(join(household.folder, 'project', 'invite.state.key'))).toBe(false);
  });

  // Why: every election that begins with its invitations was told that all but one came too late.
  it('begins with the election, and only what takes longer than an hour is late', async () => {
    const settings = { electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) };
    project.writeSettings(settings);
    const { stdout } = await plan('--lang', 'en', '--rate', '2/min');
    expect(stdout).toContain('has a message within 45 min of the start');
    expect(stdout).not.toContain('only after the start');
    expect(await planJson('--rate', '1/min')).toMatchObject({ inTime: false, beforeStart: { late: 89 } });
    expect(await planJson('--until', settings.electionStart)).toMatchObject({ inTime: false, left: 89 });
  });

  it('is late to a meeting already where it begins with it', async () => {
    const settings = { electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) };
    project.writeSettings({ ...settings, product: 'live-voting' });
    expect(await planJson()).toMatchObject({ inTime: false, beforeStart: { late: 89 } });
  });

  // Why: a time of day was that of today, and a mailing planned for tomorrow left everybody.
  it('means by --until a time of the day on which it begins', async () => {
    const tomorrow = new Date(Date.now() + 24 * HOUR * 60_000).toISOString().slice(0, 10);
    project.writeSettings({
      sendAt: `${tomorrow}T08:00`,
      electionStart: `${tomorrow}T20:00`,
      electionEnd: localTime(90 * HOUR),
      timezone: 'Etc/UTC',
    });
    expect(await planJson('--until', '18:00')).toMatchObject({ left: 0, inTime: true });
    expect(await planJson('--until', '08:01')).toMatchObject({ left: 59, inTime: false });
  });

  it('takes several rates together, and no unit twice', async () => {
    project.writeSettings({ electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) });
    const limits = { perMinute: 30, perHour: 50, perDay: 2_000 };
    const rates = ['--rate', '30/min', '--rate', '50/h', '--rate', '2000/d'];
    expect(await planJson(...rates)).toMatchObject({ limits });
    const twice = await plan('--rate', '30/min', '--rate', '20/min', '--lang', 'en');
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('20/min')]);
  });

  // Why: "everybody has a message before the start" stood above "59 messages will not go out before the end".
  it('says of nobody that everybody has a message where some are left', async () => {
    project.writeSettings({
      sendAt: localTime(5 * HOUR),
      electionStart: localTime(10 * HOUR),
      electionEnd: localTime(90 * HOUR),
    });
    const { stdout } = await plan('--lang', 'en', '--until', localTime(5 * HOUR + 1));
    expect(stdout).toContain('will not go out before the end');
    expect(stdout).not.toContain('Everybody');
  });

  it('begins at once with --now', async () => {
    project.writeSettings({ electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) });
    const found = await planJson('--now');
    expect(Math.abs(Date.parse(found.start) - Date.now())).toBeLessThan(60_000);
    expect(found).toMatchObject({ inTime: true, beforeStart: { late: 0 } });
  });

  it('counts nobody as late who is not mailed at all', async () => {
    const settings = { electionStart: localTime(10 * HOUR), electionEnd: localTime(90 * HOUR) };
    project.writeSettings({ ...settings, product: 'live-voting', sendAt: localTime(10 * HOUR - 10) });
    const found = await planJson('--rate', '1/min', '--until', localTime(10 * HOUR + 20));
    expect(found).toMatchObject({ toMail: 90, left: 59, beforeStart: { late: 20 }, inTime: false });
  });

  it('says of some only that their last message goes', async () => {
    project.writeSettings({
      sendAt: localTime(5 * HOUR),
      electionStart: localTime(10 * HOUR),
      electionEnd: localTime(90 * HOUR),
    });
    expect((await plan('--lang', 'en', '--limit', '3')).stdout).not.toContain('Everybody');
  });

  it('is in time where it begins early enough', async () => {
    project.writeSettings({
      sendAt: localTime(9 * HOUR),
      electionStart: localTime(10 * HOUR),
      electionEnd: localTime(90 * HOUR),
    });
    expect(await planJson()).toMatchObject({ inTime: true, beforeStart: { late: 0 } });
    const { stdout } = await plan('--lang', 'en');
    expect(stdout).toContain('has a message before the start');
    expect(await planJson('--rate', '1/min')).toMatchObject({ inTime: false, beforeStart: { late: 29 } });
  });

  it('says who is left at --until, and when to begin', async () => {
    project.writeSettings({ electionStart: localTime(-HOUR), electionEnd: localTime(90 * HOUR) });
    const found = await planJson('--rate', '60/h', '--until', localTime(HOUR));
    expect(found.left).toBeGreaterThan(20);
    expect(found).toMatchObject({ inTime: false, beforeStart: null });
    expect(Date.parse(found.latestStart)).toBeLessThan(Date.parse(found.start));
  });

  it('says what holds for a younger contract, unless a limit is set', async () => {
    const ionos = ['--host', 'smtp.ionos.de'];
    const { stdout } = await plan(...ionos);
    expect(stdout).toContain(
      'IONOS counts by the age of the contract: up to 7 days 50 an hour, up to 14 days 100 an hour, up to 30 days 400 an hour.',
    );
    expect((await plan(...ionos, '--rate', '50/h')).stdout).not.toContain('age of the contract');
  });

  it.each([
    [['--sandbox']],
    [['--dry-run']],
    [['--test-to', 'ich@muster.example']],
    [['--again', '0000001', '--reason', 'x']],
  ])('refuses %j beside it', async (args) => {
    const { code, stderr } = await plan(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--plan')]);
  });

  it('is told what is wrong with the roll as every send is', async () => {
    expect((await plan('--expect-voters', '91')).code).toBe(2);
  });
});
