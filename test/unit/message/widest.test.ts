/** Owns the table of which voter's invitation is the widest. */
import { describe, expect, it } from 'vitest';
import { rollWidthMeter, widthMeter } from '../../../src/message/widest.js';
import { shape, template, voter } from './examples.js';

const meter = widthMeter(template({ text: '{{firstName}} {{password}} {{salutation}}' }), shape);
const widthOf = (cells: Record<number, string>, subject = 'Wahl') => {
  const changed = voter.cells.map((cell, index) => cells[index] ?? cell);
  return meter({ ...voter, cells: changed }, { subject, text: '', html: null });
};

describe('the width of an invitation', () => {
  it('grows with the subject, the name and what the template puts in', () => {
    const plain = widthOf({});
    expect(widthOf({}, 'Wahl 2027')).toBe(plain + 5);
    expect(widthOf({ 3: "O'Brien & Söhne-Meier" })).toBe(plain + 6);
    expect(widthOf({ 5: 'Frau' })).toBe(plain + 4);
  });

  it.each([
    ['a secret', 4],
    ['a column that the template does not use', 6],
    ['an address', 1],
  ])('does not grow with %s', (_name, column) => {
    expect(widthOf({ [column]: 'x'.repeat(100) })).toBe(widthOf({}));
  });
});

describe('the width of an invitation in a roll with several templates', () => {
  it('is that of the template which the voter gets, whichever came first', () => {
    const withSalutation = template({ text: '{{salutation}} {{lastName}}' });
    const withoutSalutation = template({ text: '{{lastName}}' });
    const invitation = { subject: 'Wahl', text: '', html: null };
    const addressed = { ...voter, cells: voter.cells.map((cell, column) => (column === 5 ? 'Frau' : cell)) };
    const widthWith = rollWidthMeter();
    for (const each of [withSalutation, withoutSalutation, withSalutation]) {
      expect(widthWith(each, shape, addressed, invitation)).toBe(
        widthMeter(each, shape)(addressed, invitation),
      );
    }
    expect(widthWith(withSalutation, shape, addressed, invitation)).toBe(
      widthWith(withoutSalutation, shape, addressed, invitation) + 'Frau'.length,
    );
  });
});
