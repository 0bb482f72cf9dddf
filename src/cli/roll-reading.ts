/** Owns how it is told to the user what was assumed in reading the roll. */
import { safeText } from '../smtp/reply.js';
import type { RollShape } from '../voters/voter.js';
import type { Context } from './context.js';

/** "windows-1252, delimiter ";"", or the sheet of a workbook. */
export function rollReading({ texts, format }: Context, { encoding, delimiter, sheet }: RollShape): string {
  const t = texts.common.readAs;
  if (encoding === 'xlsx') return sheet === undefined ? t.workbook : t.sheet(format.quote(sheet, 60));
  return t.text(encoding, delimiter === '\t' ? t.tab : format.quote(delimiter ?? ''));
}

/** Names from the roll as they may be printed. */
export function namesShown(names: readonly string[]): string[] {
  return names.map((name) => safeText(name, 60));
}
