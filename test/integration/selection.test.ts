/** Owns the tests of runs for some voters only: who is mailed, what counts for the others, and what is said of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';

const DAY = 24 * 60;
const FAR = { electionStart: localTime(60 * DAY), electionEnd: localTime(90 * DAY) };
const VOTERS = makeVoters(6);

let household: Household;
let host: MailHost;
let project: ExampleProject;

beforeEach(async () => {
  household = new Household();
  host = await startMailHost(household);
  project = makeProject(household, { voters: VOTERS });
});
afterEach(async () => {
  await host.close();
  household.remove();
});

const send = (...args: string[]) => runHere(household, ['send', 'project', '--yes', ...args, ...host.flags]);
/** Types the command that a run names, by a POSIX shell's rules, and nothing else but the yes. */
const typed = (said: string) => {
  const [, command = ''] = /: invite (send .*)$/m.exec(said) ?? [];
  const words = [...command.matchAll(/'([^']*)'|[^' ]+/g)].map(([word, quoted]) => quoted ?? word);
  return runHere(household, [...words, '--yes']);
};
const mailed = async () => (await host.messages()).length;

describe('a run for some voters before the planned time', () => {
  // Why: a trial with one voter, early, let the next plain run mail everybody months too soon.
  test.each([[['--only', '0000003']], [['--limit', '1']]])(
    'with %j --now does not let the others go early',
    async (restriction) => {
      project.writeSettings(FAR);
      expect((await send('--new-mailing', '--now', ...restriction)).code).toBe(5);
      expect(await mailed()).toBe(1);
      const run = await send();
      expect([run.code, run.stdout + run.stderr]).toEqual([5, expect.stringContaining('to begin only on')]);
      expect(await mailed()).toBe(1);
      expect((await send('--dry-run')).stderr).toMatch(/Start +\d/);
      expect(
        (await send('--now', ...(restriction[0] === '--limit' ? restriction : ['--only', '0000004']))).code,
      ).toBe(5);
      expect(await mailed()).toBe(2);
      expect((await send('--now')).code).toBe(0);
      expect(await mailed()).toBe(6);
    },
  );

  // Why: the trial run said "starts in February", and the run itself went at once.
  test('a trial run says the same as the run after an early beginning of all', async () => {
    project.writeSettings(FAR);
    expect((await send('--new-mailing', '--now', '--rate', '1/h')).code).toBe(5);
    const trial = await send('--dry-run');
    const real = await send();
    expect(real.code).toBe(0);
    const start = (text: string) => /^.*Start .*$/m.exec(text)?.[0];
    expect(start(trial.stderr)).toBe(start(real.stderr));
  });
});

describe('what is said of a run for some voters', () => {
  // Why: "the same command" was given without --only, and would have mailed everybody.
  test('the way on is the command that was typed, and does what it says', async () => {
    const limited = await send('--new-mailing', '--limit', '2');
    expect(limited.stdout).toMatch(/: invite send project --host .* --limit 2$/m);
    expect(await typed(limited.stdout)).toMatchObject({ code: 5 });
    expect(await mailed()).toBe(4);
    const one = await send('--only', '0000005');
    expect(one.stdout).toMatch(
      /Those chosen for this run are done.*the one other: invite send project --host /m,
    );
    expect(await typed(one.stdout)).toMatchObject({ code: 0 });
    expect(await mailed()).toBe(6);
  });

  test('the way on for all names nobody, and the pace', async () => {
    const { stdout } = await send('--new-mailing', '--rate', '1/h');
    expect(stdout).toMatch(/: invite send project --host .* --rate 1\/h --wait$/m);
  });

  test('the plan names whoever is mailed, not the first and last of the roll', async () => {
    const { stderr } = await send('--new-mailing', '--only', '0000005', '--only', '0000003');
    expect(stderr).toMatch(/First +line 4: 0000003/);
    expect(stderr).toMatch(/Last +line 6: 0000005/);
    const { stderr: one } = await send('--only', '0000002', '--only', '0000003');
    expect(one).toMatch(/First +line 3: 0000002/);
    expect(one).not.toMatch(/ {2}Last /);
  });

  // Why: of an ID that was right it was said that it must be written as in the roll.
  test('who is done already is not told as unknown', async () => {
    await send('--new-mailing', '--only', '0000003');
    const { code, stderr } = await send('--only', '0000003');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/line 4.*done already.*--again/s)]);
    expect(stderr).not.toContain('written exactly');
    expect((await send('--only', '3')).stderr).toMatch(/exactly/);
    expect(await mailed()).toBe(1);
  });

  test('a choice of everybody is no choice', async () => {
    const all = VOTERS.flatMap(({ id }) => ['--only', id]);
    const { code, stderr } = await send('--new-mailing', ...all);
    expect([code, stderr]).toEqual([2, expect.stringContaining('names everybody')]);
    expect(await mailed()).toBe(0);
  });
});

describe('a trial run', () => {
  // Why: it passed where the run itself was refused.
  test('does not begin again what has begun', async () => {
    expect((await send('--new-mailing', '--limit', '1')).code).toBe(5);
    expect((await send('--dry-run', '--new-mailing')).code).toBe(8);
    expect((await send('--dry-run')).code).toBe(0);
  });
});
