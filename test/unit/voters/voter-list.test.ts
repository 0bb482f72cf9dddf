import { utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ListProblem } from '../../../src/fault.js';
import { detectShape } from '../../../src/voters/detect-shape.js';
import { openRoll } from '../../../src/voters/roll-file.js';
import type { RollSource } from '../../../src/voters/roll-source.js';
import type { RollShape } from '../../../src/voters/voter.js';
import { readVoterList } from '../../../src/voters/voter-list.js';
import { fixture, rollOf } from './rolls.js';

const ROLL = 'Mitgliedsnummer;E-Mail;Kennwort\n007;anna@voters.example;x\n';
const NAMED = 'Aktenzeichen;E-Mail\nA-1;anna@voters.example\n';
const WITHOUT_ID = 'E-Mail;Kennwort\nanna@voters.example;x\n';

async function shapeOf(roll: string): Promise<RollShape> {
  const columns = roll === NAMED ? { id: 'Aktenzeichen' } : {};
  return (await detectShape(rollOf(roll), { columns })).shape;
}

async function read(list: string | Uint8Array | RollSource, roll = ROLL): Promise<[string, number][]> {
  const source = typeof list === 'string' || list instanceof Uint8Array ? rollOf(list) : list;
  return [...(await readVoterList(source, await shapeOf(roll)))];
}

