/** Owns the notice of the days left in `configure`, which needs a keyring and the built program. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { describeWith } from '../support/require-debian.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';

const DAY = 24 * 60;
const SHORT = { electionStart: localTime(12 * DAY), electionEnd: localTime(30 * DAY) };
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

describeWith(['gnome-keyring', 'dbus', 'libsecret-tools'], 'configure', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await startKeyring('login');
  });
  afterAll(() => keyring.stop());

  const configure = (...args: string[]) =>
    household.run(['configure', 'hurry', ...host.flags, ...args, '--yes'], {
      ...inProject(),
      env: keyring.env,
    });

  test('says it in the folder of the project and stores the profile all the same', async () => {
    const run = await configure();
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(NOTICE) });
    expect(run.stderr).toMatch(ASK);
    const json = await configure('--json');
    expect([11, 12, 13]).toContain(JSON.parse(json.stdout).leadTimeDays);
  });

  test('is not stopped by a broken invite.yaml', async () => {
    writeFileSync(join(project.folder, 'invite.yaml'), 'farbe: rot\n');
    const run = await configure();
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('is stored') });
    expect(run.stderr).not.toMatch(/four weeks|farbe/);
  });

  test('lists and shows profiles without a word about it', async () => {
    const run = await household.run(['configure', '--list'], { ...inProject(), env: keyring.env });
    expect(run.stderr).not.toMatch(/The election|four weeks/);
  });
});
