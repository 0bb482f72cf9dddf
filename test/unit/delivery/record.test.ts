import { describe, expect, it } from 'vitest';
import {
  claimedBatch,
  decodeLine,
  encodeLine,
  GENESIS,
  type JournalRecord,
} from '../../../src/delivery/record.js';

const AT = '2027-03-01T07:00:00.000Z';
const REPLY = { code: 250, enhanced: '2.0.0', text: 'queued „ü“ \\ "x"' };
const digests = { template: 't', columns: 'c', sender: 's', host: 'h', user: 'u' };

const RECORDS: readonly JournalRecord[] = [
  { t: 'header', v: 1, rehearsal: true, mailing: 'm', tool: '1.0.0', key: 'k', at: AT, ...digests },
  { t: 'roll', voters: ['a', 'b'] },
  { t: 'committing', voter: 'a', row: 'r', messageId: '<x@y>', message: 'd', date: 1_800_000_000, at: AT },
  { t: 'accepted', voter: 'a', row: 'r', kind: 'accepted', reply: REPLY, at: AT },
  { t: 'refused', voter: 'a', row: 'r', kind: 'recipient-refused', reply: REPLY, at: AT },
  { t: 'deferred', voter: 'a', row: 'r', kind: 'greylisted', reply: null, next: AT, at: AT },
  { t: 'withdrawn', voter: 'a', kind: 'connection-lost', reply: null, at: AT },
  { t: 'decided', voter: 'a', as: 'resend', at: AT },
  { t: 'changed', what: 'removed', digest: null, voters: [['a', null]], at: AT },
];

describe('a line of the journal', () => {
  it.each(RECORDS.map((record) => [record.t, record] as const))('holds a %s record', (_t, record) => {
    const { line, hash } = encodeLine(record, 7, GENESIS);
    expect(line).not.toContain('\n');
    expect(decodeLine(line, GENESIS)).toEqual({ record, batch: 7, hash });
    expect(claimedBatch(line)).toBe(7);
  });

  it('shows a change of any of its bytes', () => {
    for (const record of RECORDS) {
      const { line } = encodeLine(record, 7, GENESIS);
      const bytes = Buffer.from(line);
      for (let index = 0; index < bytes.length; index += 1) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ 1;
        expect(decodeLine(changed.toString('utf8'), GENESIS)).toBeNull();
      }
    }
  });

  it('continues from one line only', () => {
    const { line } = encodeLine(RECORDS[1] as JournalRecord, 1, GENESIS);
    expect(decodeLine(line, 'f'.repeat(32))).toBeNull();
  });

  it.each([
    '',
    '{}',
    'null',
    '{"t":"roll"}',
    '{"t":"roll","b":1,"h":"short"}',
    `{"b":1,"h":"${'g'.repeat(32)}"}`,
  ])('is none: %s', (line) => {
    expect(decodeLine(line, GENESIS)).toBeNull();
    expect(claimedBatch(line)).toBeNull();
  });

  it.each([
    [`{"b":3,"h":"${'0'.repeat(32)}"}`, 3],
    [`{"b":"3","h":"${'0'.repeat(32)}"}`, null],
    [`{"b":1.5,"h":"${'0'.repeat(32)}"}`, null],
    [`{"b":,"h":"${'0'.repeat(32)}"}`, null],
  ])('claims a batch without being trusted: %s is %s', (line, batch) => {
    expect(claimedBatch(line)).toBe(batch);
    expect(decodeLine(line, GENESIS)).toBeNull();
  });
});
