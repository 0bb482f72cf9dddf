/** Owns that docs/faults.md and the tests agree: each row that is listed has a test, each such test is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const [automated = '', byHand = ''] = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8').split(
  '## Not automated',
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
      const numbers = [...text.matchAll(/['"`]row (\d+): /g)].map(([, row]) => Number(row));
      return [`\`test/${name.replaceAll('\\', '/')}\``, new Set(numbers)];
    }),
);

const inOrder = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

test('every row of the table has a test in the file that it names', () => {
  const without = rowsOf(automated).filter(({ row, last = '' }) => !titled.get(last)?.has(row));
  expect(without).toEqual([]);
});

test('every test named after a row is in the table', () => {
  const tested = inOrder([...titled.values()].flatMap((numbers) => [...numbers]));
  expect(tested).toEqual(rowsOf(automated).map(({ row }) => row));
});

test('every row is in one of the two tables, once', () => {
  const all = [...rowsOf(automated), ...rowsOf(byHand)].map(({ row }) => row);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 68 }, (_, index) => index + 1));
});
