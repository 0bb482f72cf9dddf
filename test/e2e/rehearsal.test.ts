/** Owns the rehearsal as its user meets it: the example project, sent to the sandbox that `send` brings along. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectOneEach, type ReadMessage, readSandbox } from '../support/arrived.js';
import { Household, type Run } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/online-wahl', import.meta.url));
const VOTERS = 25;

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

describe('the rehearsal of the example project', () => {
  let voters: ExampleVoter[];
  let sandbox: string;
  beforeEach(() => {
    const folder = join(household.folder, 'online-wahl');
    // Whoever tried the example in the checkout left a rehearsal there.
    cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => !/invite[.-]sandbox/.test(path) });
    voters = readExample(join(folder, 'voters.csv'));
    for (const { password } of voters) household.secrets.add(password);
    sandbox = join(folder, '.invite-sandbox');
  });

  test('gives every voter one message with their own credentials and nobody else’s', async () => {
    const run = await household.run(['send', 'online-wahl', '--sandbox']);
    expect(run).toMatchObject({ code: 0 });
    expectOwnCredentials(await readSandbox(sandbox), voters);
    const status = await household.run(['status', 'online-wahl', '--sandbox', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      voters: VOTERS,
      accepted: VOTERS,
      pending: 0,
      inDoubt: 0,
    });
  });

  test('begins anew once it is finished: the messages of the former one are gone', async () => {
    await household.run(['send', 'online-wahl', '--sandbox']);
    const before = readdirSync(sandbox);
    expect(await household.run(['send', 'online-wahl', '--sandbox'])).toMatchObject({ code: 0 });
    const after = readdirSync(sandbox);
    expect(after).toHaveLength(VOTERS);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });

  test('resumes where it stopped: the first messages stay as they are, nobody has two', async () => {
    const first = await household.run(['send', 'online-wahl', '--sandbox', '--limit', '7']);
    expect(first).toMatchObject({
      code: 5,
      stdout: expect.stringContaining('18 voters are still to be mailed'),
    });
    const before = readdirSync(sandbox);
    expect(before).toHaveLength(7);
    expect(await household.run(['send', 'online-wahl', '--sandbox'])).toMatchObject({ code: 0 });
    expect(readdirSync(sandbox)).toEqual(expect.arrayContaining(before));
    expectOwnCredentials(await readSandbox(sandbox), voters);
  });

  test.each(['de', 'en'] as const)('says in %s what it does, the same every time', async (lang) => {
    const run = await household.run(['send', 'online-wahl', '--sandbox'], { lang });
    await expect(asTerminal('send online-wahl --sandbox', run)).toMatchFileSnapshot(
      `golden/rehearsal.${lang}.txt`,
    );
    const status = await household.run(['status', 'online-wahl', '--sandbox'], { lang });
    await expect(asTerminal('status online-wahl --sandbox', status)).toMatchFileSnapshot(
      `golden/rehearsal-status.${lang}.txt`,
    );
  });

  test('tells its events with --json, one a line, the summary last', async () => {
    const run = await household.run(['send', 'online-wahl', '--sandbox', '--json']);
    const events = run.stdout.trimEnd().split('\n').map(readEvent);
    expect(events.map(({ event }) => event)).toEqual([
      'started',
      ...Array(VOTERS).fill('accepted'),
      'summary',
    ]);
    expect(events[0]).toMatchObject({ voters: VOTERS, toMail: VOTERS, at: expect.stringMatching(/Z$/) });
    expect(events.at(-1)).toEqual({
      event: 'summary',
      at: expect.stringMatching(/Z$/),
      voters: VOTERS,
      accepted: VOTERS,
      refused: 0,
      deferred: 0,
      inDoubt: 0,
      pending: 0,
      exitCode: 0,
    });
    const accepted = events.slice(1, -1);
    const messageIds = (await readSandbox(sandbox)).map(({ messageId }) => messageId);
    expect(accepted.map(({ messageId }) => messageId).sort()).toEqual(messageIds.sort());
    expect(new Set(accepted.map(({ row }) => row))).toEqual(new Set(voters.map(({ row }) => row)));
    // A pseudonym stands for the voter; the ID only with --show-ids.
    for (const voter of voters) expect(run.stdout).not.toContain(voter.id);
  });

  test('names the voters in its events with --show-ids', async () => {
    const run = await household.run(['send', 'online-wahl', '--sandbox', '--json', '--show-ids']);
    const ids = run.stdout
      .trimEnd()
      .split('\n')
      .map(readEvent)
      .flatMap(({ id }) => id ?? []);
    expect(ids.sort()).toEqual(voters.map(({ id }) => id).sort());
  });

  test('says nothing with --quiet but the result and the warning that somebody should see', async () => {
    const run = await household.run(['send', 'online-wahl', '--sandbox', '--quiet']);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('25 voters accepted') });
    expect(run.stderr).toMatch(/^Warning line 8, .*\n$/);
  });

  test('writes nothing with --dry-run: no state, no key, no message', async () => {
    const before = readdirSync(join(household.folder, 'online-wahl'));
    const run = await household.run(['send', 'online-wahl', '--dry-run']);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing was sent') });
    expect(readdirSync(join(household.folder, 'online-wahl'))).toEqual(before);
  });
});

describe('the rehearsal of trouble', () => {
  test('an address that is refused is one refusal, exit 3, and the others have their message', async () => {
    const voters = makeVoters(20, { refusedEvery: 10 });
    const { folder } = makeProject(household, { voters });
    const run = await household.run(['send', 'project', '--sandbox']);
    expect(run).toMatchObject({ code: 3, stdout: expect.stringContaining('2 voters were refused') });
    const reached = voters.filter(({ email }) => !email.startsWith('nouser'));
    expectOneEach(await readSandbox(join(folder, '.invite-sandbox')), reached);
  });

  test('a server that breaks off after the final dot leaves one doubt, exit 4; skip leaves it, accept settles it', async () => {
    const voters = makeVoters(5).map((voter, index) =>
      index === 2 ? { ...voter, email: 'lost@voters.example' } : voter,
    );
    const { folder } = makeProject(household, { voters });
    const run = await household.run(['send', 'project', '--sandbox']);
    expect(run).toMatchObject({ code: 4, stdout: expect.stringMatching(/1 voter is in doubt.*status/is) });
    const status = JSON.parse((await household.run(['status', 'project', '--sandbox', '--json'])).stdout);
    expect(status).toMatchObject({ accepted: 4, inDoubt: 1, doubts: [{ id: voters[2]?.id }] });
    expect((await household.run(['send', 'project', '--sandbox', '--in-doubt', 'skip'])).code).toBe(4);
    expect(await readSandbox(join(folder, '.invite-sandbox'))).toHaveLength(5);
    expect((await household.run(['send', 'project', '--sandbox', '--in-doubt', 'accept'])).code).toBe(0);
    expect(await readSandbox(join(folder, '.invite-sandbox'))).toHaveLength(5);
  });

  test('a doubt is repeated only when asked for, byte for byte', async () => {
    const voters = makeVoters(3).map((voter, index) =>
      index === 1 ? { ...voter, email: 'lost@voters.example' } : voter,
    );
    const { folder } = makeProject(household, { voters });
    await household.run(['send', 'project', '--sandbox']);
    const run = await household.run(['send', 'project', '--sandbox', '--in-doubt', 'resend']);
    expect(run.code).toBe(4);
    const digests = readdirSync(join(folder, '.invite-sandbox')).map((name) => name.split('-')[1]);
    expect(digests).toHaveLength(4);
    expect(new Set(digests).size).toBe(3);
  });
});

test('a rehearsal is never remembered as a mailing', async () => {
  makeProject(household, { voters: makeVoters(3) });
  await household.run(['send', 'project', '--sandbox']);
  expect(existsSync(join(household.configFolder, 'invite', 'mailings'))).toBe(false);
});

interface ExampleVoter {
  readonly row: number;
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** The roll of the example, read without the program's own reader: no quoted cells, and these three are ASCII. */
function readExample(path: string): ExampleVoter[] {
  const lines = readFileSync(path, 'latin1').trimEnd().split(/\r?\n/);
  return lines.slice(1).map((line, index) => {
    const [id = '', , , , , email = '', password = ''] = line.split(';');
    return { row: index + 2, id, email, password };
  });
}