async function problemOf(
  list: string | Uint8Array | RollSource,
  roll = ROLL,
): Promise<[number | null, ListProblem]> {
  const error = await read(list, roll).then(
    (lines) => expect.fail(`was read: ${JSON.stringify(lines)}`),
    (fault: { kind: string; details: { row: number | null; problem: ListProblem } }) => fault,
  );
  expect(error.kind).toBe('voter-list');
  return [error.details.row, error.details.problem];
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a list of voters', () => {
  it.each([
    [
      'Mitgliedsnummer\n007\n008\n',
      'of one column',
      [
        ['007', 2],
        ['008', 3],
      ],
    ],
    ['Mitgliedsnummer\r\n007', 'without a last line end', [['007', 2]]],
    [
      '\ufeffName;Mitgliedsnummer\nAnna;007\n\n Zoë;008\n',
      'of several columns, with an empty line',
      [
        ['007', 2],
        ['008', 4],
      ],
    ],
    [
      'Name,Mitgliedsnummer,Nr\nAnna,007,1\n',
      'whose column has the roll’s own header beside another ID word',
      [['007', 2]],
    ],
    ['"voter id"\t"name"\n"007"\t"Anna"\n', 'whose column has another word for it', [['007', 2]]],
    ['sep=;\nMitgliedsnummer\n007\n', 'with a line that names the delimiter', [['007', 3]]],
    ['Mitgliedsnummer;;\n007;;\n', 'with blank columns at the end', [['007', 2]]],
    ['Mitgliedsnummer;Name\n007\n', 'with a line that ends early', [['007', 2]]],
    [
      'Mitgliedsnummer\n007\n07\n7\n',
      'whose IDs are alike',
      [
        ['007', 2],
        ['07', 3],
        ['7', 4],
      ],
    ],
    // No ID is altered; what is not in the roll will be told.
    [
      'Mitgliedsnummer\n007 \nÄ\n',
      'with a blank behind an ID',
      [
        ['007 ', 2],
        ['Ä', 3],
      ],
    ],
  ] as const)('%j: %s', async (text, _why, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it.each([
    ['utf-16', utf16('Mitgliedsnummer;Ort\nÄ-7;Köln\n')],
    ['windows-1252', latin1('Mitgliedsnummer;Ort\nÄ-7;Köln\nÄ-8;Münster\n')],
  ])('is read in %s', async (_name, bytes) => {
    expect((await read(bytes))[0]).toEqual(['Ä-7', 2]);
  });

  it('goes by the header that the project names', async () => {
    expect(await read('ID;Aktenzeichen\n1;A-1\n', NAMED)).toEqual([['A-1', 2]]);
  });

  it.each([
    ['E-Mail\nanna@VOTERS.example\n', 'as the roll reads it'],
    ['Mail (privat);ID\n Anna <anna@voters.example>;7\n', 'under another word'],
  ])('holds addresses where the roll has no ID: %j, %s', async (text) => {
    expect(await read(text, WITHOUT_ID)).toEqual([['anna@voters.example', 2]]);
  });
});

describe('a list that is refused', () => {
  it.each([
    ['', null, { what: 'empty' }],
    ['Mitgliedsnummer\n', null, { what: 'empty' }],
    ['\n\n', null, { what: 'empty' }],
    ['Name;Ort\nAnna;Köln\n', 1, { what: 'no-column', header: 'Mitgliedsnummer', headers: ['Name', 'Ort'] }],
    ['007\n008\n', 1, { what: 'no-column', header: 'Mitgliedsnummer', headers: [] }],
    [
      'E-Mail\nanna@voters.example\n',
      1,
      { what: 'no-column', header: 'Mitgliedsnummer', headers: ['E-Mail'] },
    ],
    [
      'ID;Nummer\n1;007\n',
      1,
      { what: 'several-columns', header: 'Mitgliedsnummer', headers: ['ID', 'Nummer'] },
    ],
    ['anna@voters.example\nbert@voters.example\n', 1, { what: 'no-headers' }],
    ['Mitgliedsnummer;Mitgliedsnummer\n007;008\n', 1, { what: 'header' }],
    ['Mitgliedsnummer;Name\n007;Anna\n;Bert\n', 3, { what: 'no-id' }],
    ['Mitgliedsnummer;Name\n \u200b;Anna\n', 2, { what: 'no-id' }],
    ['Name;Mitgliedsnummer\nAnna\n', 2, { what: 'no-id' }],
    ['Mitgliedsnummer\n007\n008\n007\n', 4, { what: 'twice', firstRow: 2 }],
    ['Mitgliedsnummer;Name\n007;Anna;Köln\n', 2, { what: 'ragged', expected: 2, found: 3 }],
    ['Mitgliedsnummer;Name\n007;"Anna\n', 2, { what: 'quoting' }],
    ['%PDF-1.7\n', null, { what: 'no-text' }],
    ['<html><table>', null, { what: 'no-text' }],
  ] as const)('%j: line %s, %j', async (text, row, problem) => {
    expect(await problemOf(text)).toEqual([row, problem]);
  });

  it('of addresses names one twice, however it is written', async () => {
    const text = 'E-Mail\nanna@voters.example\nAnna <anna@VOTERS.example>\n';
    expect(await problemOf(text, WITHOUT_ID)).toEqual([3, { what: 'twice', firstRow: 2 }]);
  });

  it('is of another encoding than its mark says, or of two', async () => {
    const mixed = Buffer.concat([Buffer.from('\ufeffMitgliedsnummer;Ort\n1;Köln\n'), latin1('2;Köln\n')]);
    expect(await problemOf(mixed)).toEqual([3, { what: 'encoding' }]);
    expect(await problemOf(utf16('Mitgliedsnummer\n1\n').subarray(0, -1))).toEqual([
      null,
      { what: 'encoding' },
    ]);
  });

  it('is a workbook, new or old', async () => {
    expect(await problemOf(fixture('workbook.xlsx'))).toEqual([null, { what: 'workbook' }]);
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(await problemOf(Buffer.concat([old, Buffer.alloc(1000)]))).toEqual([null, { what: 'workbook' }]);
  });

  // Why: it is read twice, and the second reading decides who is mailed.
  it('changes between two looks at it', async () => {
    const texts = ['Mitgliedsnummer\n007\n', 'Mitgliedsnummer\n008\n'];
    const source: RollSource = { ...rollOf(''), open: () => rollOf(texts.shift() ?? '').open() };
    expect(await problemOf(source)).toEqual([null, { what: 'changed' }]);
  });
});

describe('the file of a list', () => {
  it('is told as a list where it is missing, and knows when it was written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'invite-list-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'list.csv');
    expect(() => openRoll(path, 'list')).toThrow(
      expect.objectContaining({ kind: 'file-not-found', details: { path, what: 'list' } }),
    );
    writeFileSync(path, 'ID\n1\n');
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    expect(openRoll(path, 'list').modified).toBe(1_700_000_000_000);
    await rm(path);
    expect(() => openRoll(folder, 'list')).toThrow(
      expect.objectContaining({ details: { path: folder, what: 'list' } }),
    );
  });
});
