/** Owns reading a state file as it is: no lock, nothing cut off, nothing changed. */
import { Fault } from '../fault.js';
import { readState } from './journal-file.js';
import { Ledger, UnknownRecord } from './ledger.js';
import { decodeLine, GENESIS, type HeaderRecord, JOURNAL_VERSION } from './record.js';
import { type Recovery, recover } from './recovery.js';

/** Bytes; a header has less than 1 kB. */
const LONGEST_HEADER = 16_384;

export type SoundRecovery = Exclude<Recovery, { kind: 'damaged' }>;

/** The records of a state file; a torn tail is left out. Throws `state-damaged` and the faults of files. */
export async function readRecords(statePath: string): Promise<SoundRecovery> {
  const recovery = recover(await readState(statePath));
  if (recovery.kind === 'damaged') throw new Fault('state-damaged', { statePath, line: recovery.line });
  // A state file is created whole: an empty one has lost everything.
  if (recovery.records.length === 0) throw new Fault('state-damaged', { statePath, line: 1 });
  return recovery;
}

/**
 * What the records add up to. Throws `state-newer` for what only a later version understands, and
 * `state-damaged` for records that are chained and yet not ours: whoever writes a file of their own can chain it, too.
 */
export function ledgerOf({ records }: SoundRecovery, statePath: string): Ledger {
  const ledger = new Ledger();
  for (const [index, record] of records.entries()) {
    if (record.t === 'header' && record.v > JOURNAL_VERSION)
      throw new Fault('state-newer', { statePath, version: record.v });
    try {
      ledger.apply(record);
    } catch (error) {
      if (error instanceof UnknownRecord)
        throw new Fault('state-newer', { statePath, version: JOURNAL_VERSION + 1 }, { cause: error });
      throw new Fault('state-damaged', { statePath, line: index + 1 }, { cause: error });
    }
  }
  return ledger;
}

/** The first record of a state file, without reading the rest. Throws `state-damaged` and the faults of files. */
export async function readHeader(statePath: string): Promise<HeaderRecord> {
  const line = (await readState(statePath, LONGEST_HEADER)).toString('utf8').split('\n', 1)[0] ?? '';
  const record = decodeLine(line, GENESIS)?.record;
  if (record?.t !== 'header') throw new Fault('state-damaged', { statePath, line: 1 });
  return record;
}

export async function readLedger(statePath: string): Promise<Ledger> {
  return ledgerOf(await readRecords(statePath), statePath);
}
