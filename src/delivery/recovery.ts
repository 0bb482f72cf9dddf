/** Owns what a journal's bytes mean when it is opened: its records, a torn tail to cut off, or damage to refuse. */
import { claimedBatch, decodeLine, GENESIS, type JournalRecord } from './record.js';

export type Recovery =
  | {
      readonly kind: 'good' | 'torn';
      readonly records: readonly JournalRecord[];
      /** Hash of each record, in order: the registry looks for the one it knows. */
      readonly hashes: readonly string[];
      /** Bytes of the file that hold good records; a torn tail begins here. */
      readonly goodBytes: number;
      readonly batch: number;
      readonly head: string;
    }
  | { readonly kind: 'damaged'; readonly line: number };

const NEWLINE = 0x0a;

/**
 * Reads a whole journal. Damage after the last good record of batch b is a torn tail, for batch b+1 was never
 * confirmed by an fsync; a record of batch b+2 or later behind it means that confirmed records are damaged.
 */
export function recover(bytes: Buffer): Recovery {
  const records: JournalRecord[] = [];
  const hashes: string[] = [];
  let head = GENESIS;
  let batch = 0;
  let goodBytes = 0;
  for (const line of linesOf(bytes, 0)) {
    const decoded = line.complete ? decodeLine(line.text, head) : null;
    if (!decoded) return damageAt(bytes, { records, hashes, goodBytes, batch, head });
    records.push(decoded.record);
    hashes.push(decoded.hash);
    head = decoded.hash;
    batch = decoded.batch;
    goodBytes = line.end;
  }
  return { kind: 'good', records, hashes, goodBytes, batch, head };
}

type Good = Omit<Extract<Recovery, { kind: 'good' | 'torn' }>, 'kind'>;

function damageAt(bytes: Buffer, good: Good): Recovery {
  for (const line of linesOf(bytes, good.goodBytes)) {
    const batch = claimedBatch(line.text);
    if (batch !== null && batch >= good.batch + 2) return { kind: 'damaged', line: good.records.length + 1 };
  }
  // Without even a header there is nothing to go on from.
  if (good.records.length === 0 && bytes.length > 0) return { kind: 'damaged', line: 1 };
  return { kind: 'torn', ...good };
}

interface Line {
  readonly text: string;
  /** False for a last line without its line end. */
  readonly complete: boolean;
  /** Offset behind the line end. */
  readonly end: number;
}

function* linesOf(bytes: Buffer, from: number): Generator<Line> {
  let start = from;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const stop = newline === -1 ? bytes.length : newline;
    yield { text: bytes.toString('utf8', start, stop), complete: newline !== -1, end: stop + 1 };
    start = stop + 1;
  }
}
