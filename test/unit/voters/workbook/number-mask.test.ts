import { describe, expect, it } from 'vitest';
import { numberMask, UNCLEAR } from '../../../../src/voters/workbook/number-mask.js';

describe('a number format', () => {
  it.each([
    ['00000', 17, '00017'],
    ['00000', 1234567, '1234567'],
    ['000-000', 17, '000-017'],
    ['"D-"00000', 1067, 'D-01067'],
    ['\\M0000', 17, 'M0017'],
    ['[$-407]00 00;@', 123, '01 23'],
    ['(0)00', 1234, '(12)34'],
    ['0000_)', 12, '0012'],
    ['0000_-', 12, '0012'],
    ['_-0000_-', 12, '0012'],
    ['_-* 0000_-', 12, '0012'],
    ['#0000', 12, '0012'],
    ['#0000', 123456, '123456'],
    ['?0000', 12, '0012'],
    ['00\\ 000000\\ ?\\ 000', 12, '00 000000 0 012'],
    ['0###', 12, '0012'],
    ['"A;B"000', 12, 'A;B012'],
    ['[<=999]000;00000', 12, '012'],
    ['[<=999]000;00000', 1200, '01200'],
    ['[Red][>=1000]0000;000', 12, '012'],
    ['0000;(0000);"-"', 12, '0012'],
    ['0000;(0000);"-"', -12, '(0012)'],
    ['0000', -12, '-0012'],
    ['000;-000;0000', 0, '0000'],
    ['"Nr. "#', 17, 'Nr. 17'],
  ])('of zeros shows what Excel shows: %s of %d', (format, number, shown) => {
    expect(numberMask(format)?.(number)).toBe(shown);
  });

  it.each([
    ['0000.', 12],
    ['00.00', 12],
    ['0,000', 12],
    ['000%', 12],
    ['0000', 12.5],
    ['0000?0_x0', 12],
    ['0000 x', 12],
    ['0000;;', -12],
    ['[<=999]000;[>2000]00000', 1500],
  ])('of zeros is unclear: %s of %d', (format, number) => {
    expect(numberMask(format)?.(number)).toBe(UNCLEAR);
  });

  it.each(['General', '0', '0.00', '#,##0', '#,##0.00\\ "€";-#,##0.00', '0%', 'dd.mm.yyyy', '@', ''])(
    'of another kind is the plain number: %j',
    (format) => {
      expect(numberMask(format)?.(12) ?? null).toBeNull();
    },
  );

  it.each(['0E+00', 'hh:mm:ss.00', '_-* #,##0_-;-* #,##0_-;_-* "-"_-', '0_ ;[Red]-0 '])(
    'of another kind is the plain number: %j',
    (format) => expect(numberMask(format)?.(12) ?? null).toBeNull(),
  );
});
