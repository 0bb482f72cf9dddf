import { describe, expect, it } from 'vitest';
import { formatOf, isReport, MARKER_LENGTH, MARKERS } from '../../../src/report/marker.js';

describe('the form of a report', () => {
  it.each([
    ['report.md', 'md'],
    ['a.b/Bericht der IT.HTML', 'html'],
    ['C:\\Berichte\\it.Json', 'json'],
    ['report.htm', null],
    ['report.pdf', null],
    ['report', null],
    ['report.md ', null],
    ['report.md.bak', null],
    ['md', null],
    ['.md', null],
    ['folder/.json', null],
    ['report.', null],
    ['', null],
    ['report.constructor', null],
  ])('of %j is %s', (path, format) => expect(formatOf(path)).toBe(format));
});

describe('an earlier report', () => {
  it.each(Object.entries(MARKERS))('of the form %s is known by its beginning', (_, marker) => {
    expect(isReport(`${marker}and more`)).toBe(true);
    expect(isReport(marker.slice(0, MARKER_LENGTH))).toBe(true);
    expect(isReport(marker.slice(0, -1))).toBe(false);
    expect(isReport(`\ufeff${marker}`)).toBe(false);
    expect(isReport(` ${marker}`)).toBe(false);
  });

  it.each([
    '',
    '# Connection test\n',
    '<!doctype html>\n<html>',
    '{"report":"test-connection"}',
    '{\n  "tool": "x"\n}',
  ])('%j is none', (text) => expect(isReport(text)).toBe(false));
});
