/** Owns a roll that is an Excel workbook: its bytes put together, one of its sheets, and what is wrong with it. */
import type { Finding } from '../finding.js';
import { closest } from '../suggestion.js';
import { rollError, rollWarning } from './roll-finding.js';
import type { RollSource } from './roll-source.js';
import { type ReadSheet, readWorkbook } from './workbook/workbook.js';

/** Ten times the workbook of a roll; pictures in it count, too. */
const LARGEST_WORKBOOK = 50_000_000;

/** Rows named of those that are struck through. */
const MOST_ROWS = 10;
const MOST_MERGED = 50;

const WHOLE_FILE = { row: null, column: null };

/**
 * Reads the sheet of this name, else the only visible one with values.
 * @throws what `source` throws (Fault file-unreadable ...).
 */
export async function readSheet(
  source: RollSource,
  wished: string | null,
): Promise<{ readonly sheet: ReadSheet } | { readonly finding: Finding }> {
  const bytes = await whole(source);
  const reading = bytes
    ? await readWorkbook(bytes, wished)
    : ({ kind: 'fault', fault: 'too-large', row: null } as const);
  switch (reading.kind) {
    case 'sheet':
      return reading;
    case 'several':
      return { finding: rollError('several-sheets', WHOLE_FILE, { sheets: reading.names }) };
    case 'unknown': {
      const suggestion = closest(wished ?? '', reading.names);
      const details = { sheet: wished ?? '', sheets: reading.names, suggestion };
      return { finding: rollError('unknown-sheet', WHOLE_FILE, details) };
    }
    case 'fault':
      return {
        finding:
          reading.fault === 'no-workbook'
            ? rollError('not-csv', WHOLE_FILE, { reason: 'zip' })
            : rollError('bad-workbook', { ...WHOLE_FILE, row: reading.row }, { reason: reading.fault }),
      };
  }
}

/** What Excel hides, strikes through or merges; `columns` of them are read, below the row of the headers. */
export function sheetFindings(sheet: ReadSheet, headers: readonly string[], headerRow: number): Finding[] {
  const { hiddenRows, hiddenSheets } = sheet;
  const struck = sheet.struckRows.filter((row) => row > headerRow);
  const rows = struck.slice(0, MOST_ROWS);
  return [
    // Whoever filtered the list in Excel believes to see the roll; the hidden rows are read all the same.
    ...(hiddenRows === 0 ? [] : [rollWarning('hidden-rows', WHOLE_FILE, { count: hiddenRows })]),
    ...(rows.length === 0 ? [] : [rollWarning('struck-rows', WHOLE_FILE, { rows, count: struck.length })]),
    ...(hiddenSheets.length === 0 ? [] : [rollWarning('hidden-sheet', WHOLE_FILE, { sheets: hiddenSheets })]),
    ...mergedFindings(sheet, headers, headerRow),
  ];
}

function mergedFindings({ merged }: ReadSheet, headers: readonly string[], headerRow: number): Finding[] {
  return merged
    .filter(({ lastRow, column }) => lastRow > headerRow && column < headers.length)
    .slice(0, MOST_MERGED)
    .map(({ reference, row, column }) =>
      rollError('merged-cells', { row, column: headers[column] ?? null }, { reference }),
    );
}

/** All bytes; null where they are too many for a workbook. */
async function whole(source: RollSource): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.length;
    if (length > LARGEST_WORKBOOK) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
