import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEAD_BYTES, scanBytes } from '../../../src/voters/byte-scan.js';
import { Utf8Check } from '../../../src/voters/utf8-check.js';
import { rollOf } from './rolls.js';

/** What the platform's own decoder says about all bytes at once. */
function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function firstInvalid(bytes: Uint8Array, piece: number): number | null {
  const check = new Utf8Check();
  for (let start = 0; start < bytes.length; start += piece) check.add(bytes.subarray(start, start + piece));
  return check.firstInvalid();
}

describe('the strict test for UTF-8', () => {
  it.each([
    ['4d c3 bc', null],
    ['4d fc 6c', 1],
    ['4d c3', 1],
    ['c0 80', 0],
    ['41 ed a0 80', 1],
    ['f0 9f 91 a9', null],
    ['41 42 f0 9f 91', 2],
    ['f4 90 80 80', 0],
    ['41 80', 1],
    ['80 80 80 80', 0],
    ['e2 82 ac ff', 3],
    ['', null],
  ])('finds the first bad byte of %s at %s, whatever the pieces', (hex, offset) => {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    for (const piece of [1, 2, 3, 100]) expect(firstInvalid(bytes, piece)).toBe(offset);
  });

  it('agrees with the platform on any bytes in any pieces', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xc3, 0xbc, 0xe2, 0x82, 0xac, 0xf0, 0x9f),
    );
    const bytes = fc.oneof(
      fc.array(byte, { maxLength: 40 }).map((list) => Uint8Array.from(list)),
      fc.string({ unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text, 'utf8'))),
    );
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (list, piece) => {
        const offset = firstInvalid(list, piece);
        expect(offset === null).toBe(isValid(list));
        if (offset !== null) expect(isValid(list.subarray(0, offset))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the look at all bytes', () => {
  it('counts the same in pieces of any size', async () => {
    const bytes = Buffer.from('ID;N\0ame\r\n1;Mü\x01ller\n\n2;Übel\r3;langeZeile');
    const whole = await scanBytes(rollOf(bytes).open());
    for (const piece of [1, 2, 5]) expect(await scanBytes(rollOf(bytes, piece).open())).toEqual(whole);
    expect(whole).toMatchObject({ bytes: bytes.length, controls: 2, longestLine: 12, longestLineRow: 5 });
    expect(whole.zeros).toEqual({ even: 1, odd: 0 });
  });

  it('keeps no more than the head', async () => {
    const scan = await scanBytes(rollOf(Buffer.alloc(HEAD_BYTES * 3, 'a')).open());
    expect(scan.head.length).toBe(HEAD_BYTES);
    expect(scan.longestLine).toBe(HEAD_BYTES * 3);
  });

  it('tells the first letters of words from the others', async () => {
    const scan = await scanBytes(rollOf(Buffer.from([0xdc, 0x62, 0x3b, 0x4d, 0xfc, 0x20, 0xfc])).open());
    expect([scan.atStart[0xdc], scan.inside[0xdc]]).toEqual([1, 0]);
    expect([scan.atStart[0xfc], scan.inside[0xfc]]).toEqual([1, 1]);
  });
});
