import { describe, expect, it } from 'vitest';
import { detectShape } from '../../../src/voters/detect-shape.js';
import type { RollShape } from '../../../src/voters/voter.js';
import { brief, fixture, inspect, rollOf, rowsOf } from './rolls.js';

/** What every file of the fixtures' folder holds. */
const VOTERS = [
  ['0017', 'joerdis.mueller@muster.example', 'Frau', 'Jördis', 'Müller', 'kx7-Qm2é'],
  ['0018', 'juergen@muster.example', 'Herr', 'Jürgen', 'Großmann', '9Tz-ößä'],
  ['0019', 'oezlem@verband.example', 'Frau', 'Özlem', 'Älvström', '00417'],
  ['0020', 'emile@verband.example', 'Herr', 'Émile', 'D’Aubigné', 'pass wort'],
];

async function votersOf(
  name: string,
  piece?: number,
): Promise<{ row: number; cells: (string | undefined)[] }[]> {
  const source = rollOf(fixture(name), piece);
  const { shape } = await detectShape(source);
  return (await rowsOf(source, shape)).map((row) => {
    if (row.kind === 'faulty') throw new Error(`faulty: ${JSON.stringify(row)}`);
    const { id, email, cells } = row.voter;
    return { row: row.voter.row, cells: [id, email, ...cells.slice(1, 4), cells[5]] };
  });
}

describe('the voters of a roll', () => {
  it.each([
    ['windows-1252.csv', [2, 3, 4, 5]],
    ['macintosh.csv', [2, 3, 4, 5]],
    ['utf-16le-bom.csv', [2, 3, 4, 5]],
    ['utf-16be-bom.csv', [2, 3, 4, 5]],
    ['utf-16le.csv', [2, 3, 4, 5]],
    ['utf-16be.csv', [2, 3, 4, 5]],
    ['utf-8.csv', [2, 3, 4, 5]],
    ['utf-8-bom.csv', [2, 3, 4, 5]],
    ['pipe.csv', [2, 3, 4, 5]],
    ['sep-line.csv', [3, 4, 5, 6]],
    ['sep-line-bom-comma.csv', [3, 4, 5, 6]],
    ['mixed-line-ends.csv', [2, 3, 4, 5]],
    ['blank-rows.csv', [5, 7, 9, 11]],
    ['trailing-columns.csv', [2, 3, 4, 5]],
    ['quoted.csv', [2, 3, 4, 5]],
    ['nfd.csv', [2, 3, 4, 5]],
    ['invisible.csv', [2, 3, 4, 5]],
  ])('come out of %s on lines %j', async (name, rows) => {
    const expected = VOTERS.map((cells, index) => ({ row: rows[index], cells }));
    for (const piece of [1, 5, 65_536]) expect(await votersOf(name, piece)).toEqual(expected);
  });

  it('come out of cp850.csv, which knows no typographic apostrophe', async () => {
    const voters = await votersOf('cp850.csv');
    expect(voters.map(({ cells }) => cells[4])).toEqual(['Müller', 'Großmann', 'Älvström', "D'Aubigné"]);
  });

  it('are three, not two, in one column with mixed line ends', async () => {
    const source = rollOf(fixture('one-column.csv'));
    const rows = await rowsOf(source, (await detectShape(source)).shape);
    expect(rows.map((row) => (row.kind === 'voter' ? row.voter.id : row))).toEqual([
      'anna@muster.example',
      'bert@muster.example',
      'cora@muster.example',
    ]);
  });

  it('keep the address as written in its cell, and have it ready to use beside', async () => {
    const text = 'ID;E-Mail;PIN\n1;Anna <mailto:Anna@MÜLLER.example>;1\n';
    const { summary } = await inspect(rollOf(text));
    expect(summary.first).toEqual({
      id: '1',
      email: 'Anna@xn--mller-kva.example',
      row: 2,
      cells: ['1', 'Anna <mailto:Anna@MÜLLER.example>', '1'],
    });
  });

  it('have the address for an ID where there is no other', async () => {
    const { summary } = await inspect(rollOf(fixture('faulty/id-is-address.csv')));
    expect(summary.first?.id).toBe('joerdis.mueller@muster.example');
    expect(summary.errors).toBe(0);
  });

  it('may have empty cells; blanks alone are empty', async () => {
    const { summary } = await inspect(rollOf('ID;E-Mail;PIN;Titel\n1;a@b.example; \u00a0;  \n'));
    expect(summary.first?.cells).toEqual(['1', 'a@b.example', '', '']);
  });
});

