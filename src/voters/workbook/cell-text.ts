/** Owns the text that a cell of a workbook stands for, and what Excel made of it that was something else before. */

/** A number as it stands in the file. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * `date`: typed as one, or taken for one ("3-12"); `number`: longer than the 15 digits that Excel keeps; `truth`: TRUE,
 * which a German Excel shows as WAHR; `format`: shown by Excel with zeros or signs that are not known here.
 */
export type Remade = 'date' | 'number' | 'truth' | 'format';

export interface CellText {
  readonly text: string;
  readonly remade: Remade | null;
}

/** Excel keeps 15 significant digits; of a longer number the others are zeros. */
const DIGITS = 15;
const SMALLEST_LOSSY = 10 ** DIGITS;
/** What Excel shows for a date that is none. */
const NO_DATE = '####';
const FIRST_YEAR = 1900;

/** Takes a cell as the library gives it. Numbers become plain digits with a decimal point, dates ISO 8601. */
export function cellText(value: unknown): CellText {
  if (value === null || value === undefined) return { text: '', remade: null };
  if (value instanceof NumberText) return numberText(value.text);
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', remade: 'truth' };
  return { text: String(value), remade: null };
}

function numberText(written: string): CellText {
  const number = Number(written);
  if (!Number.isFinite(number)) return { text: written, remade: 'number' };
  const remade = Math.abs(number) >= SMALLEST_LOSSY ? 'number' : null;
  if (Number.isInteger(number)) return { text: plainDigits(number), remade };
  // What Excel shows: 0.30000000000000004 is 0.3 there.
  const rounded = Number(number.toPrecision(DIGITS));
  return { text: rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }), remade };
}

/** Zeros in place of the digits that Excel has lost, as it shows them itself. */
function plainDigits(whole: number): string {
  const digits = BigInt(whole).toString();
  const kept = digits.slice(0, whole < 0 ? DIGITS + 1 : DIGITS);
  return kept.padEnd(digits.length, '0');
}

/** A time alone is counted from the last day of 1899. */
function dateText(date: Date): CellText {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return { text: NO_DATE, remade: 'date' };
  const [day = '', time = ''] = rounded.toISOString().slice(0, -5).split('T');
  const short = time.endsWith(':00') ? time.slice(0, 5) : time;
  if (rounded.getUTCFullYear() < FIRST_YEAR) return { text: short, remade: 'date' };
  return { text: short === '00:00' ? day : `${day} ${short}`, remade: 'date' };
}
