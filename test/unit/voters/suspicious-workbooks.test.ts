import { describe, expect, it } from 'vitest';
import { FAULTY_WORKBOOKS } from '../../support/faulty-workbooks.js';
import { workbookOf } from '../../support/workbook.js';
import { brief, inspect, rollOf } from './rolls.js';

async function found(bytes: Buffer): Promise<string[]> {
  const { findings, summary } = await inspect(rollOf(bytes));
  return [...findings, ...summary.findings].map(brief);
}

describe('a workbook that something happened to', () => {
  it.each([
    ['formula-without-value.xlsx', ['error formula-without-value 3 Nachname']],
    ['number-format.xlsx', ['error number-format 3 Mitgliedsnummer']],
    ['number-among-texts.xlsx', ['warning number-among-texts 3 Mitgliedsnummer']],
    ['merged-cells.xlsx', ['error merged-cells 2 Nachname']],
    ['struck-rows.xlsx', ['warning struck-rows - -']],
    ['link-target-differs.xlsx', ['warning link-target-differs 3 E-Mail']],
    ['hidden-sheet.xlsx', ['warning hidden-sheet - -']],
    ['truth.xlsx', ['error rewritten-value 3 Passwort']],
  ])('is told: %s', async (name, expected) => {
    expect(await found(FAULTY_WORKBOOKS[name]?.() ?? Buffer.alloc(0))).toEqual(expected);
  });

  const HEADERS = ['ID', 'Vorname', 'E-Mail', 'Passwort', 'aktiv'];
  const rows = (cell: { attributes: string; inner: string }, at: number) =>
    [HEADERS, ...[1, 2].map((id) => [`a${id}`, 'Anna', `a${id}@b.example`, `pw${id}x`, 'ja'])].map(
      (row, index) => row.map((written, column) => (index === 2 && column === at ? cell : written)),
    );

  it.each([
    ['<f>1+1</f>', '', 'error formula-without-value 3 Vorname', 1],
    ['<f>1+1</f><v/>', '', 'error formula-without-value 3 Vorname', 1],
    ['<f t="shared" si="0"/>', '', 'error formula-without-value 3 Vorname', 1],
    ['<f>1+1</f>', '', 'warning formula-without-value 3 aktiv', 4],
    // What Excel stores of =IF(A1="x";"ja";"").
    ['<f>IF(A1,1,2)</f><v></v>', 't="str"', undefined, 1],
    ['<f>1+1</f><v>Bea</v>', 't="str"', undefined, 1],
    ['<v>#NAME?</v>', 't="e"', 'error error-value 3 Vorname', 1],
    ['<v>1</v>', 't="b"', undefined, 4],
  ])('of a cell %s %s', async (inner, attributes, expected, at) => {
    expect(await found(workbookOf(rows({ attributes, inner }, at)))).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  it('does not call a sheet filled whose cells have nothing but a style', async () => {
    const data = '<row r="1"><c r="A1" s="0"></c><c r="B1" s="0"/></row>';
    const sheets = [{ name: 'Wähler' }, { name: 'Tabelle2', data }];
    expect(
      await found(
        workbookOf(
          [
            ['ID', 'E-Mail'],
            ['1', 'a@b.example'],
          ],
          { sheets },
        ),
      ),
    ).toEqual([]);
  });

  it.each([
    ['12.0', '0012'],
    ['1.2E1', '0012'],
    ['12', '0012'],
  ])('shows %s in a format of zeros as Excel does', async (value, shown) => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0000_)"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>';
    const cell = { attributes: 's="1"', inner: `<v>${value}</v>` };
    const { summary } = await inspect(
      rollOf(
        workbookOf(
          [
            ['ID', 'E-Mail'],
            [cell, 'a@b.example'],
          ],
          { styles },
        ),
      ),
    );
    expect(summary.first?.id).toBe(shown);
  });
});
