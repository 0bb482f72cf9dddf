/** Owns what the first bytes of a file say about its kind. */

/** `text` says only that nothing speaks against it; whether a `zip` is a workbook, what it contains says. */
type FileNature = 'text' | 'old-workbook' | 'zip' | 'gzip' | 'pdf' | 'html' | 'binary';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const GZIP = [0x1f, 0x8b];
/** OLE compound file: Excel before 2007, and a workbook with a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF_32LE = [0xff, 0xfe, 0x00, 0x00];
const UTF_32BE = [0x00, 0x00, 0xfe, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47];
/** What many programs write under the name of a workbook; Excel opens it after a warning. */
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|head|meta|\?xml)[\s>]/i;
/** Takes the first bytes of a file, some ten at least. */
export function natureOf(head: Uint8Array): FileNature {
  if (startsWith(head, COMPOUND_FILE)) return 'old-workbook';
  if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) return 'zip';
  if (startsWith(head, GZIP)) return 'gzip';
  if (latin1(head.subarray(0, 5)) === '%PDF-') return 'pdf';
  if (startsWith(head, UTF_32LE) || startsWith(head, UTF_32BE) || startsWith(head, PNG)) return 'binary';
  return MARKUP.test(latin1(head.subarray(0, 1000))) ? 'html' : 'text';
}

function startsWith(head: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => head[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
