/** Owns reminders as the built program makes them: the questions at a terminal, and a death in the middle. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { type ExampleProject, makeProject, makeVoters } from '../support/example-project.js';
import { REMINDER, writeList, writeReminder } from '../support/reminder.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, hang } from '../support/scripted-server.js';

const VOTERS = makeVoters(6);
const LIST = ['--not-voted', 'project/not-voted.csv'] as const;
const VISIBLE = '--accept-turnout-visible';

let household: Household;
let host: ScriptedHost;
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  host = await startScriptedHost(household, () => script);
  project = makeProject(household, { voters: VOTERS });
  writeReminder(project);
  script = {};
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const args = (...more: string[]) => ['send', 'project', ...REMINDER, ...LIST, ...more, ...host.flags];
const remind = (...more: string[]) => household.run(args('--yes', VISIBLE, ...more));
const statePath = () => join(project.folder, 'invite.reminder.jsonl');
const state = () => readFileSync(statePath(), 'utf8');
const mailed = (): string[] => host.server.accepted.flatMap(({ to }) => to);
const to = (...numbers: number[]): string[] => numbers.map((number) => VOTERS[number - 1]?.email ?? '');
const list = (...numbers: number[]) =>
  writeList(
    project,
    VOTERS.filter((_, index) => numbers.includes(index + 1)),
  );
const status = async () =>
  JSON.parse((await household.run(['status', 'project', '--mailing', 'reminder', '--json'])).stdout);

async function killOnce(recorded: RegExp, ...more: string[]): Promise<void> {
  const running = household.start(args('--yes', VISIBLE, ...more));
  const deadline = Date.now() + 10_000;
  const isThere = () => existsSync(statePath()) && recorded.test(state());
  while (!isThere() && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 10));
  expect(state()).toMatch(recorded);
  running.child.kill('SIGKILL');
  expect((await running.ended).code).toBe(137);
}

describe('a reminder that is killed', () => {
  test('before the first message goes out to whoever is still listed', async () => {
    list(1, 2, 3);
    script = { greeting: hang };
    await killOnce(/"t":"run"/, '--new-mailing');
    expect(await status()).toMatchObject({ voters: 3, pending: 3 });
    script = {};
    list(2, 3);
    expect((await remind()).code).toBe(0);
    expect(mailed()).toEqual(to(2, 3));
    expect(await status()).toMatchObject({ voters: 2, accepted: 2 });
  });

  test('after those who have voted were noted, and before a message: they stay out, the others are mailed once', async () => {
    list(1, 2, 3, 4);
    expect((await remind('--new-mailing', '--limit', '1')).code).toBe(5);
    list(3, 4);
    script = { greeting: hang };
    await killOnce(/"what":"removed"[\s\S]*"t":"run"/);
    expect(await status()).toMatchObject({ voters: 3, accepted: 1, pending: 2 });
    script = {};
    expect((await remind()).code).toBe(0);
    expect(mailed()).toEqual(to(1, 3, 4));
  });

  test('at the dot leaves one in doubt, who stays in the count though they have voted', async () => {
    list(1, 2);
    script = { 'end-of-data': hang };
    await killOnce(/"t":"committing"/, '--new-mailing');
    script = {};
    list(2);
    expect((await remind()).code).toBe(4);
    expect(mailed()).toEqual(to(2));
    expect(await status()).toMatchObject({ voters: 2, accepted: 1, inDoubt: 1 });
    const without = await household.run(['send', 'project', '--yes', ...REMINDER, ...host.flags]);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('--not-voted FILE') });
    expect(mailed()).toEqual(to(2));
  });
});

describe('at a terminal', () => {
  test('the own question comes first, and Enter is no', async () => {
    list(1, 2, 3);
    const running = household.start(args(), { terminal: true });
    await running.until(/all the same\?/);
    const plain = running.printed().replace(/\u001b\[[\d;?]*[A-Za-z]/g, '');
    expect(plain.replace(/\s+/g, ' ')).toMatch(/\? Whoever administers .* who has not voted\. Send/);
    running.type('\r');
    expect((await running.ended).code).toBe(130);
    expect(running.printed()).toContain('Nothing was sent.');
    expect(existsSync(statePath())).toBe(false);
  });

  test('then the number of the listed, not of the roll, then the start', async () => {
    list(1, 2, 3);
    const running = household.start(args(), { terminal: true });
    await running.until(/all the same\?/);
    running.type('y\r');
    await running.until(/number of voters in the list/);
    running.type('6\r');
    await running.until(/not the number/);
    running.type('\u007f3\r');
    await running.until(/Send 3 messages now\?/);
    running.type('y\r');
    expect((await running.ended).code).toBe(0);
    expect(mailed()).toEqual(to(1, 2, 3));
  });

  test('--yes does not answer it, and its flag does', async () => {
    list(1);
    const asked = household.start(args('--yes', '--new-mailing'), { terminal: true });
    await asked.until(/all the same\?/);
    asked.type('n\r');
    expect((await asked.ended).code).toBe(130);
    const told = household.start(args('--yes', '--new-mailing', VISIBLE), { terminal: true });
    expect((await told.ended).code).toBe(0);
    expect(told.printed()).not.toContain('all the same?');
    expect(mailed()).toEqual(to(1));
  });
});
