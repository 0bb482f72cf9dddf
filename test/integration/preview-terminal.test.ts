/** Owns `preview` on the terminal and as files: which voter is shown, and what is hidden. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as preview } from '../../src/cli/commands/preview.js';
import type { Context } from '../../src/cli/context.js';
import type { PreviewOptions } from '../../src/cli/preview/options.js';
import { type Clock, systemClock } from '../../src/delivery/clock.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { CANARY, makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

async function run(options: PreviewOptions, given: Partial<Context> = {}, json = false) {
  const voters = makeVoters(9).map((voter, index) =>
    index === 5 ? { ...voter, lastName: 'von und zu Musterhausen' } : voter,
  );
  const { folder } = makeProject(household, { voters });
  const { terminal, stdout, stderr } = printed({ json, reveal: options.reveal === true });
  const context = commandContext(terminal, household, 'en', given);
  const code = await exitCode(context, 'preview', () => preview(context, folder, { ...options, json }));
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('preview on the terminal', () => {
  it.each<[PreviewOptions, string]>([
    [{}, 'Invitation of the voter in line 2 (0000001):'],
    [{ voter: '0000004' }, 'Invitation of the voter in line 5 (0000004):'],
    [
      { widest: true },
      'The voter with the longest name and subject:\n\nInvitation of the voter in line 7 (0000006):',
    ],
  ])('with %j shows one voter, credentials hidden', async (options, line) => {
    const { code, stdout } = await run(options);
    expect(code).toBe(0);
    expect(stdout).toContain(line);
    expect(stdout).toContain('Ihr Kennwort:   ••••••');
  });

  it('with --reveal shows them', async () => {
    expect((await run({ widest: true, reveal: true })).stdout).toContain(`Ihr Kennwort:   ${CANARY}`);
  });
});

describe('preview as files', () => {
  it.each([false, true])(
    'writes three for each voter into a private folder; revealed: %s',
    async (reveal) => {
      const out = join(household.folder, 'out');
      household.mayHoldSecrets.push(/^out\//);
      expect((await run({ out, reveal })).code).toBe(0);
      const names = readdirSync(out);
      expect(names.length).toBe(27);
      expect(names.slice(0, 3)).toEqual(['000002.eml', '000002.html', '000002.txt']);
      expect([statSync(out).mode & 0o777, statSync(join(out, '000002.txt')).mode & 0o777]).toEqual([
        0o700, 0o600,
      ]);
      const texts = names.map((name) => readFileSync(join(out, name), 'utf8')).join();
      expect(texts.includes(CANARY)).toBe(reveal);
    },
  );

  // Why: one voter was asked for, and the credentials of all of them were written.
  it.each<[PreviewOptions, string]>([
    [{ voter: '0000004' }, '000005'],
    [{ widest: true }, '000007'],
  ])('with %j writes those of that voter alone', async (options, name) => {
    const out = join(household.folder, 'out');
    household.mayHoldSecrets.push(/^out\//);
    const { code, stderr } = await run({ ...options, out, reveal: true });
    expect(code).toBe(0);
    expect(readdirSync(out)).toEqual([`${name}.eml`, `${name}.html`, `${name}.txt`]);
    expect(stderr).toContain('1 invitation');
  });

  // Why: what was written had never been checked, where the roll was saved between the two readings.
  it('leaves nothing of a roll that has changed since it was checked', async () => {
    const out = join(household.folder, 'out');
    const clock: Clock = {
      ...systemClock,
      now: () => {
        // Asked for the date of the messages, between check and writing.
        if (!existsSync(out))
          appendFileSync(
            join(household.folder, 'project', 'voters.csv'),
            'X;x@voters.example;X;X;geheim1\r\n',
          );
        return systemClock.now();
      },
    };
    const { code, stderr } = await run({ out }, { clock });
    expect([code, stderr]).toEqual([2, expect.stringContaining('changed while')]);
    expect(readdirSync(out)).toEqual([]);
  });

  // Why: the whole invitation stood on the screen before it was said that nothing can be written.
  it.each<[string, (out: string) => void, RegExp]>([
    ['is not empty', (out) => mkdirSync(join(out, 'x'), { recursive: true }), /is not empty/],
    ['is a file', (out) => writeFileSync(out, ''), /is a file/],
  ])('says at once that the folder %s', async (_name, prepare, words) => {
    const out = join(household.folder, 'out');
    prepare(out);
    expect(await run({ out })).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
  });

  it('shows no credentials in a folder that others can enter', async () => {
    const out = join(household.folder, 'out');
    mkdirSync(out);
    chmodSync(out, 0o755);
    expect((await run({ out })).code).toBe(0);
    const open = join(household.folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    const { code, stderr } = await run({ out: open, reveal: true });
    expect([code, readdirSync(open)]).toEqual([2, []]);
    expect(stderr).toContain('No readable credentials');
  });
});

// Why: "Passwort: anna@muster.example" went out, and nothing was masked.
it.each<[NonNullable<PreviewOptions['column']>, boolean]>([
  [{ password: 'E-Mail' }, true],
  [{ password: 'E-Mail', link: 'Passwort' }, true],
  [{ id: 'Passwort', password: 'Passwort' }, true],
  // The address may be the ID.
  [{ id: 'E-Mail', email: 'E-Mail' }, false],
])('one column has one role: of %j that is refused: %s', async (column, refused) => {
  const { code, stdout } = await run({ column });
  expect([code, /is given two roles/.test(stdout)]).toEqual([2, refused]);
});

describe('options of preview', () => {
  // Why: each was passed over in silence.
  it.each<[string, PreviewOptions, boolean, RegExp]>([
    ['a sender that is none', { sender: 'quatsch' }, false, /quatsch/],
    ['a voter beside --json', { voter: '0000001' }, true, /--json shows no invitation/],
    ['the widest beside --json', { widest: true }, true, /--json shows no invitation/],
  ])('refuse %s', async (_name, options, json, words) => {
    const { code, stdout, stderr } = await run(options, {}, json);
    expect([code, stdout + stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  it('take a voter beside --json where files are written', async () => {
    const out = join(household.folder, 'out');
    expect((await run({ voter: '0000001', out }, {}, true)).code).toBe(0);
    expect(readdirSync(out)).toHaveLength(3);
  });
});
