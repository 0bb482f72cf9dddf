/** Owns the XML of one sheet before the library reads it: what it may hold, and what the library would drop. */

import { CellMap, type CellStyles, formulaWithoutValue } from './cell-marks.js';
import { UNCLEAR } from './number-mask.js';
import { type Attributes, attributesOf } from './tags.js';

/** Of one sheet that the library may read. */
export interface VettedSheet {
  readonly xml: string;
  /** Cells with a value. */
  readonly values: number;
  /** Rows that have values, and that Excel hides. */
  readonly hiddenRows: number;
  /** Cells with a formula and without its result. */
  readonly formulas: CellMap<string>;
  /** Numbers that Excel shows with zeros or signs that are not known here. */
  readonly unclear: CellMap<true>;
  /** Rows with a text that is struck through. */
  readonly struckRows: readonly number[];
}

/** Excel's own limits: 1,048,576 rows and 16,384 columns (XFD). */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** The library fills every row up to the widest one: a million rows of twenty columns. */
const MOST_CELLS = 21_000_000;

/** A row, or a cell with what stands in it where that is a single value without a tag inside. */
const TAG =
  /<((?:[\w.-]+:)?)(row|c)((?:\s[^<>]*?)?)(?:(\/>)|>(?:(?:<\1f\b[^<>]*(?:\/>|>[^<]*<\/\1f>))?<\1v>([^<]*)<\/\1v><\/\1c>)?)/g;
const CELL_REFERENCE = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
/** From here on, a number is more than Excel keeps. */
const TOO_LARGE = 10 ** 15;

/**
 * Vets a sheet and rewrites what would be lost: errors ("#REF!") become texts, numbers in a format of zeros
 * the text that Excel shows. Rows and cells stand in ascending order and are told where they stand; anything
 * else would be read into other places.
 */
export function vetSheet(xml: string, styles: CellStyles): VettedSheet | 'damaged' | 'too-large' {
  // No program writes comments, CDATA or a document type into a sheet; behind them a cell could hide from us.
  if (xml.includes('<!')) return 'damaged';
  const sheet = new SheetRewriting(styles);
  const pieces: string[] = [];
  let last = 0;
  for (const match of xml.matchAll(TAG)) {
    const [whole, prefix = '', name, text = '', selfClosing, value] = match;
    const attributes = attributesOf(text);
    if (!attributes) return 'damaged';
    const end = match.index + `<${prefix}${name}${text}${selfClosing ?? '>'}`.length;
    const isEmpty = selfClosing !== undefined || value === '' || xml.startsWith(`</${prefix}c>`, end);
    const changed = name === 'row' ? sheet.row(attributes) : sheet.cell(attributes, value, !isEmpty);
    if (name === 'c' && selfClosing === undefined && !value)
      sheet.formula(formulaWithoutValue(xml, end, attributes));
    if (changed === 'damaged') return 'damaged';
    if (changed === null) continue;
    pieces.push(xml.slice(last, match.index), rewritten(prefix, name ?? '', changed, selfClosing ?? '>'));
    const isWhole = changed.value !== undefined;
    if (isWhole) pieces.push(`<${prefix}v>${changed.value}</${prefix}v></${prefix}c>`);
    last = isWhole ? match.index + whole.length : end;
  }
  if (sheet.isTooLarge()) return 'too-large';
  pieces.push(xml.slice(last));
  const { values, hiddenRows, formulas, unclear, struckRows } = sheet;
  return { xml: pieces.join(''), values, hiddenRows, formulas, unclear, struckRows };
}

interface Change {
  readonly attributes: Attributes;
  /** New text of the whole cell. */
  readonly value?: string;
}

class SheetRewriting {
  readonly #styles: CellStyles;
  #row = 0;
  #column = 0;
  #widest = 0;
  #lastRow = 0;
  #isHidden = false;
  values = 0;
  hiddenRows = 0;
  readonly formulas = new CellMap<string>();
  readonly unclear = new CellMap<true>();
  readonly struckRows: number[] = [];

  constructor(styles: CellStyles) {
    this.#styles = styles;
  }

  /** Of the latest cell. */
  formula(formula: string | null): void {
    if (formula !== null) this.formulas.set(this.#row, this.#column - 1, formula);
  }

  /** Null where the tag stays as it is. */
  row(attributes: Attributes): Change | 'damaged' | null {
    const written = attributes.get('r');
    const row = written === undefined ? this.#row + 1 : Number(written);
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS) return 'damaged';
    this.#row = row;
    this.#column = 0;
    this.#isHidden = isTrue(attributes.get('hidden'));
    return written === undefined ? { attributes: withAttribute(attributes, 'r', String(row)) } : null;
  }

  cell(attributes: Attributes, value: string | undefined, hasContent: boolean): Change | 'damaged' | null {
    const column = this.#columnOf(attributes.get('r'));
    if (this.#row === 0 || column <= this.#column || column > MOST_COLUMNS) return 'damaged';
    this.#column = column;
    if (hasContent) this.#count(this.#styles.struck.has(attributes.get('s') ?? '0'));
    const placed = attributes.has('r')
      ? null
      : withAttribute(attributes, 'r', `${lettersOf(column)}${this.#row}`);
    const text = this.#shown(attributes, value);
    if (text !== null) return { attributes: withAttribute(placed ?? attributes, 't', 'str'), value: text };
    return placed && { attributes: placed };
  }

  isTooLarge(): boolean {
    return this.#lastRow * this.#widest > MOST_CELLS;
  }

  #count(isStruck: boolean): void {
    this.values += 1;
    if (isStruck && this.struckRows.at(-1) !== this.#row) this.struckRows.push(this.#row);
    if (this.#isHidden) this.hiddenRows += 1;
    this.#isHidden = false;
    this.#lastRow = this.#row;
    this.#widest = Math.max(this.#widest, this.#column);
  }

  /** The text that Excel shows where the library would give something else; null where it gives the same. */
  #shown(attributes: Attributes, value: string | undefined): string | null {
    if (value === undefined) return null;
    const type = attributes.get('t') ?? 'n';
    if (type === 'e') return value;
    const mask = type === 'n' ? this.#styles.masks.get(attributes.get('s') ?? '0') : undefined;
    const number = Number(value);
    // As they are written: "17", "17.0" and "1.7E1" are one number.
    if (!mask || value.trim() === '' || !(Math.abs(number) < TOO_LARGE)) return null;
    const shown = mask(number);
    if (shown === UNCLEAR) this.unclear.set(this.#row, this.#column - 1, true);
    return typeof shown === 'string' ? encoded(shown) : null;
  }

  #columnOf(reference: string | undefined): number {
    if (reference === undefined) return this.#column + 1;
    const [, letters = '', row] = CELL_REFERENCE.exec(reference) ?? [];
    return Number(row) === this.#row ? numberOf(letters) : 0;
  }
}

function rewritten(prefix: string, name: string, { attributes }: Change, end: string): string {
  const text = [...attributes].map(([key, value]) => ` ${key}="${encoded(value)}"`).join('');
  return `<${prefix}${name}${text}${end}`;
}

function withAttribute(attributes: Attributes, name: string, value: string): Attributes {
  return new Map([...attributes, [name, value]]);
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
