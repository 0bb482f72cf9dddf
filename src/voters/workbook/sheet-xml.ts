/** Owns the XML of one sheet before the library reads it: what it may hold, and what the library would drop. */
import { CellMap, type CellStyles, formulaShown } from './cell-marks.js';
import { ATTRIBUTES, BLANKS, element, literally, prefixOf, richText, withReferences } from './markup.js';
import { UNCLEAR } from './number-mask.js';
import { type Attributes, attributesOf } from './tags.js';

/** Of one sheet that the library may read. */
export interface VettedSheet {
  /** Its rows with values and nothing else, counted from 1 without gaps. */
  readonly xml: string;
  /** By their places in `xml`: the numbers of the rows in the sheet. */
  readonly rows: readonly number[];
  /** Cells with a value. */
  readonly values: number;
  /** Rows that have values, and that Excel hides. */
  readonly hiddenRows: number;
  /** Cells with a formula and without its result, by their rows in the sheet. */
  readonly formulas: CellMap<string>;
  /** Numbers that Excel shows with zeros or signs that are not known here. */
  readonly unclear: CellMap<true>;
  /** Rows with a text that is struck through. */
  readonly struckRows: readonly number[];
}

/** Why a sheet is not read; `row` is the one that was looked at last. */
export interface SheetFault {
  readonly fault: 'damaged' | 'foreign-markup' | 'too-large';
  readonly row: number | null;
}

/** Excel's own limits: 1,048,576 rows and 16,384 columns (XFD). */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** The library fills every row up to the widest one: a million rows of twenty columns. */
const MOST_CELLS = 21_000_000;

const CELL_REFERENCE = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
/** A text that is not empty, somewhere in a cell. */
const FILLED = /<(?:[\w.-]+:)?t(?:\s[^<>]*)?>[^<]/;
/** From here on, a number is more than Excel keeps. */
const TOO_LARGE = 10 ** 15;

/**
 * Vets a sheet and rewrites what would be lost: errors ("#REF!") become texts, numbers in a format of zeros
 * the text that Excel shows. Rows and cells stand in ascending order and are told where they stand; anything
 * else would be read into other places. Nothing but rows, cells, formulas, values and texts stands among them:
 * the library would take some of the rest for text, and drop what stood before it.
 */
export function vetSheet(xml: string, styles: CellStyles): VettedSheet | SheetFault {
  const prefix = prefixOf(xml, 'worksheet');
  const found = prefix === null ? null : sheetData(xml, prefix);
  if (prefix === null || found === null) return { fault: 'foreign-markup', row: null };
  const data = withReferences(found);
  if (data === null) return { fault: 'foreign-markup', row: null };
  const sheet = new SheetRewriting(styles, new Output(data, prefix));
  const item = itemPattern(prefix);
  for (let at = 0; at < data.length; at = item.lastIndex) {
    item.lastIndex = at;
    const match = item.exec(data);
    if (!match) return { fault: 'foreign-markup', row: sheet.number };
    if (!see(match, sheet, item.lastIndex)) return { fault: 'damaged', row: sheet.number };
  }
  return sheet.isTooLarge() ? { fault: 'too-large', row: null } : sheet.finish();
}

/** What stands in the one table of the sheet; null where there is not one. */
function sheetData(xml: string, prefix: string): string | null {
  const opening = new RegExp(`<((?:[\\w.-]+:)?)sheetData${ATTRIBUTES}(/?)>`, 'g');
  const [tag = '', found, empty] = opening.exec(xml) ?? [];
  if (found !== prefix) return null;
  const start = opening.lastIndex;
  const end = empty === '/' ? start : xml.indexOf(`</${prefix}sheetData`, start);
  opening.lastIndex = end;
  if (tag === '' || end < 0 || opening.test(xml)) return null;
  return xml.slice(start, end).trimEnd();
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
  return new RegExp(`${BLANKS}(?:${cell}|${row}|(?<end></${name}row\\s*>))`, 'y');
}

/** Whether the item stands where it may. */
function see(match: RegExpExecArray, sheet: SheetRewriting, end: number): boolean {
  const { cell, row, empty, value = '', text, formula, result } = match.groups ?? {};
  const from = match.index;
  const isEnd = cell === undefined && row === undefined;
  const inner = isEnd ? from : endOfTag(match, cell ?? row ?? '');
  if (isEnd) return sheet.endRow({ from, inner, end });
  const attributes = attributesOf(cell ?? row ?? '');
  if (!attributes) return false;
  if (row !== undefined) return sheet.row(attributes, empty === '/', { from, inner, end });
  const content = { value, text, formula, hasResult: result !== undefined };
  return sheet.cell(attributes, content, { from, inner, end });
}

/** Where the first tag of the item ends: behind its attributes there is only ">". */
function endOfTag(match: RegExpExecArray, attributes: string): number {
  const tag = match[0].indexOf('<');
  return match.index + match[0].indexOf(`${attributes}>`, tag) + attributes.length + 1;
}

/** What stands in a cell besides its formula. */
interface Content {
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
interface Span {
  readonly from: number;
  readonly inner: number;
  readonly end: number;
}

class SheetRewriting {
  readonly #styles: CellStyles;
  readonly #output: Output;
  readonly #rows: number[] = [];
  #open: { readonly span: Span; readonly written: string | undefined; hasValues: boolean } | null = null;
  #column = 0;
  #widest = 0;
  #isHidden = false;
  #values = 0;
  #hiddenRows = 0;
  /** Of the row that was looked at last. */
  number = 0;
  readonly #formulas = new CellMap<string>();
  readonly #unclear = new CellMap<true>();
  readonly #struckRows: number[] = [];

