/** Owns the XML of one sheet before the library reads it: what it may hold, and what the library would drop. */
import { CellMap, type CellStyles, formulaShown } from './cell-marks.js';
import { columnOf, lettersOf } from './column-letters.js';
import { prefixOf, withReferences } from './markup.js';
import { UNCLEAR } from './number-mask.js';
import { type Content, readItems, type SheetVisitor, type Span, tableOf } from './sheet-items.js';
import { SheetOutput } from './sheet-output.js';
import { type Attributes, encoded } from './tags.js';

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
  const written = prefix === null ? null : tableOf(xml, prefix);
  const table = written === null ? null : withReferences(written);
  if (prefix === null || table === null) return { fault: 'foreign-markup', row: null };
  const sheet = new SheetRewriting(styles, new SheetOutput(table, prefix));
  const fault = readItems(table, prefix, sheet);
  if (fault !== null) return { fault, row: sheet.number };
  return sheet.isTooLarge() ? { fault: 'too-large', row: null } : sheet.finish();
}

class SheetRewriting implements SheetVisitor {
  readonly #styles: CellStyles;
  readonly #output: SheetOutput;
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

  constructor(styles: CellStyles, output: SheetOutput) {
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
    return Number(row) === this.number ? columnOf(letters) : 0;
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
