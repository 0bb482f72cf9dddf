import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScheduledCommand, schedule, schedulerOf } from '../../../src/project/scheduled-command.js';

const AT = Date.parse('2027-03-01T07:00:00Z');
const command = (changed: Partial<ScheduledCommand> = {}): ScheduledCommand => ({
  argv: ['/usr/bin/node', '/opt/invite/bin/invite.js', 'send', '.', '--new-mailing', '--yes'],
  folder: '/home/anna/Gremienwahl 2027',
  at: AT,
  name: 'invite-gremienwahl-2027',
  ...changed,
});
const text = (
  ...[scheduler, changed, zone]: [Parameters<typeof schedule>[0], Partial<ScheduledCommand>?, string?]
) =>
  schedule(scheduler, command(changed), zone ?? 'Europe/Berlin')
    .map(({ file, lines }) => [...(file === null ? [] : [`# ${file}`]), ...lines].join('\n'))
    .join('\n\n');

describe('a command at a set time', () => {
  it.each(['systemd', 'cron', 'windows'] as const)(
    'reads as its scheduler wants it: %s',
    async (scheduler) => {
      await expect(`${text(scheduler)}\n`).toMatchFileSnapshot(`golden/scheduled-${scheduler}.txt`);
    },
  );

  it.each([
    ['win32', 'windows'],
    ['linux', 'systemd'],
    ['darwin', 'cron'],
    ['freebsd', 'cron'],
  ] as const)('on %s goes to %s', (platform, scheduler) => {
    expect(schedulerOf(platform)).toBe(scheduler);
  });

  it.each([
    ['winter', '2027-03-27T07:00:00Z', '0 8 27 3 *'],
    ['summer', '2027-03-29T06:00:00Z', '0 8 29 3 *'],
    ['the second of the two hours', '2027-10-31T01:30:00Z', '30 2 31 10 *'],
  ])('is cron’s local time in %s', (_, at, expected) => {
    expect(text('cron', { at: Date.parse(at) }).startsWith(`${expected} cd `)).toBe(true);
  });

  it('names the offset of its own day to Windows', () => {
    expect(text('windows', { at: Date.parse('2027-06-01T06:00:00Z') })).toContain(
      "'2027-06-01T08:00:00+02:00'",
    );
    expect(text('windows', {}, 'America/New_York')).toContain("'2027-03-01T02:00:00-05:00'");
  });

  it('keeps every word together in a POSIX shell, whatever it holds', () => {
    const word = fc.string({
      unit: fc.constantFrom("'", '"', ' ', '$', '`', '\\', '%', 'ü', '*', ';', '&', 'a'),
    });
    fc.assert(
      fc.property(
        fc.array(
          word.filter((one) => one !== ''),
          { minLength: 1, maxLength: 4 },
        ),
        (words) => {
          const line = text('cron', { argv: ['/usr/bin/printf', '%s\\n', ...words], folder: '/' });
          const shell = line.slice(line.indexOf('cd ')).replaceAll('\\%', '%');
          expect(execFileSync('/bin/sh', ['-c', shell], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['a blank', 'C:\\Wahl 2027\\x', '-Argument \'"C:\\Wahl 2027\\x"\''],
    ['a backslash at the end', 'C:\\Wahl 2027\\', '-Argument \'"C:\\Wahl 2027\\\\"\''],
    ['a quotation mark', 'a"b', `-Argument '"a\\"b"'`],
    ['an apostrophe', "O'Neil’s", "-Argument 'O''Neil’’s'"],
  ])('keeps %s together on Windows', (_, word, expected) => {
    expect(text('windows', { argv: ['node.exe', word] })).toContain(expected);
  });

  it.each([
    ['100% sure', 'ExecStart=/bin/x "100%% sure"'],
    ['$HOME', 'ExecStart=/bin/x $$HOME'],
    ['a"b', 'ExecStart=/bin/x "a\\"b"'],
  ])('lets systemd expand nothing in %s', (word, expected) => {
    expect(text('systemd', { argv: ['/bin/x', word] })).toContain(expected);
  });

  // Why: systemd joins the next line to one that ends with a backslash, and that would be the command.
  it.each([
    ['/home/anna/x\\', 'WorkingDirectory=/home/anna/x\\/\n'],
    ['/home/anna/x ', 'WorkingDirectory=/home/anna/x /\n'],
  ])('keeps the end of a folder named %j', (folder, expected) => {
    expect(text('systemd', { folder })).toContain(expected);
  });
});
