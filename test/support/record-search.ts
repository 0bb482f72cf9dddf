/** Owns the search after all tests: no output, command line, state or report of any of them may hold a canary. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaksBelow } from './canaries.js';
import { RECORD_VARIABLE } from './record.js';

/** Vitest's globalSetup; the function it returns runs after the last test, and fails the run where it finds one. */
export default function recordEverything(): () => void {
  // Both projects of vitest.config.ts ask for it; one search is enough.
  if (process.env[RECORD_VARIABLE] !== undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'invite-record-'));
  process.env[RECORD_VARIABLE] = folder;
  return () => {
    const leaks = leaksBelow(folder);
    const recorded = readdirSync(folder).length;
    const places = leaks.map(({ file, what }) => `${what}, recorded by: ${origin(join(folder, file))}`);
    rmSync(folder, { recursive: true, force: true });
    if (places.length > 0) {
      // Vitest prints what a teardown throws, and ends with 0 all the same.
      process.exitCode = 1;
      throw new Error(`${places.length} secrets in what the tests put out:\n${places.join('\n')}`);
    }
    console.log(`canary search: ${recorded} records of outputs and files, no secret in any form`);
  };
}

function origin(path: string): string {
  return readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
}
