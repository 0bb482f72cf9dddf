import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CANARIES, leaksBelow } from '../../support/canaries.js';
import { RECORD_VARIABLE, record } from '../../support/record.js';
import recordEverything from '../../support/record-search.js';
import { formsOf } from '../../support/secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invite-canaries-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const FORMS = Object.entries(CANARIES).flatMap(([name, secret]) =>
  Object.entries(formsOf(secret)).map(([form, text]) => [name, form, text] as const),
);
const LOGINS = Object.values(CANARIES).flatMap((secret) => [
  Buffer.from(`\u0000wahl@muster.example\u0000${secret}`).toString('base64'),
  Buffer.from(`a\u0000a\u0000${secret}`).toString('base64url'),
  Buffer.from(secret).toString('base64'),
]);

describe('the search after all tests', () => {
  test.each(FORMS)('finds the canary %s in the form %s', (name, form, text) => {
    writeFileSync(join(folder, '1.txt'), `535 no: ${text}!`);
    expect(leaksBelow(folder)).toContainEqual({ file: '1.txt', what: `${name} in form ${form}` });
  });

  test.each(LOGINS)('finds what a login makes of one (RFC 4616): %s', (line) => {
    writeFileSync(join(folder, '1.txt'), `AUTH PLAIN ${line}\r\n`);
    expect(leaksBelow(folder)).not.toEqual([]);
  });

  test('finds nothing where there is nothing', () => {
    writeFileSync(join(folder, '1.txt'), '535 5.7.8 authentication failed […]');
    expect(leaksBelow(folder)).toEqual([]);
  });

  test('fails the run, names who put it out, and never repeats it', () => {
    vi.stubEnv(RECORD_VARIABLE, undefined);
    const search = recordEverything();
    record('send project --yes', 'accepted', `535 no: ${CANARIES.rig}`);
    const before = process.exitCode;
    const said = messageOf(search);
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
    expect(said).toMatch(/rig in form plain, recorded by: send project --yes/);
    expect(said).not.toContain(CANARIES.rig);
  });

  test('records nothing without a folder to record into', () => {
    vi.stubEnv(RECORD_VARIABLE, undefined);
    expect(() => record('x', CANARIES.rig)).not.toThrow();
  });
});

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
