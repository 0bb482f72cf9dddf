import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../src/delivery/record.js';
import { recover } from '../../../src/delivery/recovery.js';
import { journalBytes } from '../../support/delivery-world.js';

const AT = '2027-03-01T07:00:00.000Z';
const HEADER: JournalRecord = {
  t: 'header',
  v: 1,
  rehearsal: false,
  mailing: 'm',
  tool: '1.0.0',
  key: 'k',
  at: AT,
  template: 't',
  sender: 's',
  columns: 'c',
  host: 'h',
  user: 'u',
};

function committing(voter: string): JournalRecord {
  return { t: 'committing', voter, row: 'r', messageId: '<x@y>', message: 'd', date: 1, at: AT };
}

const BATCHES = [
  [HEADER, { t: 'roll', voters: ['a', 'b', 'c'] }],
  [committing('a'), committing('b')],
  [committing('c')],
] as const satisfies readonly (readonly JournalRecord[])[];
const BYTES = journalBytes(BATCHES);
const RECORDS: readonly JournalRecord[] = BATCHES.flat();
/** Offset behind each line. */
const ENDS = [...BYTES.entries()].flatMap(([index, byte]) => (byte === 0x0a ? [index + 1] : []));

describe('a journal that was opened again', () => {
  it('is good when it is whole', () => {
    const found = recover(BYTES);
    expect(found).toMatchObject({ kind: 'good', batch: 3, goodBytes: BYTES.length });
    if (found.kind !== 'good') return;
    expect(found.records).toEqual(RECORDS);
    expect(found.hashes).toHaveLength(5);
    expect(found.head).toBe(found.hashes.at(-1));
  });

  it('keeps every whole line and cuts the rest off, wherever it was torn', () => {
    for (let length = ENDS[0] ?? 0; length <= BYTES.length; length += 1) {
      const found = recover(BYTES.subarray(0, length));
      const whole = ENDS.filter((end) => end <= length);
      const kind = whole.at(-1) === length ? 'good' : 'torn';
      expect(found).toMatchObject({ kind, goodBytes: whole.at(-1) });
      if (found.kind !== 'damaged') expect(found.records).toEqual(RECORDS.slice(0, whole.length));
    }
  });

  it('is damaged where its header is torn, for nothing can go on from it', () => {
    for (let length = 1; length < (ENDS[0] ?? 0); length += 1)
      expect(recover(BYTES.subarray(0, length))).toEqual({ kind: 'damaged', line: 1 });
  });

  it('has no records when it is empty', () => {
    expect(recover(Buffer.alloc(0))).toMatchObject({ kind: 'good', records: [], goodBytes: 0 });
  });

  it.each([1, 16, 512, 4096])('cuts a tail of %i zeros off', (zeros) => {
    const found = recover(Buffer.concat([BYTES, Buffer.alloc(zeros)]));
    expect(found).toMatchObject({ kind: 'torn', goodBytes: BYTES.length });
  });

  it('cuts the last batch off where it was zeroed or overwritten', () => {
    for (const fill of [0, 0x78]) {
      const bytes = Buffer.from(BYTES);
      bytes.fill(fill, ENDS[3]);
      expect(recover(bytes)).toMatchObject({ kind: 'torn', goodBytes: ENDS[3], batch: 2 });
    }
  });

  it('is damaged where a confirmed batch was changed and later ones follow', () => {
    for (let index = ENDS[0] ?? 0; index < (ENDS[1] ?? 0) - 1; index += 1) {
      const bytes = Buffer.from(BYTES);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect(recover(bytes)).toEqual({ kind: 'damaged', line: 2 });
    }
  });

  it('is damaged where a line in the middle is missing', () => {
    const cut = Buffer.concat([BYTES.subarray(0, ENDS[0]), BYTES.subarray(ENDS[1])]);
    expect(recover(cut)).toEqual({ kind: 'damaged', line: 2 });
  });

  it('believes nothing that does not continue from what is before', () => {
    const other = journalBytes([[HEADER], [committing('x')]]);
    const forged = Buffer.concat([BYTES, other.subarray(other.indexOf(0x0a) + 1)]);
    expect(recover(forged)).toMatchObject({ kind: 'torn', goodBytes: BYTES.length });
  });

  it('never finds a record that was not written', () => {
    const changes = fc.array(fc.tuple(fc.nat(BYTES.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.nat(BYTES.length), (list, length) => {
        const bytes = Buffer.from(BYTES.subarray(0, length));
        for (const [index, value] of list) if (index < length) bytes[index] = value;
        const found = recover(bytes);
        if (found.kind !== 'damaged') expect(found.records).toEqual(RECORDS.slice(0, found.records.length));
      }),
    );
  });
});
