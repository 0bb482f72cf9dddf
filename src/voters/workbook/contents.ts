/** Owns what an Excel workbook consists of: its sheets, and the parts that give their cells a meaning. */
import { isUtf8 } from 'node:buffer';
import { struckStyles } from './cell-marks.js';
import { isPlainXml, prefixOf } from './markup.js';
import { type NumberMask, numberMask } from './number-mask.js';
import { vetStrings } from './strings-xml.js';
import { insideOf, tagsNamed } from './tags.js';
import { unpack, type ZipPart, zipParts } from './zip.js';

export type WorkbookFault =
  | 'old-or-protected'
  | 'binary-workbook'
  | 'open-document'
  | 'no-workbook'
  | 'damaged'
  | 'foreign-markup'
  | 'too-large';

/** Thrown inside this folder alone; workbook.ts makes a value of it. */
export class Unreadable extends Error {
  readonly fault: WorkbookFault;
  /** Row of the sheet that was read, where it is known. */
  readonly row: number | null;

  constructor(fault: WorkbookFault, row: number | null = null) {
    super(fault);
    this.fault = fault;
    this.row = row;
  }
}

export interface SheetPart {
  readonly name: string;
  /** Excel does not show it. */
  readonly isHidden: boolean;
  xml(): Promise<string>;
  /** Where its links lead, by the IDs of its relations. */
  targets(): Promise<ReadonlyMap<string, string>>;
}

export interface WorkbookContents {
  /** Without sheets of charts. */
  readonly sheets: readonly SheetPart[];
  /** Vetted: nothing but the texts. */
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** By the index of a cell's style. */
  readonly masks: ReadonlyMap<string, NumberMask>;
  /** Styles that strike a text through. */
  readonly struck: ReadonlySet<string>;
  /** Days are counted from 1904, as Excel for Macintosh once did. */
  readonly from1904: boolean;
}

/** Some 300,000 voters, who then take a gigabyte of memory; more is a matter for CSV, or meant to fill the memory. */
const MOST_BYTES = 150_000_000;

const WORKBOOK = 'xl/workbook.xml';
const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument/;

/** Opens a workbook (ECMA-376) given as the bytes of its file. @throws Unreadable */
export async function openContents(bytes: Buffer): Promise<WorkbookContents> {
  const parts = zipParts(bytes);
  if (!parts) throw new Unreadable('damaged');
  const archive = new Archive(bytes, parts);
  if (!parts.has(WORKBOOK)) throw new Unreadable(await otherKind(archive, parts));
  const workbook = await archive.text(WORKBOOK);
  const related = relations(await archive.text('xl/_rels/workbook.xml.rels'));
  const pathOf = (kind: string): string | undefined =>
    related.find(({ type }) => type.endsWith(`/${kind}`))?.path;
  const styles = await archive.optionalText(pathOf('styles') ?? 'xl/styles.xml');
  if (styles !== null && !hasOwnStyles(styles)) throw new Unreadable('foreign-markup');
  return {
    sheets: sheetsOf(workbook, related, archive),
    sharedStrings: await stringsOf(archive, pathOf('sharedStrings') ?? 'xl/sharedStrings.xml'),
    styles,
    masks: masksOf(styles ?? ''),
    struck: struckStyles(styles ?? ''),
    from1904: tagsNamed(workbook, 'workbookPr').some((tag) => /^(1|true)$/.test(tag.get('date1904') ?? '')),
  };
}

/** All that is unpacked of one archive has one limit. */
class Archive {
  readonly #bytes: Buffer;
  readonly #parts: ReadonlyMap<string, ZipPart>;
  #left = MOST_BYTES;

  constructor(bytes: Buffer, parts: ReadonlyMap<string, ZipPart>) {
    this.#bytes = bytes;
    this.#parts = parts;
  }

  async optional(path: string): Promise<Buffer | null> {
    const part = this.#parts.get(path);
    if (!part) return null;
    const content = await unpack(this.#bytes, part, this.#left);
    if (typeof content === 'string') throw new Unreadable(content);
    this.#left -= content.length;
    if (!isUtf8(content)) throw new Unreadable('damaged');
    return content;
  }

  async optionalText(path: string): Promise<string | null> {
    const text = (await this.optional(path))?.toString('utf8') ?? null;
    if (text !== null && !isPlainXml(text)) throw new Unreadable('foreign-markup');
    return text;
  }

  async text(path: string): Promise<string> {
    const text = await this.optionalText(path);
    if (text === null) throw new Unreadable('damaged');
    return text;
  }
}

async function otherKind(archive: Archive, parts: ReadonlyMap<string, ZipPart>): Promise<WorkbookFault> {
  if (parts.has('xl/workbook.bin')) return 'binary-workbook';
  const kind = (await archive.optional('mimetype'))?.toString('latin1') ?? '';
  return OPEN_DOCUMENT.test(kind) ? 'open-document' : 'no-workbook';
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

/** Paths start from the folder of the workbook, or with "/" from the root of the archive. */
function relations(xml: string): Relation[] {
  return tagsNamed(xml, 'Relationship').map((tag) => {
    const target = tag.get('Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return { id: tag.get('Id') ?? '', type: tag.get('Type') ?? '', path };
  });
}

function sheetsOf(workbook: string, related: readonly Relation[], archive: Archive): SheetPart[] {
  return tagsNamed(workbook, 'sheet').flatMap((tag) => {
    const found = related.find(({ id }) => id === tag.get('id'));
    if (!found?.type.endsWith('/worksheet')) return [];
    const name = tag.get('name') ?? '';
    return [
      {
        name,
        isHidden: (tag.get('state') ?? 'visible') !== 'visible',
        xml: () => archive.text(found.path),
        targets: () => targetsOf(found.path, archive),
      },
    ];
  });
}

async function stringsOf(archive: Archive, path: string): Promise<string | null> {
  const written = await archive.optionalText(path);
  if (written === null) return null;
  const strings = vetStrings(written);
  if (strings === null) throw new Unreadable('foreign-markup');
  return strings;
}

/** Whether there is one list of formats, and none of another namespace, by which dates and numbers would differ. */
function hasOwnStyles(styles: string): boolean {
  const prefix = prefixOf(styles, 'styleSheet');
  const lists = [...styles.matchAll(/<((?:[\w.-]+:)?)(numFmts?|xf|cellXfs|cellStyleXfs)(?=[\s/>])/g)];
  const isOnce = (list: string): boolean => lists.filter(([, , name]) => name === list).length <= 1;
  return lists.every(([, found]) => found === prefix) && ['cellXfs', 'cellStyleXfs', 'numFmts'].every(isOnce);
}

async function targetsOf(path: string, archive: Archive): Promise<ReadonlyMap<string, string>> {
  const relations = await archive.optionalText(path.replace(/([^/]*)$/, '_rels/$1.rels'));
  const tags = tagsNamed(relations ?? '', 'Relationship');
  return new Map(tags.map((tag) => [tag.get('Id') ?? '', tag.get('Target') ?? '']));
}

function masksOf(styles: string): Map<string, NumberMask> {
  const formats = new Map(
    tagsNamed(styles, 'numFmt').map((tag) => [tag.get('numFmtId'), tag.get('formatCode') ?? '']),
  );
  const masks = new Map<string, NumberMask>();
  for (const [index, cell] of tagsNamed(insideOf(styles, 'cellXfs'), 'xf').entries()) {
    const mask = numberMask(formats.get(cell.get('numFmtId')) ?? '');
    if (mask) masks.set(String(index), mask);
  }
  return masks;
}
