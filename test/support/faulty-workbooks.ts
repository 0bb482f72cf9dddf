/** Owns rolls as workbooks that something happened to: what Excel and other programs leave behind. */
import { type TestCell, workbookOf } from './workbook.js';

const HEADERS = ['Mitgliedsnummer', 'Vorname', 'Nachname', 'E-Mail', 'Passwort'];
const ANNA = ['0017', 'Anna', 'Muster', 'anna@muster.example', 'kx7-Qm2!'];
const BERT = ['0018', 'Bert', 'Probe', 'bert@muster.example', '9Tz-qq_1'];

const number = (text: string, style = 0): TestCell => ({
  attributes: `s="${style}"`,
  inner: `<v>${text}</v>`,
});
/** As openpyxl writes it. */
const formula = (text: string): TestCell => ({ attributes: '', inner: `<f>${text}</f><v></v>` });
const replaced = (index: number, cell: TestCell): TestCell[] =>
  BERT.map((written, at) => (at === index ? cell : written));
const format = (code: string): string =>
  `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><fonts><font><b/></font><font><strike/><b/></font></fonts>` +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="0" fontId="1"/></cellXfs>';

export const FAULTY_WORKBOOKS: Readonly<Record<string, () => Buffer>> = {
  'formula-without-value.xlsx': () =>
    workbookOf([HEADERS, ANNA, replaced(2, formula('&quot;Pro&quot;&amp;&quot;be&quot;'))]),
  'number-format.xlsx': () =>
    workbookOf([HEADERS, ANNA, replaced(0, number('18', 1))], { styles: format('0000.0') }),
  'number-among-texts.xlsx': () => workbookOf([HEADERS, ANNA, replaced(0, number('18'))]),
  'merged-cells.xlsx': () =>
    workbookOf([HEADERS, ANNA, replaced(2, null)], {
      behind: '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>',
    }),
  'struck-rows.xlsx': () =>
    workbookOf(
      [HEADERS, ANNA, replaced(2, { attributes: 's="2" t="inlineStr"', inner: '<is><t>Probe</t></is>' })],
      {
        styles: format('0'),
      },
    ),
  'link-target-differs.xlsx': () =>
    workbookOf([HEADERS, ANNA, BERT], {
      behind: '<hyperlinks><hyperlink ref="D2" id="rId1"/><hyperlink ref="D3" id="rId2"/></hyperlinks>',
      targets: { rId1: 'mailto:Anna@muster.example', rId2: 'mailto:bert@verband.example' },
    }),
  'hidden-sheet.xlsx': () =>
    workbookOf([HEADERS, ANNA, BERT], {
      sheets: [
        { name: 'Wähler' },
        {
          name: 'Stand März',
          attributes: 'state="hidden"',
          data: '<row r="1"><c r="A1" t="inlineStr"><is><t>E-Mail</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x@muster.example</t></is></c></row>',
        },
        {
          name: 'Listen',
          attributes: 'state="hidden"',
          data: '<row r="1"><c r="A1" t="inlineStr"><is><t>Frau</t></is></c></row>',
        },
      ],
    }),
  'truth.xlsx': () => workbookOf([HEADERS, ANNA, replaced(4, { attributes: 't="b"', inner: '<v>1</v>' })]),
};
