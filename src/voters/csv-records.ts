/** Owns the door to csv-parse: UTF-8 bytes of a roll, made records with the line on which each begins. */
import { type CsvError, Parser } from 'csv-parse';
import type { Finding, FindingDetails } from '../finding.js';
import { rollError } from './roll-finding.js';
import type { Delimiter } from './voter.js';
import type { CellMarks } from './workbook/cell-marks.js';
import type { Remade } from './workbook/cell-text.js';

/** No roll has longer lines; a quote that is never closed would make one record of all the rest. */
export const LONGEST_RECORD = 1_000_000;

/** One record, its cells as written, and the physical line (from 1) on which it starts. */
export interface CsvRecord {
  readonly row: number;
  readonly cells: readonly string[];
  /** By column: what a workbook made of a cell that may have been something else. */
  readonly remade?: ReadonlyMap<number, Remade>;
  /** What else a workbook says of the cells. */
  readonly marks?: CellMarks;
}

/** Columns of a spreadsheet (XFD); to take apart longer rows would take minutes. */
const MOST_CELLS = 16_384;

/** Where reading had to stop: after broken quoting nobody knows any more what is a cell and what is a row. */
interface BrokenRecord {
  readonly row: number;
  readonly reason: FindingDetails['bad-quoting']['reason'] | 'too-many-columns';
}

export function brokenFinding({ row, reason }: BrokenRecord): Finding {
  const place = { row, column: null };
  return reason === 'too-many-columns'
    ? rollError('not-csv', place, { reason })
    : rollError('bad-quoting', place, { reason });
}

/** What one piece of the file held. After `broken`, nothing more comes. */
export interface CsvBatch {
  readonly records: readonly CsvRecord[];
  readonly broken: BrokenRecord | null;
}

/**
 * Reads records (RFC 4180, any of the four delimiters, any mixture of line ends, byte order mark allowed) in
 * batches, one per piece of the file. Empty lines and rows of blank cells are left out and counted.
 */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  delimiter: Delimiter,
): AsyncGenerator<CsvBatch> {
  const reader = new RecordReader(delimiter);
  for await (const chunk of chunks) {
    const batch = await reader.collect((done) => reader.write(chunk, done));
    yield batch;
    if (batch.broken) return;
  }
  yield await reader.collect((done) => reader.end(done));
}

/**
 * Takes each record as the parser pushes it, while a piece is written: no queue of objects, no promise per
 * row. The parser's own `on_record` would do the same in a third more time.
 */
class RecordReader extends Parser {
  #records: CsvRecord[] = [];
  #nextLine = 1;
  #emptyLines = 0;
  #tooWide: BrokenRecord | null = null;

  constructor(delimiter: Delimiter) {
    super({
      delimiter,
      bom: true,
      // Left to itself the parser takes the first kind of line end for the only one, and joins voters.
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      // A row with too few or too many cells is told by row-check.ts, so that the reading goes on.
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
    });
    // Every failure also comes to the callback of the write that met it; unheard, this event would end the
    // program.
    this.on('error', () => {});
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    const row = this.#startLine();
    this.#emptyLines = this.info.empty_lines;
    if (this.#tooWide) return true;
    this.#nextLine = row + 1 + lineBreaks(cells);
    if (cells.length > MOST_CELLS) this.#tooWide = { row, reason: 'too-many-columns' };
    else if (cells.some((cell) => cell !== '' && cell.trim() !== '')) this.#records.push({ row, cells });
    return true;
  }

  /** What one write (or the end) yields. */
  async collect(write: (done: (error?: Error | null) => void) => void): Promise<CsvBatch> {
    const error = await new Promise<Error | null>((resolve) => write((failed) => resolve(failed ?? null)));
    const records = this.#records;
    this.#records = [];
    if (this.#tooWide || error === null) return { records, broken: this.#tooWide };
    return { records, broken: { row: this.#startLine(), reason: quotingFault(error) } };
  }

  /** The parser's own line count is that of the record's end, and takes CRLF inside quotes for two lines. */
  #startLine(): number {
    return this.#nextLine + this.info.empty_lines - this.#emptyLines;
  }
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.split(/\r\n|\n|\r/).length - 1;
  }
  return count;
}

function quotingFault(error: Error): FindingDetails['bad-quoting']['reason'] {
  switch ((error as CsvError).code as string) {
    case 'INVALID_OPENING_QUOTE':
      return 'quote-in-cell';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'text-after-quote';
    // Lines of this length are refused before (detect-shape.ts): only a quote can have joined so many.
    case 'CSV_MAX_RECORD_SIZE':
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'quote-not-closed';
    default:
      throw error;
  }
}
