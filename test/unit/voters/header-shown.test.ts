import { describe, expect, it } from 'vitest';
import { shownHeaders } from '../../../src/voters/header-shown.js';
import { inspect, rollOf } from './rolls.js';

describe('the cells of the first line are shown', () => {
  it.each([
    [['Mitgliedsnummer', 'Mail privat', 'Wort']],
    [['Nr.', 'E-Mail (privat)', 'Adresse1', 'Passwort 2027', 'Wahl2027']],
    [['#', '^Ort', 'Größe', 'lfd. Nr.', '']],
  ])('as they are where they are headers: %j', (headers) => {
    expect(shownHeaders(headers)).toEqual(headers);
  });

  it.each([
    ['an address', ['Anna', 'sommerhund', 'anna at muster@example']],
    ['a link', ['Anna', 'sommerhund', 'https://wahl.example/x']],
    ['a number', ['Anna', 'sommerhund', '00815']],
    ['a short number', ['Anna', 'sommerhund', '0042']],
    ['a mix of letters and digits', ['Anna', 'sommerhund', 'x7Kp-2Qm9']],
    ['a word with a mark', ['Anna', 'sommerhund', 'Geheim!']],
  ])('as dots where one is %s', (_, headers) => {
    expect(shownHeaders(headers)).toEqual(['••••', '••••', '••••']);
  });

  it('as they are where they are usual, whatever stands beside them', () => {
    expect(shownHeaders(['E-Mail', 'x7Kp-2Qm9', 'PIN'])).toEqual(['E-Mail', '••••', 'PIN']);
  });
});

// Why: without a header line the error about the missing address column listed the first voter's cells, password included.
describe('a roll without a header line', () => {
  it.each([
    '4711;Anna;Müller;anna.mueller;x7Kp-2Qm9\n',
    '4711;Anna;x7Kp-2Qm9;x7Kp-2Qm9\n',
    '4711;Anna;#x7Kp-2Qm9;https://wahl.example/x7Kp\n',
    `4711;Anna;x7Kp-2Qm9${'y'.repeat(300)}\n`,
    '4711;Anna;x7Kp-2Qm9\ufffd\n',
  ])('%# has none of its credentials told', async (text) => {
    const { findings } = await inspect(rollOf(text));
    expect(findings.map(({ kind }) => kind)).toContain('missing-column');
    expect(JSON.stringify(findings)).not.toContain('x7Kp');
  });

  it('is told how many cells are not shown', async () => {
    const { findings } = await inspect(rollOf('4711;Anna;x7Kp-2Qm9;PIN\n'));
    expect(findings.find(({ kind }) => kind === 'missing-column')?.details).toEqual({
      role: 'email',
      headers: ['PIN'],
      hidden: 3,
      suggestion: null,
    });
  });
});
