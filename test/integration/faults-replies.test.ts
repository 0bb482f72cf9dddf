/** Owns the faults in what a server answers: refusals, quotas, half replies, replies that nobody asked for. */
import { afterEach, describe, expect, test } from 'vitest';
import { makeVoters } from '../support/example-project.js';
import { expectInvariants, expectRecovery, statesOf } from '../support/fault-invariants.js';
import { brief, FaultTrial, type TrialWishes } from '../support/fault-trial.js';
import {
  type Answer,
  type ConnectionScript,
  drop,
  half,
  raw,
  replyThen,
} from '../support/scripted-server.js';

let trial: FaultTrial;
afterEach(() => trial.end());

async function faulty(script: FaultTrial['script'], wishes: TrialWishes = {}): Promise<void> {
  trial = new FaultTrial(wishes);
  trial.script = script;
  await trial.listen();
}

const atFirst = (script: ConnectionScript) => (connection: number) => (connection === 0 ? script : {});

/** RCPT TO of the second voter gets this answer, every other a yes. */
const atSecondVoter =
  (answer: string): Answer =>
  (line) =>
    line.includes('<voter2@') ? answer : '250 2.1.5 ok';

test.each([
  ['row 6: the greeting is 554', '554 5.7.1 go away, 192.0.2.1', 6],
  ['row 6: the greeting is 421', '421 4.3.2 too busy', 5],
])('%s', async (_name, greeting, code) => {
  await faulty({ greeting });
  const run = await trial.begin();
  expect(brief(run)).toMatchObject({ code, completed: 0 });
  expect(run.stdout).toContain(greeting);
  await expectInvariants(trial, run);
  await expectRecovery(trial);
});

describe('no clear word after the dot', () => {
  test.each([
    ['row 21: half of an acceptance', half('250 2.0')],
    ['row 21: half of a refusal', half('550 5.')],
    ['row 23: a 354 once more', '354 go on'],
    ['row 23: garbage', raw('\x00\xff what?\r\n')],
    ['row 23: two codes in one reply', raw('250-2.0.0 ok\r\n550 5.0.0 no\r\n')],
    ['row 23: a goodbye', '221 2.0.0 bye'],
  ] as const)('%s is a doubt, the others are mailed', async (_name, answer) => {
    await faulty(atFirst({ 'end-of-data': answer }));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 4, completed: 4 });
    const { accepted, 'in-doubt': doubts } = await expectInvariants(trial, run);
    expect([accepted.length, doubts]).toEqual([3, ['0000001']]);
    await expectRecovery(trial);
  });

  test('row 23: "250" twice leaves no doubt and shifts no answer to another voter', async () => {
    await faulty(atFirst({ 'end-of-data': raw('250 2.0.0 queued\r\n250 2.0.0 queued\r\n') }));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, completed: 4 });
    await expectInvariants(trial, run);
  });
});

describe('a reply before the dot', () => {
  const EARLY = { bytes: 200, step: '552 5.3.4 enough' } as const;

  test.each([
    ['row 22: a refusal', { beforeDot: EARLY }],
    ['row 22: an acceptance', { beforeDot: { bytes: 200, step: '250 2.0.0 queued' } }],
    ['row 22: the beginning of one', { beforeDot: { bytes: 200, step: raw('250 2.0') } }],
    ['row 22: an acceptance in place of the 354', { DATA: '250 2.0.0 queued' }],
  ] as const)('%s, once: no dot, the same voter again', async (_name, script) => {
    await faulty(atFirst(script));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, completed: 4 });
    expect(trial.server.connections()).toBe(2);
    await expectInvariants(trial, run);
  });

  test('row 22: at every message: no dot at all', async () => {
    await faulty({ beforeDot: EARLY });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5, completed: 0 });
    await expectInvariants(trial, run);
    await expectRecovery(trial);
  });
});

