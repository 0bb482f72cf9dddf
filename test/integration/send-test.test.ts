/** Owns the tests of `send --test-to` and `--test`: what arrives, what never does, and what is left behind: nothing. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RollVoter, rollText } from '../support/example-project.js';
import { brief, FaultTrial } from '../support/fault-trial.js';
import { formsOf } from '../support/secrets.js';

const ME = 'me@muster.example';

let trial: FaultTrial;
let before: string;
beforeEach(async () => {
  trial = new FaultTrial();
  await trial.listen();
  before = everything();
});
afterEach(() => trial.end());

/** Every file of the household with its contents: project, home, registry. */
function everything(): string {
  const { folder } = trial.household;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return files.map((name) => `${name} ${digest(name)}`).join('\n');
}

const asText = (bytes: Buffer | string): string => {
  const raw = bytes.toString().replace(/=\r\n/g, '');
  return Buffer.from(
    raw.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
};

function headersOf(bytes: Buffer | string): string {
  return bytes.toString().split('\r\n\r\n')[0] ?? '';
}

describe('a test message to oneself', () => {
  test('is the invitation of the first voter: marked, masked, to one address, and leaves nothing behind', async () => {
    const run = await trial.send({ testTo: [ME] });
    expect(brief(run)).toEqual({ code: 0, completed: 1, accepted: 1, told: [] });
    const [message] = run.accepted;
    expect(message?.to).toEqual([ME]);
    const bytes = message?.bytes ?? '';
    const text = asText(bytes);
    expect(headersOf(bytes)).toMatch(/^To: me@muster\.example$/m);
    expect(headersOf(bytes)).not.toContain('voters.example');
    expect(headersOf(bytes)).toMatch(/^Subject: \[Test\] Einladung: Gremienwahl$/m);
    expect(text).toContain('TEST: Das ist keine Einladung');
    expect(text).toContain('Aus Zeile 2 des');
    expect(text).toContain('<strong>TEST: Das ist keine Einladung</strong>');
    expect(text).toContain('Guten Tag Jürgen');
    expect(text).toMatch(/Ihr Kennwort: +•+/);
    for (const { password } of trial.voters) {
      for (const form of Object.values(formsOf(password))) expect(text + bytes).not.toContain(form);
    }
    expect(everything()).toBe(before);
  });

  test('tells scripts what it did, and no ID, name or credential', async () => {
    const run = await trial.send({ testTo: [ME], row: [3, 5] });
    expect(run.code).toBe(0);
    expect(run.events[0]).toMatchObject({
      event: 'started',
      mailing: null,
      test: 'masked',
      voters: 4,
      toMail: 2,
      rows: [3, 5],
    });
    expect(run.events[1]).toMatchObject({ event: 'accepted', voter: null, to: ME, row: 3 });
    expect(run.events.at(-1)).toMatchObject({
      event: 'summary',
      test: 'masked',
      accepted: 2,
      pending: 0,
      exitCode: 0,
    });
    for (const { id, email, password } of trial.voters)
      expect(run.stdout + run.stderr).not.toMatch(new RegExp(`${id}|${email}|${password.slice(0, 8)}`));
  });

  test.each<readonly [string, object, readonly string[]]>([
    ['a line', { row: [4] }, ['4']],
    ['two lines, in the order of the roll', { row: [5, 2] }, ['2', '5']],
    ['an ID', { only: ['0000002'] }, ['3']],
    ['a line and its own ID: once', { row: [3], only: ['0000002'] }, ['3']],
    ['the widest', { widest: true }, ['4']],
    ['the widest beside a line', { widest: true, row: [2] }, ['2', '4']],
  ])('is made of %s', async (_name, choice, rows) => {
    trial.project.writeRoll(
      trial.voters.map((voter, at) =>
        at === 2 ? { ...voter, lastName: 'von der Lippe-Weißenfeld' } : voter,
      ),
    );
    const run = await trial.send({ testTo: [ME], ...choice });
    const found = run.accepted.map(({ bytes }) => /Aus Zeile (\d+)/.exec(asText(bytes))?.[1]);
    expect([run.code, found]).toEqual([0, rows]);
  });

  test('goes to several mailboxes of one’s own, one message each', async () => {
    const run = await trial.send({ testTo: [ME, 'you@muster.example'], row: [2, 3] });
    expect(run.accepted.map(({ to }) => to)).toEqual([
      [ME],
      ['you@muster.example'],
      [ME],
      ['you@muster.example'],
    ]);
  });

  test('may go to a mailbox that also stands in the roll, and says so', async () => {
    const run = await trial.send({ testTo: ['VOTER3@voters.example'] });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('line 4');
  });

  test('is marked in the language of the voter, and says that it is in it', async () => {
    const folder = join(trial.project.folder, 'two');
    for (const language of ['de', 'en']) {
      mkdirSync(join(folder, language), { recursive: true });
      writeFileSync(join(folder, language, 'subject.mustache'), 'Subject');
      writeFileSync(join(folder, language, 'text.mustache'), '{{id}} {{password}}');
    }
    const lines = readFileSync(trial.project.rollPath, 'utf8').split('\r\n');
    const words = ['Sprache', 'de', 'en', 'de', 'en', ''];
    const roll = lines.map((line, at) => (line === '' ? '' : `${line};${words[at]}`)).join('\r\n');
    writeFileSync(trial.project.rollPath, roll);
    const run = await trial.send({ testTo: [ME], row: [2, 3], template: folder });
    const [german, english] = run.accepted.map(({ bytes }) => asText(bytes));
    expect(german).toMatch(/Content-Language: de.*TEST: Das ist keine Einladung/s);
    expect(english).toMatch(/Content-Language: en.*TEST: this is not an invitation/s);
  });

  test('leaves a mailing that has begun as it is', async () => {
    await trial.begin({ limit: 2 });
    before = everything();
    expect(brief(await trial.send({ testTo: [ME] }))).toMatchObject({ code: 0, accepted: 1 });
    expect(everything()).toBe(before);
  });

  test('with --dry-run composes everything and connects to nobody', async () => {
    const run = await trial.send({ testTo: [ME], dryRun: true });
    expect([run.code, trial.server.connections()]).toEqual([0, 0]);
    expect(run.events.at(-1)).toMatchObject({ event: 'summary', pending: 1, exitCode: 0 });
    expect(everything()).toBe(before);
  });

  test('that the server refuses ends with 3, and says why', async () => {
    trial.script = { RCPT: '550 5.1.1 No such user' };
    const run = await trial.send({ testTo: [ME] });
    expect([run.code, run.events.at(-1)?.refused]).toEqual([3, 1]);
    expect(everything()).toBe(before);
  });

  test.each<readonly [string, () => void, object]>([
    ['one row of the roll is wrong', () => trial.project.writeRoll(broken(3, { email: 'Anna' })), {}],
    [
      'the number of voters is not the expected one',
      () => trial.project.writeSettings({ expectVoters: 5 }),
      {},
    ],
    ['the fingerprint is another', () => {}, { approve: '0000-0000-0000-0000' }],
    ['the election is over', () => trial.project.writeSettings({ electionEnd: '2020-01-01T08:00' }), {}],
    ['no voter begins in line 1', () => {}, { row: [1] }],
    ['no voter begins in a line', () => {}, { row: [2, 99] }],
    ['nobody has the ID', () => {}, { only: ['1'] }],
    ['the ID is empty', () => {}, { only: [''] }],
    ['an ID is named twice', () => {}, { only: ['0000001', '0000001'] }],
    ['a line is named twice', () => {}, { row: [2, 2] }],
    ['no line is named', () => {}, { row: [] }],
    ['no ID is named', () => {}, { only: [] }],
    ['the address is none', () => {}, { testTo: ['me'] }],
    ['the address is empty', () => {}, { testTo: [''] }],
    ['there is no address', () => {}, { testTo: [] }],
    ['the addresses are two in one', () => {}, { testTo: ['a@b.example,c@d.example'] }],
    [
      'an address comes twice',
      () => {},
      { testTo: [ME, ME.toUpperCase().replace('MUSTER.EXAMPLE', 'muster.example')] },
    ],
    ['there are six addresses', () => {}, { testTo: [1, 2, 3, 4, 5, 6].map((n) => `me${n}@muster.example`) }],
    ['there are 21 rows', () => {}, { row: Array.from({ length: 21 }, (_, at) => at + 2) }],
    ['a mailing is to begin with it', () => {}, { newMailing: true }],
    ['it is limited like a mailing', () => {}, { limit: 1 }],
    ['it is both tests at once', () => {}, { test: true }],
    ['it names test voters', () => {}, { testVoters: 'test.csv' }],
    ['it is a repetition', () => {}, { again: '0000001', reason: 'rang up' }],
  ])('does not go out where %s', async (_name, prepare, options) => {
    prepare();
    before = everything();
    const run = await trial.send({ testTo: [ME], ...options });
    expect([run.code, trial.server.connections()]).toEqual([2, 0]);
    expect(everything()).toBe(before);
  });
});

const broken = (index: number, change: Partial<RollVoter>): RollVoter[] =>
  trial.voters.map((voter, at) => (at === index ? { ...voter, ...change } : voter));

const TEST_VOTERS: readonly RollVoter[] = [
  { id: 'T1', email: 'one@test.example', firstName: 'Eins', lastName: 'Test', password: 'Probe-Eins-1' },
  { id: 'T2', email: 'two@test.example', firstName: 'Zwei', lastName: 'Test', password: 'Probe-Zwei-2' },
];

describe('a test with test voters', () => {
  beforeEach(() => {
    writeTestRoll(TEST_VOTERS);
    trial.project.writeSettings({ testVoters: 'test.csv' });
    before = everything();
  });

  function writeTestRoll(voters: readonly RollVoter[]): void {
    writeFileSync(join(trial.project.folder, 'test.csv'), rollText(voters));
  }

  test('brings each their invitation with their credentials, marked in the subject, and nothing to the roll', async () => {
    const run = await trial.send({ test: true });
    expect(brief(run)).toMatchObject({ code: 0, accepted: 2 });
    expect(run.accepted.map(({ to }) => to)).toEqual([['one@test.example'], ['two@test.example']]);
    const text = asText(run.accepted[0]?.bytes ?? '');
    expect(text).toContain('Subject: [Test] Einladung: Gremienwahl');
    expect(text).toMatch(/\r\n\r\nGuten Tag Eins Test,/);
    expect(text).toContain('Ihr Kennwort:   Probe-Eins-1');
    expect(run.stdout).not.toMatch(/Probe-|one@test/);
    expect(run.stderr).not.toContain('Probe-Eins');
    expect(everything()).toBe(before);
  });

  test.each<readonly [string, object, readonly string[]]>([
    ['one by ID', { only: ['T2'] }, ['two@test.example']],
    ['one by line', { row: [2] }, ['one@test.example']],
  ])('can be restricted to %s', async (_name, options, to) => {
    const run = await trial.send({ test: true, ...options });
    expect(run.accepted.flatMap((message) => message.to)).toEqual(to);
  });

  test.each<readonly [string, () => readonly RollVoter[]]>([
    ['the ID of a voter', () => [{ ...TEST_VOTERS[0], id: '0000003' } as RollVoter]],
    [
      'the credentials of a voter',
      () => [{ ...TEST_VOTERS[0], password: trial.voters[1]?.password } as RollVoter],
    ],
    ['the roll itself', () => trial.voters],
  ])('does not go out with %s', async (_name, voters) => {
    writeTestRoll(voters());
    const run = await trial.send({ test: true });
    expect([run.code, trial.server.connections()]).toEqual([2, 0]);
    expect(run.stderr).toMatch(/line 2.*test voter/);
  });

  test('compares also those who are not chosen', async () => {
    writeTestRoll([...TEST_VOTERS, { ...TEST_VOTERS[0], id: '0000003' } as RollVoter]);
    expect((await trial.send({ test: true, only: ['T1'] })).code).toBe(2);
  });

  // Why: only the first thousand were compared, and the real credentials of a later one went to a test address.
  test('compares whoever is chosen, however many stand before', async () => {
    const real = { ...trial.voters[2], email: 'late@test.example' } as RollVoter;
    writeTestRoll([...many(1_100), real]);
    const run = await trial.send({ test: true, only: [real.id] });
    expect([run.code, trial.server.connections()]).toEqual([2, 0]);
  });

  test.each<readonly [string, () => void, object]>([
    ['there is no roll of test voters', () => trial.project.writeSettings({}), {}],
    ['its file is missing', () => trial.project.writeSettings({ testVoters: 'gone.csv' }), {}],
    ['it has 21 rows', () => writeTestRoll(many(21)), {}],
    ['it is empty', () => writeTestRoll([]), {}],
    [
      'a test voter has no password',
      () => writeTestRoll([{ ...TEST_VOTERS[0], password: '' } as RollVoter]),
      {},
    ],
    ['the real roll cannot be compared', () => trial.project.writeRoll(broken(1, { email: 'x' })), {}],
    ['a mailing is to begin with it', () => {}, { newMailing: true }],
  ])('does not go out where %s', async (_name, prepare, options) => {
    prepare();
    const run = await trial.send({ test: true, ...options });
    expect([run.code, trial.server.connections()]).toEqual([2, 0]);
  });

  test('is never taken for a mailing where --test was forgotten', async () => {
    const run = await trial.begin({ testVoters: 'project/test.csv' });
    expect([run.code, trial.server.connections()]).toEqual([2, 0]);
  });
});

function many(count: number): RollVoter[] {
  return Array.from({ length: count }, (_, at) => ({
    ...(TEST_VOTERS[0] as RollVoter),
    id: `T${at}`,
    email: `t${at}@test.example`,
    password: `Probe-${at}-abcdef`,
  }));
}
