/** Shows `send --print-schedule`: everything is checked, a text for the scheduler comes out, nothing is written or sent. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';
import { startMailHost } from '../support/mail-host.js';
import { REMINDER, writeList, writeReminder } from '../support/reminder.js';

const VOTERS = makeVoters(3);

let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: VOTERS });
  project.writeSettings({ electionStart: localTime(600), electionEnd: localTime(6_000) });
});
afterEach(() => household.remove());

const login = (): string[] => [
  ...['--host', 'smtp.muster.example', '--port', '587', '--encryption', 'starttls'],
  ...['--user', 'wahl@muster.example', '--sender', 'Wahl <wahl@muster.example>'],
  ...['--password-file', household.passwordFile('geheim-4711')],
];
const printed = (...args: string[]) => runHere(household, ['send', 'project', '--print-schedule', ...args]);
const run = (...args: string[]) => printed(...login(), ...args);
const document = async (...args: string[]) => JSON.parse((await run('--json', ...args)).stdout).schedule;

describe('send --print-schedule', () => {
  it('names a time fifteen minutes before the start, and writes nothing', async () => {
    const schedule = await document('--scheduler', 'systemd');
    expect(Date.parse(schedule.start) - Date.parse(schedule.at)).toBe(15 * 60_000);
    expect(schedule.steps.map(({ file }: { file: string | null }) => file)).toEqual([
      expect.stringMatching(/\.service$/),
      expect.stringMatching(/\.timer$/),
      null,
    ]);
    expect(existsSync(project.statePath)).toBe(false);
  });

  it.each([
    ['en', 'cron', 'Add with crontab -e'],
    ['de', 'cron', 'Fügen Sie mit crontab -e hinzu'],
    ['en', 'windows', 'Type into PowerShell'],
    ['de', 'systemd', 'Schreiben Sie in die Datei'],
  ] as const)('says in %s what to do with it (%s)', async (lang, scheduler, words) => {
    const { code, stdout, stderr } = await runHere(
      household,
      ['send', 'project', '--print-schedule', '--scheduler', scheduler, ...login()],
      { lang },
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining(words)]);
    expect(stdout).toContain('--wait');
  });

  // Why: a mailing that was begun early waits no more, and the timer would have gone on with it too soon.
  it('begins at the planned time itself where the mailing was begun early', async () => {
    const host = await startMailHost(household);
    const early = ['send', 'project', '--yes', '--new-mailing', '--now', '--rate', '1/h', ...host.flags];
    expect((await runHere(household, early)).code).toBe(5);
    await host.close();
    const schedule = await document('--scheduler', 'cron');
    expect(schedule.at).toBe(schedule.start);
  });

  it('names the variables that will be missing', async () => {
    const env = {
      XDG_CONFIG_HOME: '/srv/config',
      NODE_EXTRA_CA_CERTS: '/srv/ca.pem',
      INVITE_DNS: '127.0.0.1:1',
    };
    const args = ['send', 'project', '--print-schedule', '--scheduler', 'cron', ...login()];
    const { stderr } = await runHere(household, args, { env });
    for (const name of Object.keys(env)) expect(stderr).toContain(name);
  });

  it.each([
    ['--password-stdin', 'password-file'],
    ['--now', 'at its own time'],
    ['--sandbox', 'at its own time'],
    ['--plan', 'at its own time'],
  ])('refuses %s beside it', async (option, words) => {
    const { code, stderr } = await run(option);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('refuses a time that is near, past or not set, and a scheduler for nothing', async () => {
    for (const start of [10, -600]) {
      project.writeSettings({ electionStart: localTime(start), electionEnd: localTime(6_000) });
      const { code, stderr } = await run();
      expect([code, stderr]).toEqual([2, expect.stringContaining('at least 20 minutes ahead')]);
    }
    const alone = await runHere(household, ['send', 'project', '--scheduler', 'cron']);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--print-schedule')]);
    expect((await run('--scheduler', 'at')).code).toBe(2);
  });

  it('prints nothing where the run would have no mailbox', async () => {
    const { code, stdout, stderr } = await printed();
    expect([code, stdout, stderr]).toEqual([7, '', expect.stringContaining('Nothing says through which')]);
  });

  it('says who comes too late', async () => {
    const { code, stderr } = await run('--rate', '1/h', '--until', localTime(630));
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 messages will not go out before the end')]);
  });

  it('prints nothing that could mail nobody', async () => {
    const { code, stdout, stderr } = await run('--until', localTime(599));
    expect([code, stdout, stderr]).toEqual([5, '', expect.stringContaining('not after the beginning')]);
  });

  // Why: such a line of the crontab or the unit would have been a command of its own.
  it('prints nothing from a folder with a line break in its name', async () => {
    const folder = join(household.folder, 'evil\n* * * * * touch pwned');
    cpSync(join(household.folder, 'project'), folder, { recursive: true });
    for (const scheduler of ['cron', 'systemd', 'windows']) {
      const { code, stdout, stderr } = await runHere(
        household,
        ['send', '.', '--print-schedule', '--scheduler', scheduler, ...login()],
        { cwd: folder },
      );
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('control character')]);
    }
  });

  it('does not say for somebody who is not there that it may be seen who has not voted', async () => {
    writeReminder(project);
    writeList(project, VOTERS.slice(0, 2));
    const reminder = [...REMINDER, '--not-voted', 'project/not-voted.csv'];
    const { code, stdout, stderr } = await run(...reminder);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('--accept-turnout-visible')]);
    expect((await run(...reminder, '--accept-turnout-visible')).code).toBe(0);
  });

  it('prints no line of cron for a time more than a year ahead', async () => {
    project.writeSettings({ electionStart: localTime(400 * 24 * 60), electionEnd: localTime(410 * 24 * 60) });
    const { code, stdout, stderr } = await run('--scheduler', 'cron');
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('cron knows no year')]);
    expect((await run('--scheduler', 'systemd')).code).toBe(0);
  });

  it('prints nothing for a roll that has an error', async () => {
    const { code, stdout } = await run('--expect-voters', '4');
    expect([code, stdout]).toEqual([2, '']);
  });
});
