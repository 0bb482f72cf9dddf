/** Owns how a mailing ends before its time: Ctrl-C, signals, a closed pipe or terminal, a full disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { census, expectOneEach } from '../support/arrived.js';
import { childrenOf, Household, type Running } from '../support/cli.js';
import { makeProject, makeVoters, type RollVoter } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';

const CTRL_C = '\u0003';
const BEGIN = ['send', 'project', '--new-mailing', '--yes'];
const RESUME = ['send', 'project', '--yes'];

let household: Household;
let voters: RollVoter[];
beforeEach(() => {
  household = new Household();
  voters = makeVoters(8);
  makeProject(household, { voters });
});
afterEach(() => household.remove());

async function status(): Promise<{
  accepted: number;
  inDoubt: number;
  pending: number;
  doubts: { id: string }[];
}> {
  return JSON.parse((await household.run(['status', 'project', '--json'])).stdout);
}

describeWith(RIG, 'Ctrl-C while the server is slow to answer the final dot', () => {
  let rig: PostfixRig;
  beforeAll(async () => {
    rig = await startPostfix({ slowDotSeconds: 5 });
  });
  beforeEach(() => rig.emptyMailbox());
  afterAll(() => rig.stop());

  /** Two messages are under way: their dots have left, no answer has come. */
  async function underWay(): Promise<Running> {
    const flags = ['--connections', '2', ...rigFlags(rig, household, 'slowDot')];
    const running = household.start([...BEGIN, ...flags], { terminal: true });
    await expect.poll(async () => (await status().catch(() => null))?.inDoubt).toBe(2);
    return running;
  }

  test('row 40: once: the messages under way are finished, exit 130, nobody is in doubt, and it can be resumed', async () => {
    const running = await underWay();
    running.type(CTRL_C);
    await running.until(/messages under way|being finished|Finishing/i);
    const run = await running.ended;
    expect(run).toMatchObject({
      code: 130,
      stdout: expect.stringMatching(/to resume:\s+invite send project/),
    });
    expect(await status()).toMatchObject({ accepted: 2, inDoubt: 0, pending: 6 });
    expect(await arrivedAt(rig)).toHaveLength(2);

    const flags = ['--accept-changed', 'host', ...rigFlags(rig, household, 'ssl')];
    expect((await household.run([...RESUME, ...flags])).code).toBe(0);
    expectOneEach(await arrivedAt(rig), voters);
  });

  test('row 41: twice: it ends at once, and whoever may have been mailed is named as in doubt', async () => {
    const running = await underWay();
    running.type(CTRL_C);
    await running.until(/Ctrl.C again/i);
    running.type(CTRL_C);
    const run = await running.ended;
    expect(run).toMatchObject({ code: 130, stdout: expect.stringMatching(/in doubt/i) });
    const { doubts, accepted, pending } = await status();
    expect({ accepted, pending, doubts: doubts.length }).toEqual({ accepted: 0, pending: 6, doubts: 2 });

    const flags = ['--accept-changed', 'host', ...rigFlags(rig, household, 'ssl')];
    expect((await household.run([...RESUME, ...flags])).code).toBe(4);
    const arrived = census(await arrivedAt(rig), voters);
    expect(arrived.several).toEqual([]);
    expect(arrived.none.filter((id) => !doubts.some((doubt) => doubt.id === id))).toEqual([]);
  });
});

