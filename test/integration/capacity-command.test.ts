/** Owns `test-connection --capacity` as its user meets it: the command against a real Postfix and the sandbox. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { rigFlags } from '../support/rig-host.js';

describeWith(RIG, 'capacity against Postfix with smtpd_client_connection_count_limit', () => {
  let rig: PostfixRig;
  let household: Household;
  beforeAll(async () => {
    rig = await startPostfix({ settings: { smtpd_client_connection_count_limit: '3' } });
  });
  beforeEach(() => {
    household = new Household();
  });
  afterEach(() => household.remove());
  afterAll(() => rig.stop());

  test.each(['starttls', 'ssl'] as const)('is three at once, in its own words (%s)', async (port) => {
    const flags = rigFlags(rig, household, port);
    const shown = await runHere(household, ['test-connection', ...flags, '--capacity', '--voters', '5000']);
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('at the same time: 3 connections'),
    });
    expect(shown.stdout).toMatch(/number 4 was not granted: .*\n.*421 4\.7\.0 .*too many connections/);
    expect(shown.stdout).toContain('No known limit slows down 5,000 voters');
    // All are closed again: the same is granted once more, at once.
    const again = await runHere(household, ['test-connection', ...flags, '--capacity', '--json']);
    const { ok, capacity } = JSON.parse(again.stdout);
    expect(ok).toBe(true);
    expect(capacity.connections).toMatchObject({
      granted: 3,
      atLeast: false,
      refused: { stage: 'greeting', kind: 'too-many-connections', reply: { code: 421, enhanced: '4.7.0' } },
    });
    expect(await rig.messages()).toEqual([]);
  });
});

describe('capacity of a server without limits', () => {
  let household: Household;
  let host: MailHost;
  beforeEach(async () => {
    household = new Household();
    host = await startMailHost(household);
  });
  afterEach(async () => {
    await host.close();
    household.remove();
  });

  test('is at least ten; the number of voters is that of the project around', async () => {
    const cwd = join(household.folder, 'project');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'invite.yaml'), 'expectVoters: 12400\npace: { perMinute: 30, perDay: 10000 }\n');
    const run = await runHere(household, ['test-connection', ...host.flags, '--capacity'], {
      cwd,
      lang: 'de',
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Gleichzeitig gewährt: mindestens 10 Verbindungen');
    expect(run.stdout).toContain('etwa 1 Tag 1 h: 30 je Minute und 10.000 am Tag (aus invite.yaml)');
    expect(run.stdout).toContain('2.400 davon gehen erst am nächsten Tag hinaus');
    // A mistake in it is other commands' matter, and --voters needs no project.
    writeFileSync(join(cwd, 'invite.yaml'), 'expectVoters: [\n');
    const json = await runHere(
      household,
      ['test-connection', ...host.flags, '--voters', '100000000', '--json'],
      {
        cwd,
      },
    );
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout).capacity).toMatchObject({ connections: null, voters: 100_000_000 });
    expect(await host.messages()).toEqual([]);
  });

  test('is not asked for by itself', async () => {
    const run = await runHere(household, ['test-connection', ...host.flags, '--json']);
    expect(JSON.parse(run.stdout)).not.toHaveProperty('capacity');
  });

  test.each(['0', '-5', '1e9', 'abc'])(
    'for %s voters is a slip, told before anything is connected',
    async (voters) => {
      const run = await runHere(household, [
        'test-connection',
        ...host.flags,
        '--capacity',
        '--voters',
        voters,
      ]);
      expect(run).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('a whole number from 1 to 100,000,000'),
      });
      expect(run.stdout).toBe('');
    },
  );
});