describe('a faulty row', () => {
  it.each([
    ['missing-id', ['2 error missing-id Mitgliedsnummer', '3 error missing-id Mitgliedsnummer']],
    ['missing-email', ['2 error missing-email E-Mail', '3 voter']],
    ['invalid-email', [2, 3, 4, 5].map((row) => `${row} error invalid-email E-Mail`)],
    ['several-addresses', ['2', '3', '4', '5'].map((row) => `${row} error several-addresses E-Mail`)],
    [
      'control-character',
      [
        '2 error control-character Vorname',
        '3 error control-character Nachname',
        '5 error control-character Kennwort',
        '6 error control-character E-Mail, error several-addresses E-Mail',
        '8 voter',
      ],
    ],
    [
      'edge-character',
      [
        '2 error edge-character Mitgliedsnummer',
        '3 error edge-character Kennwort',
        '4 error edge-character Kennwort',
        '5 voter',
      ],
    ],
    ['lost-character', ['2 error lost-character Nachname', '3 voter']],
    [
      'damaged-number',
      ['2 error damaged-number Mitgliedsnummer', '3 error damaged-number Kennwort', '4 voter'],
    ],
    ['ragged-row', ['2 error ragged-row -', '3 error ragged-row -', '4 voter']],
    ['quote-in-cell', ['2 voter', '3 error bad-quoting -']],
    ['quote-not-closed', ['2 voter', '3 error bad-quoting -']],
    ['text-after-quote', ['2 voter', '3 error bad-quoting -']],
    ['duplicate-id', ['2 voter', '3 voter', '4 voter']],
  ])('of %s.csv is named, and the reading goes on where it can', async (name, expected) => {
    const source = rollOf(fixture(`faulty/${name}.csv`));
    const rows = await rowsOf(source, (await detectShape(source)).shape);
    const lines = rows.map((row) =>
      row.kind === 'voter'
        ? `${row.voter.row} voter`
        : `${row.row} ${row.findings.map((finding) => brief(finding).replace(` ${row.row}`, '')).join(', ')}`,
    );
    expect(lines).toEqual(expected);
  });

  const findingsOf = async (text: string): Promise<readonly unknown[]> =>
    (await inspect(rollOf(text))).summary.findings.map(({ kind, details }) => ({ kind, ...details }));

  it('says what is wrong with an address', async () => {
    expect(
      await findingsOf('ID;E-Mail\n1;a@@b.example\n2;a@b.example, c@d.example, e\n3;ü@b.example\n'),
    ).toEqual([
      { kind: 'invalid-email', value: 'a••••e', reason: 'two-ats' },
      { kind: 'several-addresses', value: 'a@b.example, c@d.example, e', count: 2 },
      { kind: 'invalid-email', value: 'ü••••e', reason: 'non-ascii-local-part' },
    ]);
  });

  // Why: a failed VLOOKUP left #NV in the password column, and every voter concerned was mailed the password "#NV".
  it.each([
    ...[
      '#NV',
      '#N/A',
      '#REF!',
      '#BEZUG!',
      '#NAME?',
      '#WERT!',
      '#VALUE!',
      '#DIV/0!',
      '#NULL!',
      '#ZAHL!',
      '#NUM!',
    ],
    ...['#nv', ' #NV ', '########'],
  ])('is an error value of Excel in ID, address, secret or link: %j', async (value) => {
    const source = rollOf(`ID;E-Mail;PIN;Link\n${[value, value, value, value].join(';')}\n`);
    for (const wishes of [{}, { secrets: ['PIN'] }]) {
      const { summary } = await inspect(source, wishes);
      const found = summary.findings.filter(({ kind }) => kind !== 'edge-character');
      expect(found.map(brief)).toEqual(
        ['ID', 'E-Mail', 'PIN', 'Link'].map((c) => `error error-value 2 ${c}`),
      );
      expect(found[2]?.details).toEqual({ value: value.trim() });
    }
  });

  it.each(['#NV4711', 'NV', '#1', 'a#', '#NAME'])('is no error value: %j', async (value) => {
    expect(await findingsOf(`ID;E-Mail;PIN\n1;a@b.example;${value}\n`)).toEqual([]);
  });

  // Why: "Sehr geehrte Frau #NV Müller" left without a word.
  it('has an error value where a greeting is made of it', async () => {
    expect(await findingsOf('ID;E-Mail;Titel\n1;a@b.example;#NV\n')).toEqual([
      { kind: 'error-value', value: '#NV' },
    ]);
  });

  it.each([
    ['1,23E+12', [{ kind: 'damaged-number', value: '1,23E+12' }]],
    ['null', [{ kind: 'filler-value', value: 'null' }]],
    ['-', [{ kind: 'filler-value', value: '-' }]],
    ['J?rgen', [{ kind: 'question-mark', value: 'J?rgen' }]],
    ['Wei?', [{ kind: 'question-mark', value: 'Wei?' }]],
    ['Null', []],
    ['Leer', []],
    ['#NV', [{ kind: 'error-value', value: '#NV' }]],
  ])('may be a name that is none: %s', async (name, expected) => {
    expect(await findingsOf(`ID;E-Mail;Nachname\n1;a@b.example;${name}\n`)).toEqual(expected);
  });

  it('never quotes a credential, nor an ID that the project calls secret', async () => {
    expect(await findingsOf('ID;E-Mail;PIN\n1,5E+07;a@b.example;4,71E+11\n')).toEqual([
      { kind: 'damaged-number', value: '1,5E+07' },
      { kind: 'damaged-number', value: '••••' },
    ]);
    const twice = 'ID;E-Mail\ngeheim;a@b.example\ngeheim;c@d.example\n';
    const { summary } = await inspect(rollOf(twice), { secrets: ['ID'] });
    expect(summary.findings.map(({ details }) => details)).toEqual([{ id: '••••', firstRow: 2 }]);
  });

  // Why: where a row had shifted, the password stood in the address column, and the error printed it.
  it('never quotes an address cell that is perhaps none', async () => {
    const text = 'ID;E-Mail;PIN\n1;Geheim-7;a@b.example\n2;geheim;x\n3;anna@b;x\n';
    expect(await findingsOf(text)).toEqual([
      { kind: 'swapped-columns', header: 'PIN' },
      { kind: 'invalid-email', value: null, reason: 'no-at' },
      { kind: 'invalid-email', value: '••••', reason: 'domain-without-dot' },
    ]);
  });

  // Why: a roll whose password stood in the ID column as well had it printed as a duplicate ID.
  it('never quotes an ID that is the credential, too', async () => {
    const text = 'ID;E-Mail;PIN\n77;a@b.example;77\n77;c@d.example;77\n8;e@f.example;21\n8;g@h.example;22\n';
    expect(await findingsOf(text)).toEqual([
      { kind: 'duplicate-id', id: '••••', firstRow: 2 },
      { kind: 'duplicate-id', id: '8', firstRow: 4 },
    ]);
  });

  it('may have cells beyond the last header only if they are blank', async () => {
    expect(await findingsOf('ID;E-Mail\n1;a@b.example;; \u200b;\n2;a@c.example;;x\n3\n')).toEqual([
      { kind: 'ragged-row', expected: 2, found: 4 },
      { kind: 'ragged-row', expected: 2, found: 1 },
    ]);
  });

  it('names every fault of a row at once', async () => {
    const { summary } = await inspect(rollOf('ID;Name;E-Mail;PIN\n;An\0na;a@;47 \n'));
    expect(summary.findings.map(({ kind }) => kind).sort()).toEqual([
      'control-character',
      'edge-character',
      'invalid-email',
      'missing-id',
    ]);
  });

  it('has an endless cell', async () => {
    const found = await findingsOf(
      `ID;E-Mail;PIN\n1;a@b.example;${'x'.repeat(10_001)}\n2;${'y'.repeat(20_000)};1\n`,
    );
    expect(found).toEqual([
      { kind: 'cell-too-long', length: 10_001, limit: 10_000 },
      { kind: 'cell-too-long', length: 20_000, limit: 10_000 },
    ]);
  });

  it('is every row of a roll without a column of addresses: nobody could be mailed', async () => {
    const shape: RollShape = {
      encoding: 'utf-8',
      delimiter: ';',
      headers: ['ID'],
      roles: { id: 0 },
      secrets: [],
    };
    const rows = await rowsOf(rollOf('ID\n1\n2\n'), shape);
    expect(rows.map(({ kind, findings }) => [kind, findings[0]?.kind])).toEqual([
      ['faulty', 'missing-email'],
      ['faulty', 'missing-email'],
    ]);
  });
});
