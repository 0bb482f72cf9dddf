import { describe, expect, it } from 'vitest';
import { createPaint, wantsColour } from '../../../src/ui/paint.js';
import { bar } from '../../../src/ui/progress.js';

describe('whether there is colour', () => {
  it.each([
    [undefined, {}, true, true],
    [undefined, {}, false, false],
    [undefined, { NO_COLOR: '1' }, true, false],
    [undefined, { NO_COLOR: '' }, true, true],
    [undefined, { TERM: 'dumb' }, true, false],
    [undefined, { FORCE_COLOR: '1' }, false, true],
    [undefined, { FORCE_COLOR: '' }, false, true],
    [undefined, { FORCE_COLOR: '0' }, true, false],
    [undefined, { FORCE_COLOR: 'false' }, true, false],
    [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [true, { NO_COLOR: '1' }, false, true],
    [false, { FORCE_COLOR: '1' }, true, false],
  ] as const)('flag %s, %o, terminal %s: %s', (flag, env, isTerminal, expected) => {
    expect(wantsColour({ flag, env, isTerminal })).toBe(expected);
  });

  it('is none at all where it is off', () => {
    const [on, off] = [createPaint(true), createPaint(false)];
    for (const word of ['good', 'bad', 'warn', 'faint', 'strong'] as const) {
      expect(off[word]('x')).toBe('x');
      expect(on[word]('x')).toMatch(/^\u001b\[\d+mx\u001b\[\d+m$/);
    }
  });
});

describe('the bar', () => {
  it.each([
    [0, '░░░░'],
    [0.24, '░░░░'],
    [0.25, '█░░░'],
    [0.99, '███░'],
    [1, '████'],
    [7, '████'],
    [-1, '░░░░'],
  ])('of %s is %s', (share, expected) => expect(bar(share, 4)).toBe(expected));
});