describe('a voter’s trouble', () => {
  test.each([
    ['row 24: 550 at RCPT', '550 5.1.1 no such user'],
    ['row 24: 553 at RCPT', '553 5.1.3 bad address'],
    ['row 24: 501 at RCPT', '501 5.1.3 syntax'],
  ])('%s refuses this one for good and nobody else', async (_name, answer) => {
    await faulty({ RCPT: atSecondVoter(answer) });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 3, completed: 3 });
    const { refused } = await expectInvariants(trial, run);
    expect(refused).toEqual(['0000002']);
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'refused', row: 3 }));
    await expectRecovery(trial, { fate: 3 });
    expect(trial.completed).toHaveLength(3);
  });

  // Why: addresses are chosen by strangers; one that sounds like a refused sender must not end a mailing.
  test('row 24: a refusal is not read by the words of the addresses that it quotes', async () => {
    const [first, ...others] = makeVoters(4);
    if (!first) throw new Error('no voters');
    const email = 'daily-limit.SendAsDenied@voters.example';
    await faulty({}, { voters: [{ ...first, email }, ...others] });
    trial.script = {
      RCPT: (line) =>
        line.includes(email) ? `550 5.1.1 ${line.slice('RCPT TO:'.length)}: User unknown` : '250 2.1.5 ok',
    };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 3, completed: 3 });
    expect((await expectInvariants(trial, run)).refused).toHaveLength(1);
  });

  test.each([
    ['row 25: greylisted twice', '450 4.2.0 greylisted', 2, 0],
    ['row 25: greylisted for ever', '450 4.2.0 greylisted', Number.POSITIVE_INFINITY, 5],
    ['row 25: a local error for ever', '451 4.3.0 busy', Number.POSITIVE_INFINITY, 5],
  ])('%s', async (_name, answer, times, code) => {
    await faulty({});
    let tries = 0;
    trial.script = {
      RCPT: (line) => {
        if (!line.includes('<voter2@')) return '250 2.1.5 ok';
        tries += 1;
        return tries > times ? '250 2.1.5 ok' : answer;
      },
    };
    const begun = trial.clock.now();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: code });
    // After 5 minutes, then after 15: a longer wait ends the run.
    expect(trial.clock.now() - begun).toBeGreaterThanOrEqual(20 * 60_000);
    expect(tries).toBe(3);
    expect((await expectInvariants(trial, run)).deferred).toHaveLength(code === 0 ? 0 : 1);
    await expectRecovery(trial);
  });

  test('row 33: no SMTPUTF8, and an address that would need it', async () => {
    const [first, ...others] = makeVoters(4);
    if (!first) throw new Error('no voters');
    await faulty(
      {},
      { voters: [{ ...first, email: 'jürgen@voters.example' }, ...others], server: { extensions: ['SIZE'] } },
    );
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 2, completed: 0 });
    expect(trial.server.connections()).toBe(0);
    expect(run.stderr).toMatch(/line 2, column "E-Mail"/);
    await expectInvariants(trial, run);
  });

  test('row 34: RCPT is refused and DATA is not', async () => {
    await faulty({ RCPT: atSecondVoter('550 5.1.1 no such user') });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 3, completed: 3 });
    // The library ends a message without a recipient with a lone dot: there is nothing in it (docs/journal.md).
    const nobodys = trial.server.completed.filter(({ to }) => to.length === 0);
    expect(nobodys.map(({ bytes }) => bytes.length)).toEqual([0]);
    await expectInvariants(trial, run);
  });
});

