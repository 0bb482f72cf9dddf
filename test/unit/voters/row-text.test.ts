import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowText } from '../../../src/voters/row-text.js';
import type { RollShape, Voter } from '../../../src/voters/voter.js';

function textOf(headers: readonly string[], cells: readonly string[], row = 2): string {
  const shape: RollShape = {
    encoding: 'utf-8',
    delimiter: ';',
    headers,
    roles: { id: 0, email: 1 },
    secrets: [],
  };
  const voter: Voter = { id: cells[0] ?? '', email: cells[1] ?? '', row, cells };
  return rowText(voter, shape);
}

describe('the text of a row', () => {
  it('names headers and cells with their lengths, by the order of the headers', () => {
    expect(textOf(['ID', 'E-Mail', 'Ort'], ['7', 'a@b.example', 'Köln'])).toBe(
      '6:E-Mail,11:a@b.example,2:ID,1:7,3:Ort,4:Köln,',
    );
  });

  it('is the same wherever the row stands and however the columns are ordered', () => {
    const text = textOf(['ID', 'E-Mail', 'Ort'], ['7', 'a@b.example', 'Köln']);
    expect(textOf(['ID', 'E-Mail', 'Ort'], ['7', 'a@b.example', 'Köln'], 99)).toBe(text);
    expect(textOf(['Ort', 'ID', 'E-Mail'], ['Köln', '7', 'a@b.example'])).toBe(text);
  });

  it('keeps the order of columns of the same header', () => {
    expect(textOf(['', ''], ['a', 'b'])).not.toBe(textOf(['', ''], ['b', 'a']));
  });

  it('differs for any two different rows', () => {
    const cell = fc.string({ unit: fc.constantFrom('1', '2', ':', ',', 'a', ''), maxLength: 6 });
    const cells = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(cells, cells, (one, other) => {
        const headers = ['1:', 'b', ','];
        expect(textOf(headers, one) === textOf(headers, other)).toBe(one.join('\n') === other.join('\n'));
      }),
      { numRuns: 2000 },
    );
  });
});
