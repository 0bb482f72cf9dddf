import { expect, test } from 'vitest';
import { type BuildFile, needsBuild } from '../../support/build-once.js';

const at = (name: string, changed: number): BuildFile => ({ name, changed });

test.each([
  ['nothing is built yet', [at('a', 1)], [], true],
  ['every output is younger than its source', [at('a', 1), at('b', 2)], [at('a', 3), at('b', 3)], false],
  ['an output is as old as its source', [at('a', 1)], [at('a', 1)], false],
  ['one source was changed after the build', [at('a', 1), at('b', 9)], [at('a', 3), at('b', 3)], true],
  ['a new source has no output', [at('a', 1), at('b', 1)], [at('a', 3)], true],
  ['a deleted source lives on in dist', [at('a', 1)], [at('a', 3), at('gone', 3)], true],
])('when %s, it builds or not', (_situation, sources, outputs, expected) => {
  expect(needsBuild(sources, outputs)).toBe(expected);
});
