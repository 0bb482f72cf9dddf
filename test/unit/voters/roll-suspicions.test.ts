import { describe, expect, it } from 'vitest';
import { brief, inspect, rollOf } from './rolls.js';

/** A roll with these values in one column, each other column being sound. */
async function found(column: string, values: readonly string[], wishes = {}): Promise<string[]> {
  const headers = ['ID', 'Vorname', 'Nachname', 'E-Mail', 'Passwort', 'Link'];
  const lines = values.map((value, index) => {
    const sound: Record<string, string> = {
      ID: `a${index * 7}`,
      Vorname: 'Anna',
      Nachname: 'Muster',
      'E-Mail': `v${index}@muster.example`,
      Passwort: `k${index * 37}-Qm`,
      Link: 'https://wahl.example/',
    };
    return headers.map((header) => (header === column ? value : sound[header])).join(';');
  });
  const { findings, summary } = await inspect(rollOf(`${headers.join(';')}\n${lines.join('\n')}\n`), wishes);
  return [...findings, ...summary.findings].map(brief);
}

const times = (count: number, value: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => value(i));

describe('a column that holds something else', () => {
  it.each([
    ['Vorname', ['4711', '4712', '4799'], ['error wrong-column - Vorname']],
    ['Nachname', ['x7Kp', 'q9-Rt', 'a1b2'], ['error wrong-column - Nachname']],
    ['Passwort', ['Anna', 'Bert', 'Carla'], ['warning wrong-column - Passwort']],
    ['Passwort', ['101', '102', '103', '104'], ['warning wrong-column - Passwort']],
    ['Vorname', ['Anna', 'Bert', '4711'], []],
    ['Vorname', ['Testperson1', 'Test 2', 'Wähler3'], []],
    ['Passwort', ['Anna', 'x7Kp-1', 'q9-Rt'], []],
    ['Passwort', ['4711', '0815', '9302'], []],
  ])('is told: %s %j', async (column, values, expected) => {
    expect(await found(column, values)).toEqual(expected);
  });

  it('shows no password as the sample of a name', async () => {
    const text = 'ID;Nachname;E-Mail;Passwort\n1;ä7Kp;a@b.example;Müller\n2;ü9!x;b@b.example;Größ\n';
    expect((await inspect(rollOf(text))).summary.names).toEqual([]);
  });

  it('shows no sample of a name that the project calls secret', async () => {
    const text = 'ID;Vorname;Nachname;E-Mail\n1;Jörg;Weiß;a@b.example\n';
    const names = async (secrets: string[]) => (await inspect(rollOf(text), { secrets })).summary.names;
    expect(await names([])).toEqual(['Jörg Weiß']);
    expect(await names(['Nachname'])).toEqual(['Jörg']);
    expect(await names(['Nachname', 'Vorname'])).toEqual([]);
  });

  it('is not said to hold the address where two others do', async () => {
    const text = 'ID;E-Mail;A;B\n1;x;a@b.example;c@d.example\n';
    const { findings } = (await inspect(rollOf(text))).summary;
    expect(findings.map(brief)).toEqual(['error invalid-email 2 E-Mail']);
  });
});

describe('what a spreadsheet made of a value', () => {
  it.each(['01.03.2027', 'Mrz 27', '1. Mrz', '12-Mar', '3/12/2027', '08:30', 'WAHR', 'FALSE'])(
    'is an error among others: %s',
    async (value) => {
      const others = ['x7Kp-1', 'q9-Rt', 'a1-b2'];
      expect(await found('Passwort', [...others, value])).toEqual(
        value === 'FALSE' ? ['error filler-value 5 Passwort'] : ['error rewritten-value 5 Passwort'],
      );
      if (value !== 'FALSE')
        expect(await found('ID', [...others, value])).toEqual(['error rewritten-value 5 ID']);
    },
  );

  it.each(['0,5', '1.234.567'])('may be one: %s', async (value) => {
    expect(await found('Passwort', ['x7Kp-1', value])).toEqual(['warning rewritten-value 3 Passwort']);
  });

  it('is a question where the whole column is like that', async () => {
    expect(await found('Passwort', ['01.03.1970', '02.11.1988'])).toEqual([
      'warning rewritten-value 2 Passwort',
    ]);
  });

  it.each(['Mai', 'März', '4711', '1.2.3', 'truhe', '12:34:56:78', 'a,5'])(
    'is not told of %s',
    async (value) => {
      expect(await found('Passwort', ['x7Kp-1', 'q9-Rt', value])).toEqual([]);
    },
  );
});

