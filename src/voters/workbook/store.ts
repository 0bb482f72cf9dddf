/** Owns the putting of parts into a zip archive, unpacked as they are. */
import { crc32 } from 'node:zlib';

const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;

/** An archive of these parts, none of them compressed (APPNOTE.TXT 4.3). In memory of its own. */
export function storedZip(parts: readonly (readonly [name: string, content: Uint8Array])[]): ArrayBuffer {
  const names = parts.map(([name]) => Buffer.from(name, 'utf8'));
  const nameBytes = names.reduce((sum, name) => sum + name.length, 0);
  const contentBytes = parts.reduce((sum, [, content]) => sum + content.length, 0);
  const headers = parts.length * (LOCAL_BYTES + ENTRY_BYTES) + 2 * nameBytes + END_BYTES;
  const bytes = Buffer.from(new ArrayBuffer(headers + contentBytes));
  let at = 0;
  const offsets: number[] = [];
  parts.forEach(([, content], index) => {
    offsets.push(at);
    at = writeLocal(bytes, at, names[index] as Buffer, content);
  });
  const directory = at;
  parts.forEach(([, content], index) => {
    at = writeEntry(bytes, at, names[index] as Buffer, content, offsets[index] as number);
  });
  bytes.writeUInt32LE(0x06054b50, at);
  bytes.writeUInt16LE(parts.length, at + 8);
  bytes.writeUInt16LE(parts.length, at + 10);
  bytes.writeUInt32LE(at - directory, at + 12);
  bytes.writeUInt32LE(directory, at + 16);
  return bytes.buffer as ArrayBuffer;
}

function writeLocal(bytes: Buffer, at: number, name: Buffer, content: Uint8Array): number {
  bytes.writeUInt32LE(0x04034b50, at);
  writeSizes(bytes, at + 4, name, content);
  bytes.set(name, at + LOCAL_BYTES);
  bytes.set(content, at + LOCAL_BYTES + name.length);
  return at + LOCAL_BYTES + name.length + content.length;
}

function writeEntry(bytes: Buffer, at: number, name: Buffer, content: Uint8Array, offset: number): number {
  bytes.writeUInt32LE(0x02014b50, at);
  bytes.writeUInt16LE(20, at + 4);
  writeSizes(bytes, at + 6, name, content);
  bytes.writeUInt32LE(offset, at + 42);
  bytes.set(name, at + ENTRY_BYTES);
  return at + ENTRY_BYTES + name.length;
}

/** The fields that both headers have, in the same order. */
function writeSizes(bytes: Buffer, at: number, name: Buffer, content: Uint8Array): void {
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt32LE(crc32(content), at + 10);
  bytes.writeUInt32LE(content.length, at + 14);
  bytes.writeUInt32LE(content.length, at + 18);
  bytes.writeUInt16LE(name.length, at + 22);
}
