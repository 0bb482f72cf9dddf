import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProgram } from '../../../src/cli/program.js';
import { programName } from '../../../src/cli/program-name.js';
import { faultText } from '../../../src/cli/report-fault.js';
import { refusePasswordArgument, usageFault } from '../../../src/cli/usage-fault.js';
import { packageFacts } from '../../../src/cli/version.js';
import type { Fault } from '../../../src/fault.js';
import { textsFor } from '../../../src/i18n/texts.js';

async function typed(...argv: string[]): Promise<Fault | null> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = createProgram(textsFor('en').help, '0.0.0', async () => {});
  try {
    await program.parseAsync(argv, { from: 'user' });
    return null;
  } catch (error) {
    return usageFault(error, program, argv);
  } finally {
    write.mockRestore();
  }
}

describe('a slip on the command line', () => {
  it.each([
    [['sedn'], 'unknown-command', { command: 'sedn' }],
    [['preveiw'], 'unknown-command', { suggestion: 'preview' }],
    [['xyzzy'], 'unknown-command', { suggestion: null }],
    [['send', '--new-mailin'], 'unknown-option', { option: '--new-mailin', suggestion: '--new-mailing' }],
    [['send', '--qqqqqqqqqqq'], 'unknown-option', { suggestion: null }],
    [['send', '--port', '1', '-x'], 'unknown-option', { option: '-x' }],
    [['send', '--passwrod=geheim'], 'unknown-option', { option: '--passwrod' }],
    [
      ['send', '--limit', '0'],
      'bad-option-value',
      { option: '--limit', value: '0', expected: 'whole-number' },
    ],
    // Why: the first of the two was passed over.
    [
      ['preview', '--voter', '1', '--voter', '2'],
      'bad-option-value',
      { option: '--voter', value: '2', expected: 'given-once' },
    ],
    [['send', '--limit', 'ten'], 'bad-option-value', { value: 'ten' }],
    [['send', '--limit', '1e3'], 'bad-option-value', { value: '1e3' }],
    [['send', '--rate', '30'], 'bad-option-value', { option: '--rate', expected: 'rate' }],
    [['send', '--rate', '30/s'], 'bad-option-value', { expected: 'rate' }],
    [['send', '--in-doubt', 'guess'], 'bad-option-value', { option: '--in-doubt' }],
    [['send', '--accept-changed', 'all'], 'bad-option-value', { option: '--accept-changed' }],
    [
      ['send', '--connections', '99999999'],
      'bad-option-value',
      { option: '--connections', expected: 'connections' },
    ],
    [['send', '--rate', '100000001/h'], 'bad-option-value', { option: '--rate', expected: 'rate' }],
    [['send', '--limit', '100000001'], 'bad-option-value', { expected: 'whole-number' }],
    [['send', '--delimiter', 'x'], 'bad-option-value', { value: 'x', expected: 'delimiter' }],
    [['send', '--delimiter', "'"], 'bad-option-value', { value: "'", expected: 'delimiter' }],
    [['send', '--column', 'mail=x'], 'bad-option-value', { expected: 'role-to-header' }],
    ...['0', '-5', '1e9', 'abc', '2.5', '1000000000', '', ' 5', 'voters.csv'].map(
      (value) =>
        [
          ['test-connection', '--voters', value],
          'bad-option-value',
          { option: '--voters', value, expected: 'whole-number' },
        ] as [string[], string, object],
    ),
    [['test-connection', '--capacity', '--voters'], 'bad-option-value', { option: '--voters', value: '' }],
    [['test-connection', '--capacity=3'], 'bad-option-value', { option: '--capacity', expected: 'no-value' }],
    [['configure', 'a', '--password-stdin=geheim'], 'bad-option-value', { expected: 'no-value' }],
    [['configure', 'a', '-pgeheim'], 'unknown-option', { option: '-p' }],
    [['test-connection', '--capacities'], 'unknown-option', { suggestion: '--capacity' }],
    [['send', '--lang', 'fr'], 'bad-option-value', { option: '--lang' }],
    [['send', '--limit'], 'bad-option-value', { option: '--limit', value: '' }],
    [
      ['test-connection', '--dns', 'ns.organiser.test'],
      'bad-option-value',
      { option: '--dns', value: 'ns.organiser.test', expected: 'dns-server' },
    ],
    [['test-connection', '--dns', '192.0.2.1', '--dns', '::1:x'], 'bad-option-value', { value: '::1:x' }],
    [
      ['test-connection', '--dkim-selector', 'a b'],
      'bad-option-value',
      { option: '--dkim-selector', value: 'a b', expected: 'dkim-selector' },
    ],
    [['test-connection', '--dkim-selector', '-a'], 'bad-option-value', { expected: 'dkim-selector' }],
    [['test-connection', '--dkim-selector', 'a..b'], 'bad-option-value', { expected: 'dkim-selector' }],
    [
      ['test-connection', '--dkim-selector', 'x'.repeat(64)],
      'bad-option-value',
      { expected: 'dkim-selector' },
    ],
    [['send', '--dns', '192.0.2.1'], 'unknown-option', { option: '--dns' }],
    [['send', 'a', 'b'], 'usage', { reason: 'too-many-arguments' }],
  ])('%j', async (argv, kind, details) => {
    const fault = await typed(...argv);
    expect(fault).toMatchObject({ kind, details });
    expect(JSON.stringify(fault?.details)).not.toContain('geheim');
  });

  it.each([[['--help']], [['send', '--help']], [['--version']], [['send', '.', '--limit', '3']]])(
    'is not %j',
    async (argv) => expect(await typed(...argv)).toBeNull(),
  );

  // Why: the hint named "invite --help", which lists no option of any command.
  it.each([
    [['send', '--qqq'], 'send', 'invite send --help'],
    [['test-connection', '--qqq'], 'test-connection', 'invite test-connection --help'],
    [['--qqq'], null, 'invite --help'],
  ])('%j is shown the options of its own command', async (argv, command, hint) => {
    const fault = await typed(...argv);
    expect(fault?.details).toMatchObject({ command });
    for (const language of ['de', 'en'] as const) {
      const { hints } = faultText(fault as Fault, textsFor(language), 'invite');
      expect(hints.at(-1)).toMatch(new RegExp(`: ${hint}$`));
    }
  });

  it('passes a bug on', () => {
    const program = createProgram(textsFor('en').help, '0.0.0', async () => {});
    expect(() => usageFault(new TypeError('bug'), program, [])).toThrow('bug');
  });
});

