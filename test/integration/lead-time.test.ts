/** Owns the notice that fewer than four weeks are left: where it is said, where it is not, and that nothing fails by it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';

const DAY = 24 * 60;
const SHORT = { electionStart: localTime(12 * DAY), electionEnd: localTime(30 * DAY) };
const LONG = { electionStart: localTime(40 * DAY), electionEnd: localTime(50 * DAY) };
const NOTICE = /The election begins in 1[123] days .*Europe\/Berlin.*four weeks/;
const ASK = /write to it today: invite request/;

let household: Household;
let project: ExampleProject;
let host: ScriptedHost;
beforeEach(async () => {
  household = new Household();
  project = makeProject(household, { voters: makeVoters(2), settings: SHORT });
  host = await startScriptedHost(household, () => ({}));
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const inProject = () => ({ cwd: project.folder });

describe('fewer than four weeks before the start', () => {
  test('preview says so and what to do, and passes all the same', async () => {
    const run = await runHere(household, ['preview', 'project']);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(NOTICE) });
    expect(run.stderr).toMatch(/invite request project\n/);
    expect(run.stdout).not.toMatch(/four weeks/);
    const german = await runHere(household, ['preview'], { ...inProject(), lang: 'de' });
    expect(german.stderr).toMatch(
      /Die Wahl beginnt in 1[123] Tagen .*vier Wochen.*noch heute: invite request\n/s,
    );
  });

  test('request says so without sending the reader to itself', async () => {
    const run = await runHere(household, ['request', 'project']);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(NOTICE) });
    expect(run.stderr).not.toMatch(ASK);
    expect(run.stdout).toMatch(/so bald wie möglich.*spätestens/s);
  });

  test('test-connection says so in the folder of the project, whoever names the mailbox', async () => {
    const run = await runHere(household, ['test-connection', ...host.flags], inProject());
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(NOTICE) });
    expect(run.stderr).toMatch(ASK);
    const elsewhere = await runHere(household, ['test-connection', ...host.flags]);
    expect(elsewhere).toMatchObject({ code: 0, stderr: '' });
  });

  test('it is a number with --json, and no word', async () => {
    const preview = await runHere(household, ['preview', 'project', '--json']);
    expect(preview).toMatchObject({ code: 0, stderr: '' });
    expect([11, 12, 13]).toContain(JSON.parse(preview.stdout).leadTimeDays);
    const tested = await runHere(household, ['test-connection', ...host.flags, '--json'], inProject());
    expect(tested).toMatchObject({ code: 0, stderr: '' });
    expect([11, 12, 13]).toContain(JSON.parse(tested.stdout).leadTimeDays);
  });

  test('a report says it whatever goes to the screen', async () => {
    const args = ['test-connection', ...host.flags, '--json', '--report', 'it.md'];
    const run = await runHere(household, args, inProject());
    expect(run.code).toBe(0);
    expect(run.stderr).not.toMatch(NOTICE);
    expect(readFileSync(join(project.folder, 'it.md'), 'utf8')).toMatch(NOTICE);
  });

  test('--quiet keeps it back', async () => {
    expect((await runHere(household, ['preview', 'project', '--quiet'])).stderr).not.toMatch(NOTICE);
  });
});

test('a start that comes, is today or is past has its own sentence', async () => {
  const said = async (electionStart: string, electionEnd: string) => {
    project.writeSettings({ electionStart, electionEnd });
    return (await runHere(household, ['preview', 'project'])).stderr;
  };
  expect(await said(localTime(-DAY), localTime(DAY))).toMatch(/has begun already.*write to it today/s);
  const over = await said(localTime(-3 * DAY), localTime(-DAY));
  expect(over).toMatch(/is over.*electionStart and electionEnd/);
  expect(over).not.toMatch(ASK);
  expect(await said(LONG.electionStart, LONG.electionEnd)).not.toMatch(/The election|four weeks/);
});

test('without a start nothing is said, and the number is null', async () => {
  project.writeSettings({});
  expect((await runHere(household, ['preview', 'project'])).stderr).not.toMatch(/four weeks/);
  const { stdout } = await runHere(household, ['preview', 'project', '--json']);
  expect(JSON.parse(stdout).leadTimeDays).toBeNull();
});

test.each([
  ['is no YAML', 'title: "'],
  ['has a wrong date', 'electionStart: soon'],
  ['has an unknown key', 'farbe: rot'],
])('an invite.yaml that %s does not stop a test of a named mailbox', async (_, text) => {
  writeFileSync(join(project.folder, 'invite.yaml'), `${text}\n`);
  const run = await runHere(household, ['test-connection', ...host.flags], inProject());
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect((await runHere(household, ['test-connection'], inProject())).code).toBe(2);
});

test('init names the letter and the four weeks among the next steps', async () => {
  const env = { npm_config_offline: 'true' };
  for (const [lang, words] of [
    ['en', /npx invite request \(.*four weeks before the start\)/],
    ['de', /npx invite request \(.*vier Wochen vor dem Beginn\)/],
  ] as const) {
    const run = await runHere(household, ['init', `wahl-${lang}`], { lang, env });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(words) });
  }
});
