/** Owns finding a column that says yes of some voters and no of others: it may tell who has voted, and who has not. */
import { isBlank } from './characters.js';

const YES = /^(?:yes|y|ja|j|true|wahr|1|x|voted|gewählt|abgestimmt)$/i;
const NO = /^(?:no|n|nein|false|falsch|0|not voted|nicht gewählt|nicht abgestimmt|offen|open|pending)$/i;

export class Answers {
  readonly #columns: { yes: boolean; no: boolean; other: boolean }[] = [];

  see(cells: readonly string[], idColumn: number): void {
    for (const [index, cell] of cells.entries()) {
      if (index === idColumn || isBlank(cell)) continue;
      this.#columns[index] ??= { yes: false, no: false, other: false };
      const answer = this.#columns[index];
      const text = cell.trim();
      if (YES.test(text)) answer.yes = true;
      else if (NO.test(text)) answer.no = true;
      else answer.other = true;
    }
  }

  /** Index of the first such column, null where there is none. */
  mixed(): number | null {
    const index = this.#columns.findIndex((answer) => answer?.yes && answer.no && !answer.other);
    return index === -1 ? null : index;
  }
}
