/** Owns the first look at a roll: its encoding, delimiter, headers, roles and secrets. */
import type { Finding } from '../finding.js';
import { type ByteScan, HEAD_BYTES, scanBytes } from './byte-scan.js';
import { assignRoles, assignSecrets, type ColumnWishes, type RoleColumns } from './columns.js';
import { brokenFinding, type CsvBatch, type CsvRecord, LONGEST_RECORD, readRecords } from './csv-records.js';
import { decodeHead } from './decode.js';
import { chooseDelimiter, isSeparatorLine } from './delimiter.js';
import { chooseEncoding, isGuess, markedEncoding } from './encoding.js';
import { nameFindings, readHeaders } from './header-line.js';
import { firstLines, headersBelow, MOST_TITLES } from './headers-below.js';
import { natureOf } from './magic.js';
import { rollError } from './roll-finding.js';
import type { RollSource } from './roll-source.js';
import type { Delimiter, RollShape, TextEncoding } from './voter.js';
import { readSheet, sheetFindings } from './workbook-roll.js';

/** What the project says about the roll; what it leaves out is detected. */
export interface ShapeWishes extends ColumnWishes {
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** Name of the sheet, where the roll is a workbook of several. */
  readonly sheet?: string | undefined;
}

export interface DetectedShape {
  readonly shape: RollShape;
  readonly findings: readonly Finding[];
}

/**
 * Control characters beyond this share of the bytes make a file something else than text with slips in it.
 */
const BINARY_SHARE = 0.05;
const FEWEST_CONTROLS = 4;

const WHOLE_FILE = { row: null, column: null };

/**
 * Reads the whole roll once, in bounded memory, and tells its shape. With an error among the findings the
 * shape is not to be read by: it may have no headers.
 * @throws what `source` throws (Fault file-unreadable ...).
 */
export async function detectShape(source: RollSource, wishes: ShapeWishes = {}): Promise<DetectedShape> {
  const scan = await scanBytes(source.open());
  if (natureOf(scan.head) === 'zip') return workbookShape(source, wishes);
  const encoding = wishes.encoding ?? chooseEncoding(scan);
  const text = decodeHead(scan.head, encoding);
  const delimiter = wishes.delimiter ?? chooseDelimiter(text);
  const obstacle = notText(scan) ?? wrongEncoding(scan, encoding, wishes) ?? notLines(scan, encoding);
  if (obstacle) return withoutHeaders({ encoding, delimiter }, [obstacle]);
  const batch = await readHead(text, delimiter);
  const record = batch.records.find(({ cells }) => !isSeparatorLine(cells));
  if (!record) return withoutHeaders({ encoding, delimiter }, [noHeader(scan, batch)]);
  const guessed = wishes.encoding === undefined && isGuess(encoding);
  const manner: Manner = { encoding, delimiter, ...(guessed ? { guessed } : {}) };
  const rows = [record, ...firstLines(text).filter(({ row }) => row > record.row)];
  return belowTitle(rows, manner, wishes) ?? shapeOf(record, manner, wishes);
}

/** What is told of a roll before its headers. */
type Manner = Pick<RollShape, 'encoding' | 'delimiter' | 'sheet' | 'guessed'>;

async function workbookShape(source: RollSource, wishes: ShapeWishes): Promise<DetectedShape> {
  const manner: Manner = { encoding: 'xlsx', delimiter: null };
  const read = await readSheet(source, wishes.sheet ?? null);
  if ('finding' in read) return withoutHeaders(manner, [read.finding]);
  const { name, records } = read.sheet;
  const rows = firstOf(records);
  const titled = belowTitle(rows, manner, wishes);
  if (titled) return titled;
  const [header] = rows;
  if (!header) return withoutHeaders(manner, [rollError('empty-roll', WHOLE_FILE, {})]);
  const { shape, findings } = shapeOf(header, { ...manner, sheet: name }, wishes);
  return { shape, findings: [...findings, ...sheetFindings(read.sheet, shape.headers, header.row)] };
}

