/** Owns what kind of picture a file is, from its first byte to its last: a page or a script may begin like one. */

export type PictureKind = 'png' | 'jpg' | 'gif';

/** The kind by the first bytes; null for any other. */
export function beginningOf(bytes: Uint8Array): PictureKind | null {
  if (beginsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (beginsWith(bytes, '\xff\xd8\xff')) return 'jpg';
  return beginsWith(bytes, 'GIF87a') || beginsWith(bytes, 'GIF89a') ? 'gif' : null;
}

/** Whether the parts of the file follow each other up to its end, as the format has them; the image is not decoded. */
export function isWhole(bytes: Uint8Array, kind: PictureKind): boolean {
  if (kind === 'png') return isWholePng(bytes);
  if (kind === 'jpg') return isWholeJpeg(bytes);
  return bytes.length > 13 && bytes.at(-1) === 0x3b;
}

function beginsWith(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** PNG 5.3: chunks of length, type, content and checksum, from IHDR to IEND. */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let type = '';
  let at = 8;
  for (; at + 12 <= bytes.length && type !== 'IEND'; at += 12 + view.getUint32(at)) {
    type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at === 8 && (type !== 'IHDR' || view.getUint32(at) !== 13)) return false;
  }
  return type === 'IEND' && at === bytes.length;
}

/** ITU-T T.81 B.1: segments with their lengths up to the scan, which ends with EOI. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    if (bytes[at + 1] === 0xda) return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  return false;
}
