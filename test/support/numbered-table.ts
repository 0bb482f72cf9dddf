/** Owns the tables of docs/ whose numbered rows each name the test that shows them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A row of a table; `last` is the text of its last cell. */
interface NumberedRow {
  readonly row: number;
  readonly last: string;
}

/** The rows of a document above and below a heading. */
export function rowsAround(document: string, heading: string): [NumberedRow[], NumberedRow[]] {
  const [above = '', below = ''] = readFileSync(join(ROOT, document), 'utf8').split(heading);
  return [rowsOf(above), rowsOf(below)];
}

/** Test files, as the tables write them, with the numbers that follow `word` at the beginning of their titles. */
export function numbersInTitles(word: string): ReadonlyMap<string, ReadonlySet<number>> {
  const title = new RegExp(`['"\`]${word} (\\d+): `, 'g');
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => {
        const numbers = [...readFileSync(join(ROOT, 'test', name), 'utf8').matchAll(title)];
        const path = `\`test/${name.replaceAll('\\', '/')}\``;
        return [path, new Set(numbers.map(([, number]) => Number(number)))];
      }),
  );
}

export function inOrder(numbers: Iterable<number>): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function rowsOf(table: string): NumberedRow[] {
  return [...table.matchAll(/^\| (\d+) \|.*\| (.+) \|$/gm)].map(([, row, last = '']) => ({
    row: Number(row),
    last,
  }));
}
