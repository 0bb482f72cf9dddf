/** Owns that docs/attacks.md and the tests agree: each row that is listed has a test, each such test is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const [tested = '', untested = ''] = readFileSync(join(ROOT, 'docs/attacks.md'), 'utf8').split(
  '## Not tested',
);

/** Number and last cell of each row of a table. */
const rowsOf = (table: string) =>
  [...table.matchAll(/^\| (\d+) \|.*\| (.+) \|$/gm)].map(([, row, last]) => ({ row: Number(row), last }));

/** Test files with the numbers in their titles. */
const titled = new Map<string, ReadonlySet<number>>(
  readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => {
      const text = readFileSync(join(ROOT, 'test', name), 'utf8');
      const numbers = [...text.matchAll(/['"`]attack (\d+): /g)].map(([, row]) => Number(row));
      return [`\`test/${name.replaceAll('\\', '/')}\``, new Set(numbers)];
    }),
);

const inOrder = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

test('every attack of the table has a test in the file that it names', () => {
  expect(rowsOf(tested).filter(({ row, last = '' }) => !titled.get(last)?.has(row))).toEqual([]);
});

test('every test named after an attack is in the table', () => {
  const numbers = inOrder([...titled.values()].flatMap((rows) => [...rows]));
  expect(numbers).toEqual(rowsOf(tested).map(({ row }) => row));
});

test('every attack is in one of the two tables, once', () => {
  const all = [...rowsOf(tested), ...rowsOf(untested)].map(({ row }) => row);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
});
