import { describe, expect, it } from 'vitest';
import { isDue, type Ledger } from '../../../src/delivery/ledger.js';
import { ledgerOf } from '../../../src/delivery/read-ledger.js';
import type { JournalRecord } from '../../../src/delivery/record.js';
import { retriesOf, retryRecords } from '../../../src/delivery/retries.js';
import { Fault } from '../../../src/fault.js';

const AT = '2027-03-01T07:00:00.000Z';
const BOUND = { template: 't', columns: 'c', sender: 's', host: 'h', user: 'u' };
const reply = { code: 550, enhanced: '5.1.1', text: 'no such user' };
const HEADER = {
  t: 'header',
  v: 1,
  rehearsal: false,
  mailing: 'm',
  tool: '1',
  key: 'k',
  at: AT,
  ...BOUND,
} as const;

const committing = (voter: string): JournalRecord => ({
  t: 'committing',
  voter,
  row: `row-${voter}`,
  messageId: `<${voter}>`,
  message: 'm',
  date: 5,
  at: AT,
});
const outcome = (t: 'accepted' | 'refused', voter: string): JournalRecord => ({
  t,
  voter,
  row: `row-${voter}`,
  kind: 'no',
  reply,
  at: AT,
});

/** a and b refused, c accepted, d pending, e in doubt though its resend was refused. */
function records(): JournalRecord[] {
  return [
    HEADER,
    { t: 'roll', voters: ['a', 'b', 'c', 'd', 'e'] },
    committing('a'),
    outcome('refused', 'a'),
    outcome('refused', 'b'),
    committing('c'),
    outcome('accepted', 'c'),
    committing('e'),
    { t: 'decided', voter: 'e', as: 'resend', at: AT },
    outcome('refused', 'e'),
  ];
}

function ledger(...more: readonly JournalRecord[]): Ledger {
  return read([...records(), ...more]);
}

function read(all: readonly JournalRecord[]): Ledger {
  return ledgerOf({ kind: 'good', records: all, hashes: [], goodBytes: 0, batch: 1, head: '' }, 'state');
}

function roll(text: string) {
  return new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((word, index) => {
        const [voter = '', digest = `row-${voter}`] = word.split('=');
        return [voter, { digest, row: index + 2 }] as const;
      }),
  );
}

const of = (text: string, selected?: (voter: string) => boolean) => {
  const { changed, unchanged } = retriesOf(ledger(), roll(text), selected);
  return [changed.map(({ voter, row }) => `${voter}=${row}`).join(' '), unchanged];
};

// Why: a newer export with one column more made every row another one, and all bad addresses were tried again.
describe('a voter whose address was refused', () => {
  const refusedAt = (address: string): Ledger =>
    ledger({ ...outcome('refused', 'a'), address } as JournalRecord);
  const only = (digest: string, address?: string) =>
    new Map([['a', { digest, row: 2, ...(address === undefined ? {} : { address }) }]]);

  it.each([
    ['the row is another one, the address is not', only('x', 'old'), 0],
    ['the address is another one', only('x', 'new'), 1],
    // Never so in a roll; the address decides.
    ['only the address is another one', only('row-a', 'new'), 1],
    ['nobody knows the address of now', only('x'), 1],
  ])('where %s', (_what, present, changed) => {
    const found = retriesOf(refusedAt('old'), present);
    expect([found.changed.length, found.unchanged]).toEqual([changed, 1 - changed]);
  });

  it('is forgotten with the next outcome', () => {
    const later = ledger(
      { ...outcome('refused', 'a'), address: 'old' } as JournalRecord,
      outcome('refused', 'a'),
    );
    expect(retriesOf(later, only('x', 'old')).changed).toHaveLength(1);
  });
});

