import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectShape } from '../../../src/voters/detect-shape.js';
import type { RollRow } from '../../../src/voters/row-check.js';
import type { Delimiter, Encoding, RollShape } from '../../../src/voters/voter.js';
import { workbookOf } from '../../support/workbook.js';
import { rollOf, rowsOf } from './rolls.js';

const HEADERS = ['ID', 'E-Mail', 'Name', 'Kennwort'];
const NASTY = [
  ...'aZ09äÖß.;,|"\'=+-@<>{}&#',
  '\t',
  ' ',
  '\u00a0',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '\n',
  '\r',
  '\0',
];

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
);
const row = fc.record({ id: cell, name: cell, password: cell });
const manner = fc.record({
  delimiter: fc.constantFrom<Delimiter>(';', ',', '\t', '|'),
  eol: fc.constantFrom('\r\n', '\n', '\r'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
  piece: fc.integer({ min: 1, max: 40 }),
});

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function shapeFor(delimiter: Delimiter, encoding: Encoding): RollShape {
  return { encoding, delimiter, headers: HEADERS, roles: { id: 0, email: 1, lastName: 2 }, secrets: [3] };
}

describe('any roll', () => {
  it('arrives as it was written, or is reported row by row', async () => {
    const property = fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      manner,
      async (rows, how) => {
        const lines = rows.map(({ id, name, password }, index) =>
          [id, `v${index}@muster.example`, name, password].map(quote).join(how.delimiter),
        );
        const text = [HEADERS.join(how.delimiter), ...lines, ''].join(how.eol);
        const source = rollOf(iconv.encode(text, how.encoding), how.piece);
        const read: RollRow[] = await rowsOf(source, shapeFor(how.delimiter, how.encoding));
        expect(read).toHaveLength(rows.length);
        read.forEach((result, index) => {
          const written = rows[index];
          if (result.kind === 'faulty') {
            expect(result.findings.some(({ severity }) => severity === 'error')).toBe(true);
            return;
          }
          expect(result.voter.id).toBe(written?.id);
          expect(result.voter.email).toBe(`v${index}@muster.example`);
          // A credential of blanks alone counts as none.
          const [, , name, password] = result.voter.cells;
          if (password !== '') expect(password).toBe(written?.password);
          else
            expect(
              written?.password.replace(/[\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, ''),
            ).toBe('');
          expect(visible(name)).toBe(cleaned(written?.name ?? ''));
          if (visible(written?.name) === written?.name) expect(name).toBe(cleaned(written.name));
        });
      },
    );
    await fc.assert(property, { numRuns: 400 });
  });

  it('arrives from a workbook as it was written, or is reported row by row', async () => {
    const property = fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const lines = rows.map(({ id, name, password }, index) => [
        id,
        `v${index}@muster.example`,
        name,
        password,
      ]);
      const source = rollOf(workbookOf([HEADERS, ...lines]));
      const { shape } = await detectShape(source);
      expect(shape).toMatchObject({ encoding: 'xlsx', delimiter: null, sheet: 'Wähler', headers: HEADERS });
      const read = await rowsOf(source, shape);
      expect(read).toHaveLength(rows.length);
      read.forEach((result, index) => {
        const written = rows[index];
        if (result.kind === 'faulty') {
          expect(result.findings.some(({ severity }) => severity === 'error')).toBe(true);
          return;
        }
        const { id, row: line, cells } = result.voter;
        expect([id, line, visible(cells[2])]).toEqual([written?.id, index + 2, cleaned(written?.name ?? '')]);
        if (cells[3] !== '') expect(cells[3]).toBe(written?.password);
      });
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('never makes reading or detection throw, whatever its bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(
          fc.constantFrom('ID', 'E-Mail', ';', '"', '\n', '\r', 'a@b.example', 'ü', '\0', '\ufeff', 'sep=;'),
        )
        .map((parts) => new Uint8Array(Buffer.from(parts.join('')))),
    );
    const property = fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (list, piece) => {
      const source = rollOf(list, piece);
      const { shape } = await detectShape(source);
      const rows = await rowsOf(source, shape);
      const lines = Buffer.from(list)
        .toString('latin1')
        .split(/\r\n|\r|\n/).length;
      for (const one of rows) {
        const at = one.kind === 'voter' ? one.voter.row : one.row;
        if (!shape.encoding.startsWith('utf-16')) expect(at).toBeLessThanOrEqual(lines);
      }
    });
    await fc.assert(property, { numRuns: 500 });
  });
});

/** Cleaning once more in other words, as an oracle. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Without what nobody sees, of which joined pictures and letters keep some. */
function visible(text: string | undefined): string {
  return (text ?? '').replace(INVISIBLE, '').trim();
}

function cleaned(text: string): string {
  const kept = [...visible(text.normalize('NFC'))];
  return kept
    .map((character) => (/\p{Zs}/u.test(character) ? ' ' : character))
    .join('')
    .trim();
}
