/** Owns that docs/attacks.md and the tests agree: each row that is listed has a test, each such test is listed. */
import { expect, test } from 'vitest';
import { inOrder, numbersInTitles, rowsAround } from '../../support/numbered-table.js';

const [tested, untested] = rowsAround('docs/attacks.md', '## Not tested');
const titled = numbersInTitles('attack');

test('every attack of the table has a test in the file that it names', () => {
  expect(tested.filter(({ row, last }) => !titled.get(last)?.has(row))).toEqual([]);
});

test('every test named after an attack is in the table', () => {
  const numbers = inOrder([...titled.values()].flatMap((rows) => [...rows]));
  expect(numbers).toEqual(tested.map(({ row }) => row));
});

test('every attack is in one of the two tables, once', () => {
  const all = [...tested, ...untested].map(({ row }) => row);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
});
