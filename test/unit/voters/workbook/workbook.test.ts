import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../../src/voters/workbook/workbook.js';
import { type TestCell, type WorkbookWishes, workbookOf, zipOf } from '../../../support/workbook.js';
import { fixture } from '../rolls.js';

const raw = (attributes: string, inner: string): TestCell => ({ attributes, inner });
const number = (text: string, style = 0): TestCell => raw(`s="${style}"`, `<v>${text}</v>`);

async function read(bytes: Buffer, wished: string | null = null): Promise<string[]> {
  const reading = await readWorkbook(bytes, wished);
  if (reading.kind === 'fault') return [reading.fault];
  if (reading.kind !== 'sheet') return [reading.kind, ...reading.names];
  return [...reading.sheet.records].map(({ row, cells, remade }) =>
    [row, ...cells, ...[...(remade ?? [])].map(([column, what]) => `!${what} ${column}`)].join('|'),
  );
}

const cell = async (content: TestCell, wishes: WorkbookWishes = {}): Promise<string> =>
  (await read(workbookOf([[content]], wishes))).join('\n');

const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="&quot;M-&quot;0000"/>' +
  '<numFmt numFmtId="166" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>';

describe('a cell of a workbook', () => {
  it.each<[string, TestCell, string]>([
    ['a text with leading zeros', '0017', '1|0017'],
    ['a text with blanks at its edges', ' a ', '1| a '],
    ['a text that looks like XML', '<b>&amp;</b>', '1|<b>&amp;</b>'],
    ['a text with a line break', 'a\nb', '1|a\nb'],
    ['a text that looks like an escape', '_x0041_', '1|_x0041_'],
    [
      'a text of several formats',
      raw('t="inlineStr"', '<is><r><t>Mül</t></r><r><t>ler</t></r></is>'),
      '1|Müller',
    ],
    ['a whole number', number('4711'), '1|4711'],
    ['a whole number of 13 digits', number('1.234567890123E+12'), '1|1234567890123'],
    ['a number of 15 digits', number('123456789012345'), '1|123456789012345'],
    ['a number of 16 digits', number('1234567890123456'), '1|1234567890123450|!number 0'],
    ['a number of 20 digits', number('1.2345678901234567E+19'), '1|12345678901234500000|!number 0'],
    ['a number of no size', number('1E+999'), '1|1E+999|!number 0'],
    ['a fraction', number('0.30000000000000004'), '1|0.3'],
    ['a small fraction', number('1.0000000000000001E-7'), '1|0.0000001'],
    ['a negative number', number('-17'), '1|-17'],
    ['a number that Excel shows with zeros', number('1067', 1), '1|01067'],
    ['a number that Excel shows with letters', number('17', 2), '1|M-0017'],
    ['a date', number('45992', 3), '1|2025-12-01|!date 0'],
    ['a date in a format of its own', number('45992.5', 4), '1|2025-12-01 12:00|!date 0'],
    ['a time', number('0.75', 5), '1|18:00|!date 0'],
    ['a date that is none', number('1E+300', 3), '1|####|!date 0'],
    ['a truth', raw('t="b"', '<v>1</v>'), '1|TRUE|!truth 0'],
    ['an error', raw('t="e"', '<v>#REF!</v>'), '1|#REF!'],
    ['an error of a formula', raw('t="e"', '<f>VLOOKUP(A1,B:C,2)</f><v>#N/A</v>'), '1|#N/A'],
    ['the text of a formula', raw('t="str"', '<f>A1&amp;B1</f><v>ab</v>'), '1|ab'],
    ['the number of a formula', raw('', '<f>1+1</f><v>2</v>'), '1|2'],
  ])('%s arrives as it is', async (_, content, expected) => {
    expect(await cell(content, { styles })).toBe(expected);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const workbook = '<workbookPr date1904="1"/>';
    expect(await cell(number('44530', 3), { styles, workbook })).toBe('1|2025-12-01|!date 0');
  });
});

