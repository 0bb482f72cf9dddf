/** Owns what the first bytes of a file say about its kind. */

/** `text` says only that nothing speaks against it. */
type FileNature = 'text' | 'workbook' | 'zip' | 'pdf' | 'binary';

/** Enough for every mark below. */
export const MAGIC_BYTES = 512;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const GZIP = [0x1f, 0x8b];
/** OLE compound file: Excel before 2007, and a workbook with a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF_32LE = [0xff, 0xfe, 0x00, 0x00];
const UTF_32BE = [0x00, 0x00, 0xfe, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47];
/** First entries of .xlsx and .ods archives; the name of a zip's first entry starts at byte 30. */
const WORKBOOK_ENTRY = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|mimetypeapplication\/vnd\.oasis)/;

/** Takes the first bytes of a file, at best `MAGIC_BYTES` of them. */
export function natureOf(head: Uint8Array): FileNature {
  if (startsWith(head, COMPOUND_FILE)) return 'workbook';
  if (startsWith(head, ZIP)) return WORKBOOK_ENTRY.test(latin1(head.subarray(30, 90))) ? 'workbook' : 'zip';
  if (startsWith(head, EMPTY_ZIP) || startsWith(head, GZIP)) return 'zip';
  if (latin1(head.subarray(0, 5)) === '%PDF-') return 'pdf';
  if (startsWith(head, UTF_32LE) || startsWith(head, UTF_32BE) || startsWith(head, PNG)) return 'binary';
  return 'text';
}

function startsWith(head: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => head[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
