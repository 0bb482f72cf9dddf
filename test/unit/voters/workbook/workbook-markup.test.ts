import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../../src/voters/workbook/workbook.js';
import { type WorkbookWishes, workbookOf } from '../../../support/workbook.js';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const sst = (items: string): string => `${HEAD}<sst ${MAIN} count="1" uniqueCount="1">${items}</sst>`;
const SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';

async function cells(wishes: WorkbookWishes): Promise<unknown> {
  const reading = await readWorkbook(workbookOf([], wishes), null);
  if (reading.kind !== 'sheet') return reading.kind === 'fault' ? reading.fault : reading.kind;
  return [...reading.sheet.records].map(({ row, cells: read }) => [row, ...read]);
}

const shared = (item: string) => cells({ strings: sst(item), data: SHARED });
const inCell = (attributes: string, inner: string) =>
  cells({ data: `<row r="1"><c r="A1" ${attributes}>${inner}</c></row>` });

describe('a shared text', () => {
  it.each([
    ['a comment', '<si><t>pw1<!-- x -->xyzabc</t></si>'],
    ['CDATA', '<si><t>pw1<![CDATA[xyz]]>abc</t></si>'],
    ['a processing instruction', '<si><t>pw1<?a b?>xyzabc</t></si>'],
    ['an element', '<si><t>pw1<x/>abc</t></si>'],
    ['a second text', '<si><t>pw1</t><t>SECOND</t></si>'],
    ['a text beside its runs', '<si><r><t>pw1</t></r><t>SECOND</t></si>'],
    ['two texts in one run', '<si><r><t>pw1</t><t>SECOND</t></r></si>'],
    ['a text of another namespace', '<si><t>A</t><z:t xmlns:z="urn:z">EVIL</z:t></si>'],
    ['another meaning of its own prefix', '<si><t xmlns="urn:z">EVIL</t></si>'],
    ['an extension', '<si><t>A</t><extLst><t>EVIL</t></extLst></si>'],
    ['a loose text', '<si>pw1<t>A</t></si>'],
    ['an unknown reference', '<si><t>a&foo;b</t></si>'],
    ['a reference in capital letters', '<si><t>a&AMP;b</t></si>'],
    ['a reference to half a character', '<si><t>a&#xD800;b</t></si>'],
    ['a reference to no character', '<si><t>a&#0;b</t></si>'],
    ['a text behind the texts', '<si><t>A</t></si><extLst><ext><si><t>EVIL</t></si></ext></extLst>'],
    ['another element among the texts', '<z:si xmlns:z="urn:z"><t>B</t></z:si><si><t>A</t></si>'],
    ['no end', '<si><t>A</t>'],
  ])('is refused with %s', async (_, item) => {
    expect(await shared(item)).toBe('foreign-markup');
  });

  it.each([
    ['with a document type', `<!DOCTYPE sst [<!ENTITY foo "EVIL">]><sst ${MAIN}><si><t>a</t></si></sst>`],
    ['of another namespace', '<sst xmlns="urn:z"><si><t>a</t></si></sst>'],
    [
      'in another encoding',
      `<?xml version="1.0" encoding="ISO-8859-1"?><sst ${MAIN}><si><t>ä</t></si></sst>`,
    ],
  ])('is refused in a part %s', async (_, strings) => {
    expect(await cells({ strings, data: SHARED })).toBe('foreign-markup');
  });

  it.each([
    ['plain', '<si><t>pw1xyz</t></si>', 'pw1xyz'],
    ['with blanks kept', '<si><t xml:space="preserve"> a </t></si>', ' a '],
    ['in runs', '<si><r><t>Mül</t></r><r><rPr><b/><sz val="11"/></rPr><t>ler</t></r></si>', 'Müller'],
    [
      'with its reading beside it',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
      '東京',
    ],
    ['with line breaks between the tags', '\n <si>\n  <t>a</t>\n </si>\n', 'a'],
    ['with extensions behind all texts', '<si><t>a</t></si><extLst><ext uri="{1}"/></extLst>', 'a'],
    ['in references', '<si><t>&lt;b&gt; &amp;amp; &#228;&#xE4;&quot;&apos;</t></si>', '<b> &amp; ää"\''],
    [
      'in references beyond 16 bits',
      '<si><t>&#128512;&#x1F600;&#128512</t></si>'.replace('512<', '512;<'),
      '😀😀😀',
    ],
    ['that is empty', '<si><t/></si>', null],
  ])('is read as a whole: %s', async (_, item, text) => {
    expect(await shared(item)).toEqual(text === null ? [] : [[1, text]]);
  });

  it('is read under a prefix', async () => {
    const space = MAIN.replace('xmlns=', 'xmlns:x=');
    const strings = `<x:sst ${space}><x:si><x:t>pw</x:t></x:si></x:sst>`;
    expect(await cells({ strings, data: SHARED })).toEqual([[1, 'pw']]);
  });
});

