import { describe, expect, it } from 'vitest';
import { ZeroWatch } from '../../../src/voters/lost-zeros.js';

function lengthsOf(purpose: 'id' | 'secret', cells: readonly string[]): number[] {
  const watch = new ZeroWatch(purpose);
  for (const cell of cells) watch.see(cell);
  return watch.suspiciousLengths();
}

const spread = (count: number, highest: number): string[] =>
  Array.from({ length: count }, (_, index) => String(Math.floor((highest / count) * index) + 7));

describe('lost zeros', () => {
  it.each([
    ['PINs of several lengths', 'secret', ['4711', '815', '2027', '12'], [2, 3, 4]],
    ['PINs of one length', 'secret', ['4711', '0815', '2027'], []],
    ['PINs with one letter among them', 'secret', ['4711', '815', 'A27'], []],
    ['empty PINs', 'secret', ['4711', '', '2027'], []],
    ['no PIN at all', 'secret', [], []],
    ['one endless number', 'secret', ['4711', '1'.repeat(100)], []],
    ['running numbers', 'id', Array.from({ length: 3000 }, (_, index) => String(index + 1)), []],
    ['many running numbers', 'id', Array.from({ length: 99_999 }, (_, index) => String(index + 1)), []],
    ['member numbers given through the years', 'id', spread(500, 60_000), []],
    ['IDs of six digits', 'id', spread(500, 999_000), [1, 4, 5, 6]],
    ['IDs of six digits with their zeros', 'id', spread(500, 999_000).map((id) => id.padStart(6, '0')), []],
    ['short IDs', 'id', ['4711', '815', '2027', '4712', '4713', '4714'], []],
  ] as const)('%s', (_, purpose, cells, lengths) => {
    expect(lengthsOf(purpose, cells)).toEqual(lengths);
  });
});
