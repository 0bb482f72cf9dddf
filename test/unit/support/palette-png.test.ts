import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withPalette } from '../../support/palette-png.js';

/** RGB, eight bits; `rows` as they stand in the file, each with its filter. */
function rgbPng(width: number, rows: readonly (readonly number[])[], depth = 8): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, depth, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.alloc(8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Colours row by row, of a PNG with a palette. */
function shown(png: Buffer): string[][] {
  const width = png.readUInt32BE(16);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const palette = chunks.get('PLTE')?.toString('hex').match(/.{6}/g) ?? [];
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
    [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map((index) => palette[index] ?? ''),
  );
}

describe('withPalette', () => {
  it.each([
    ['none', [0, 1, 2, 3, 4, 5, 6]],
    ['left', [1, 1, 2, 3, 3, 3, 3]],
    ['above', [2, 247, 246, 245, 254, 251, 248]],
    ['average', [3, 252, 252, 252, 1, 255, 254]],
    ['Paeth', [4, 247, 246, 245, 3, 3, 3]],
  ])('undoes the filter %s', (_, row) => {
    const picture = shown(withPalette(rgbPng(2, [[0, 10, 12, 14, 6, 10, 14], row])));
    expect(picture).toEqual([
      ['0a0c0e', '060a0e'],
      ['010203', '040506'],
    ]);
  });

  it('keeps frequent colours and moves the others to the nearest one', () => {
    const greys = Array.from({ length: 200 }, (_, grey) => [grey, grey, grey]).flat();
    const row = [0, ...Array.from({ length: 55 }, () => [250, 240, 230]).flat(), ...greys];
    const [colours = []] = shown(withPalette(rgbPng(255, [row])));
    expect(new Set(colours.slice(0, 55))).toEqual(new Set(['faf0e6']));
    expect(new Set(colours).size).toBeLessThanOrEqual(20);
    for (const [grey, colour] of colours.slice(55).entries())
      expect(Math.abs(Number.parseInt(colour.slice(0, 2), 16) - grey)).toBeLessThan(24);
  });

  it.each([
    ['sixteen bits', rgbPng(1, [[0, 1, 2, 3, 4, 5, 6]], 16)],
    ['no picture', Buffer.alloc(40)],
  ])('refuses %s', (_, png) => {
    expect(() => withPalette(png)).toThrow('not a PNG as a browser makes it');
  });
});