describe('the refused voters that can be tried again', () => {
  it.each([
    ['a b c d e', 'nobody: all rows are the same', ['', 2]],
    ['a=x b c d e', 'the one whose row has changed', ['a=x', 1]],
    ['b=y a=x', 'all, in the order of the roll', ['b=y a=x', 0]],
    ['c=x d=x', 'nobody who was accepted or never mailed', ['', 0]],
    ['e=x', 'nobody in doubt, though the server’s last word was a no', ['', 0]],
    ['z=x', 'nobody unknown', ['', 0]],
    ['', 'nobody of those who left the roll', ['', 0]],
  ])('of %j: %s', (text, _why, expected) => {
    expect(of(text)).toEqual(expected);
  });

  it('are those chosen, where some are', () => {
    expect(of('a=x b=y', (voter) => voter === 'b')).toEqual(['b=y', 0]);
    expect(of('a=x b', (voter) => voter === 'b')).toEqual(['', 1]);
  });
});

describe('the records of it', () => {
  const retries = { changed: [{ voter: 'a', row: 'x' }], unchanged: 1 };

  it('raise the format of the file first, once, and keep what the mailing is bound to', () => {
    const bound = ledger({ t: 'changed', what: 'template', digest: 'new', voters: [], at: AT });
    const written = retryRecords(bound, retries, AT);
    expect(written).toEqual([
      { ...HEADER, template: 'new', v: 2 },
      { t: 'retried', voter: 'a', row: 'x', at: AT },
    ]);
    for (const record of written) bound.apply(record);
    expect(bound.bound).toMatchObject({ ...BOUND, template: 'new' });
    expect(retryRecords(bound, retries, AT)).toHaveLength(1);
  });

  it('are none for nobody', () => {
    expect(retryRecords(ledger(), { changed: [], unchanged: 2 }, AT)).toEqual([]);
  });
});

describe('a voter who is tried again', () => {
  const retried = { t: 'retried', voter: 'a', row: 'x', at: AT } as const;

  it('is pending as if never mailed, and due', () => {
    const entry = ledger(retried).entry('a');
    expect(entry).toMatchObject({
      state: 'pending',
      row: 'x',
      date: null,
      message: null,
      kind: null,
      lost: 0,
    });
    expect(isDue(entry)).toBe(true);
    expect(ledger(retried).counts()).toMatchObject({ refused: 1, pending: 2 });
  });

  it('is refused again by the same row, and that is no change', () => {
    const again = ledger(retried, { ...outcome('refused', 'a'), row: 'x' } as JournalRecord);
    expect(retriesOf(again, roll('a=x'))).toEqual({ changed: [], unchanged: 1 });
    expect(retriesOf(again, roll('a=z')).changed).toHaveLength(1);
  });

  // Why: a repetition to another address waits for that address; the roll's own was corrected since.
  it('keeps the number of a repetition, and goes to the address of the roll', () => {
    const again = { t: 'again', voter: 'a', number: 2, address: 'other', reason: 'r', at: AT } as const;
    const entry = ledger(again, outcome('refused', 'a'), retried).entry('a');
    expect(entry.again).toMatchObject({ number: 2, address: null });
    expect(isDue(entry)).toBe(true);
  });
});

describe('a state file that says otherwise', () => {
  it.each(['c', 'd', 'e', 'z'])('of %s, who was not refused, is damaged', (voter) => {
    const file = () => ledger({ t: 'retried', voter, row: 'x', at: AT });
    expect(file).toThrow(
      expect.objectContaining({ kind: 'state-damaged', details: { statePath: 'state', line: 11 } }),
    );
  });

  // Why: a record that was not known was taken for an outcome, and its voter for settled.
  it.each(['retired', 'toString', '', undefined])(
    'in a record of the unknown type %j, is of a later version',
    (t) => {
      const file = () => ledger({ t, voter: 'd', at: AT } as unknown as JournalRecord);
      expect(file).toThrow(Fault);
      expect(file).toThrow(expect.objectContaining({ kind: 'state-newer' }));
    },
  );

  it('in a header of a later format is of a later version, also in the middle', () => {
    expect(() => ledger({ ...HEADER, v: 3 })).toThrow(
      expect.objectContaining({ kind: 'state-newer', details: { statePath: 'state', version: 3 } }),
    );
  });
});