describe('a mailing that is ended from outside', () => {
  let host: MailHost;
  beforeEach(async () => {
    host = await startMailHost(household);
  });
  afterEach(() => host.close());

  const arrived = (count: number) =>
    expect.poll(async () => (await host.messages()).length).toBeGreaterThanOrEqual(count);

  test.each([
    ['row 40: SIGINT', 'SIGINT', 130],
    ['row 42: SIGTERM', 'SIGTERM', 143],
    ['row 42: SIGHUP', 'SIGHUP', 129],
  ] as const)('%s ends it, nobody in doubt, and the same command resumes', async (_name, signal, code) => {
    const running = household.start([...BEGIN, '--rate', '120/min', ...host.flags]);
    await arrived(2);
    running.child.kill(signal);
    expect((await running.ended).code).toBe(code);
    expect(await status()).toMatchObject({ inDoubt: 0 });
    expect((await host.messages()).length).toBeLessThan(voters.length);
    expect((await household.run([...RESUME, ...host.flags])).code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  test('row 42: a terminal that is closed ends it like SIGHUP, and the same command resumes', async () => {
    const running = household.start([...BEGIN, '--rate', '120/min', ...host.flags], { terminal: true });
    await arrived(2);
    const [program = 0] = childrenOf(running.pid);
    running.child.kill('SIGKILL');
    await running.ended;
    await expect.poll(() => isRunning(program)).toBe(false);
    expect(await status()).toMatchObject({ inDoubt: 0 });
    expect((await household.run([...RESUME, ...host.flags])).code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  test('row 43: `| head -1` takes the first line, and the mailing goes on to its end', async () => {
    voters = makeVoters(200);
    makeProject(household, { voters });
    const wrapper = ['bash', '-c', '"$@" | head -1; exit $PIPESTATUS', 'bash'];
    const run = await household.run([...BEGIN, '--json', ...host.flags], { wrapper });
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
    expectOneEach(await host.messages(), voters);
  });

  test('the progress at a terminal is one line, redrawn; nothing else moves the cursor', async () => {
    const run = await household.run([...BEGIN, '--rate', '240/min', ...host.flags], { terminal: true });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('8 voters accepted') });
    expect(run.stdout).toContain('\r\u001b[2K');
    const others = run.stdout.replaceAll('\r\u001b[2K', '').match(/\u001b(?!\[\d*m)/g);
    expect(others).toBeNull();
  });

  test('at a terminal the number of voters begins the mailing, and a wrong one does not', async () => {
    const running = household.start(['send', 'project', ...host.flags], { terminal: true });
    await running.until(/type the number of voters/i);
    running.type('7\r');
    await running.until(/not the number of voters/i);
    expect(await host.messages()).toEqual([]);
    running.type('\u007f8\r');
    await running.until(/Send 8 messages now\?/i);
    running.type('y\r');
    expect((await running.ended).code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  test('at a terminal Enter alone starts nothing, exit 130', async () => {
    const running = household.start(['send', 'project', '--new-mailing', ...host.flags], { terminal: true });
    await running.until(/Send 8 messages now\?/i);
    running.type('\r');
    expect((await running.ended).code).toBe(130);
    expect(await host.messages()).toEqual([]);
  });

  describeWith(['root'], 'on a disk of its own', () => {
    const mount = (size: string, script: string) => {
      const disk = join(household.folder, 'disk');
      mkdirSync(disk);
      const setUp = `mount -t tmpfs -o size=${size} tmpfs '${disk}' || exit 99`;
      return { disk, wrapper: ['unshare', '-m', 'bash', '-c', `${setUp}; ${script}`, 'bash'] };
    };

    test('row 46: that has no room for the state file, nothing begins, exit 8', async () => {
      const { disk, wrapper } = mount('8k', '"$@"');
      const run = await household.run([...BEGIN, '--state', join(disk, 'm.jsonl'), ...host.flags], {
        wrapper,
      });
      expect(run).toMatchObject({ code: 8, stderr: expect.stringMatching(/not enough room on the disk/) });
      expect(await host.messages()).toEqual([]);
    });

    test('row 47: that fills up in the middle, it stops with 8; with room again the same command goes on', async () => {
      voters = makeVoters(40);
      makeProject(household, { voters });
      // Once some have mail, however long the program takes to begin.
      const begun = 'for i in {1..600}; do [[ $(wc -l <"$DISK/m.jsonl") -gt 12 ]] && break; sleep 0.05; done';
      const fill = `(${begun}; dd if=/dev/zero of="$DISK/filler" bs=1k) 2>/dev/null & "$@"; first=$?; wait; rm "$DISK/filler"`;
      const resume = `args=("$@"); "\${args[@]/--new-mailing/--no-color}"; echo "codes: $first $?"`;
      const { disk, wrapper } = mount('128k', `${fill}; ${resume}`);
      const args = [...BEGIN, '--rate', '600/min', '--state', join(disk, 'm.jsonl'), ...host.flags];
      const run = await household.run(args, { wrapper, env: { DISK: disk } });
      const { none, several } = census(await host.messages(), voters);
      const [, first, second] = /codes: (\d+) (\d+)/.exec(run.stdout) ?? [];
      expect({ first, several, said: run.stderr }).toEqual({
        first: '8',
        several: [],
        said: expect.stringMatching(/not enough room on the disk/),
      });
      expect({ second, none: none.length <= 1 }).toEqual({
        second: expect.stringMatching(/^[04]$/),
        none: true,
      });
      if (second === '0') expect(none).toEqual([]);
    });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
