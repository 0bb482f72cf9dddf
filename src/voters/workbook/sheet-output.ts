/** Owns the XML of a sheet that goes to the library, put together from pieces of the sheet as long as they can be. */
import type { Span } from './sheet-items.js';
import { type Attributes, encoded } from './tags.js';

export class SheetOutput {
  readonly #table: string;
  readonly #prefix: string;
  readonly #pieces: string[] = [];
  #from = 0;
  #end = 0;

  constructor(table: string, prefix: string) {
    this.#table = table;
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
    if (this.#end > this.#from) this.#pieces.push(this.#table.slice(this.#from, this.#end));
    this.#from = next;
    this.#end = next;
  }
}
