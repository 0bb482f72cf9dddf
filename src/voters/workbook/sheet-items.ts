/** Owns recognising what stands in the table of a sheet: rows, cells, and nothing else. */
import { ATTRIBUTES, BLANKS, element, literally, richText } from './markup.js';
import { type Attributes, attributesOf } from './tags.js';

/** What stands in a cell besides its formula. */
export interface Content {
  /** As written, '' where there is none. */
  readonly value: string;
  /** A text of its own, not a shared one. */
  readonly text: string | undefined;
  /** The whole element. */
  readonly formula: string | undefined;
  /** Whether there is an element for the formula's result, be it empty. */
  readonly hasResult: boolean;
}

/** A piece of the sheet, from and to which character; `inner` is where its first tag ends. */
export interface Span {
  readonly from: number;
  readonly inner: number;
  readonly end: number;
}

/** Sees the items in their order; each answers whether the item may stand where it does. */
export interface SheetVisitor {
  row(attributes: Attributes, isEmpty: boolean, span: Span): boolean;
  cell(attributes: Attributes, content: Content, span: Span): boolean;
  endRow(span: Span): boolean;
}

/** What stands in the one table of the sheet; null where there is not one. */
export function tableOf(xml: string, prefix: string): string | null {
  const opening = new RegExp(`<((?:[\\w.-]+:)?)sheetData${ATTRIBUTES}(/?)>`, 'g');
  const [tag = '', found, empty] = opening.exec(xml) ?? [];
  if (found !== prefix) return null;
  const start = opening.lastIndex;
  const end = empty === '/' ? start : xml.indexOf(`</${prefix}sheetData`, start);
  opening.lastIndex = end;
  if (tag === '' || end < 0 || opening.test(xml)) return null;
  return xml.slice(start, end).trimEnd();
}

/** Shows every item of a table to the visitor, up to the first that is none or stands where it may not. */
export function readItems(
  table: string,
  prefix: string,
  visitor: SheetVisitor,
): 'foreign-markup' | 'damaged' | null {
  const item = itemPattern(prefix);
  for (let at = 0; at < table.length; at = item.lastIndex) {
    item.lastIndex = at;
    const match = item.exec(table);
    if (!match) return 'foreign-markup';
    if (!show(match, visitor, item.lastIndex)) return 'damaged';
  }
  return null;
}

/** A cell with all that is in it, the beginning of a row, or its end. */
function itemPattern(prefix: string): RegExp {
  const name = literally(prefix);
  const formula = element(prefix, 'f', '[^<]*');
  const value = `<${name}v${ATTRIBUTES}(?:/>|>(?<value>[^<]*)</${name}v\\s*>)`;
  const text = element(prefix, 'is', richText(prefix));
  const inside = `${BLANKS}(?<formula>${formula}${BLANKS})?(?<result>${value}${BLANKS})?(?<text>${text}${BLANKS})?`;
  const cell = `<${name}c(?<cell>${ATTRIBUTES})(?:/>|>${inside}</${name}c\\s*>)`;
  const row = `<${name}row(?<row>${ATTRIBUTES})(?<empty>/?)>`;
  return new RegExp(`${BLANKS}(?:${cell}|${row}|</${name}row\\s*>)`, 'y');
}

function show(match: RegExpExecArray, visitor: SheetVisitor, end: number): boolean {
  const { cell, row, empty, value = '', text, formula, result } = match.groups ?? {};
  const from = match.index;
  const written = cell ?? row;
  if (written === undefined) return visitor.endRow({ from, inner: from, end });
  const attributes = attributesOf(written);
  if (!attributes) return false;
  const span = { from, inner: endOfTag(match, written), end };
  if (row !== undefined) return visitor.row(attributes, empty === '/', span);
  return visitor.cell(attributes, { value, text, formula, hasResult: result !== undefined }, span);
}

/** Where the first tag of the item ends: behind its attributes there is only ">". */
function endOfTag(match: RegExpExecArray, attributes: string): number {
  const tag = match[0].indexOf('<');
  return match.index + match[0].indexOf(`${attributes}>`, tag) + attributes.length + 1;
}
