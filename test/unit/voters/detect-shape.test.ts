import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { LONGEST_RECORD } from '../../../src/voters/csv-records.js';
import { detectShape, type ShapeWishes } from '../../../src/voters/detect-shape.js';
import type { Delimiter, Encoding } from '../../../src/voters/voter.js';
import { brief, fixture, rollOf } from './rolls.js';

const HEADERS = ['Mitgliedsnummer', 'Anrede', 'Vorname', 'Nachname', 'E-Mail', 'Kennwort'];

const found = async (content: string | Uint8Array, wishes: ShapeWishes = {}): Promise<string[]> =>
  (await detectShape(rollOf(content), wishes)).findings.map(brief);

describe('the shape of a roll', () => {
  const FILES: readonly (readonly [string, Encoding, Delimiter])[] = [
    ['windows-1252.csv', 'windows-1252', ';'],
    ['macintosh.csv', 'macintosh', ';'],
    ['cp850.csv', 'cp850', ';'],
    ['utf-16le-bom.csv', 'utf-16le', '\t'],
    ['utf-16be-bom.csv', 'utf-16be', '\t'],
    ['utf-16le.csv', 'utf-16le', '\t'],
    ['utf-16be.csv', 'utf-16be', '\t'],
    ['utf-8.csv', 'utf-8', ','],
    ['utf-8-bom.csv', 'utf-8', ';'],
    ['pipe.csv', 'utf-8', '|'],
    ['sep-line.csv', 'utf-8', ';'],
    ['sep-line-bom-comma.csv', 'utf-8', ','],
    ['mixed-line-ends.csv', 'utf-8', ';'],
    ['blank-rows.csv', 'utf-8', ';'],
    ['trailing-columns.csv', 'utf-8', ';'],
    ['quoted.csv', 'utf-8', ','],
    ['nfd.csv', 'utf-8', ';'],
    ['invisible.csv', 'utf-8', ';'],
  ];

  it.each(FILES)('of %s is told: %s, %j', async (name, encoding, delimiter) => {
    for (const piece of [1, 7, 65_536]) {
      const { shape, findings } = await detectShape(rollOf(fixture(name), piece));
      expect(findings).toEqual([]);
      expect(shape).toEqual({
        encoding,
        ...(encoding.startsWith('utf') ? {} : { guessed: true }),
        delimiter,
        headers: HEADERS,
        roles: { id: 0, salutation: 1, firstName: 2, lastName: 3, email: 4, password: 5 },
        secrets: [5],
      });
    }
  });

  it('of one column is told', async () => {
    const { shape, findings } = await detectShape(rollOf(fixture('one-column.csv')));
    expect(shape).toMatchObject({ delimiter: ';', headers: ['E-Mail'], roles: { email: 0 }, secrets: [] });
    expect(findings.map(brief)).toEqual(['warning id-is-address - -']);
  });

  it('follows what the project says about encoding and delimiter', async () => {
    const bytes = iconv.encode('Nr,Titel;Größe\tE-Mail\n', 'cp850');
    const { shape } = await detectShape(rollOf(bytes), { encoding: 'cp850', delimiter: '\t' });
    expect(shape).toMatchObject({ encoding: 'cp850', headers: ['Nr,Titel;Größe', 'E-Mail'] });
  });

  it('joins a header of several lines and a quoted delimiter', async () => {
    const text = '"Mitglieds-\r\nnummer";"Name; Vorname";"E-Mail\n(privat)";"\tE-Mail "\r\n';
    const { shape, findings } = await detectShape(rollOf(text));
    expect(shape.headers).toEqual(['Mitglieds- nummer', 'Name; Vorname', 'E-Mail (privat)', 'E-Mail']);
    expect(shape.roles).toEqual({ id: 0, email: 3 });
    expect(findings).toEqual([]);
  });

  it('drops blank columns at the end only', async () => {
    const { shape, findings } = await detectShape(rollOf('ID;;E-Mail;; ;\u00a0\n'));
    expect(shape.headers).toEqual(['ID', '', 'E-Mail']);
    expect(findings.map(brief)).toEqual(['warning unnamed-column 1 -']);
  });

  it('takes a header for one that comes after a quarter of a megabyte of rows', async () => {
    const text = `ID;E-Mail;PIN\n${'1;anna@muster.example;4711\n'.repeat(20_000)}`;
    expect((await detectShape(rollOf(text))).shape.headers).toEqual(['ID', 'E-Mail', 'PIN']);
  });
});

