import { describe, expect, it } from 'vitest';
import { chooseDelimiter, isSeparatorLine } from '../../../src/voters/delimiter.js';

describe('the delimiter', () => {
  it.each([
    ['ID;E-Mail\r\n1;a,b,c,d', ';'],
    ['ID,E-Mail\n1;;;;;,a', ','],
    ['ID\tE-Mail\n', '\t'],
    ['ID|E-Mail\n', '|'],
    ['E-Mail\n', ';'],
    ['', ';'],
    ['"Name, Vorname, Titel";E-Mail\n', ';'],
    ['"Name; ""gen. X""; Titel",E-Mail\n', ','],
    ['"E-Mail\r\n(privat; dienstlich; Amt)",ID\r\n', ','],
    ['Name, Vorname;E-Mail\n', ';'],
    ['\r\n\r\nID,E-Mail\n', ','],
    ['sep=,\r\nName; gen.;E-Mail,ID\r\n', ','],
    ['SEP=|\nID;E-Mail;PIN\n', '|'],
    ['"sep=\t"\nID;E-Mail;PIN\n', '\t'],
    ['sep=:\nID,E-Mail\n', ','],
    ['"offen;ID,E-Mail,PIN', ','],
  ])('of %j is %j', (head, delimiter) => {
    expect(chooseDelimiter(head)).toBe(delimiter);
  });

  it('is named by a line that is no header', () => {
    expect(isSeparatorLine(['sep=', ''])).toBe(true);
    expect(isSeparatorLine(['sep=;'])).toBe(true);
    expect(isSeparatorLine(['Sep=', '', ''])).toBe(true);
    expect(isSeparatorLine(['sep=', 'E-Mail'])).toBe(false);
    expect(isSeparatorLine(['sep', ''])).toBe(false);
    expect(isSeparatorLine(['separat'])).toBe(false);
    expect(isSeparatorLine([])).toBe(false);
  });
});
