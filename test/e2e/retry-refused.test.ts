/** Owns what becomes of corrected voters when the built program dies between their record and their message. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Household, type Run } from '../support/cli.js';
import { type ExampleProject, makeProject, makeVoters } from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, hang } from '../support/scripted-server.js';

/** Voters 2 and 4 have addresses that are refused. */
const VOTERS = makeVoters(4, { refusedEvery: 2 });
const CORRECTED = VOTERS.map((voter) => ({ ...voter, email: voter.email.replace('nouser', 'right') }));
const REFUSING: ConnectionScript = {
  RCPT: (line) => (line.includes('nouser') ? '550 5.1.1 no such user' : '250 2.1.5 ok'),
};

let household: Household;
let host: ScriptedHost;
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  host = await startScriptedHost(household, () => script);
  project = makeProject(household, { voters: VOTERS });
  script = REFUSING;
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const args = (...more: string[]) => ['send', 'project', '--yes', ...more, ...host.flags];
const send = (...more: string[]): Promise<Run> => household.run(args(...more));
const status = async () => JSON.parse((await household.run(['status', 'project', '--json'])).stdout);
const mailed = (): string[] => host.server.accepted.flatMap(({ to }) => to);
const state = (): string => readFileSync(project.statePath, 'utf8');

async function killOnce(recorded: RegExp, more: readonly string[]): Promise<void> {
  const running = household.start(args(...more));
  const deadline = Date.now() + 10_000;
  while (!recorded.test(state()) && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 10));
  expect(state()).toMatch(recorded);
  running.child.kill('SIGKILL');
  expect((await running.ended).code).toBe(137);
}

test('row 70: killed between record and message, they are pending, and any run mails them once', async () => {
  expect((await send('--new-mailing')).code).toBe(3);
  project.writeRoll(CORRECTED);
  script = { greeting: hang };
  await killOnce(/("t":"retried".*\n.*){2}"t":"run"/, ['--retry-refused']);
  expect(await status()).toMatchObject({ accepted: 2, refused: 0, pending: 2, inDoubt: 0 });
  script = {};
  const run = await send();
  expect([run.code, run.stderr]).toEqual([0, expect.stringMatching(/To be mailed +2 voters/)]);
  expect(mailed().slice(2)).toEqual(['right2@voters.example', 'right4@voters.example']);
  expect(state().match(/"t":"retried"/g)).toHaveLength(2);
});

test('killed at the dot, one is in doubt, and the same command does not mail it again', async () => {
  expect((await send('--new-mailing')).code).toBe(3);
  project.writeRoll(CORRECTED);
  script = { 'end-of-data': hang };
  await killOnce(/"t":"retried"[\s\S]*"t":"committing"/, ['--retry-refused']);
  script = {};
  const run = await send('--retry-refused');
  expect([run.code, await status()]).toEqual([
    4,
    expect.objectContaining({ accepted: 3, refused: 0, pending: 0, inDoubt: 1 }),
  ]);
  expect(mailed().slice(2)).toEqual(['right4@voters.example']);
});
