/** Owns "I got nothing": one voter mailed once more on request, to the same or to another address. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMessage } from '../support/arrived.js';
import { Household, type Run } from '../support/cli.js';
import { type ExampleProject, makeProject, makeVoters, type RollVoter } from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, drop } from '../support/scripted-server.js';

const OTHER = 'privat@other.example';
const REASON = ['--reason', 'rang up, nothing in the spam folder'];

let household: Household;
let host: ScriptedHost;
let voters: RollVoter[];
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  voters = makeVoters(3);
  project = makeProject(household, { voters });
  script = {};
  host = await startScriptedHost(household, () => script);
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const send = (...args: string[]): Promise<Run> =>
  household.run(['send', 'project', '--yes', ...args, ...host.flags]);
const again = (...args: string[]): Promise<Run> => send('--again', anna().id, ...args);
const anna = (): RollVoter => voters[0] as RollVoter;
const state = (): string => readFileSync(project.statePath, 'utf8');
const status = async () => JSON.parse((await household.run(['status', 'project', '--json'])).stdout);

async function messagesOf(address: string) {
  const mine = host.server.completed.filter(({ to }) => to[0] === address);
  return Promise.all(mine.map(({ bytes }) => readMessage(address, bytes)));
}

describe('a voter who got nothing', () => {
  test('is mailed once more: the same credentials, another Message-ID, and nobody else', async () => {
    await send('--new-mailing');
    const run = await again(...REASON);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining(anna().id) });
    const [first, second, ...more] = await messagesOf(anna().email);
    expect(more).toEqual([]);
    expect(second?.text).toBe(first?.text);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(host.server.completed).toHaveLength(4);
    expect(await status()).toMatchObject({
      accepted: 3,
      repeats: [
        { id: anna().id, number: 1, state: 'accepted', reason: 'rang up, nothing in the spam folder' },
      ],
    });
    expect((await send()).code).toBe(0);
    expect(host.server.completed).toHaveLength(4);
  });

  test('is mailed a third time with a third Message-ID', async () => {
    await send('--new-mailing');
    await again(...REASON);
    await again(...REASON);
    expect(new Set((await messagesOf(anna().email)).map(({ messageId }) => messageId)).size).toBe(3);
  });

  test('is mailed to another address, which stands nowhere but in the message', async () => {
    await send('--new-mailing');
    expect((await again('--address', OTHER, ...REASON)).code).toBe(0);
    expect(state()).not.toContain('other.example');
    const [message] = await messagesOf(OTHER);
    expect(message?.text).toContain(anna().password);
    expect(await messagesOf(anna().email)).toHaveLength(1);
  });

  test('whose reason names them: the state file does not', async () => {
    await send('--new-mailing');
    const { firstName, lastName, email } = anna();
    await again('--reason', `${firstName} ${lastName} (${email}) rang up`);
    expect(state()).toMatch(/"t":"again".*rang up/);
    for (const part of [lastName, email]) expect(state()).not.toContain(part);
  });
});

describe('a repetition that did not come to its end', () => {
  test('is finished by a plain run, where it goes to the address of the roll', async () => {
    await send('--new-mailing');
    script = { RCPT: '550 5.7.60 not permitted to send as this sender', DATA: '503 no' };
    expect((await again(...REASON)).code).toBe(6);
    expect(await status()).toMatchObject({ accepted: 2, pending: 1 });
    script = {};
    expect((await send()).code).toBe(0);
    expect(await messagesOf(anna().email)).toHaveLength(2);
    expect(state().match(/"t":"again"/g)).toHaveLength(1);
  });

  // Why: the other address is not kept, and the credentials must not go to the one that was wrong.
  test('to another address waits for the same command, and never goes to the address of the roll', async () => {
    await send('--new-mailing');
    script = { RCPT: '550 5.7.60 not permitted to send as this sender', DATA: '503 no' };
    await again('--address', OTHER, ...REASON);
    script = {};
    const plain = await send();
    expect(plain).toMatchObject({ code: 5, stdout: expect.stringMatching(/--again and --address/) });
    expect(await messagesOf(anna().email)).toHaveLength(1);
    expect((await again('--address', OTHER, ...REASON)).code).toBe(0);
    expect(await messagesOf(OTHER)).toHaveLength(1);
    expect(state().match(/"t":"again"/g)).toHaveLength(1);
  });

  test('is in doubt when the answer is lost, and is not repeated unasked', async () => {
    await send('--new-mailing');
    script = { 'end-of-data': drop };
    expect((await again(...REASON)).code).toBe(4);
    script = {};
    expect((await send()).code).toBe(4);
    expect(await again(...REASON)).toMatchObject({ code: 2, stderr: expect.stringContaining('in doubt') });
    expect(await messagesOf(anna().email)).toHaveLength(2);
    expect((await send('--in-doubt', 'resend')).code).toBe(0);
    const [, second, third] = await messagesOf(anna().email);
    expect(third).toEqual(second);
  });
});

describe('a repetition to another address that is in doubt', () => {
  const toOther = (...args: string[]): Promise<Run> => again('--address', OTHER, ...REASON, ...args);

  beforeEach(async () => {
    await send('--new-mailing');
    script = { 'end-of-data': drop };
    expect((await toOther()).code).toBe(4);
    script = {};
  });

  // Why: its address is not kept, so its bytes could never be made again: it had no way out but "accept", and every
  // other doubt was refused its resend, too.
  test('is resent by the same command with --in-doubt resend, byte for byte', async () => {
    const run = await toOther();
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--in-doubt resend') });
    expect(await messagesOf(OTHER)).toHaveLength(1);
    expect((await toOther('--in-doubt', 'resend')).code).toBe(0);
    const [first, second, ...more] = await messagesOf(OTHER);
    expect(more).toEqual([]);
    expect(second).toEqual(first);
    expect(await messagesOf(anna().email)).toHaveLength(1);
  });

  test('does not keep others from their resend, and stays in doubt then', async () => {
    script = { 'end-of-data': drop };
    const other = voters[1] as RollVoter;
    expect((await send('--again', other.id, ...REASON)).code).toBe(4);
    script = {};
    expect((await send('--in-doubt', 'resend')).code).toBe(4);
    expect(await messagesOf(other.email)).toHaveLength(3);
    expect(await messagesOf(OTHER)).toHaveLength(1);
    expect(await messagesOf(anna().email)).toHaveLength(1);
    expect(await status()).toMatchObject({ inDoubt: 1, doubts: [{ id: anna().id }] });
  });

  test('is accepted when IT has found it', async () => {
    expect((await send('--in-doubt', 'accept')).code).toBe(0);
    expect(await messagesOf(OTHER)).toHaveLength(1);
  });
});

describe('a wish that is refused', () => {
  test.each([
    ['without a reason', ['--again', '0000001'], /needs a reason/],
    ['with a reason and no voter', REASON, /belong to --again/],
    ['to no address', ['--again', '0000001', '--address', 'anna', ...REASON], /--address.*e-mail address/s],
    [
      'to two addresses',
      ['--again', '0000001', '--address', 'a@b.example,c@d.example', ...REASON],
      /--address/,
    ],
    ['together with others', ['--again', '0000001', '--only', '0000002', ...REASON], /does nothing else/],
    [
      'with a word on a doubt that is none',
      ['--again', '0000001', '--in-doubt', 'accept', ...REASON],
      /does nothing else/,
    ],
    ['in a rehearsal', ['--again', '0000001', '--sandbox', ...REASON], /does nothing else/],
    ['with a reason of several lines', ['--again', '0000001', '--reason', 'a\nb'], /--reason/],
  ])('%s is exit 2, whatever the mailing', async (_name, args, said) => {
    expect(await send(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(said) });
    expect(host.server.completed).toEqual([]);
  });

  test('for somebody unknown changes nothing', async () => {
    await send('--new-mailing');
    const before = state();
    const run = await send('--again', 'nobody', ...REASON);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('nobody') });
    expect(host.server.completed).toHaveLength(3);
    expect(state()).toBe(before);
  });

  test('for whoever has not been mailed yet changes nothing', async () => {
    await send('--new-mailing', '--limit', '1');
    const run = await send('--again', voters[2]?.id ?? '', ...REASON);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('no invitation yet') });
    expect(host.server.completed).toHaveLength(1);
  });

  test('before the mailing has begun is exit 8', async () => {
    expect((await again(...REASON)).code).toBe(8);
    expect(host.server.completed).toEqual([]);
  });
});
