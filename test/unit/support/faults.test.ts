/** Owns that docs/faults.md and the tests agree: each row that is listed has a test, each such test is listed. */
import { expect, test } from 'vitest';
import { inOrder, numbersInTitles, rowsAround } from '../../support/numbered-table.js';

const [automated, byHand] = rowsAround('docs/faults.md', '## Not automated');
const titled = numbersInTitles('row');

test('every row of the table has a test in the file that it names', () => {
  const without = automated.filter(({ row, last }) => !titled.get(last)?.has(row));
  expect(without).toEqual([]);
});

test('every test named after a row is in the table', () => {
  const tested = inOrder([...titled.values()].flatMap((numbers) => [...numbers]));
  expect(tested).toEqual(automated.map(({ row }) => row));
});

test('every row is in one of the two tables, once', () => {
  const all = [...automated, ...byHand].map(({ row }) => row);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
});