describe('the sender’s or every message’s trouble', () => {
  test.each<readonly [string, ConnectionScript, number]>([
    ['row 26: 550 at MAIL FROM', { MAIL: '550 5.7.1 suspended' }, 6],
    ['row 26: 553 at MAIL FROM', { MAIL: '553 5.7.1 not yours' }, 6],
    [
      'row 26: the sender is refused at RCPT',
      { RCPT: '553 5.7.1 <x>: Sender address rejected: not owned by user' },
      6,
    ],
    ['row 28: the daily quota as a 550 at RCPT', { RCPT: '550 5.4.5 Daily user sending limit exceeded' }, 5],
    [
      'row 28: a quota as a 554 after the dot',
      { 'end-of-data': '554 5.2.0 SubmissionQuotaExceededException' },
      5,
    ],
    ['row 29: spam after the dot, for everybody', { 'end-of-data': '554 5.7.1 Message rejected as spam' }, 5],
    ['row 32: 552 after the dot', { 'end-of-data': '552 5.3.4 message too big' }, 6],
  ])('%s stops the run, and nobody is booked as refused', async (_name, script, code) => {
    await faulty(script);
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code, accepted: 0 });
    const { pending } = await expectInvariants(trial, run);
    expect(pending).toHaveLength(4);
    await expectRecovery(trial);
  });

  test('row 29: spam after the dot, for one voter', async () => {
    await faulty({});
    trial.script = {
      'end-of-data': () =>
        trial.completed.length === 2 ? '554 5.7.1 Message rejected as spam' : '250 2.0.0 queued',
    };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 3, accepted: 3 });
    await expectInvariants(trial, run);
    await expectRecovery(trial, { fate: 3 });
  });

  test('row 32: the server’s SIZE is smaller than the message', async () => {
    await faulty({}, { server: { extensions: ['SIZE 100'] } });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 6, completed: 0 });
    expect(run.stdout).toMatch(/message-too-large/);
    await expectInvariants(trial, run);
    await trial.server.close();
    await trial.listen({});
    await expectRecovery(trial);
  });
});

describe('a server that refuses many addresses', () => {
  const UNKNOWN = '550 5.1.1 User unknown';
  const tenBad: Answer = (line) => (/<voter(?:3|4|5|6|7|8)@/.test(line) ? UNKNOWN : '250 2.1.5 ok');

  test('ends the run, exit 5, and goes on with --max-refused 100', async () => {
    await faulty({ RCPT: tenBad }, { voters: 12 });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5, completed: 2 });
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'stopped', kind: 'addresses' }));
    expect((await statesOf(trial)).refused).toEqual([]);
    await expectInvariants(trial, run);
    const rest = await trial.goOn({ maxRefused: 100 });
    expect(brief(rest)).toMatchObject({ code: 3, completed: 4 });
  });
});

describe('a server that wants it slower', () => {
  test.each<readonly [string, Answer]>([
    ['row 27: 421 4.7.0 at RCPT', ['250 2.1.5 ok', replyThen('421 4.7.0 try again later', drop)]],
    ['row 27: too many connections', ['250 2.1.5 ok', '450 4.7.0 too many connections', '250 2.1.5 ok']],
  ])('%s: a pause that is told, then the rest', async (_name, RCPT) => {
    await faulty(atFirst({ RCPT }));
    const begun = trial.clock.now();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, completed: 4 });
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'paused' }));
    expect(trial.clock.now() - begun).toBeGreaterThanOrEqual(60_000);
    await expectInvariants(trial, run);
  });

  test.each([
    ['row 27: too much mail', '450 4.7.1 Error: too much mail from 192.0.2.1'],
    ['row 27: no resources', '452 4.3.1 Insufficient system resources'],
  ])('%s: the run ends and can be resumed', async (_name, answer) => {
    await faulty({ MAIL: ['250 2.1.0 ok', answer] });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5, completed: 1 });
    await expectInvariants(trial, run);
    await expectRecovery(trial);
  });

  test('row 30: the server ends each session after two messages', async () => {
    await faulty(
      { MAIL: ['250 2.1.0 ok', '250 2.1.0 ok', replyThen('421 4.4.2 enough', drop)] },
      { voters: 7 },
    );
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, completed: 7 });
    expect(trial.server.connections()).toBe(4);
    await expectInvariants(trial, run);
    expect((await statesOf(trial)).accepted).toHaveLength(7);
  });
});
