/** Owns the one text of a row by which a journal recognises it again. */
import type { RollShape, Voter } from './voter.js';

interface RowLayout {
  readonly column: number;
  /** The header as a netstring. */
  readonly header: string;
}

const LAYOUTS = new WeakMap<RollShape, readonly RowLayout[]>();

/**
 * The row as one unambiguous text, for a keyed digest: for every column, in the order of the headers' UTF-16
 * code units, header and cell, each as a netstring ("5:Größe," counts UTF-16 code units). Columns in another
 * order make the same text; columns of the same header keep their order. Holds the credentials: never to be
 * stored.
 */
export function rowText(voter: Voter, shape: RollShape): string {
  let text = '';
  for (const { column, header } of layoutOf(shape)) text += header + netstring(voter.cells[column] ?? '');
  return text;
}

function layoutOf(shape: RollShape): readonly RowLayout[] {
  const known = LAYOUTS.get(shape);
  if (known) return known;
  const columns = shape.headers.map((header, column) => ({ column, written: header }));
  columns.sort((a, b) => (a.written < b.written ? -1 : a.written > b.written ? 1 : a.column - b.column));
  const layout = columns.map(({ column, written }) => ({ column, header: netstring(written) }));
  LAYOUTS.set(shape, layout);
  return layout;
}

function netstring(text: string): string {
  return `${text.length}:${text},`;
}
