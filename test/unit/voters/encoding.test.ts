import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { scanBytes } from '../../../src/voters/byte-scan.js';
import { decodeHead, decodeToUtf8, legacyLetters } from '../../../src/voters/decode.js';
import { chooseEncoding, markedEncoding } from '../../../src/voters/encoding.js';
import type { TextEncoding } from '../../../src/voters/voter.js';
import { rollOf } from './rolls.js';

const NAMES = [
  'Müller',
  'Schröder',
  'Jäger',
  'Özdemir',
  'Weiß',
  'Übelacker',
  'Ärmel',
  'Šimić',
  'René',
  'Groß',
];
const FIRST_NAMES = ['Jörg', 'Käthe', 'Günter', 'Zoë', 'Andrea', 'Björn', 'Bärbel'];

function list(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    // Not every row has an umlaut, the first always has.
    const last = row % 3 === 2 ? 'Schmidt' : (NAMES[row % NAMES.length] ?? '');
    return `${row + 1};${FIRST_NAMES[row % FIRST_NAMES.length]};${last.replace('ć', 'c')};v${row}@muster.example`;
  });
  return `Nr;Vorname;Nachname;E-Mail\r\n${lines.join('\r\n')}\r\n`;
}

function encoded(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'cp850') return iconv.encode(text.replaceAll('Š', 'S'), 'cp850');
  if (encoding === 'macintosh') return iconv.encode(text.replaceAll('Š', 'S'), 'macintosh');
  return iconv.encode(text, encoding);
}

const chosen = async (bytes: Uint8Array): Promise<TextEncoding> =>
  chooseEncoding(await scanBytes(rollOf(bytes).open()));

describe('the encoding of a German list', () => {
  const ENCODINGS: TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'cp850'];
  const table = ENCODINGS.flatMap((encoding) => [1, 3, 10, 100].map((rows) => [encoding, rows] as const));

  it.each(table)('is told to be %s from %i rows', async (encoding, rows) => {
    expect(await chosen(encoded(list(rows), encoding))).toBe(encoding);
  });

  it('is UTF-8 where all is ASCII', async () => {
    expect(await chosen(Buffer.from('ID;E-Mail\n1;anna@muster.example\n'))).toBe('utf-8');
    expect(await chosen(Buffer.alloc(0))).toBe('utf-8');
  });

  it('is judged by the whole file: one byte at the end decides against UTF-8', async () => {
    const text = `ID;Name;E-Mail\n${'1;Schmidt;anna@muster.example\n'.repeat(20_000)}2;M`;
    const bytes = Buffer.concat([
      Buffer.from(text),
      Buffer.from([0xfc]),
      Buffer.from('ller;b@muster.example\n'),
    ]);
    expect(await chosen(bytes)).toBe('windows-1252');
  });

  it('is Windows-1252 where nothing speaks for another', async () => {
    expect(await chosen(iconv.encode('Name\nŠime\n', 'windows-1252'))).toBe('windows-1252');
    expect(await chosen(iconv.encode('Name\nRené\n', 'windows-1252'))).toBe('windows-1252');
    expect(await chosen(iconv.encode('Name\nO’Brien\n', 'windows-1252'))).toBe('windows-1252');
  });

  it('is told by a byte order mark', () => {
    expect(markedEncoding(Buffer.from('efbbbf41', 'hex'))).toBe('utf-8');
    expect(markedEncoding(Buffer.from('fffe4100', 'hex'))).toBe('utf-16le');
    expect(markedEncoding(Buffer.from('feff0041', 'hex'))).toBe('utf-16be');
    expect(markedEncoding(Buffer.from('efbb', 'hex'))).toBeNull();
    expect(markedEncoding(Buffer.alloc(0))).toBeNull();
    expect(markedEncoding(Buffer.from('ID'))).toBeNull();
  });

  it('does not become UTF-16 by a few zero bytes', async () => {
    expect(await chosen(Buffer.from('ID;Name\n1;An\0na\n2;Be\0rt\n'))).toBe('utf-8');
    expect(await chosen(Buffer.alloc(100))).toBe('utf-8');
  });
});

describe('UTF-16 without a byte order mark', () => {
  const row = 'ID;Имя;E-Mail\n'.repeat(3);

  it.each([
    [row, 'utf-16le'],
    // Two of three letters beyond Latin-1: their pairs have no zero byte.
    ['Вера;Волкова;a@b.example;kx7\n', 'utf-16le'],
    ['ID;Name\n', 'utf-16be'],
  ] as const)('is told: %j', async (text, encoding) => {
    expect(await chosen(iconv.encode(text, encoding, { addBOM: false }))).toBe(encoding);
  });

  it.each([38, 42])('needs zero bytes in more than 40 of 100 pairs: %i', async (share) => {
    const bytes = Buffer.alloc(200, 0x41);
    for (let pair = 0; pair < share; pair += 1) bytes[2 * pair + 1] = 0;
    expect(await chosen(bytes)).toBe(share > 40 ? 'utf-16le' : 'utf-8');
  });

  it.each([4, 6])('has none on the other side, or few: %i', async (others) => {
    const bytes = Buffer.alloc(200, 0x41);
    for (let pair = 0; pair < 60; pair += 1) bytes[2 * pair + 1] = 0;
    for (let pair = 60; pair < 60 + others; pair += 1) bytes[2 * pair] = 0;
    expect(await chosen(bytes)).toBe(others < 5 ? 'utf-16le' : 'utf-8');
  });
});

describe('decoding', () => {
  const text = 'ID;Größe €\r\n1;Šimić „Žofka“ – 👩‍🎓𝔘\r\n';
  const all = async (bytes: Uint8Array, encoding: TextEncoding, piece: number): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of decodeToUtf8(rollOf(bytes, piece).open(), encoding)) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  };

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    'gives %s back whatever the pieces',
    async (encoding) => {
      const bytes = iconv.encode(text, encoding);
      for (const piece of [1, 2, 3, 5, 7, 1000]) expect(await all(bytes, encoding, piece)).toBe(text);
    },
  );

  it('gives every character of Windows-1252, also 0x80 to 0x9F', async () => {
    const bytes = Buffer.from([0x80, 0x8a, 0x8e, 0x9a, 0x9e, 0x96, 0x92, 0x84, 0xfc, 0xdf]);
    expect(await all(bytes, 'windows-1252', 3)).toBe('€ŠŽšž–’„üß');
  });

  it('knows the euro of the Macintosh', () => {
    expect(decodeHead(Buffer.from([0xdb, 0x8a, 0x9f]), 'macintosh')).toBe('€äü');
    expect(legacyLetters('macintosh')).toHaveLength(128);
  });

  it('marks what a set has no character for', () => {
    expect(decodeHead(Buffer.from([0x4d, 0x81]), 'windows-1252')).toBe('M\ufffd');
  });

  it('makes a lone half of a surrogate pair a lost character', async () => {
    expect(await all(Buffer.from('410000d84200', 'hex'), 'utf-16le', 2)).toBe('A\ufffdB');
    expect(await all(Buffer.from('410000d8', 'hex'), 'utf-16le', 1)).toBe('A\ufffd');
  });

  it('takes the byte order mark off the head', () => {
    expect(decodeHead(Buffer.from('\ufeffID', 'utf8'), 'utf-8')).toBe('ID');
    expect(decodeHead(Buffer.from('\ufeffID', 'utf16le'), 'utf-16le')).toBe('ID');
  });
});
