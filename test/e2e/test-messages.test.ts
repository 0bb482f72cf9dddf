/** Owns test messages through a real mail server: what arrives in whose mailbox, and that nothing is left behind. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters, rollText } from '../support/example-project.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';
import { expectNoSecrets, formsOf } from '../support/secrets.js';

const ME = 'me@muster.example';

describeWith(RIG, 'a test message through Postfix and Dovecot', () => {
  let rig: PostfixRig;
  let household: Household;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  beforeEach(async () => {
    household = new Household();
    await rig.emptyMailbox();
    makeProject(household, { voters: makeVoters(5), settings: { testVoters: 'test.csv' } });
  });
  afterEach(() => household.remove());
  afterAll(() => rig.stop());

  const files = (): string[] => readdirSync(household.folder, { recursive: true, encoding: 'utf8' }).sort();

  test('arrives in one mailbox, marked, with nobody’s credentials, and writes no file', async () => {
    const flags = rigFlags(rig, household, 'starttls');
    const before = files();
    const run = await household.run(['send', 'project', '--test-to', ME, '--row', '4', '--yes', ...flags]);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('1 test message accepted') });
    expectNoSecrets(run, household);
    expect(files()).toEqual(before);
    const [message, ...others] = await arrivedAt(rig);
    expect(others).toEqual([]);
    expect(message?.to).toBe(ME);
    expect(message?.subject).toBe('[Test] Einladung: Gremienwahl');
    const [raw] = await rig.messages();
    const bytes = raw?.bytes.toString() ?? '';
    for (const { email, password } of makeVoters(5)) {
      expect(bytes).not.toContain(email);
      for (const form of Object.values(formsOf(password))) expect(bytes).not.toContain(form);
    }
  });

  test('to a test voter is the invitation itself, credentials included', async () => {
    const [tester] = makeVoters(1).map((voter) => ({
      ...voter,
      id: 'T1',
      email: 't@test.example',
      password: 'Probe-Eins-1',
    }));
    writeFileSync(join(household.folder, 'project', 'test.csv'), rollText(tester ? [tester] : []));
    const flags = rigFlags(rig, household, 'ssl');
    const before = files();
    const run = await household.run(['send', 'project', '--test', '--yes', ...flags]);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('line 2: T1, t@test.example') });
    expect(files()).toEqual(before);
    const arrived = await arrivedAt(rig);
    expect(arrived.map(({ to, subject }) => [to, subject])).toEqual([
      ['t@test.example', '[Test] Einladung: Gremienwahl'],
    ]);
    expect(arrived[0]?.text).toMatch(/^Guten Tag .*\n[\s\S]*Probe-Eins-1/);
  });

  test('is asked for first, and without a terminal needs --yes', async () => {
    const run = await household.run(['send', 'project', '--test-to', ME, ...rigFlags(rig, household, 'ssl')]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(`Send 1 message to ${ME}?`) });
    expect(await arrivedAt(rig)).toEqual([]);
  });
});
