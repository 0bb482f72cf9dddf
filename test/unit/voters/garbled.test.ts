import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isGarbled } from '../../../src/voters/garbled.js';
import { brief, inspect, rollOf } from './rolls.js';

const WORDS = ['Jörg', 'Weiß', 'MÜLLER', 'Özlem', 'Šimić', 'Žofka', 'René', 'pö9', 'a§1', '5€', 'O’Neil'];

describe('letters read in a wrong encoding', () => {
  const table = WORDS.flatMap((word) =>
    ['windows-1252', 'macintosh', 'cp850'].map((encoding) => [word, encoding] as const),
  );

  it.each(table)('%s read as %s is told', (word, encoding) => {
    const read = iconv.decode(Buffer.from(word, 'utf8'), encoding);
    // What the set has no character for is an error of its own.
    expect(isGarbled(read) || read.includes('\ufffd')).toBe(true);
  });

  it.each([
    ...WORDS,
    'JOÃO',
    'Ångström',
    'CHÂTEAU',
    'Bergérac',
    'SÃO PAULO',
    'Verband „ABÄ“',
    'IRMÃ”',
    '½ √ ¬',
  ])('%s is no such thing', (word) => expect(isGarbled(word)).toBe(false));

  it('are an error in every row that has them, without the credential', async () => {
    const old = iconv.encode('ID;Vorname;E-Mail;Passwort\n1;Jörg;a@b.example;xÄÖÜäöü\n', 'windows-1252');
    const appended = Buffer.from('2;Jan;b@b.example;pö9\n3;Jörg;c@b.example;y\n');
    const { summary } = await inspect(rollOf(Buffer.concat([old, old.subarray(27), appended])));
    const garbled = summary.findings.filter(({ kind }) => kind === 'garbled-letters');
    expect(garbled.map(brief)).toEqual([
      'error garbled-letters 4 Passwort',
      'error garbled-letters 5 Vorname',
    ]);
    expect(garbled.map(({ details }) => details)).toEqual([{ value: '••••' }, { value: 'JÃ¶rg' }]);
  });
});

describe('a guessed encoding', () => {
  const found = async (text: string, encoding: string, wishes = {}) =>
    (await inspect(rollOf(iconv.encode(text, encoding)), wishes)).summary.findings
      .filter(({ kind }) => kind === 'encoding-guessed')
      .map(brief);
  const one = 'ID;Vorname;E-Mail;Passwort\n1;Jan;a@b.example;x\n2;Jan;b@b.example;';

  it.each([
    [`${one}abc§1\n`, 'windows-1252'],
    [`${one}p¤1\n`, 'macintosh'],
    [`${one}p§1\n`, 'cp850'],
    [`${one}pö1\n`, 'windows-1252'],
  ])('is an error where only a credential shows it (%#)', async (text, encoding) => {
    expect(await found(text, encoding)).toEqual(['error encoding-guessed 3 Passwort']);
  });

  it('is an error in an ID', async () => {
    expect(await found('ID;E-Mail\nWäh-1;a@b.example\n', 'windows-1252')).toEqual([
      'error encoding-guessed 2 ID',
    ]);
  });

  it.each([
    `${one}abc§1\n3;Jörg;c@b.example;y\n`,
    'Wähler-ID;E-Mail;Passwort\n1;a@b.example;x§1\n',
    'ID;E-Mail;Ort\n1;a@b.example;München\n',
    'ID;Vorname;E-Mail\n1;Jörg;a@b.example\n',
  ])('is confirmed by a name (%#)', async (text) => {
    expect(await found(text, 'windows-1252')).toEqual([]);
  });

  it('is none where a person names it, and in UTF-8', async () => {
    expect(await found(`${one}abc§1\n`, 'windows-1252', { encoding: 'windows-1252' })).toEqual([]);
    expect(await found(`${one}abc§1\n`, 'utf-8')).toEqual([]);
  });
});
