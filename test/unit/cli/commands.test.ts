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
    // Why: the command was said to be the same, and mailed everybody.
    [undefined, { only: ['00101', "O'X"] }, "npx invite send --only 00101 --only 'O'\\''X'"],
    [undefined, { limit: 5 }, 'npx invite send --limit 5'],
    [undefined, { limit: 5, now: true }, 'npx invite send --limit 5 --now'],
    // A reminder without its list would go to everybody, and the question is asked of every run.
    [
      'wahl',
      {
        mailing: 'r',
        template: 'reminder',
        notVoted: "my list's.csv",
        acceptTurnoutVisible: true,
        only: ['7'],
      },
      "npx invite send wahl --mailing r --template reminder --not-voted 'my list'\\''s.csv' --accept-turnout-visible --only 7",
    ],
    [undefined, { sandbox: true, notVoted: 'l.csv' }, 'npx invite send --sandbox --not-voted l.csv'],
    // Remembered by the mailing.
    [undefined, { now: true }, 'npx invite send'],
    // Why: without the mailbox the command that was shown could not go on.
    [
      undefined,
      { limit: 5, host: 'mail.muster.example', sender: 'Wahl <w@muster.example>', passwordFile: 'p w.txt' },
      "npx invite send --host mail.muster.example --sender 'Wahl <w@muster.example>' --password-file 'p w.txt' --limit 5",
    ],
    [
      undefined,
      {
        template: 'long',
        rate: { perMinute: 5, perHour: 100 },
        connections: 2,
        wait: true,
        until: '18:00',
        allowUnencrypted: true,
      },
      'npx invite send --template long --allow-unencrypted --connections 2 --rate 5/min --rate 100/h --wait --until 18:00',
    ],
  ])('for %j with %j is %s', (argument, choice, resume) => {
    const commands = mailingCommands(context, argument, choice);
    expect(commands.resume).toBe(resume);
    expect(commands.status).toBe(
      resume.replace('send', 'status').replace(/ --(template|not-voted|host|only|limit).*/, ''),
    );
    expect(commands.all).toBe(resume.replace(/ --(only|limit).*/, ''));
    expect(commands.resend).toBe(`${resume} --in-doubt resend`);
    expect(commands.retry).toBe(`${commands.all} --retry-refused`);
  });
});

it('says of the roll what was said, also to `status`', () => {
  const choice = { voters: 'roll.csv', column: { email: 'Post' }, secret: ['PIN', 'Code'], lang: 'en' };
  const { resume, status } = mailingCommands(context, undefined, choice);
  const flags = "--voters roll.csv --column 'email=Post' --secret PIN --secret Code --lang en";
  expect([resume, status]).toEqual([`npx invite send ${flags}`, `npx invite status ${flags}`]);
});

it('tells no ID that is a secret', () => {
  const { resume } = mailingCommands(context, undefined, { only: ['00101', '00102'] }, true);
  expect(resume).toBe('npx invite send --only ID --only ID');
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
