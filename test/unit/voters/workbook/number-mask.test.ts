import { describe, expect, it } from 'vitest';
import { numberMask } from '../../../../src/voters/workbook/number-mask.js';

describe('a number format', () => {
  it.each([
    ['00000', '17', '00017'],
    ['00000', '1234567', '1234567'],
    ['000-000', '17', '000-017'],
    ['"D-"00000', '1067', 'D-01067'],
    ['\\M0000', '17', 'M0017'],
    ['[$-407]00 00;@', '123', '01 23'],
    ['(0)00', '1234', '(12)34'],
  ])('of zeros shows what Excel shows: %s of %s', (format, digits, shown) => {
    expect(numberMask(format)?.(digits)).toBe(shown);
  });

  it.each(['General', '0', '0.00', '#,##0', '0%', 'dd.mm.yyyy', '@', '', '00.00', '0E+00'])(
    'of another kind is none: %j',
    (format) => {
      expect(numberMask(format)).toBeNull();
    },
  );
});