describe('attack 10: a password as an argument', () => {
  it.each([
    ['--password', 'geheim'],
    ['--password=geheim'],
    ['--PASSWORD=geheim'],
    ['-password', 'geheim'],
    ['--pass=geheim'],
    ['--kennwort', 'geheim'],
    ['--passwort=geheim'],
  ])('%j is refused without repeating it', (...argv) => {
    try {
      refusePasswordArgument(['send', ...argv]);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'password-as-argument' });
      expect(JSON.stringify(error)).not.toContain('geheim');
    }
  });

  it.each([['--password-stdin'], ['--password-file', 'x'], ['password'], ['--passage']])(
    '%j is none',
    (...argv) => expect(() => refusePasswordArgument(argv)).not.toThrow(),
  );
});

describe('the name of this program in hints', () => {
  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'name-'));
    onTestFinished(() => rm(made, { recursive: true, force: true }));
    return made;
  }

  it('is “npx invite” only under npx and in a folder that has it', async () => {
    const ours = await folder();
    await writeFile(join(ours, 'package.json'), JSON.stringify({ name: packageFacts().name }));
    await mkdir(join(ours, 'deep', 'down'), { recursive: true });
    const made = await folder();
    await mkdir(join(made, 'node_modules', '.bin'), { recursive: true });
    await writeFile(join(made, 'node_modules', '.bin', 'invite'), '');
    const strange = await folder();
    await writeFile(join(strange, 'package.json'), '{"name":"invite"}');
    const broken = await folder();
    await writeFile(join(broken, 'package.json'), '{');
    const npx = { npm_command: 'exec' };
    for (const place of [ours, join(ours, 'deep', 'down'), made]) {
      expect(programName(npx, place)).toBe('npx invite');
      expect(programName({}, place)).toBe('invite');
    }
    for (const place of [strange, broken, await folder()]) expect(programName(npx, place)).toBe('invite');
  });

  // Why: IT, who has nothing but a tarball, was told to type "invite ...", which no computer knows.
  it.each([
    ['./wahlpost-invite-0.1.0.tgz', 'npx -y -p ./wahlpost-invite-0.1.0.tgz invite'],
    ['../a b.tgz', 'npx -y @wahlpost/invite'],
    ['x; rm -rf /', 'npx -y @wahlpost/invite'],
    [undefined, 'npx -y @wahlpost/invite'],
  ])('is what brings it once more where npx fetched it by -p %j', async (spec, expected) => {
    const npx = { npm_command: 'exec', npm_config_package: spec };
    const place = await folder();
    expect(programName(npx, place, '/home/it/.npm/_npx/0a1b/node_modules/@wahlpost/invite/')).toBe(expected);
    expect(programName(npx, place, '/usr/lib/node_modules/@wahlpost/invite/')).toBe('invite');
  });
});
