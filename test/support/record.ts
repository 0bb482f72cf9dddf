/** Owns the record of a run of tests: whatever the program put out, kept for one search at the end. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the record lies; set by record-search.ts before any test starts. */
export const RECORD_VARIABLE = 'INVITE_TEST_RECORD';

let files = 0;

/** A new file of the record: the function adds to it. `what` becomes its first line, for whoever looks for a leak. */
export function recording(what: string): (text: string) => void {
  const folder = process.env[RECORD_VARIABLE];
  if (folder === undefined) return () => {};
  files += 1;
  const path = join(folder, `${process.pid}-${files}.txt`);
  appendFileSync(path, `${what}\n`);
  return (text) => appendFileSync(path, text);
}

/** Something finished. */
export function record(what: string, ...texts: readonly string[]): void {
  recording(what)(texts.join('\n'));
}
