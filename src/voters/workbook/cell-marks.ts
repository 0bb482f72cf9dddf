/** Owns what a sheet says of its cells beside their values: formulas without a result, links, strokes, merged cells. */
import { columnOf } from './column-letters.js';
import type { NumberMask } from './number-mask.js';
import { decoded, insideOf, tagsNamed } from './tags.js';

/** Of one row, by column from 0. */
export interface CellMarks {
  /** Plain numbers as they stand in the file: nobody knows whether zeros stood in front. */
  readonly numbers: ReadonlySet<number>;
  /** Formulas whose result is not stored. */
  readonly formulas: ReadonlyMap<number, string>;
  /** Where the link of a cell leads. */
  readonly targets: ReadonlyMap<number, string>;
}

/** How the styles of a workbook make a cell look, by the index of the style. */
export interface CellStyles {
  readonly masks: ReadonlyMap<string, NumberMask>;
  /** Those that strike the text through. */
  readonly struck: ReadonlySet<string>;
}

/** Cells by row (from 1) and column (from 0). */
export class CellMap<T> {
  readonly #rows = new Map<number, Map<number, T>>();

  set(row: number, column: number, value: T): void {
    const cells = this.#rows.get(row);
    if (cells) cells.set(column, value);
    else this.#rows.set(row, new Map([[column, value]]));
  }

  row(row: number): ReadonlyMap<number, T> {
    return this.#rows.get(row) ?? NONE;
  }
}

const NONE: ReadonlyMap<number, never> = new Map<number, never>();

/** A formula as it stands in Excel; `element` is the whole `<f>`. */
export function formulaShown(element: string): string {
  return `=${decoded(element.replace(/<[^<>]*>/g, '').trim())}`;
}

/** A block of merged cells; rows from 1, columns from 0. */
export interface Merged {
  readonly reference: string;
  readonly row: number;
  readonly lastRow: number;
  readonly column: number;
}

const REFERENCE = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?[A-Z]{1,3}\$?([1-9]\d{0,6}))?$/;

/** What is written behind the cells of a sheet: blocks of merged cells. */
export function mergedIn(xml: string): Merged[] {
  return tagsNamed(behindCells(xml), 'mergeCell').flatMap((tag) => areaOf(tag.get('ref') ?? ''));
}

/** Where the links of single cells lead; `targets` are those of the sheet's relations, by their IDs. */
export function linksIn(xml: string, targets: ReadonlyMap<string, string>): CellMap<string> {
  const links = new CellMap<string>();
  for (const tag of tagsNamed(behindCells(xml), 'hyperlink')) {
    const [area] = areaOf(tag.get('ref') ?? '');
    const target = targets.get(tag.get('id') ?? '');
    if (area && target !== undefined) links.set(area.row, area.column, target);
  }
  return links;
}

/** The styles whose font is struck through. */
export function struckStyles(styles: string): ReadonlySet<string> {
  const fonts = [...insideOf(styles, 'fonts').matchAll(FONT)].map(([, inner = '']) => STRIKE.test(inner));
  const struck = new Set<string>();
  for (const [index, cell] of tagsNamed(insideOf(styles, 'cellXfs'), 'xf').entries())
    if (fonts[Number(cell.get('fontId') ?? '0')]) struck.add(String(index));
  return struck;
}

const FONT = /<(?:[\w.-]+:)?font(?:\s[^<>]*)?(?:(?<=\/)>|>([\s\S]*?)<\/(?:[\w.-]+:)?font>)/g;

const STRIKE = /<(?:[\w.-]+:)?strike(?:\s+val="(?:1|true)")?\s*\/?>/;

function behindCells(xml: string): string {
  return xml.slice(xml.lastIndexOf('sheetData') + 1);
}

function areaOf(reference: string): Merged[] {
  const [, letters = '', row, lastRow = row] = REFERENCE.exec(reference) ?? [];
  if (row === undefined) return [];
  return [
    {
      reference,
      row: Number(row),
      lastRow: Number(lastRow),
      column: columnOf(letters) - 1,
    },
  ];
}