describe('a cell', () => {
  it.each([
    ['a comment in its text', 't="inlineStr"', '<is><t>pw1<!-- x -->xyz</t></is>'],
    ['an instruction in its text', 't="inlineStr"', '<is><t>pw1<?a b?>xyzabc</t></is>'],
    ['an element in its value', 't="str"', '<v>pw1<x/>abc</v>'],
    ['two texts', 't="inlineStr"', '<is><t>pw1</t><t>SECOND</t></is>'],
    ['two values', '', '<v>1</v><v>2</v>'],
    ['a foreign value', '', '<v>1</v><z:v xmlns:z="urn:z">2</z:v>'],
    ['a foreign cell in it', '', '<v>1</v><z:c xmlns:z="urn:z"/>'],
  ])('is refused with %s', async (_, attributes, inner) => {
    expect(await inCell(attributes, inner)).toBe('foreign-markup');
  });

  it.each([
    ['a value and a text', '', '<v>1</v><is><t>SECOND</t></is>'],
    ['a value where a text is announced', 't="inlineStr"', '<v>pw</v>'],
  ])('is damaged with %s', async (_, attributes, inner) => {
    expect(await inCell(attributes, inner)).toBe('damaged');
  });

  it.each([
    ['a row of another namespace', `<z:row xmlns:z="urn:z" r="2"><c r="A2"><v>1</v></c></z:row>${SHARED}`],
    ['a loose text', `pw${SHARED}`],
    ['a table in the table', `<sheetData>${SHARED}</sheetData>`],
    [
      'an attribute that hides a tag',
      '<row r="1"><c r="A1" x="><v>2</v>"><v>1</v></c></row>'.replace('><v>2', '<v>2'),
    ],
  ])('is refused beside %s', async (_, data) => {
    expect(await cells({ strings: sst('<si><t>a</t></si>'), data })).toBe('foreign-markup');
  });

  it('names the row at which the reading ended', async () => {
    const data = '<row r="7"><c r="A7"><v>1</v></c></row><row r="9"><c r="A9"><v>1<x/></v></c></row>';
    expect(await readWorkbook(workbookOf([], { data }), null)).toMatchObject({
      fault: 'foreign-markup',
      row: 9,
    });
  });

  it('stands where the sheet says, whatever rows and cells are left out', async () => {
    const data =
      '<row r="3" x14ac:dyDescent="0.25"/><row r="4"><c r="A4" s="0"/></row><row r="7" spans="1:3"><c r="B7" s="0"/><c r="C7" t="str"><f>A1</f><v>c&amp;d</v></c></row>' +
      '<row r="9"><c r="A9"><v>1</v></c></row>';
    expect(await cells({ data })).toEqual([
      [7, '', '', 'c&d'],
      [9, '1', '', ''],
    ]);
  });
});

describe('formats', () => {
  it.each([
    ['of another namespace', '<cellXfs><z:xf xmlns:z="urn:z" numFmtId="14"/><xf numFmtId="0"/></cellXfs>'],
    ['in two lists', '<cellXfs><xf numFmtId="14"/></cellXfs><cellXfs><xf numFmtId="0"/></cellXfs>'],
    ['behind a comment', '<!-- --><cellXfs><xf numFmtId="0"/></cellXfs>'],
  ])('%s are refused', async (_, styles) => {
    expect(await cells({ styles, data: '<row r="1"><c r="A1" s="0"><v>1</v></c></row>' })).toBe(
      'foreign-markup',
    );
  });
});

describe('a far cell', () => {
  it('costs nothing', async () => {
    const before = process.memoryUsage.rss();
    expect(await cells({ data: '<row r="1048576"><c r="T1048576"><v>1</v></c></row>' })).toEqual([
      [1_048_576, ...Array.from({ length: 19 }, () => ''), '1'],
    ]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  });
});

/** As any program may write a character: as it is, or by number. */
const written = (text: string, asNumbers: boolean): string =>
  [...text]
    .map((character) =>
      asNumbers || /[&<>"'\r]/.test(character) ? `&#${character.codePointAt(0)};` : character,
    )
    .join('');

describe('any text', () => {
  const unit = fc.constantFrom(
    ...['<', '>', '&', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '</t>', '<t>', '&amp;', '&#65;', '"'],
    ...["'", ' ', '\t', '\n', '\r', 'ä', '😀', '_', 'x', 'Z', '0', '</si>', '<x/>', '_x', '\ufeff', '\u200b'],
  );
  const texts = fc.array(fc.string({ unit, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });

  it('arrives character by character, shared, of its own or of a formula', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), fc.boolean(), async (all, asNumbers, inRuns) => {
        const sound = all.map((text) => `|${text.replace(/_x(?=[\da-f]{4}_)/gi, '_')}|`);
        const run = (text: string): string => {
          const [start, end] = [text.slice(0, 1), text.slice(1)].map((part) => written(part, asNumbers));
          return inRuns
            ? `<r><t xml:space="preserve">${start}</t></r><r><t xml:space="preserve">${end}</t></r>`
            : `<t xml:space="preserve">${start}${end}</t>`;
        };
        const strings = sst(sound.map((text) => `<si>${run(text)}</si>`).join(''));
        const row = (text: string, index: number): string =>
          `<row><c t="s"><v>${index}</v></c><c t="inlineStr"><is>${run(text)}</is></c><c t="str"><v>${written(text, asNumbers)}</v></c></row>`;
        const data = sound.map(row).join('');
        expect(await cells({ strings, data })).toEqual(
          sound.map((text, index) => [index + 1, text, text, text]),
        );
      }),
      { numRuns: 60 },
    );
  });
});
