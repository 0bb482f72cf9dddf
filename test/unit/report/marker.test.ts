import { describe, expect, it } from 'vitest';
import {
  formatOf,
  isReport,
  MARKER_LENGTH,
  MARKERS,
  REPORT_FORMATS,
  type ReportKind,
} from '../../../src/report/marker.js';

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

const KINDS: readonly ReportKind[] = ['test-connection', 'plan'];
const ALL = KINDS.flatMap((kind) =>
  REPORT_FORMATS.map((format) => [kind, format, MARKERS[kind][format]] as const),
);

describe('an earlier report', () => {
  // Why: reports written by earlier versions begin so; they must go on being replaced.
  it('of a connection test begins as it always has', () => {
    expect(MARKERS['test-connection']).toEqual({
      md: '<!-- invite test-connection report -->\n',
      html: '<!doctype html>\n<!-- invite test-connection report -->\n',
      json: '{\n  "report": "test-connection",\n',
    });
  });

  it.each(ALL)('on %s in the form %s is known by its beginning, and for no other kind', (kind, _, marker) => {
    const other = kind === 'plan' ? 'test-connection' : 'plan';
    expect(isReport(`${marker}and more`, kind)).toBe(true);
    expect(isReport(`${marker}and more`, other)).toBe(false);
    expect(isReport(marker.slice(0, MARKER_LENGTH), kind)).toBe(true);
    expect(isReport(marker.slice(0, -1), kind)).toBe(false);
    expect(isReport(`\ufeff${marker}`, kind)).toBe(false);
    expect(isReport(` ${marker}`, kind)).toBe(false);
  });

  it.each([
    '',
    '# Connection test\n',
    '<!doctype html>\n<html>',
    '{"report":"test-connection"}',
    '{\n  "tool": "x"\n}',
    '{\n  "report": "constructor",\n',
  ])('%j is none', (text) => {
    expect(isReport(text, 'test-connection')).toBe(false);
    expect(isReport(text, 'plan')).toBe(false);
  });
});