describe('one value for many voters', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['Passwort', times(99, (i) => (i < 49 ? 'gleich-1' : `p${i}-x`)), ['warning partly-equal - Passwort']],
    ['Passwort', times(99, (i) => (i % 2 ? 'gleich-1' : `p${i}-x`)), ['warning partly-equal - Passwort']],
    ['Passwort', times(99, (i) => `p${i}-x`), []],
    ['Passwort', times(99, (i) => (i < 2 ? 'zufall-1' : `p${i}-x`)), []],
    [
      'Link',
      times(99, (i) => (i < 49 ? 'https://w.example/1' : `https://w.example/x${i}`)),
      ['warning partly-equal - Link'],
    ],
    ['Link', times(99, (i) => (i < 90 ? 'https://w.example/' : 'https://w.example/briefwahl')), []],
  ])('is told: %s (%#)', async (column, values, expected) => {
    expect(await found(column, values)).toEqual(expected);
  });
});

describe('a credential that is none', () => {
  it.each([
    '#PASSWORT#',
    '[Passwort]',
    '<Passwort>',
    '%pw%',
    '{Passwort}',
    'folgt',
    'siehe Brief',
    'Passwort',
    '0',
    'false',
  ])('is an error: %s', async (value) => {
    expect(await found('Passwort', ['x7Kp-1', value])).toEqual(['error filler-value 3 Passwort']);
  });

  it.each(['#abcdefg#', '[xkcdqq]', '<a7>', 'Siehe1', '00', 'pw'])('is one: %s', async (value) => {
    expect(await found('Passwort', ['x7Kp-1', value])).toEqual([]);
  });

  it('may be the address of a page', async () => {
    expect(await found('Passwort', ['x7Kp-1', 'https://wahl.example/7'])).toEqual([
      'error link-as-password 3 Passwort',
    ]);
  });

  it.each(['a\u00a0b', 'a\u2009b', 'a\u3000b'])('has a blank that nobody can type: %j', async (value) => {
    expect(await found('Passwort', ['x7Kp-1', value])).toEqual(['error edge-character 3 Passwort']);
    expect(await found('Passwort', ['x7Kp-1', 'a b'])).toEqual([]);
  });
});

describe('headers', () => {
  const shape = async (text: string, wishes = {}) =>
    (await inspect(rollOf(text), wishes)).findings.map(brief);

  it('may stand below a title', async () => {
    const roll = 'ID;E-Mail\n1;a@b.example\n';
    expect(await shape(`Mitglieder\n\n${roll}`)).toEqual(['error headers-below 1 -']);
    expect(await shape(`Mitglieder;;\n${roll}`)).toEqual(['error headers-below 1 -']);
    expect(await shape(roll)).toEqual([]);
  });

  it('name an address with a remark, where no other does', async () => {
    expect(await shape('ID;E-Mail (privat)\n1;a@b.example\n')).toEqual([]);
    expect(await shape('ID;E-Mail;E-Mail (privat)\n1;a@b.example;\n')).toEqual([]);
    expect(await shape('ID;E-Mail (a);E-Mail (b)\n1;a@b.example;\n')).toEqual(['error ambiguous-column 1 -']);
  });

  it('do not give one column two roles', async () => {
    const roll = 'ID;E-Mail\n1;a@b.example\n';
    expect(await shape(roll, { columns: { password: 'E-Mail' } })).toEqual([
      'error column-in-two-roles 1 E-Mail',
    ]);
    expect(await shape(roll, { columns: { id: 'E-Mail' } })).toEqual(['warning id-is-address - -']);
  });
});

describe('a row that ends early', () => {
  const HEAD = 'ID;E-Mail;Passwort;Vorname;Nachname\n';
  const rows = async (text: string) => (await inspect(rollOf(text))).summary.findings.map(brief);

  it('is told once where nothing is missing that a voter needs', async () => {
    expect(await rows(`${HEAD}1;a@b.example;x7;Anna\n2;b@b.example;y8;Bert\n3;c@b.example;z9\n`)).toEqual([
      'warning short-row 2 -',
      'warning short-row 4 -',
    ]);
  });

  it('is an error where a credential is missing', async () => {
    expect(await rows(`${HEAD}1;a@b.example\n`)).toEqual(['error ragged-row 2 -']);
    expect(await rows('ID;E-Mail;Name;Losnummer\n1;a@b.example;Anna\n')).toEqual(['error ragged-row 2 -']);
  });
});
