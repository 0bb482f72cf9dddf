import { describe, expect, it } from 'vitest';
import { Journal } from '../../../src/delivery/journal.js';
import { Ledger } from '../../../src/delivery/ledger.js';
import { GENESIS, type JournalRecord } from '../../../src/delivery/record.js';
import { recover } from '../../../src/delivery/recovery.js';
import { Fault } from '../../../src/fault.js';
import { type FileCall, MemoryJournalFile, systemError } from '../../support/memory-journal-file.js';

function committing(voter: string): JournalRecord {
  return {
    t: 'committing',
    voter,
    row: 'r',
    messageId: 'm',
    message: 'd',
    date: 1,
    at: '2027-03-01T07:00:00Z',
  };
}

function create() {
  const file = new MemoryJournalFile();
  const ledger = new Ledger();
  const journal = new Journal(file, ledger, { batch: 0, head: GENESIS });
  return { file, ledger, journal };
}

const NAMES = Array.from({ length: 100 }, (_, index) => `v${index}`);

describe('the journal', () => {
  it('resolves when a record is certain, not before, and only then tells the ledger', async () => {
    const { file, ledger, journal } = create();
    let release = (): void => {};
    file.delay = () => new Promise((resolve) => (release = resolve));
    let done = false;
    const appended = journal.append(committing('a')).then(() => {
      done = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([done, ledger.voters.size, file.written.length > 0]).toEqual([false, 0, true]);
    release();
    await appended;
    expect(ledger.entry('a').state).toBe('in-doubt');
    expect(recover(file.synced)).toMatchObject({ kind: 'good', batch: 1, head: journal.head });
  });

  it('writes what came meanwhile with one fsync, in order', async () => {
    const { file, journal } = create();
    await Promise.all(NAMES.map((voter) => journal.append(committing(voter))));
    expect(file.calls.filter((call) => call === 'sync')).toHaveLength(2);
    const found = recover(file.synced);
    expect(found).toMatchObject({ kind: 'good', batch: 2 });
    if (found.kind === 'good') expect(found.records).toEqual(NAMES.map(committing));
  });

  it('numbers the batches on from where the file ended', async () => {
    const { file, journal } = create();
    await journal.append(committing('a'));
    await journal.append(committing('b'));
    const found = recover(file.synced);
    if (found.kind !== 'good') throw new Error(found.kind);
    const next = new Journal(file, new Ledger(), found);
    await next.append(committing('c'));
    expect(recover(file.synced)).toMatchObject({ kind: 'good', batch: 3 });
  });

  it.each(['verify', 'append', 'sync'] as const)('never writes again once %s has failed', async (broken) => {
    const { file, ledger, journal } = create();
    await journal.append(committing('a'));
    const head = journal.head;
    file.onCall = (call: FileCall) => {
      if (call === broken) throw systemError('EIO');
    };
    const results = await Promise.allSettled(['b', 'c', 'd'].map((name) => journal.append(committing(name))));
    const reasons = results.map((result) => (result.status === 'rejected' ? result.reason : null));
    expect(reasons[0]).toMatchObject({ kind: 'state-write-failed', details: { reason: 'EIO' } });
    expect(new Set(reasons).size).toBe(1);
    file.onCall = () => {};
    const calls = file.calls.length;
    await expect(journal.append(committing('e'))).rejects.toBe(reasons[0]);
    expect([file.calls.length, journal.failure, journal.head]).toEqual([calls, reasons[0], head]);
    expect([...ledger.voters.keys()]).toEqual(['a']);
  });

  it.each([
    ['ENOSPC', 'state-disk-full'],
    ['EDQUOT', 'state-disk-full'],
    ['EIO', 'state-write-failed'],
    ['EROFS', 'state-write-failed'],
  ])('tells %s as %s', async (code, kind) => {
    const { file, journal } = create();
    file.onCall = () => {
      throw systemError(code);
    };
    await expect(journal.append(committing('a'))).rejects.toMatchObject({ kind });
  });

  it('writes nothing into a file that was replaced', async () => {
    const { file, journal } = create();
    const replaced = new Fault('state-replaced', { statePath: file.path });
    file.onCall = (call) => {
      if (call === 'verify') throw replaced;
    };
    await expect(journal.append(committing('a'))).rejects.toBe(replaced);
    expect(file.written).toHaveLength(0);
  });

  it('closes the file after what is under way', async () => {
    const { file, journal } = create();
    const appended = NAMES.map((voter) => journal.append(committing(voter)));
    await journal.close();
    await Promise.all(appended);
    expect(file.closed).toBe(true);
    expect(recover(file.synced)).toMatchObject({ kind: 'good', batch: 2 });
  });
});
