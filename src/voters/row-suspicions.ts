/** Owns what one row makes suspicious though each of its cells could be meant: signs of what went wrong on the way. */
import type { Finding } from '../finding.js';
import type { CsvRecord } from './csv-records.js';
import { isGarbled } from './garbled.js';
import { MASK, type Place, quoted, rollError } from './roll-finding.js';
import type { RollShape } from './voter.js';

/** Sees the rows of one roll, in order. */
export class RowSuspicions {
  readonly #headers: readonly string[];
  readonly #secrets: ReadonlySet<number>;

  constructor(shape: RollShape) {
    this.#headers = shape.headers;
    this.#secrets = new Set(shape.secrets);
  }

  /** Takes a record and its cells as they count; puts what it finds to `findings`. */
  see({ row }: CsvRecord, cells: readonly string[], findings: Finding[]): void {
    this.#seeGarbled(cells, row, findings);
  }

  /** One of a row is enough: its other cells were read the same way. */
  #seeGarbled(cells: readonly string[], row: number, findings: Finding[]): void {
    const index = cells.findIndex(isGarbled);
    const cell = cells[index];
    if (cell === undefined) return;
    findings.push(rollError('garbled-letters', this.#place(row, index), { value: this.#quote(cell, index) }));
  }

  #place(row: number, index: number): Place {
    return { row, column: this.#headers[index] ?? null };
  }

  #quote(cell: string, index: number): string {
    return this.#secrets.has(index) ? MASK : quoted(cell);
  }
}
