import { describe, expect, it } from 'vitest';
import { closest } from '../../src/suggestion.js';

describe('did you mean', () => {
  it.each([
    ['titel', ['title', 'voters'], 'title'],
    ['--verbos', ['--voters', '--verbose'], '--verbose'],
    ['SEND', ['send'], 'send'],
    ['sned', ['send', 'status'], 'send'],
    ['x', ['send'], null],
    ['', ['send'], null],
    ['send', [], null],
    ['completely-different', ['send'], null],
  ])('%j of %j is %j', (word, known, expected) => {
    expect(closest(word, known)).toBe(expected);
  });

  it('takes no time for a very long word', () => {
    const begun = performance.now();
    closest('x'.repeat(1_000_000), ['y'.repeat(1_000_000)]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
