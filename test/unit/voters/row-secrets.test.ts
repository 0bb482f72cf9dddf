import { describe, expect, it } from 'vitest';
import { brief, inspect, rollOf } from './rolls.js';

const HEADER = 'Nr;Vorname;Nachname;E-Mail;Sprache;Passwort;Link\n';
const LINK = 'https://wahl.muster.example/1';
const row = (...cells: readonly string[]): string => `${cells.join(';')}\n`;
const all = async (...rows: readonly string[]) => (await inspect(rollOf(HEADER + rows.join('')))).summary;

describe('a credential in a shifted row', () => {
  it.each([
    ['under the address', row('1', 'Anna', 'Müller', 's@cret!Pw9x', LINK, '', ''), 's@cret!Pw9x'],
    [
      'under the language',
      row('1', 'Anna', 'Müller', 'a@muster.example', 'Xk9qQwer1', 'de', LINK),
      'Xk9qQwer1',
    ],
    ['under the ID, as a number', row('1,23E+12', 'A', 'B', 'a@muster.example', 'Xk9q', '', ''), 'Xk9q'],
    ['beside a placeholder', row('1', 'Xk9q {{x}} Qwer', 'B', 'a@muster.example', '', 'p', LINK), 'Qwer'],
  ])('%s is in no finding', async (_, written, secret) => {
    const { findings } = await all(written);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe('a cell that is too long', () => {
  it('is not looked at any closer, in any column', async () => {
    const long = 'ä'.repeat(5_000_000);
    const start = performance.now();
    const { shape } = await inspect(
      rollOf(`${HEADER}${row('1', 'A', 'B', 'a@muster.example', '', 'p', LINK)}`),
    );
    const { createRowCheck } = await import('../../../src/voters/row-check.js');
    const check = createRowCheck(shape);
    for (let line = 2; line < 402; line += 1) {
      const read = check({ row: line, cells: Array.from({ length: 9 }, () => long) });
      expect(read.findings).toHaveLength(7);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('a name', () => {
  it.each([
    ['A'.repeat(201), ['error cell-too-long 2 Nachname']],
    ['A'.repeat(200), []],
    ['Ihr Konto ist gesperrt: https://evil.example/x', ['warning link-in-name 2 Nachname']],
    ['www.evil.example', ['warning link-in-name 2 Nachname']],
    ['evil.example/konto', ['warning link-in-name 2 Nachname']],
    ['Müller c/o St.Anna', []],
    ['von der Heide-O’Brien, M.A.', []],
  ])('%s', async (name, findings) => {
    expect(
      (await all(row('1', 'Anna', name, 'a@muster.example', '', 'p', LINK))).findings.map(brief),
    ).toEqual(findings);
  });
});

describe('a row of endless columns', () => {
  it('ends the reading at once', async () => {
    const wide = `${';'.repeat(900_000)}\n`;
    const { findings } = await all(...Array.from({ length: 60 }, () => wide));
    expect(findings.map(brief)).toEqual(['error not-csv 2 -']);
  });
});
