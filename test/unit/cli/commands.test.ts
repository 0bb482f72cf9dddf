import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/cli/context.js';
import { mailingCommands } from '../../../src/cli/send/commands.js';
import { quotedForShell } from '../../../src/cli/send/shell.js';

const context = { program: 'npx invite', platform: 'linux' } as Context;

describe('a command that is suggested', () => {
  it.each([
    [undefined, {}, 'npx invite send'],
    ['wahl', {}, 'npx invite send wahl'],
    ['wahl', { mailing: 'erinnerung-1' }, 'npx invite send wahl --mailing erinnerung-1'],
    // Why: with --state the suggested command spoke of another mailing.
    [undefined, { state: '/srv/a b.jsonl' }, "npx invite send --state '/srv/a b.jsonl'"],
    ['wahl', { sandbox: true }, 'npx invite send wahl --sandbox'],
    // Why: an address check went on with the template of the invitations, and was refused.
    [
      undefined,
      { mailing: 'check', template: 'address-check' },
      'npx invite send --mailing check --template address-check',
    ],
  ])('for %j with %j is %s', (argument, choice, resume) => {
    const commands = mailingCommands(context, argument, choice);
    expect(commands.resume).toBe(resume);
    expect(commands.status).toBe(resume.replace('send', 'status').replace(/ --template.*/, ''));
    expect(commands.resend).toBe(`${resume} --in-doubt resend`);
  });
});

describe('a path in a command', () => {
  it.each([
    ['linux', 'project/invite.yaml', 'project/invite.yaml'],
    ['linux', 'my project', "'my project'"],
    // Why: double quotes let a shell run what a folder was named after.
    ['linux', 'a$(touch x)`id`', "'a$(touch x)`id`'"],
    ['darwin', "it's", "'it'\\''s'"],
    ['linux', 'a\u001b]0;x\u0007b', "'a?]0;x?b'"],
    ['win32', 'C:\\Wahl\\projekt', 'C:\\Wahl\\projekt'],
    ['win32', 'C:\\Meine Wahl', '"C:\\Meine Wahl"'],
    ['win32', 'a"b%PATH%`c', '"a?b?PATH??c"'],
  ] as const)('on %s: %j becomes %s', (platform, path, quoted) => {
    expect(quotedForShell(path, platform)).toBe(quoted);
  });
});