function belowTitle(rows: Parameters<typeof headersBelow>[0], manner: Manner, wishes: ShapeWishes) {
  const found = wishes.columns?.email === undefined ? headersBelow(rows) : null;
  return found && withoutHeaders(manner, [found]);
}

/** The rows among which headers may stand. */
function firstOf(records: Iterable<CsvRecord>): CsvRecord[] {
  const rows: CsvRecord[] = [];
  for (const record of records) {
    rows.push(record);
    if (rows.length > MOST_TITLES) break;
  }
  return rows;
}

function shapeOf(record: CsvRecord, manner: Manner, wishes: ShapeWishes): DetectedShape {
  const { headers, findings } = readHeaders(record);
  if (headers.length === 0) return withoutHeaders(manner, findings);
  const assigned = assignRoles(headers, wishes, record.row);
  const { roles } = assigned;
  const secret = assignSecrets(headers, roles, wishes, record.row);
  const names = nameFindings(headers, new Set(Object.values<number>(roles as RoleColumns)), record.row);
  return {
    shape: { ...manner, headers, roles, secrets: secret.secrets },
    findings: [...findings, ...names, ...assigned.findings, ...secret.findings],
  };
}

function withoutHeaders(manner: Manner, findings: Finding[]): DetectedShape {
  return { shape: { ...manner, headers: [], roles: {}, secrets: [] }, findings };
}

function notText(scan: ByteScan): Finding | null {
  const nature = natureOf(scan.head);
  if (nature === 'old-workbook') return rollError('bad-workbook', WHOLE_FILE, { reason: 'old-or-protected' });
  if (nature === 'gzip' || nature === 'zip') return rollError('not-csv', WHOLE_FILE, { reason: 'zip' });
  return nature === 'text' ? null : rollError('not-csv', WHOLE_FILE, { reason: nature });
}

/** An encoding that the project names, or a byte order mark, can be contradicted by the bytes. */
function wrongEncoding(scan: ByteScan, encoding: TextEncoding, wishes: ShapeWishes): Finding | null {
  const marked = markedEncoding(scan.head);
  const told = marked === null ? 'mixed' : 'marked';
  const reason = wishes.encoding === undefined ? told : 'told';
  const finding = (row: number | null, offset: number): Finding =>
    rollError('bad-encoding', { row, column: null }, { encoding, offset, reason });
  if (marked !== null && marked !== encoding) return finding(1, 0);
  if (encoding === 'utf-8' && scan.notUtf8 !== null) return finding(scan.notUtf8Row, scan.notUtf8);
  return isWide(encoding) && scan.bytes % 2 === 1 ? finding(null, scan.bytes - 1) : null;
}

function notLines(scan: ByteScan, encoding: TextEncoding): Finding | null {
  const wide = isWide(encoding);
  if (!wide && scan.controls >= FEWEST_CONTROLS && scan.controls > scan.bytes * BINARY_SHARE) {
    return rollError('not-csv', WHOLE_FILE, { reason: 'binary' });
  }
  if (scan.longestLine <= LONGEST_RECORD * (wide ? 2 : 1)) return null;
  const place = { row: wide ? null : scan.longestLineRow, column: null };
  return rollError('not-csv', place, { reason: 'record-too-long' });
}

function isWide(encoding: TextEncoding): boolean {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}

async function readHead(text: string, delimiter: Delimiter): Promise<CsvBatch> {
  const records: CsvRecord[] = [];
  for await (const batch of readRecords(onePiece(text), delimiter)) {
    records.push(...batch.records);
    if (batch.broken) return { records, broken: batch.broken };
  }
  return { records, broken: null };
}

async function* onePiece(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text, 'utf8');
}

function noHeader(scan: ByteScan, batch: CsvBatch): Finding {
  if (!batch.broken) return rollError('empty-roll', WHOLE_FILE, {});
  const place = { row: batch.broken.row, column: null };
  return scan.bytes > HEAD_BYTES && batch.broken.reason === 'quote-not-closed'
    ? rollError('not-csv', place, { reason: 'record-too-long' })
    : brokenFinding(batch.broken);
}
