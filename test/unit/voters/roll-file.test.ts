import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/fault.js';
import { natureOf } from '../../../src/voters/magic.js';
import { LARGEST_ROLL, openRoll } from '../../../src/voters/roll-file.js';
import { digestedSource, type RollSource } from '../../../src/voters/roll-source.js';
import { fixture, rollOf } from './rolls.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roll-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(source: RollSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function faultOf(step: () => unknown): { kind: string; details: unknown } {
  try {
    step();
  } catch (error) {
    if (error instanceof Fault) return { kind: error.kind, details: error.details };
    throw error;
  }
  throw new Error('no fault');
}

const onUnix = it.runIf(process.platform !== 'win32');

describe('the file of a roll', () => {
  it('is read as often as asked, byte for byte', async () => {
    const path = join(folder, 'voters.csv');
    const content = Buffer.alloc(300_000, 'ID;Größe\r\n');
    writeFileSync(path, content);
    const source = openRoll(path);
    expect(source).toMatchObject({ name: path, bytes: 300_000 });
    expect((await read(source)).equals(content)).toBe(true);
    expect((await read(source)).equals(content)).toBe(true);
  });

  it('may be empty', async () => {
    const path = join(folder, 'voters.csv');
    writeFileSync(path, '');
    expect(await read(openRoll(path))).toHaveLength(0);
  });

  it('must be there', () => {
    const path = join(folder, 'voters.csv');
    const details = { path, what: 'roll' };
    expect(faultOf(() => openRoll(path))).toEqual({ kind: 'file-not-found', details });
    writeFileSync(path, 'ID');
    const below = join(path, 'voters.csv');
    expect(faultOf(() => openRoll(below))).toEqual({
      kind: 'file-not-found',
      details: { path: below, what: 'roll' },
    });
  });

  it('must be no folder', () => {
    expect(faultOf(() => openRoll(folder))).toEqual({
      kind: 'file-is-folder',
      details: { path: folder, what: 'roll' },
    });
  });

  onUnix('must be no pipe and no device', () => {
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    expect(faultOf(() => openRoll(pipe)).kind).toBe('file-not-regular');
    expect(faultOf(() => openRoll('/dev/zero')).kind).toBe('file-not-regular');
    expect(faultOf(() => openRoll('/dev/null')).kind).toBe('file-not-regular');
  });

  onUnix('is looked at again when it is opened: a pipe in its place does not hang', async () => {
    const path = join(folder, 'voters.csv');
    writeFileSync(path, 'ID');
    const source = openRoll(path);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    renameSync(join(folder, 'pipe'), path);
    await expect(read(source)).rejects.toMatchObject({ kind: 'file-not-regular' });
    rmSync(path);
    await expect(read(source)).rejects.toMatchObject({ kind: 'file-not-found' });
    mkdirSync(path);
    await expect(read(source)).rejects.toMatchObject({ kind: 'file-is-folder' });
  });

  it('has a largest size, which is looked up and not read', () => {
    const path = join(folder, 'voters.csv');
    writeFileSync(path, '');
    truncateSync(path, LARGEST_ROLL);
    expect(openRoll(path).bytes).toBe(LARGEST_ROLL);
    appendFileSync(path, 'x');
    expect(faultOf(() => openRoll(path))).toEqual({
      kind: 'file-too-large',
      details: { path, what: 'roll', bytes: LARGEST_ROLL + 1, limit: LARGEST_ROLL },
    });
  });
});

describe('the first bytes of a file', () => {
  it.each([
    ['workbook.xlsx', 'zip'],
    ['faulty/old-workbook.xls', 'old-workbook'],
    ['faulty/zip.csv', 'zip'],
    ['faulty/gzip.csv', 'gzip'],
    ['faulty/pdf.csv', 'pdf'],
    ['utf-16le-bom.csv', 'text'],
    ['windows-1252.csv', 'text'],
    ['faulty/empty.csv', 'text'],
  ])('of %s say %s', (name, nature) => {
    expect(natureOf(fixture(name))).toBe(nature);
  });

  it('tell UTF-32', () => {
    expect(natureOf(Buffer.from('fffe000049000000', 'hex'))).toBe('binary');
    expect(natureOf(Buffer.from('0000feff00000049', 'hex'))).toBe('binary');
  });
});

describe('a digested source', () => {
  it('digests each reading anew', async () => {
    const source = digestedSource(rollOf('abc', 1));
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    await read(source);
    expect(source.digest()).toBe(digest);
    await read(source);
    expect(source.digest()).toBe(digest);
    expect(source).toMatchObject({ name: 'voters.csv', bytes: 3 });
  });

  it('tells two contents apart', async () => {
    const one = digestedSource(rollOf('abc'));
    const other = digestedSource(rollOf('abd'));
    await read(one);
    await read(other);
    expect(one.digest()).not.toBe(other.digest());
  });
});
