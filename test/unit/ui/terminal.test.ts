import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Terminal } from '../../../src/ui/terminal.js';

function terminal(json = false) {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const wishes = { colour: undefined, quiet: false, verbose: false, json, noInput: true };
  const printed = (name: 'stdout' | 'stderr') => String(streams[name].read() ?? '');
  return { to: new Terminal(streams, wishes, {}), printed };
}

describe('a line', () => {
  // Why: a project folder named with an escape sequence set the title of the terminal.
  it.each(['a\u001b]0;x\u0007b', 'a\u009b31mb', 'a\u001b[2Jb', 'a\rb', 'a\u0000b'])(
    'holds no control character that is not ours: %j',
    (text) => {
      const { to, printed } = terminal();
      to.result(text);
      to.warn(text);
      for (const name of ['stdout', 'stderr'] as const) {
        expect(printed(name)).toMatch(/^a[ -~]*b\n$/);
      }
    },
  );

  it('keeps our colours, tabs and its line ends', () => {
    const { to, printed } = terminal();
    to.result('\u001b[31mred\u001b[39m\n\tnext');
    expect(printed('stdout')).toBe('\u001b[31mred\u001b[39m\n\tnext\n');
  });
});

describe('an event', () => {
  // Why: the redactor ran over the finished line; a password of '","' made it something else than JSON.
  it.each(['","', 'summary', 'accepted', 'voters":2'])(
    'stays JSON whatever the password is: %j',
    (password) => {
      const { to, printed } = terminal(true);
      to.hide([password]);
      to.event({ event: 'summary', voters: 2, accepted: 1, reply: { text: `no ${password} here` } });
      const line = printed('stdout');
      expect(JSON.parse(line)).toMatchObject({ event: 'summary', voters: 2, accepted: 1 });
      expect(JSON.parse(line).reply.text).toBe('no […] here');
    },
  );

  it('escapes what a terminal could obey', () => {
    const { to, printed } = terminal(true);
    to.event({ column: 'H\u009b31m\u2028' });
    const line = printed('stdout');
    expect(line).toBe('{"column":"H\\u009b31m\\u2028"}\n');
    expect(JSON.parse(line)).toEqual({ column: 'H\u009b31m\u2028' });
  });
});
