/** Owns workbooks made in memory for tests, as Excel packs them: every part deflated. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A string is a text; the others are raw XML of a cell: its attributes and what stands in it. */
export type TestCell = string | null | { readonly attributes: string; readonly inner: string };

export interface WorkbookWishes {
  /** Writes the rows over and over, without a row number. */
  readonly repeat?: number;
  /** Attributes of each row, by its index from 0. */
  readonly rows?: Readonly<Record<number, string>>;
  /** Sheets by name; the first has the rows, the others this XML. */
  readonly sheets?: readonly {
    readonly name: string;
    readonly attributes?: string;
    readonly data?: string;
  }[];
  readonly styles?: string;
  /** The whole XML of the first sheet's rows, in place of `rows`. */
  readonly data?: string;
  readonly workbook?: string;
  /** The whole XML of the shared strings; without it there are none. */
  readonly strings?: string;
  /** XML behind the rows of the first sheet. */
  readonly behind?: string;
  /** Targets of the first sheet's links, by their IDs. */
  readonly targets?: Readonly<Record<string, string>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of these rows; null is no cell. */
export function workbookOf(rows: readonly (readonly TestCell[])[], wishes: WorkbookWishes = {}): Buffer {
  const xml =
    wishes.data ??
    rows
      .map((row, index) => rowXml(row, index, wishes))
      .join('')
      .repeat(wishes.repeat ?? 1);
  const sheets = wishes.sheets ?? [{ name: 'Wähler' }];
  const list = sheets.map(
    ({ name, attributes = '' }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${attributes} r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const parts: [string, string][] = [
    ['[Content_Types].xml', `${HEAD}<Types/>`],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook ${MAIN} xmlns:r="${RELATIONS}">${wishes.workbook ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships>${relations.join('')}<Relationship Id="s" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet ${MAIN}>${wishes.styles ?? '<cellXfs><xf numFmtId="0"/></cellXfs>'}</styleSheet>`,
    ],
    ...sheets.map(({ data }, index): [string, string] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      `${HEAD}<worksheet ${MAIN}><sheetData>${index === 0 ? xml : (data ?? '')}</sheetData>${index === 0 ? (wishes.behind ?? '') : ''}</worksheet>`,
    ]),
    [
      'xl/worksheets/_rels/sheet1.xml.rels',
      `${HEAD}<Relationships>${Object.entries(wishes.targets ?? {})
        .map(([id, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/hyperlink" Target="${target}"/>`)
        .join('')}</Relationships>`,
    ],
  ];
  if (wishes.strings !== undefined) parts.push(['xl/sharedStrings.xml', wishes.strings]);
  return zipOf(parts.map(([name, content]) => [name, Buffer.from(content)]));
}

/** A deflated archive; `lie` changes the sizes that it tells of its parts. */
export function zipOf(parts: readonly (readonly [string, Buffer])[], lie = (size: number) => size): Buffer {
  const pieces: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(lie(content.length), 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    pieces.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, directory, end]);
}

function rowXml(row: readonly TestCell[], index: number, { repeat, rows }: WorkbookWishes): string {
  const number = repeat === undefined ? ` r="${index + 1}"` : '';
  const cells = row.map((cell, column) =>
    cellXml(cell, repeat === undefined ? ` r="${letters(column)}${index + 1}"` : ''),
  );
  return `<row${number} ${rows?.[index] ?? ''}>${cells.join('')}</row>`;
}

function cellXml(cell: TestCell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return `<c${reference} ${cell.attributes}>${cell.inner}</c>`;
  return `<c${reference} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

/** Text of a sheet: XML, and `_xHHHH_` for what XML cannot hold (ECMA-376 22.9.2.19). */
function escaped(text: string): string {
  return text
    .replace(/_x[0-9A-Fa-f]{4}_/g, (found) => `_x005F${found}`)
    .replace(
      /[\u0000-\u001f\ufffe\uffff]/g,
      (found) => `_x${found.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
