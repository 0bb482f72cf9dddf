import { describe, expect, it } from 'vitest';
import { ReplyReader } from '../../../src/diagnosis/reply-reader.js';

function readAll(bytes: Buffer | string, size = Number.POSITIVE_INFINITY): unknown[] {
  const reader = new ReplyReader();
  const all = Buffer.from(bytes);
  const readings: unknown[] = [];
  for (let at = 0; at < all.length; at += size) {
    reader.feed(all.subarray(at, at + size));
    for (let reading = reader.take(); reading.kind !== 'incomplete'; reading = reader.take()) {
      readings.push(reading.kind === 'complete' ? reading.lines : reading.kind);
      if (reading.kind !== 'complete') return readings;
    }
  }
  return readings;
}

describe('the reader of replies', () => {
  it.each([
    ['one line', '250 ok\r\n', [['250 ok']]],
    ['several lines', '250-a\r\n250-b\r\n250 c\r\n', [['250-a', '250-b', '250 c']]],
    ['two replies at once', '250 a\r\n221 b\r\n', [['250 a'], ['221 b']]],
    ['a code without text', '250\r\n', [['250']]],
    ['bare line feeds', '250-a\n250 b\n', [['250-a', '250 b']]],
    ['umlauts cut between bytes', '250 Grüße\r\n', [['250 Grüße']]],
    ['half a reply', '250-a\r\n250 b', []],
    ['no code', 'hello\r\n', ['not-smtp']],
    ['a changed code', '250-a\r\n251 b\r\n', ['not-smtp']],
    ['four digits', '2500 a\r\n', ['not-smtp']],
    ['an empty line', '\r\n', ['not-smtp']],
  ])('reads %s, whole and byte by byte', (_, bytes, expected) => {
    expect(readAll(bytes)).toEqual(expected);
    expect(readAll(bytes, 1)).toEqual(expected);
  });

  it('gives up past 64 KiB, in one line or in many, and takes a reply just below', () => {
    expect(readAll(`250 ${'x'.repeat(70_000)}`)).toEqual(['reply-too-long']);
    expect(readAll('250-x\r\n'.repeat(20_000), 1_000)).toEqual(['reply-too-long']);
    expect(readAll(`${'250-x\r\n'.repeat(9_000)}250 x\r\n`, 1_000)).toHaveLength(1);
  });

  it('knows whether bytes are left that nobody asked for', () => {
    const reader = new ReplyReader();
    reader.feed(Buffer.from('220 go\r\n2'));
    expect(reader.take().kind).toBe('complete');
    expect(reader.hasBytes).toBe(true);
  });
});