describe('a sheet', () => {
  it('keeps its rows and columns', async () => {
    const rows = [[], ['a', null, 'c'], [null, ' '], [null, null, null, 'd']];
    expect(await read(workbookOf(rows))).toEqual(['2|a||c|', '4||||d']);
  });

  it('may leave out where its cells stand', async () => {
    const data = `<row><c/>${'<c t="inlineStr"><is><t>x</t></is></c>'.repeat(28)}</row><row><c><v>1</v></c></row>`;
    expect(await read(workbookOf([], { data }))).toEqual([
      `1||${'x|'.repeat(28).slice(0, -1)}`,
      `2|1${'|'.repeat(28)}`,
    ]);
  });

  it('is told by the only values, and by its name', async () => {
    const data = '<row r="1"><c r="A1"><v>2</v></c></row>';
    const empty = [{ name: 'Wähler' }, { name: 'Leer', data: '<row r="1"><c r="A1" s="0"/></row>' }];
    expect(await read(workbookOf([['a']], { sheets: empty }))).toEqual(['1|a']);
    const two = [{ name: 'Wähler & Co' }, { name: 'Legende', data }];
    expect(await read(workbookOf([['a']], { sheets: two }))).toEqual(['several', 'Wähler & Co', 'Legende']);
    expect(await read(workbookOf([['a']], { sheets: two }), ' wähler & CO')).toEqual(['1|a']);
    expect(await read(workbookOf([['a']], { sheets: two }), 'Legende')).toEqual(['1|2']);
    expect(await read(workbookOf([['a']], { sheets: two }), 'X')).toEqual([
      'unknown',
      'Wähler & Co',
      'Legende',
    ]);
  });

  it('that is hidden counts only by its name', async () => {
    const data = '<row r="1"><c r="A1"><v>2</v></c></row>';
    const sheets = [{ name: 'A' }, { name: 'B', attributes: 'state="veryHidden"', data }];
    expect(await read(workbookOf([['a']], { sheets }))).toEqual(['1|a']);
    expect(await read(workbookOf([['a']], { sheets }), 'B')).toEqual(['1|2']);
  });

  it('tells how many rows with values are hidden', async () => {
    const hidden = 'hidden="1"';
    const bytes = workbookOf([['ID'], ['1'], ['2'], [null]], { rows: { 1: hidden, 3: hidden } });
    expect(await readWorkbook(bytes, null)).toMatchObject({ sheet: { hiddenRows: 1 } });
  });

  it.each(['workbook.xlsx', 'workbook-openpyxl.xlsx'])(
    'is read as two programs write it: %s',
    async (name) => {
      const rows = await read(fixture(name));
      expect(rows).toHaveLength(5);
      expect(rows[1]).toBe('2|0017|Frau|Jördis|Müller|joerdis.mueller@muster.example|kx7-Qm2é');
      expect(rows[4]).toBe('5|0020|Herr|Émile|D’Aubigné|emile@verband.example|pass wort');
    },
  );
});

describe('a hostile workbook', () => {
  const sheet = (data: string): Buffer => workbookOf([], { data });
  const value = '<v>1</v></c>';

  it.each<[string, Buffer, string]>([
    ['bytes that are no archive', Buffer.from('PK\u0003\u0004 and no more'), 'damaged'],
    ['an archive without a workbook', zipOf([['voters.csv', Buffer.from('a;b')]]), 'no-workbook'],
    ['a workbook that was cut off', workbookOf([['a']]).subarray(0, 900), 'damaged'],
    ['columns beyond the last of Excel', sheet(`<row r="1"><c r="XFE1">${value}</row>`), 'damaged'],
    ['rows beyond the last of Excel', sheet(`<row r="1048577"><c r="A1048577">${value}</row>`), 'damaged'],
    [
      'a wide cell above many rows',
      sheet(`<row><c r="XFD1">${value}</row>${`<row><c>${value}</row>`.repeat(1300)}`),
      'too-large',
    ],
    ['cells that run backwards', sheet(`<row r="1"><c r="B1">${value}<c r="A1">${value}</row>`), 'damaged'],
    ['two cells in one place', sheet(`<row r="1"><c r="A1">${value}<c r="A1">${value}</row>`), 'damaged'],
    ['a cell of another row', sheet(`<row r="1"><c r="A2">${value}</row>`), 'damaged'],
    ['rows that run backwards', sheet('<row r="2"/><row r="1"/>'), 'damaged'],
    ['a cell outside a row', sheet(`<c r="A1">${value}`), 'damaged'],
    ['two references of one cell', sheet(`<row r="1"><c r="A1" x:r="B1">${value}</row>`), 'damaged'],
    [
      'a comment to hide behind',
      sheet(`<!-- <row r="1"> --><row r="1"><c r="A1">${value}</row>`),
      'foreign-markup',
    ],
    ['an entity', sheet('<!DOCTYPE x><row r="1"/>'), 'foreign-markup'],
    ['a text that is not there', sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), 'damaged'],
    ['a style that is not there', sheet('<row r="1"><c r="A1" s="7"><v>7</v></c></row>'), 'damaged'],
    ['tags that do not close', sheet(`<row r="1"><c r="A1">${value}`), 'damaged'],
    [
      'parts of the same name',
      zipOf([
        ['xl/workbook.xml', Buffer.from('a')],
        ['xl/workbook.xml', Buffer.from('b')],
      ]),
      'damaged',
    ],
    ['a sheet that is not UTF-8', zipOf([['xl/workbook.xml', Buffer.from('fffe3c00', 'hex')]]), 'damaged'],
    ['a bomb', workbookOf([['x'.repeat(1000)]], { repeat: 160_000 }), 'too-large'],
    ['a bomb that lies', zipOf([['xl/workbook.xml', Buffer.alloc(151_000_000)]], () => 10), 'too-large'],
  ])('is refused: %s', async (_, bytes, fault) => {
    const before = process.memoryUsage.rss();
    expect(await read(bytes)).toEqual([fault]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(600_000_000);
  });

  it('is refused where a byte of it has changed', async () => {
    const bytes = Buffer.from(workbookOf([['abcdefghijklmnop']]));
    for (let at = 40; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const rows = await read(changed).catch(() => ['thrown']);
      expect([['1|abcdefghijklmnop'], ['damaged'], ['no-workbook'], ['too-large']]).toContainEqual(rows);
    }
  });
});
