/** Shows `send --print-schedule`: everything is checked, a text for the scheduler comes out, nothing is written or sent. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: makeVoters(3) });
  project.writeSettings({ electionStart: localTime(600), electionEnd: localTime(6_000) });
});
afterEach(() => household.remove());

const run = (...args: string[]) => runHere(household, ['send', 'project', '--print-schedule', ...args]);
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
      ['send', 'project', '--print-schedule', '--scheduler', scheduler],
      { lang },
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining(words)]);
    expect(stdout).toContain('--wait');
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

  it('prints nothing for a roll that has an error', async () => {
    const { code, stdout } = await run('--expect-voters', '4');
    expect([code, stdout]).toEqual([2, '']);
  });
});
