/** Owns the reading of a roll, row by row, from its bytes and its shape. */
import { brokenFinding, readRecords } from './csv-records.js';
import { decodeToUtf8 } from './decode.js';
import { isSeparatorLine } from './delimiter.js';
import type { RollSource } from './roll-source.js';
import { createRowCheck, type RollRow } from './row-check.js';
import type { RollShape } from './voter.js';
import { readSheet } from './workbook-roll.js';

/**
 * Streams the rows of a roll in the order of the file; memory does not grow with it (a workbook is held whole). It goes on after a
 * faulty row; after broken quoting one last faulty row says so. Duplicates are not its matter
 * (roll-check.ts). To be called with a shape of `detectShape`, whose findings hold what is wrong with the
 * file as a whole.
 * @throws what `source` throws (Fault file-unreadable ...).
 */
export async function* readRoll(source: RollSource, shape: RollShape): AsyncGenerator<RollRow> {
  const { encoding, delimiter } = shape;
  if (encoding === 'xlsx') return yield* sheetRows(source, shape);
  const check = createRowCheck(shape);
  let beforeHeader = true;
  const chunks = decodeToUtf8(source.open(), encoding);
  for await (const { records, broken } of readRecords(chunks, delimiter ?? ';')) {
    for (const record of records) {
      if (!beforeHeader) yield check(record);
      else beforeHeader = isSeparatorLine(record.cells);
    }
    if (broken) yield { kind: 'faulty', row: broken.row, findings: [brokenFinding(broken)] };
  }
}

/** A workbook that was replaced by something else since its shape was told is one faulty row. */
async function* sheetRows(source: RollSource, shape: RollShape): AsyncGenerator<RollRow> {
  const read = await readSheet(source, shape.sheet ?? null);
  if ('finding' in read) {
    yield { kind: 'faulty', row: 1, findings: [read.finding] };
    return;
  }
  const check = createRowCheck(shape);
  let beforeHeader = true;
  for (const record of read.sheet.records) {
    if (!beforeHeader) yield check(record);
    beforeHeader = false;
  }
}
