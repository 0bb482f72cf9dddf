/** Owns a list of some voters of the roll, by ID alone: what a voting system exports of those who have not voted. */
import { Fault, type ListProblem } from '../fault.js';
import type { Finding } from '../finding.js';
import { parseAddress } from './address.js';
import { clean, isBlank } from './characters.js';
import { idIsAddress } from './columns.js';
import { type CsvRecord, readRecords } from './csv-records.js';
import { decodeToUtf8 } from './decode.js';
import { isSeparatorLine } from './delimiter.js';
import { detectShape } from './detect-shape.js';
import { shownHeaders } from './header-shown.js';
import { isRemarkedAddress, roleOfHeader } from './header-words.js';
import { MASK } from './roll-finding.js';
import { digestedSource, type RollSource } from './roll-source.js';
import type { RollShape } from './voter.js';
import { Answers } from './yes-no-column.js';

/** Each ID with the line on which it stands. */
export type VoterList = ReadonlyMap<string, number>;

/**
 * Reads the whole list. Its encoding and delimiter are recognised as the roll's are; its column is the one with the
 * roll's own header, else the only one with a word for it.
 * @throws Fault voter-list, and what `source` throws (file-unreadable ...).
 */
export async function readVoterList(source: RollSource, roll: RollShape): Promise<VoterList> {
  const refuse = refusing(source.name);
  const digested = digestedSource(source);
  const { shape, findings } = await detectShape(digested);
  if (shape.encoding === 'xlsx') throw refuse(null, { what: 'workbook' });
  for (const { kind, row, severity } of findings) {
    const problem = severity === 'error' ? problemOf(kind) : null;
    if (problem) throw refuse(row, { what: problem });
  }
  const digest = digested.digest();
  const lines = new Map<string, number>();
  const answers = new Answers();
  let column: number | null = null;
  for await (const record of recordsOf(digested, shape, refuse)) {
    if (column === null) column = columnOf(shape.headers, roll, record.row, refuse);
    else {
      addLine(lines, record, { headers: shape.headers, column, roll }, refuse);
      answers.see(record.cells, column);
    }
  }
  if (digested.digest() !== digest) throw refuse(null, { what: 'changed' });
  if (lines.size === 0) throw refuse(null, { what: 'empty' });
  const mixed = answers.mixed();
  if (mixed !== null) {
    throw refuse(null, { what: 'mixed', header: shownHeaders(shape.headers)[mixed] ?? MASK });
  }
  return lines;
}

type Refuse = (row: number | null, problem: ListProblem) => Fault;

function refusing(path: string): Refuse {
  return (row, problem) => new Fault('voter-list', { path, row, problem });
}

/** What of a roll's errors is one of a list, too; a list needs no address, and no column but the one. */
function problemOf(kind: Finding['kind']) {
  switch (kind) {
    case 'missing-column':
    case 'ambiguous-column':
    case 'column-in-two-roles':
      return null;
    case 'bad-encoding':
      return 'encoding';
    case 'bad-quoting':
      return 'quoting';
    case 'empty-roll':
      return 'empty';
    case 'bad-workbook':
      return 'workbook';
    case 'not-csv':
      return 'no-text';
    case 'missing-header':
    case 'headers-below':
      return 'no-headers';
    default:
      return 'header';
  }
}

/** The header line first. */
async function* recordsOf(
  source: RollSource,
  { encoding, delimiter }: RollShape,
  refuse: Refuse,
): AsyncGenerator<CsvRecord> {
  if (encoding === 'xlsx') return;
  let isFirst = true;
  for await (const { records, broken } of readRecords(
    decodeToUtf8(source.open(), encoding),
    delimiter ?? ';',
  )) {
    for (const record of records) {
      if (!isFirst || !isSeparatorLine(record.cells)) yield record;
      isFirst = false;
    }
    if (broken) throw refuse(broken.row, { what: 'quoting' });
  }
}

/** Without an ID column the roll's address is the ID, and so it is here. */
function columnOf(headers: readonly string[], roll: RollShape, row: number, refuse: Refuse): number {
  const isAddress = idIsAddress(roll.roles);
  const header = roll.headers[(isAddress ? roll.roles.email : roll.roles.id) ?? -1];
  const same = header === undefined ? -1 : headers.indexOf(header);
  if (same >= 0) return same;
  const isMeant = (name: string): boolean =>
    roleOfHeader(name) === (isAddress ? 'email' : 'id') || (isAddress && isRemarkedAddress(name));
  const [found, ...others] = [...headers.keys()].filter((index) => isMeant(headers[index] ?? ''));
  const told = shownHeaders(headers).filter((name) => name !== MASK && name !== '');
  if (found === undefined) throw refuse(row, { what: 'no-column', header: header ?? '', headers: told });
  if (others.length > 0) throw refuse(row, { what: 'several-columns', header: header ?? '', headers: told });
  return found;
}

interface Columns {
  readonly headers: readonly string[];
  readonly column: number;
  readonly roll: RollShape;
}

function addLine(
  lines: Map<string, number>,
  { row, cells }: CsvRecord,
  { headers, column, roll }: Columns,
  refuse: Refuse,
): void {
  const hasMore = cells.slice(headers.length).some((cell) => !isBlank(cell));
  if (hasMore) throw refuse(row, { what: 'ragged', expected: headers.length, found: cells.length });
  const cell = cells[column] ?? '';
  if (isBlank(cell)) throw refuse(row, { what: 'no-id' });
  const id = idIsAddress(roll.roles) ? addressOf(cell) : cell;
  const firstRow = lines.get(id);
  if (firstRow !== undefined) throw refuse(row, { what: 'twice', firstRow });
  lines.set(id, row);
}

/** As the roll's addresses are read; what is none stands in no roll. */
function addressOf(cell: string): string {
  const parsed = parseAddress(clean(cell));
  return 'address' in parsed ? parsed.address : cell;
}
