/** Owns the trial by SIGKILL at every system call that makes something last: fsync, rename, link, ftruncate. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { census } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';

const VOTERS = 3;
/** More than any of the calls occurs in a mailing to three voters. */
const MOST_CALLS = 400;

describeWith(['strace'], 'a mailing that dies at its n-th system call', () => {
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

  test.each([
    ['fsync', 1],
    ['rename', 1],
    ['link', 1],
    ['unlink', 1],
    ['write', 5],
  ])('%s: is continued by the same command, nobody lost and nobody mailed twice', async (call, step) => {
    const problems: object[] = [];
    let deaths = 0;
    for (let number = 1; number <= MOST_CALLS; number += step) {
      const { died, problem } = await dieAt(call, number);
      if (problem) problems.push(problem);
      if (!died) break;
      deaths += 1;
    }
    expect(problems).toEqual([]);
    expect(deaths).toBeGreaterThan(0);
  });

  async function dieAt(call: string, number: number): Promise<{ died: boolean; problem: object | null }> {
    const name = `${call}-${number}`;
    const voters = makeVoters(VOTERS).map((voter) => ({
      ...voter,
      email: voter.email.replace('voter', `${name}-`),
    }));
    const { statePath } = makeProject(household, { voters, name, settings: { title: name } });
    const command = () => [
      'send',
      name,
      '--yes',
      ...(existsSync(statePath) ? [] : ['--new-mailing']),
      ...host.flags,
    ];
    const inject = [
      'strace',
      '-f',
      '-qq',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:signal=SIGKILL:when=${number}`,
    ];
    // strace counts per thread: with one of them the n-th call is the n-th.
    const env = { UV_THREADPOOL_SIZE: '1' };
    const killed = await household.run(command(), { wrapper: [...inject, '-o', '/dev/null'], env });
    const again = await household.run(command());
    const status = JSON.parse((await household.run(['status', name, '--json'])).stdout) as {
      doubts: { id: string }[];
    };
    const arrived = (await host.messages()).filter(({ to }) => to.startsWith(`${name}-`));
    const { none, several } = census(arrived, voters);
    const doubts = status.doubts.map(({ id }) => id);
    const missing = none.filter((id) => !doubts.includes(id));
    const right = again.code === (doubts.length > 0 ? 4 : 0) && missing.length + several.length === 0;
    const problem = { name, code: again.code, missing, several, said: again.stderr.split('\n')[0] };
    return { died: killed.code === 137, problem: right ? null : problem };
  }
});
