import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/ui/wrap.js';

const words = 'aaaa bbbb cccc dddd eeee ffff gggg hhhh';

describe('wrap', () => {
  it.each([
    ['leaves a line that fits', 'kurz', 40, ['kurz']],
    ['leaves a line of exactly the width', 'x'.repeat(40), 40, ['x'.repeat(40)]],
    ['breaks at blanks', words, 30, ['aaaa bbbb cccc dddd eeee ffff', 'gggg hhhh']],
    [
      'indents under the first word of a hint',
      `  → ${words}`,
      34,
      ['  → aaaa bbbb cccc dddd eeee ffff', '    gggg hhhh'],
    ],
    ['keeps a word that is longer than the line', `${'x'.repeat(50)} y`, 40, ['x'.repeat(50), 'y']],
    ['gives up on a terminal too narrow to read', words, 10, [words]],
  ])('%s', (_, line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines);
  });

  it('does not count colour codes', () => {
    const line = `\u001b[31m${'x'.repeat(38)}\u001b[39m y`;
    expect(wrap(line, 40)).toEqual([line]);
  });

  it('loses no character but the blanks it breaks at', () => {
    expect(wrap(`  → ${words}`, 34).join(' ').replace(/ +/g, ' ')).toBe(` → ${words}`);
  });
});
