/** Owns reading a state file as it is: no lock, nothing cut off, nothing changed. */
import { Fault } from '../fault.js';
import { readState } from './journal-file.js';
import { Ledger } from './ledger.js';
import { type Recovery, recover } from './recovery.js';

export type SoundRecovery = Exclude<Recovery, { kind: 'damaged' }>;

/** The records of a state file; a torn tail is left out. Throws `state-damaged` and the faults of files. */
export async function readRecords(statePath: string): Promise<SoundRecovery> {
  const recovery = recover(await readState(statePath));
  if (recovery.kind === 'damaged') throw new Fault('state-damaged', { statePath, line: recovery.line });
  return recovery;
}

/** What the records add up to. */
export function ledgerOf({ records }: SoundRecovery): Ledger {
  const ledger = new Ledger();
  for (const record of records) ledger.apply(record);
  return ledger;
}

export async function readLedger(statePath: string): Promise<Ledger> {
  return ledgerOf(await readRecords(statePath));
}
