/** Owns `preview` on the terminal and as files: which voter is shown, and what is hidden. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as preview } from '../../src/cli/commands/preview.js';
import type { PreviewOptions } from '../../src/cli/preview/options.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { CANARY, makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

async function run(options: PreviewOptions) {
  const voters = makeVoters(9).map((voter, index) =>
    index === 5 ? { ...voter, lastName: 'von und zu Musterhausen' } : voter,
  );
  const { folder } = makeProject(household, { voters });
  const { terminal, stdout, stderr } = printed({ reveal: options.reveal === true });
  const context = commandContext(terminal, household, 'en');
  const code = await exitCode(context, 'preview', () => preview(context, folder, options));
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
});