function expectOwnCredentials(messages: readonly ReadMessage[], voters: readonly ExampleVoter[]): void {
  expect(messages).toHaveLength(voters.length);
  for (const { id, email, password } of voters) {
    const holding = messages.filter(({ everything }) => everything.includes(password));
    expect(holding.map(({ to }) => to)).toEqual([email]);
    expect(holding[0]?.text).toContain(id);
  }
}

function readEvent(line: string): { event: string; id?: string; row?: number; messageId?: string } {
  return JSON.parse(line);
}

/** What a reader sees, ports, times and hashes made the same. */
function asTerminal(command: string, { code, stdout, stderr }: Run): string {
  const text = `$ invite ${command}\n--- stderr\n${stderr}--- stdout\n${stdout}--- exit ${code}\n`;
  return text
    .replaceAll(household.folder, '~')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\b[0-9a-f]{32}\b/g, 'HASH')
    .replace(/\b[0-9a-f]{4}(-[0-9a-f]{4}){3}\b/g, 'FINGERPRINT')
    .replace(/(Mailing|Versand) [0-9a-f]{8}\b/g, '$1 HASH')
    .replace(/\d{1,2}\.? \p{L}+ \d{4}, (um )?\d{2}:\d{2}( Uhr)?/gu, 'TIME');
}
