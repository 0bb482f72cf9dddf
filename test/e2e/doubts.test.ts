/** Owns what the user decides about doubts, as the built program does it: resend, accept, skip, and when it is asked. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household, type Run } from '../support/cli.js';
import {
  type ExampleProject,
  localTime,
  makeProject,
  makeVoters,
  type RollVoter,
  TEXT,
} from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, drop } from '../support/scripted-server.js';

const VOTERS = 6;

let household: Household;
let host: ScriptedHost;
let voters: RollVoter[];
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  voters = makeVoters(VOTERS);
  project = makeProject(household, { voters });
  host = await startScriptedHost(household, () => script);
  script = {};
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

/** The server takes these messages (numbers from 1 on) and breaks off instead of answering. */
function breakingOffAt(...numbers: readonly number[]): ConnectionScript {
  return {
    'end-of-data': () => (numbers.includes(host.server.completed.length) ? drop : '250 2.0.0 queued'),
  };
}

const send = (...args: string[]): Promise<Run> => household.run(['send', 'project', ...args, ...host.flags]);

/** Voters 1, 2, 4 and 5 in doubt, 3 and 6 accepted. */
async function beginWithFourDoubts(): Promise<void> {
  script = breakingOffAt(1, 2, 4, 5);
  expect(await send('--new-mailing', '--yes')).toMatchObject({ code: 4 });
  expect(await status()).toMatchObject({ accepted: 2, inDoubt: 4, pending: 0 });
  script = {};
}

async function status(): Promise<{ accepted: number; inDoubt: number; pending: number; refused: number }> {
  return JSON.parse((await household.run(['status', 'project', '--json'])).stdout);
}

function messagesTo(voter: RollVoter | undefined): string[] {
  return host.server.completed
    .filter(({ to }) => to[0] === voter?.email)
    .map(({ bytes }) => bytes.toString('latin1'));
}

function state(): string {
  return readFileSync(project.statePath, 'utf8');
}

describe('resending doubts', () => {
  // Why: with --limit 1 all four became pending, exit 5 hid the doubts, and a kill would have lost them.
  test('some are accepted, the others stay in doubt, and the next plain send mails them', async () => {
    await beginWithFourDoubts();
    const first = await send('--yes', '--in-doubt', 'resend', '--limit', '1');
    expect(first.code).toBe(4);
    expect(await status()).toMatchObject({ accepted: 3, inDoubt: 3, pending: 0 });
    expect(host.server.completed).toHaveLength(7);
    expect((await send('--yes')).code).toBe(0);
    expect(await status()).toMatchObject({ accepted: 6, inDoubt: 0 });
    for (const index of [0, 1, 3, 4]) {
      const copies = messagesTo(voters[index]);
      expect(copies).toHaveLength(2);
      expect(new Set(copies).size).toBe(1);
    }
    for (const index of [2, 5]) expect(messagesTo(voters[index])).toHaveLength(1);
  });

  // Why: a second copy that was refused said nothing about the first, and yet the voter was booked as refused.
  test('whose second copy is refused are in doubt all the same, and are not tried again unasked', async () => {
    await beginWithFourDoubts();
    script = { RCPT: '550 5.1.1 no such user', DATA: '503 5.5.1 no recipient' };
    expect((await send('--yes', '--in-doubt', 'resend')).code).toBe(4);
    expect(await status()).toMatchObject({ accepted: 2, inDoubt: 4, refused: 0, pending: 0 });
    script = {};
    expect((await send('--yes')).code).toBe(4);
    expect(host.server.completed).toHaveLength(6);
  });

  // Why: one message that came out differently ended the run with a fault, and nobody behind it was mailed.
  test('whose message has changed since the decision stays in doubt, and the others are mailed', async () => {
    script = breakingOffAt(1, 2);
    await send('--new-mailing', '--yes', '--limit', '3');
    expect((await send('--yes', '--in-doubt', 'resend', '--limit', '1')).code).toBe(4);
    project.writeText(`${TEXT}Nachtrag\n`);
    const run = await send('--yes', '--accept-changed', 'template', '--json');
    expect(run.code).toBe(4);
    expect(run.stdout).toMatch(/"event":"in-doubt".*"row":3,.*"kind":"message-differs"/);
    expect(await status()).toMatchObject({ accepted: 5, inDoubt: 1, pending: 0 });
    expect(messagesTo(voters[1])).toHaveLength(1);
    expect(messagesTo(voters[5])[0]).toContain('Nachtrag');
  });

  test('is refused before anything leaves when the message has changed already', async () => {
    await beginWithFourDoubts();
    project.writeText(`${TEXT}Nachtrag\n`);
    const run = await send('--yes', '--in-doubt', 'resend', '--accept-changed', 'template', '--json');
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('"kind":"message-differs"');
    expect(host.server.completed).toHaveLength(6);
    expect(state()).not.toMatch(/"decided"|"changed"/);
  });
});

describe('a resend is a start like any other', () => {
  // Why: the plan counted no message for a resend, so nothing was asked, and four went out without --yes.
  test('without --yes, where nobody can be asked, it is exit 2 and changes nothing', async () => {
    await beginWithFourDoubts();
    const before = state();
    const run = await send('--in-doubt', 'resend');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/4 messages.*--yes/s) });
    expect(host.server.completed).toHaveLength(6);
    expect(state()).toBe(before);
  });

  // Why: for the same reason it did not wait for sendAt either.
  test('before sendAt it is exit 5 without --wait, and waits with it', async () => {
    await beginWithFourDoubts();
    project.writeSettings({ sendAt: localTime(60) });
    const before = state();
    expect((await send('--yes', '--in-doubt', 'resend')).code).toBe(5);
    const waiting = household.start([
      ...['send', 'project', '--yes', '--wait', '--in-doubt', 'resend'],
      ...host.flags,
    ]);
    await waiting.until(/Waiting until/);
    waiting.child.kill('SIGINT');
    expect((await waiting.ended).code).toBe(130);
    expect(host.server.completed).toHaveLength(6);
    expect(state()).toBe(before);
  });

  test('accepting doubts mails nobody and asks nothing', async () => {
    await beginWithFourDoubts();
    expect((await send('--in-doubt', 'accept')).code).toBe(0);
    expect(host.server.completed).toHaveLength(6);
  });

  test('with --only it concerns these alone, and a doubt that is skipped is no empty selection', async () => {
    await beginWithFourDoubts();
    const id = voters[3]?.id ?? '';
    expect((await send('--yes', '--only', id)).code).toBe(4);
    expect((await send('--yes', '--only', id, '--in-doubt', 'resend')).code).toBe(4);
    expect(await status()).toMatchObject({ accepted: 3, inDoubt: 3 });
    expect(messagesTo(voters[3])).toHaveLength(2);
    expect(host.server.completed).toHaveLength(7);
  });
});
