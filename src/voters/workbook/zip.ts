/** Owns the taking apart of a zip archive: which parts it has, and the bytes of one, within a limit. */
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** One part, as the archive's directory lists it (APPNOTE.TXT 4.3.12); nothing of it has been unpacked. */
export interface ZipPart {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** Of its local header. */
  readonly offset: number;
}

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/** Stands for a size that is written in the entry's Zip64 field (APPNOTE.TXT 4.5.3). */
const IN_ZIP64 = 0xffffffff;
/** A workbook has some ten parts, one more for each sheet and picture. */
const MOST_PARTS = 10_000;

const inflate = promisify(inflateRaw);

/**
 * The parts of an archive by their names, from the directory at its end; null where there is none, as in a
 * file that was cut off.
 */
export function zipParts(bytes: Buffer): ReadonlyMap<string, ZipPart> | null {
  const end = endOf(bytes);
  if (end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts = new Map<string, ZipPart>();
  for (let index = 0; index < Math.min(count, MOST_PARTS); index += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const nameEnd = at + ENTRY_BYTES + (name ?? 0);
    const next = nameEnd + (extra ?? 0) + (comment ?? 0);
    if (next > end) return null;
    const part = partAt(bytes, at, bytes.subarray(nameEnd, nameEnd + (extra ?? 0)));
    // Of two parts of one name nobody knows which is meant.
    const path = bytes.toString('utf8', at + ENTRY_BYTES, nameEnd);
    if (!part || parts.has(path)) return null;
    parts.set(path, part);
    at = next;
  }
  return parts;
}

/**
 * Unpacks one part; stops as soon as it comes to more than `most` bytes, whatever the archive says of its size.
 * A part that is encrypted, cut off or whose checksum differs is damaged.
 */
export async function unpack(
  bytes: Buffer,
  part: ZipPart,
  most: number,
): Promise<Buffer | 'damaged' | 'too-large'> {
  const { offset, packed, method } = part;
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return 'damaged';
  const start = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + packed);
  if (content.length < packed || (method !== STORED && method !== DEFLATED)) return 'damaged';
  if (method === STORED && packed > most) return 'too-large';
  try {
    const plain =
      method === STORED ? content : await inflate(content, { maxOutputLength: Math.max(most, 1) });
    return crc32(plain) === part.crc ? plain : 'damaged';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
  }
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return -1;
}

function partAt(bytes: Buffer, at: number, extra: Buffer): ZipPart | null {
  if (bytes.readUInt16LE(at + 8) & ENCRYPTED) return null;
  const crc = bytes.readUInt32LE(at + 16);
  const [packed = 0, size = 0, offset = 0] = [20, 24, 42].map((field) => bytes.readUInt32LE(at + field));
  // In this order, and each only where its own field says so.
  const wide = [size, packed, offset].map((value) => value === IN_ZIP64);
  const found = wide.some(Boolean) ? zip64Values(extra, wide) : [null, null, null];
  if (!found) return null;
  const method = bytes.readUInt16LE(at + 10);
  return { method, crc, packed: found[1] ?? packed, offset: found[2] ?? offset };
}

function zip64Values(extra: Buffer, wide: readonly boolean[]): (number | null)[] | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    return wide.map((isWide) => {
      if (!isWide || field + 8 > extra.length) return null;
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    });
  }
  return null;
}
