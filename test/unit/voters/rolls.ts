/** Owns the rolls that the tests of this folder read: from memory or the fixtures, in pieces of any size. */
import { readFileSync } from 'node:fs';
import { checkRoll, type RollSummary } from '../../../src/voters/check-roll.js';
import { type DetectedShape, detectShape, type ShapeWishes } from '../../../src/voters/detect-shape.js';
import { readRoll } from '../../../src/voters/read-roll.js';
import type { RollSource } from '../../../src/voters/roll-source.js';
import type { RollRow } from '../../../src/voters/row-check.js';
import type { RollShape } from '../../../src/voters/voter.js';

const FOLDER = new URL('../../fixtures/rolls/', import.meta.url);

/** A roll in memory, given out in pieces of `piece` bytes. */
export function rollOf(content: string | Uint8Array, piece = 64 * 1024): RollSource {
  const bytes = Buffer.from(content);
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
  }
  return { name: 'voters.csv', bytes: bytes.length, open };
}

export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

export async function rowsOf(source: RollSource, shape: RollShape): Promise<RollRow[]> {
  const rows: RollRow[] = [];
  for await (const row of readRoll(source, shape)) rows.push(row);
  return rows;
}

/** Everything that a whole run finds in a roll. */
export async function inspect(
  source: RollSource,
  wishes: ShapeWishes = {},
): Promise<DetectedShape & { summary: RollSummary }> {
  const detected = await detectShape(source, wishes);
  return { ...detected, summary: await checkRoll(source, detected.shape) };
}

/** A finding as one line: "error duplicate-id 4 Mitgliedsnummer". */
export function brief(finding: {
  severity: string;
  kind: string;
  row: number | null;
  column: string | null;
}): string {
  return [finding.severity, finding.kind, finding.row ?? '-', finding.column ?? '-'].join(' ');
}
