/** Shows what of a command line a scheduled run keeps, and what it is called. */
import { describe, expect, it } from 'vitest';
import { nameFor, scheduledArguments } from '../../../src/cli/send/print-schedule.js';

describe('the arguments of a scheduled run', () => {
  const scheduled = (typed: string[], options: object, begun: boolean) =>
    scheduledArguments(['/usr/bin/node', ...typed], options, begun).slice(2);

  it.each([
    [['send', '.', '--print-schedule'], {}, false, ['send', '.', '--yes', '--wait', '--new-mailing']],
    [['send', '--print-schedule'], {}, true, ['send', '--yes', '--wait']],
    [
      ['send', '--print-schedule', '--new-mailing'],
      { newMailing: true },
      false,
      ['send', '--new-mailing', '--yes', '--wait'],
    ],
    [['send', '--scheduler', 'cron', '--print-schedule', 'p'], {}, true, ['send', 'p', '--yes', '--wait']],
    [
      ['send', '--scheduler=cron', '--print-schedule', '-y', '--wait'],
      { yes: true, wait: true },
      true,
      ['send', '-y', '--wait'],
    ],
    [['send', '--print-schedule', '--only', 'a b'], {}, true, ['send', '--only', 'a b', '--yes', '--wait']],
  ])('%j (%j, begun: %s)', (typed, options, begun, expected) => {
    expect(scheduled(typed, options, begun)).toEqual(expected);
  });

  it('begin with Node and this very program, by their whole paths', () => {
    const [node, program] = scheduledArguments(['/opt/node/bin/node', 'send'], {}, true);
    expect([node, program]).toEqual(['/opt/node/bin/node', expect.stringMatching(/^\/.*bin\/invite\.js$/)]);
  });
});

describe('the name of a timer or task', () => {
  it.each([
    ['Gremienwahl 2027', undefined, 'invite-gremienwahl-2027'],
    ['Wahl des Ältestenrats; rm -rf /', 'reminder-1', 'invite-wahl-des-altestenrats-rm-rf-reminder-1'],
    [null, undefined, 'invite'],
    ['選挙', 'second', 'invite-second'],
    ['x'.repeat(100), undefined, `invite-${'x'.repeat(53)}`],
    // Why: a reminder's timer had the name of the invitation's, and took its place.
    ['x'.repeat(100), 'reminder-1', `invite-${'x'.repeat(42)}-reminder-1`],
    [`${'x'.repeat(52)} y`, undefined, `invite-${'x'.repeat(52)}`],
  ])('of %s, %s is %s', (title, mailing, expected) => {
    expect(nameFor(title, mailing)).toBe(expected);
  });
});
