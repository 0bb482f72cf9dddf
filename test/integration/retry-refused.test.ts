/** Owns the tests of `--retry-refused`: corrected voters are mailed, unchanged ones are not, and nobody else differently. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, makeProject, makeVoters, type RollVoter } from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, drop } from '../support/scripted-server.js';

const NO = '550 5.1.1 no such user';
/** Voters 3 and 6 have addresses that are refused. */
const VOTERS = makeVoters(6, { refusedEvery: 3 });
const REFUSING: ConnectionScript = { RCPT: (line) => (line.includes('nouser') ? NO : '250 2.1.5 ok') };

let household: Household;
let host: ScriptedHost;
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  host = await startScriptedHost(household, () => script);
  project = makeProject(household, { voters: VOTERS });
  script = REFUSING;
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const command = (...args: string[]) => ['send', 'project', ...args, ...host.flags];
const send = (...args: string[]) => runHere(household, command('--yes', ...args));
const retry = (...args: string[]) => send('--retry-refused', ...args);
const german = (...args: string[]) => runHere(household, command('--yes', ...args), { lang: 'de' });
const state = (): string => readFileSync(project.statePath, 'utf8');
const status = async () => JSON.parse((await runHere(household, ['status', 'project', '--json'])).stdout);
const mailed = (): string[] => host.server.accepted.flatMap(({ to }) => to);

/** The roll as it is now, with other addresses for the voters of these numbers. */
function correct(...numbers: readonly number[]): RollVoter[] {
  const voters = VOTERS.map((voter, index) =>
    numbers.includes(index + 1) ? { ...voter, email: `right${index + 1}@voters.example` } : voter,
  );
  project.writeRoll(voters);
  return voters;
}

async function beginWithTwoRefused() {
  const run = await send('--new-mailing');
  expect(run.code).toBe(3);
  return run;
}

describe('refused voters', () => {
  test('whose row was corrected are mailed, the others stay refused', async () => {
    await beginWithTwoRefused();
    correct(3);
    const run = await retry();
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/Refused so far +1 voter pending again .*, 1 unchanged/);
    expect(run.stderr).toMatch(/To be mailed +1 voter/);
    expect(mailed().filter((to) => to === 'right3@voters.example')).toHaveLength(1);
    expect(mailed()).toHaveLength(5);
    expect(await status()).toMatchObject({ accepted: 5, refused: 1, pending: 0 });
    correct(3, 6);
    expect((await retry()).code).toBe(0);
    expect(mailed()).toHaveLength(6);
  });

  // Why: a newer export with a corrected name tried the refused address again.
  test('stay refused where another cell was corrected, and are told so', async () => {
    await beginWithTwoRefused();
    project.writeRoll(VOTERS.map((voter) => ({ ...voter, lastName: `${voter.lastName}-Neu` })));
    const run = await retry('--accept-changed', 'rows');
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringMatching(/2 voters are refused, at the very address/),
    ]);
    expect(mailed()).toHaveLength(4);
  });

  test('are told of it at the end of the run, and again once their rows have changed', async () => {
    const first = await beginWithTwoRefused();
    expect(first.stdout).toMatch(/correct it in the roll.*: invite send project --host .* --retry-refused$/m);
    correct(3);
    const english = await send();
    expect([english.code, english.stdout]).toEqual([
      3,
      expect.stringMatching(
        /^1 of them has been corrected .*: invite send project --host .* --retry-refused$/m,
      ),
    ]);
    correct(3, 6);
    expect((await german()).stdout).toMatch(
      /^2 davon sind .*berichtigt.*: invite send project --host .* --retry-refused$/m,
    );
    const shown = await runHere(household, ['status', 'project']);
    expect(shown.stdout).toContain('invite send project --retry-refused');
    expect(mailed()).toHaveLength(4);
  });

  test('are mailed together with whoever is pending', async () => {
    await send('--new-mailing', '--limit', '4');
    correct(3);
    expect((await retry()).code).toBe(3);
    expect(mailed().slice(3)).toEqual(['right3@voters.example', 'voter5@voters.example']);
  });

  test('have the Message-ID they had, and are refused again with the same address', async () => {
    script = { 'end-of-data': (_line, count) => (count === 3 ? NO : '250 2.0.0 ok') };
    expect((await send('--new-mailing')).code).toBe(3);
    correct(3);
    script = { 'end-of-data': NO };
    expect((await retry()).code).toBe(3);
    script = {};
    expect((await retry()).code).toBe(2);
    project.writeRoll(
      correct(3).map((voter, index) => (index === 2 ? { ...voter, email: 'again3@voters.example' } : voter)),
    );
    expect((await retry()).code).toBe(0);
    const ids = state()
      .split('\n')
      .filter((line) => line.includes('"t":"committing"'))
      .map((line) => JSON.parse(line) as { voter: string; messageId: string });
    const third = ids[2];
    expect(ids.filter(({ voter }) => voter === third?.voter).map(({ messageId }) => messageId)).toEqual(
      Array(3).fill(third?.messageId),
    );
  });

  test('in doubt are not among them, though the server’s last word was a no', async () => {
    script = { 'end-of-data': (_line, count) => (count === 1 ? drop : '250 2.0.0 ok') };
    await send('--new-mailing', '--limit', '1');
    script = { RCPT: NO };
    await send('--in-doubt', 'resend', '--limit', '1');
    expect(await status()).toMatchObject({ inDoubt: 1, refused: 0 });
    script = {};
    correct(1);
    const run = await retry('--accept-changed', 'rows', '--json');
    expect(run.stdout).toContain('"toMail":5,"retried":0');
    expect(mailed()).toHaveLength(5);
    expect(await status()).toMatchObject({ accepted: 5, inDoubt: 1 });
  });
});

