/** Owns what can go wrong before a mailing has mailed anybody: two copies, a rehearsal's file, a link in a file's place. */
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type Run } from '../support/cli.js';
import {
  type ExampleProject,
  localTime,
  makeProject,
  makeVoters,
  type RollVoter,
} from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';

let household: Household;
let host: MailHost;
let voters: RollVoter[];
let project: ExampleProject;

beforeEach(async () => {
  household = new Household();
  host = await startMailHost(household);
  voters = makeVoters(4);
  project = makeProject(household, { voters });
});
afterEach(async () => {
  await host.close();
  household.remove();
});

const send = (folder: string, ...args: string[]): Promise<Run> =>
  household.run(['send', folder, '--yes', ...args, ...host.flags]);

function path(name: string): string {
  return join(project.folder, name);
}

describe('two copies of a project', () => {
  // Why: both had looked before they waited, both began at the same second, and everybody got two invitations.
  test('that wait for the same time: one begins, the other is exit 8 and says where', async () => {
    project.writeSettings({ sendAt: localTime(8 / 60) });
    cpSync(project.folder, join(household.folder, 'copy'), { recursive: true });
    const waiting = ['project', 'copy'].map((folder) =>
      household.start(['send', folder, '--yes', '--new-mailing', '--wait', ...host.flags]),
    );
    await Promise.all(waiting.map((one) => one.until(/Waiting until/)));
    const runs = await Promise.all(waiting.map((one) => one.ended));
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 8]);
    const [winner, loser] = runs[0]?.code === 0 ? ['project', 'copy'] : ['copy', 'project'];
    const said = runs.find(({ code }) => code === 8)?.stderr;
    expect(said).toContain(join(household.folder, winner, 'invite.state.jsonl'));
    expect(existsSync(join(household.folder, loser, 'invite.state.jsonl'))).toBe(false);
    expectOneEach(await host.messages(), voters);
  });

  test('one of them begun, nobody mailed: the other is exit 8 in both languages', async () => {
    cpSync(project.folder, join(household.folder, 'copy'), { recursive: true });
    // The host is gone: the mailing begins and mails nobody.
    await host.close();
    expect((await send('project', '--new-mailing', '--until', localTime(0.1))).code).toBe(5);
    for (const [lang, words] of [
      ['en', /already been begun in another place.*Go on with it there/s],
      ['de', /schon an einem anderen Ort begonnen/s],
    ] as const) {
      const args = ['send', 'copy', '--yes', '--new-mailing', ...host.flags];
      const run = await household.run(args, { lang });
      expect(run).toMatchObject({ code: 8, stderr: expect.stringMatching(words) });
    }
    expect(readdirSync(join(household.folder, 'copy'))).not.toContain('invite.state.jsonl');
  });
});

describe('a rehearsal and a mailing', () => {
  // Why: --state of the real mailing together with --sandbox booked everybody as accepted who got nothing.
  test.each([
    ['--state', 'invite.state.jsonl'],
    ['--mailing', 'reminder'],
  ])('never share a state file by way of %s', async (...wish) => {
    const before = readdirSync(project.folder);
    for (const lang of ['en', 'de'] as const) {
      const run = await household.run(['send', 'project', '--sandbox', ...wish], { lang });
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/--sandbox .*--state, --mailing/) });
    }
    expect(readdirSync(project.folder)).toEqual(before);
  });

  test('a rehearsal’s state file in the mailing’s place is exit 8 and stays as it is', async () => {
    await household.run(['send', 'project', '--sandbox']);
    for (const ending of ['jsonl', 'key'])
      copyFileSync(path(`invite.sandbox.${ending}`), path(`invite.state.${ending}`));
    const before = readFileSync(project.statePath);
    for (const args of [[], ['--take-over'], ['--state', path('invite.sandbox.jsonl')]]) {
      const run = await send('project', ...args);
      expect(run).toMatchObject({ code: 8, stderr: expect.stringMatching(/belongs to a rehearsal/) });
    }
    expect(readFileSync(project.statePath)).toEqual(before);
    expect(await host.messages()).toEqual([]);
  });

  test('a mailing’s state file in the rehearsal’s place is exit 8 and is not cleared away', async () => {
    expect((await send('project', '--new-mailing')).code).toBe(0);
    for (const ending of ['jsonl', 'key'])
      copyFileSync(path(`invite.state.${ending}`), path(`invite.sandbox.${ending}`));
    const run = await household.run(['send', 'project', '--sandbox']);
    expect(run).toMatchObject({ code: 8, stderr: expect.stringMatching(/belongs to a real mailing/) });
    expect(readFileSync(path('invite.sandbox.jsonl'))).toEqual(readFileSync(project.statePath));
    expect(existsSync(path('.invite-sandbox'))).toBe(false);
  });
});

// Why: stat() follows a link, so one that leads nowhere passed for nothing there, and the beginning failed half-way.
describe.skipIf(process.platform === 'win32')('a link that leads nowhere', () => {
  test.each(['invite.state.jsonl', 'invite.state.key'])('in place of %s is exit 8', async (name) => {
    symlinkSync(join(household.folder, 'nowhere'), path(name));
    for (const args of [['--new-mailing'], []]) {
      const run = await send('project', '--json', ...args);
      expect(run).toMatchObject({ code: 8, stdout: expect.stringContaining('"kind":"state-not-regular"') });
    }
    expect(existsSync(join(household.folder, 'nowhere'))).toBe(false);
    expect(await host.messages()).toEqual([]);
  });
});