describe('what is wrong with a whole file', () => {
  it.each([
    ['missing-column', 'error missing-column 1 -'],
    ['missing-header', 'error missing-header 1 -'],
    ['ambiguous-column', 'error ambiguous-column 1 -'],
    ['unnamed-column', 'warning unnamed-column 1 -'],
    ['too-many-columns', 'error not-csv 1 -'],
    ['empty', 'error empty-roll - -'],
    ['only-blanks', 'error empty-roll - -'],
    ['pdf', 'error not-csv - -'],
    ['zip', 'error not-csv - -'],
    ['gzip', 'error not-csv - -'],
    ['binary', 'error not-csv - -'],
    ['id-is-address', 'warning id-is-address - -'],
  ])('is found in %s.csv', async (name, finding) => {
    expect(await found(fixture(`faulty/${name}.csv`))).toEqual([finding]);
  });

  it('is found in headers that come twice', async () => {
    const { findings } = await detectShape(rollOf(fixture('faulty/duplicate-header.csv')));
    expect(findings[0]).toEqual({
      severity: 'error',
      kind: 'duplicate-header',
      row: 1,
      column: 'Vorname',
      details: { header: 'Vorname', first: 3, second: 4 },
    });
  });

  it('is found in headers that no placeholder can name', async () => {
    expect(await found(fixture('faulty/unusable-header.csv'))).toEqual([
      'warning unusable-header 1 #',
      'error unusable-header 1 __proto__',
      'warning unusable-header 1 ^Ort',
    ]);
    expect(await found('#;E-Mail;constructor;a}}b\n', { columns: { id: '#' } })).toEqual([
      'error unusable-header 1 constructor',
      'warning unusable-header 1 a}}b',
    ]);
  });

  it('quotes nothing of a first row that holds a voter', async () => {
    const detected = await detectShape(rollOf(fixture('faulty/missing-header.csv')));
    expect(JSON.stringify(detected)).not.toContain('kx7');
    expect(detected.shape.headers).toEqual([]);
  });

  it.each([
    ['ID;Na\0me;Mail\n', 'error control-character 1 Na\0me'],
    ['ID;Gr\ufffdße;Mail\n', 'error lost-character 1 Gr\ufffdße'],
    [`ID;${'x'.repeat(201)};Mail\n`, `error cell-too-long 1 ${'x'.repeat(79)}…`],
    ['\n"ID;Mail\n1;a@b.example\n', 'error bad-quoting 2 -'],
    ['ID;"Mail" (privat)\n', 'error bad-quoting 1 -'],
    [`ID;Mail\n${'x'.repeat(LONGEST_RECORD + 1)}`, 'error not-csv 2 -'],
    [`"${'x\n'.repeat(200_000)}`, 'error not-csv 1 -'],
    [`Mail${';'.repeat(LONGEST_RECORD + 1)}`, 'error not-csv 1 -'],
  ])('is found in %#', async (content, finding) => {
    expect(await found(content)).toEqual([finding]);
  });

  it('is found where the bytes are not in the encoding named', async () => {
    const detected = await detectShape(rollOf(fixture('windows-1252.csv')), { encoding: 'utf-8' });
    const offset = fixture('windows-1252.csv').findIndex((byte) => byte >= 0x80);
    expect(detected.findings.map(({ details }) => details)).toEqual([
      { encoding: 'utf-8', offset, reason: 'told' },
    ]);
    expect(await found(fixture('utf-16le-bom.csv'), { encoding: 'utf-8' })).toEqual([
      'error bad-encoding 1 -',
    ]);
    expect(await found(fixture('utf-8-bom.csv'), { encoding: 'cp850' })).toEqual(['error bad-encoding 1 -']);
    expect(await found('ID;E-Mail\n1', { encoding: 'utf-16le' })).toEqual(['error bad-encoding - -']);
    expect(await found(Buffer.from('efbbbf4d61696cfc', 'hex'))).toEqual(['error bad-encoding 1 -']);
    const lines = Buffer.from('ID;E-Mail\r\n1;a@b.example\r\nä;b@b.example\rx');
    for (const piece of [1, 2, 3, 7, 1000]) {
      const source = rollOf(Buffer.concat([lines, Buffer.from([0xfc, 0x0a])]), piece);
      const { findings } = await detectShape(source, { encoding: 'utf-8' });
      expect(findings.map(brief)).toEqual(['error bad-encoding 4 -']);
    }
  });

  it('lets a few control characters pass to the rows they are in', async () => {
    expect(await found('ID;E-Mail\n1\0;a@b.example\n')).toEqual([]);
  });
});