describe('some of the refused voters', () => {
  test('are chosen with --only; the others are not even pending', async () => {
    await beginWithTwoRefused();
    correct(3, 6);
    const run = await retry('--only', '0000006');
    expect(run.stderr).toMatch(/First +line 7: 0000006/);
    expect(mailed().slice(4)).toEqual(['right6@voters.example']);
    expect(await status()).toMatchObject({ accepted: 5, refused: 1, pending: 0 });
    const same = await retry('--only', '0000006');
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('nobody to retry')]);
  });

  test('go out under --limit, and the rest is pending for any later run', async () => {
    await beginWithTwoRefused();
    correct(3, 6);
    expect((await retry('--limit', '1')).code).toBe(5);
    expect(await status()).toMatchObject({ accepted: 5, refused: 0, pending: 1 });
    expect((await send()).code).toBe(0);
    expect(mailed().slice(4)).toEqual(['right3@voters.example', 'right6@voters.example']);
  });
});

describe('nothing is recorded', () => {
  test.each([
    ['nobody has been corrected', [], [], 2],
    ['nobody says yes', [3], ['--no-yes'], 2],
    ['it is a trial run', [3], ['--dry-run'], 0],
  ] as const)('where %s', async (_why, corrected, args, code) => {
    await beginWithTwoRefused();
    correct(...corrected);
    const before = state();
    const given = args.filter((arg) => arg !== '--no-yes');
    const yes = args.some((arg) => arg === '--no-yes') ? [] : ['--yes'];
    const run = await runHere(household, command('--retry-refused', ...yes, ...given));
    expect(run.code).toBe(code);
    expect(state()).toBe(before);
    expect(mailed()).toHaveLength(4);
    if (corrected.length > 0) expect(run.stderr).toMatch(/1 voter pending again/);
  });

  test.each([
    ['en', /2 voters are refused, at the very address.*--again ID/s],
    ['de', /2 Wahlberechtigte sind abgelehnt, und zwar an genau der Adresse.*--again ID/s],
  ] as const)('and nobody to retry is told in %s', async (lang, said) => {
    await beginWithTwoRefused();
    const run = await runHere(household, command('--yes', '--retry-refused'), { lang });
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  test('where nobody was ever refused', async () => {
    script = {};
    expect((await send('--new-mailing')).code).toBe(0);
    const run = await retry();
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('no voter of the roll is refused')]);
  });
});

describe('a wish that is refused', () => {
  test.each([
    ['to begin', ['--new-mailing'], /--retry-refused goes on with a mailing/],
    ['to repeat one message', ['--again', '0000003', '--reason', 'x'], /--again repeats one invitation/],
    ['to test', ['--test-to', 'me@example.org'], /a test begins, continues and decides no mailing/],
    ['to test with credentials', ['--test'], /a test begins, continues and decides no mailing/],
  ])('%s is exit 2', async (_name, args, said) => {
    const run = await retry(...args);
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(mailed()).toEqual([]);
  });

  test.each([[[]], [['--dry-run']], [['--sandbox']]])(
    'before anything has begun, %j, is exit 8',
    async (args) => {
      const run = await retry(...args);
      expect([run.code, run.stderr]).toEqual([8, expect.stringContaining('No mailing has been begun')]);
      expect(mailed()).toEqual([]);
    },
  );
});
