/** Owns appending to the journal: records queue up, one write and one fsync for all that came meanwhile. */
import { Fault } from '../fault.js';
import type { Ledger } from './ledger.js';
import { encodeLine, type JournalRecord } from './record.js';

/** The file as the journal needs it; handed in, so that a test can fail the n-th write or fsync. */
export interface JournalFile {
  readonly path: string;
  /** Appends all bytes or throws. */
  append(bytes: Buffer): Promise<void>;
  /** Returns when the bytes are on the disk. */
  sync(): Promise<void>;
  /** Throws `state-replaced` where the path no longer names the file that is open. */
  verify(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalPosition {
  readonly batch: number;
  readonly head: string;
}

interface Waiting {
  readonly record: JournalRecord;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Journal {
  readonly #file: JournalFile;
  readonly #ledger: Ledger;
  #batch: number;
  #head: string;
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #failure: Fault | null = null;

  constructor(file: JournalFile, ledger: Ledger, position: JournalPosition) {
    this.#file = file;
    this.#ledger = ledger;
    this.#batch = position.batch;
    this.#head = position.head;
  }

  /** Hash of the last line: whoever keeps it elsewhere can prove that nothing before it was changed. */
  get head(): string {
    return this.#head;
  }

  /** Set once a write or fsync has failed; from then on nothing is written any more. */
  get failure(): Fault | null {
    return this.#failure;
  }

  /**
   * Appends one record; resolves when it is on the disk. The ledger learns of it then, not before. After the first
   * failed write or fsync every call throws that Fault: pages of a failed fsync may be lost though a second one
   * succeeds (docs/journal.md).
   */
  append(record: JournalRecord): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#queue.push({ record, resolve, reject });
      this.#writing ??= this.#drain();
    });
  }

  /** Waits for what is under way and closes the file. */
  async close(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
    await this.#file.close();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      await this.#write(batch);
    }
    this.#writing = null;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    if (this.#failure) return this.#rejectAll(batch);
    const number = this.#batch + 1;
    let head = this.#head;
    const lines = batch.map(({ record }) => {
      const { line, hash } = encodeLine(record, number, head);
      head = hash;
      return `${line}\n`;
    });
    try {
      await this.#file.verify();
      await this.#file.append(Buffer.from(lines.join(''), 'utf8'));
      await this.#file.sync();
    } catch (error) {
      this.#failure = error instanceof Fault ? error : writeFault(this.#file.path, error);
      return this.#rejectAll(batch);
    }
    this.#batch = number;
    this.#head = head;
    for (const { record, resolve } of batch) {
      this.#ledger.apply(record);
      resolve();
    }
  }

  #rejectAll(batch: readonly Waiting[]): void {
    for (const { reject } of batch) reject(this.#failure);
  }
}

/** ENOSPC and EDQUOT have a way out of their own: make room. */
export function writeFault(path: string, error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('state-disk-full', { path }, { cause: error });
  return new Fault('state-write-failed', { path, reason: code ?? message }, { cause: error });
}
