import { describe, expect, it } from 'vitest';
import { type CsvBatch, LONGEST_RECORD, readRecords } from '../../../src/voters/csv-records.js';
import type { Delimiter } from '../../../src/voters/voter.js';
import { rollOf } from './rolls.js';

async function read(text: string, piece = 1000, delimiter: Delimiter = ';'): Promise<CsvBatch> {
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of rollOf(text, piece).open()) yield Buffer.from(chunk);
  }
  const records: CsvBatch['records'][number][] = [];
  for await (const batch of readRecords(chunks(), delimiter)) {
    records.push(...batch.records);
    if (batch.broken) return { records, broken: batch.broken };
  }
  return { records, broken: null };
}

const rowsOf = ({ records }: CsvBatch): [number, ...string[]][] =>
  records.map(({ row, cells }) => [row, ...cells]);

describe('records', () => {
  it.each([
    [
      'a;b\r\nc;d\r\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a;b\nc;d',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a;b\rc;d\r',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a\r\nb\nc\rd',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
        [4, 'd'],
      ],
    ],
    ['\ufeffa;b', [[1, 'a', 'b']]],
    ['\ufeff"a;b";c', [[1, 'a;b', 'c']]],
    ['a;"b ""c"""', [[1, 'a', 'b "c"']]],
    [
      'a;b;\nc',
      [
        [1, 'a', 'b', ''],
        [2, 'c'],
      ],
    ],
    ['\n\r\n;;\n  ;\u00a0\na;b', [[5, 'a', 'b']]],
    [
      'a\n\n\nb\n;\nc',
      [
        [1, 'a'],
        [4, 'b'],
        [6, 'c'],
      ],
    ],
    ['', []],
    ['\n\n', []],
    [' a ;b ', [[1, ' a ', 'b ']]],
  ])('of %j stand on their lines', async (text, expected) => {
    for (const piece of [1, 2, 3, 1000]) expect(rowsOf(await read(text, piece))).toEqual(expected);
  });

  it.each(['\n', '\r\n', '\r'])('begin on the right line after cells of several lines (%j)', async (eol) => {
    const text = ['a;b', `"1${eol}${eol}2";x`, `"3${eol}4";"5${eol}6"`, '', 'c;d'].join(eol);
    for (const piece of [1, 2, 3, 1000]) {
      expect((await read(text, piece)).records.map(({ row }) => row)).toEqual([1, 2, 5, 9]);
    }
  });

  it.each([
    ['a;b\nc;d "e"\nf;g', 2, 'quote-in-cell'],
    ['a;b\n\nc;"d" e\nf;g', 3, 'text-after-quote'],
    ['a;b\n"c;d\ne;f\n', 2, 'quote-not-closed'],
    ['a;b\n"c;d\ne;"f"\n', 2, 'text-after-quote'],
    ['a;b\nc;"', 2, 'quote-not-closed'],
  ] as const)('end where quoting is broken: %j, line %i, %s', async (text, row, reason) => {
    for (const piece of [1, 3, 1000]) {
      const batch = await read(text, piece);
      expect(batch.broken).toEqual({ row, reason });
      expect(rowsOf(batch)).toEqual([[1, 'a', 'b']]);
    }
  });

  it('attack 30: end where a quote swallows a million characters, without reading on', async () => {
    let pieces = 0;
    async function* chunks(): AsyncGenerator<Buffer> {
      yield Buffer.from('a;b\n1;"2\n');
      for (; pieces < 100; pieces += 1) yield Buffer.from('c;d\n'.repeat(LONGEST_RECORD / 20));
    }
    const batches: CsvBatch[] = [];
    for await (const batch of readRecords(chunks(), ';')) batches.push(batch);
    expect(batches.at(-1)?.broken).toEqual({ row: 2, reason: 'quote-not-closed' });
    expect(pieces).toBeLessThan(10);
  });

  it('are told apart by the delimiter given and no other', async () => {
    expect(rowsOf(await read('a,b;c\td|e', 1000, ','))).toEqual([[1, 'a', 'b;c\td|e']]);
    expect(rowsOf(await read('a,b;c\td|e', 1000, '\t'))).toEqual([[1, 'a,b;c', 'd|e']]);
    expect(rowsOf(await read('a,b;c\td|e', 1000, '|'))).toEqual([[1, 'a,b;c\td', 'e']]);
  });

  it('pass on the failure of what they are read from', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('a;b\n');
      throw new Error('disk gone');
    }
    const reading = (async () => {
      for await (const _ of readRecords(failing(), ';'));
    })();
    await expect(reading).rejects.toThrow('disk gone');
  });
});