  constructor(styles: CellStyles, output: Output) {
    this.#styles = styles;
    this.#output = output;
  }

  /** The beginning of a row; false where it may not stand here. */
  row(attributes: Attributes, isEmpty: boolean, span: Span): boolean {
    const written = attributes.get('r');
    const row = written === undefined ? this.number + 1 : Number(written);
    if (this.#open || !Number.isInteger(row) || row <= this.number || row > MOST_ROWS) return false;
    this.number = row;
    this.#column = 0;
    this.#isHidden = isTrue(attributes.get('hidden'));
    this.#open = isEmpty ? null : { span, written, hasValues: false };
    return true;
  }

  endRow(span: Span): boolean {
    if (this.#open?.hasValues) this.#output.keep(span.from, span.end);
    const wasOpen = this.#open !== null;
    this.#open = null;
    return wasOpen;
  }

  /** Cells without a value are left out. */
  cell(attributes: Attributes, content: Content, span: Span): boolean {
    const column = this.#columnOf(attributes.get('r'));
    if (!this.#open || column <= this.#column || column > MOST_COLUMNS) return false;
    this.#column = column;
    const { value, text, formula, hasResult } = content;
    const type = attributes.get('t');
    if (type === 'inlineStr' ? value !== '' : text !== undefined) return false;
    if (value === '' && !FILLED.test(text ?? '')) {
      // `<v/>` of a text is an empty result.
      const isMissing = formula !== undefined && !(type === 'str' && hasResult);
      if (isMissing) this.#formulas.set(this.number, column - 1, formulaShown(formula));
      return true;
    }
    this.#count(this.#styles.struck.has(attributes.get('s') ?? '0'));
    const shown = this.#shown(attributes, value);
    const place = `${lettersOf(column)}${this.#rows.length}`;
    if (shown === null && attributes.get('r') === place) this.#output.keep(span.from, span.end);
    else this.#output.cell(new Map([...attributes, ['r', place]]), shown, span);
    return true;
  }

  isTooLarge(): boolean {
    return this.#rows.length * this.#widest > MOST_CELLS;
  }

  finish(): VettedSheet | SheetFault {
    if (this.#open) return { fault: 'damaged', row: this.number };
    const xml = this.#output.finish();
    const [rows, values, hiddenRows] = [this.#rows, this.#values, this.#hiddenRows];
    const marks = { formulas: this.#formulas, unclear: this.#unclear, struckRows: this.#struckRows };
    return { xml, rows, values, hiddenRows, ...marks };
  }

  #count(isStruck: boolean): void {
    this.#values += 1;
    if (isStruck && this.#struckRows.at(-1) !== this.number) this.#struckRows.push(this.number);
    this.#widest = Math.max(this.#widest, this.#column);
    if (!this.#open || this.#open.hasValues) return;
    if (this.#isHidden) this.#hiddenRows += 1;
    this.#open.hasValues = true;
    this.#rows.push(this.number);
    const { written, span } = this.#open;
    const number = String(this.#rows.length);
    if (written === number) this.#output.keep(span.from, span.end);
    else this.#output.row(number);
  }

  /** The text that Excel shows where the library would give something else; null where it gives the same. */
  #shown(attributes: Attributes, value: string): string | null {
    const type = attributes.get('t') ?? 'n';
    if (type === 'e') return value;
    const mask = type === 'n' ? this.#styles.masks.get(attributes.get('s') ?? '0') : undefined;
    const number = Number(value);
    // As they are written: "17", "17.0" and "1.7E1" are one number.
    if (!mask || value.trim() === '' || !(Math.abs(number) < TOO_LARGE)) return null;
    const shown = mask(number);
    if (shown === UNCLEAR) this.#unclear.set(this.number, this.#column - 1, true);
    return typeof shown === 'string' ? encoded(shown) : null;
  }

  #columnOf(reference: string | undefined): number {
    if (reference === undefined) return this.#column + 1;
    const [, letters = '', row] = CELL_REFERENCE.exec(reference) ?? [];
    return Number(row) === this.number ? numberOf(letters) : 0;
  }
}

/** What goes to the library, put together from pieces of the sheet as long as they can be. */
class Output {
  readonly #data: string;
  readonly #prefix: string;
  readonly #pieces: string[] = [];
  #from = 0;
  #end = 0;

  constructor(data: string, prefix: string) {
    this.#data = data;
    this.#prefix = prefix;
  }

  keep(from: number, end: number): void {
    if (from !== this.#end) this.#flush(from);
    this.#end = end;
  }

  row(number: string): void {
    this.#put(`<${this.#prefix}row r="${number}">`);
  }

  /** A cell with other attributes, or as a whole another text. */
  cell(attributes: Attributes, value: string | null, { inner, end }: Span): void {
    const prefix = this.#prefix;
    const given = value === null ? attributes : new Map([...attributes, ['t', 'str']]);
    const text = [...given].map(([key, written]) => ` ${key}="${encoded(written)}"`).join('');
    this.#put(`<${prefix}c${text}>`);
    if (value === null) this.keep(inner, end);
    else this.#put(`<${prefix}v>${value}</${prefix}v></${prefix}c>`);
  }

  finish(): string {
    this.#flush(0);
    return `<worksheet><sheetData>${this.#pieces.join('')}</sheetData></worksheet>`;
  }

  #put(text: string): void {
    this.#flush(this.#end);
    this.#pieces.push(text);
  }

  #flush(next: number): void {
    if (this.#end > this.#from) this.#pieces.push(this.#data.slice(this.#from, this.#end));
    this.#from = next;
    this.#end = next;
  }
}

function encoded(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** "A" is 1, "AA" is 27. */
function numberOf(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? lettersOf(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
