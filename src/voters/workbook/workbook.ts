/** Owns the door to read-excel-file: one sheet of an Excel workbook, made records with the rows they stand in. */
import type { CsvRecord } from '../csv-records.js';
import { roleOfHeader } from '../header-words.js';
import { type CellMap, linksIn, type Merged, mergedIn } from './cell-marks.js';
import { cellText, NumberText, type Remade } from './cell-text.js';
import {
  openContents,
  type SheetPart,
  Unreadable,
  type WorkbookContents,
  type WorkbookFault,
} from './contents.js';
import { type VettedSheet, vetSheet } from './sheet-xml.js';
import { storedZip } from './store.js';

/** What can be read of a workbook: one sheet, or the reason why not. */
export type WorkbookReading =
  | { readonly kind: 'sheet'; readonly sheet: ReadSheet }
  | { readonly kind: 'fault'; readonly fault: WorkbookFault; readonly row: number | null }
  /** Several sheets have values, and none was wished. */
  | { readonly kind: 'several'; readonly names: readonly string[] }
  /** None has the wished name. */
  | { readonly kind: 'unknown'; readonly names: readonly string[] };

export interface ReadSheet {
  readonly name: string;
  /** Rows with values that Excel does not show. */
  readonly hiddenRows: number;
  /** Rows with a text that is struck through. */
  readonly struckRows: readonly number[];
  readonly merged: readonly Merged[];
  /** Hidden sheets whose first row has a column of addresses. */
  readonly hiddenSheets: readonly string[];
  /** Rows without any text are left out; `row` is the sheet's. */
  readonly records: Iterable<CsvRecord>;
}

type NamedSheet = VettedSheet & {
  readonly name: string;
  readonly links: CellMap<string>;
  readonly merged: readonly Merged[];
};

/**
 * Reads the sheet of this name, else the only visible one that has values. Holds the whole sheet in memory:
 * what a workbook may unpack and how many cells it may have is limited before the library sees it.
 */
export async function readWorkbook(bytes: Buffer, wished: string | null): Promise<WorkbookReading> {
  try {
    const contents = await openContents(bytes);
    const found = await sheetsFound(contents, wished);
    const [only] = found;
    if (!only) return { kind: 'unknown', names: contents.sheets.map(({ name }) => name) };
    if (found.length > 1) return { kind: 'several', names: found.map(({ name }) => name) };
    const { name, hiddenRows, struckRows, merged } = only;
    const around = { name, hiddenRows, struckRows, merged };
    const hiddenSheets = wished === null ? await hiddenRolls(contents) : [];
    return { kind: 'sheet', sheet: { ...around, hiddenSheets, records: await recordsOf(contents, only) } };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'fault', fault: error.fault, row: error.row };
    // A pattern that was led too deep: no program writes such a thing.
    if (error instanceof RangeError) return { kind: 'fault', fault: 'damaged', row: null };
    throw error;
  }
}

/** The wished sheet; else those that have values, or the first where none has any: an empty roll. */
async function sheetsFound(contents: WorkbookContents, wished: string | null): Promise<NamedSheet[]> {
  const found: NamedSheet[] = [];
  for (const sheet of contents.sheets) {
    if (wished === null ? sheet.isHidden : !isSameName(sheet.name, wished)) continue;
    found.push(await vettedSheet(contents, sheet));
  }
  if (found.length === 0 && wished === null) throw new Unreadable('damaged');
  const filled = found.filter(({ values }) => values > 0);
  return wished === null && filled.length > 0 ? filled : found.slice(0, 1);
}

async function vettedSheet(
  contents: WorkbookContents,
  { name, xml, targets }: SheetPart,
): Promise<NamedSheet> {
  const written = await xml();
  const vetted = vetSheet(written, contents);
  if ('fault' in vetted) throw new Unreadable(vetted.fault, vetted.row);
  return { name, ...vetted, links: linksIn(written, await targets()), merged: mergedIn(written) };
}

/** Another list of voters, out of sight: perhaps the one that is meant. */
async function hiddenRolls(contents: WorkbookContents): Promise<string[]> {
  const found: string[] = [];
  for (const sheet of contents.sheets.filter(({ isHidden }) => isHidden)) {
    const [header] = await recordsOf(contents, await vettedSheet(contents, sheet));
    if (header?.cells.some((cell) => roleOfHeader(cell) === 'email')) found.push(sheet.name);
  }
  return found;
}

/** Excel, too, takes names for the same that differ only by capital letters. */
function isSameName(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => name.normalize('NFC').trim().toLowerCase());
  return one === other;
}

async function recordsOf(contents: WorkbookContents, sheet: NamedSheet): Promise<Iterable<CsvRecord>> {
  const { readSheet } = await import('read-excel-file/universal');
  try {
    const options = { trim: false, parseNumber: (text: string) => new NumberText(text) };
    return records(await readSheet(archiveOf(contents, sheet), options), sheet);
  } catch {
    // A cell that points nowhere, XML that does not close: the library's errors name nothing else.
    throw new Unreadable('damaged');
  }
}

function* records(rows: readonly (readonly unknown[])[], sheet: NamedSheet): Generator<CsvRecord> {
  for (const [index, values] of rows.entries()) {
    const row = sheet.rows[index] ?? index + 1;
    const cells: string[] = [];
    const remade = new Map<number, Remade>();
    const numbers = new Set<number>();
    for (const [column, value] of values.entries()) {
      const cell = cellText(value);
      cells.push(cell.text);
      if (cell.remade) remade.set(column, cell.remade);
      else if (value instanceof NumberText) numbers.add(column);
    }
    for (const column of sheet.unclear.row(row).keys()) remade.set(column, 'format');
    const marks = { numbers, formulas: sheet.formulas.row(row), targets: sheet.links.row(row) };
    if (cells.some((cell) => cell.trim() !== '')) yield { row, cells, remade, marks };
  }
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of this one sheet: nothing that was not vetted reaches the library. */
function archiveOf({ sharedStrings, styles, from1904 }: WorkbookContents, { xml }: NamedSheet): ArrayBuffer {
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const relation = `<Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>`;
  const parts: [string, Buffer][] = [
    ['xl/workbook.xml', Buffer.from(workbook)],
    [
      'xl/_rels/workbook.xml.rels',
      Buffer.from(`<Relationships xmlns="${PACKAGE}">${relation}</Relationships>`),
    ],
    ['xl/worksheets/sheet1.xml', Buffer.from(xml)],
  ];
  if (sharedStrings !== null) parts.push(['xl/sharedStrings.xml', Buffer.from(sharedStrings)]);
  if (styles !== null) parts.push(['xl/styles.xml', Buffer.from(styles)]);
  return storedZip(parts);
}
