import { describe, expect, it } from 'vitest';
import { escapeHtml, parseMustache } from '../../../src/message/mustache.js';

const text = (value: string, line = 1) => ({ kind: 'text', text: value, place: `t:${line}` });
const placeholder = (name: string, line = 1) => ({ kind: 'placeholder', name, place: `t:${line}` });

describe('parseMustache turns', () => {
  it.each<[string, string, unknown[]]>([
    ['plain text', 'Guten Tag', [text('Guten Tag')]],
    ['an empty file', '', []],
    ['a name', 'a {{x}} b', [text('a '), placeholder('x'), text(' b')]],
    ['a name with blanks round it', '{{  x  }}', [placeholder('x')]],
    ['a header with blanks, hyphen and umlaut', '{{E-Mail für Wähler}}', [placeholder('E-Mail für Wähler')]],
    ['a dotted name, whole', '{{election.title}}', [placeholder('election.title')]],
    ['a dot', '{{.}}', [placeholder('.')]],
    ['a decomposed umlaut into a composed one', '{{Wa\u0308hler}}', [placeholder('W\u00e4hler')]],
    ['a comment into nothing', 'a{{! {{x }}b', [text('a'), text('b')]],
    ['three braces', '{{{x}}}', [{ kind: 'unescaped', name: 'x', place: 't:1' }]],
    ['an ampersand', '{{& x}}', [{ kind: 'unescaped', name: 'x', place: 't:1' }]],
    ['changed delimiters', '{{=<% %>=}}<%x%>', [{ kind: 'delimiters', place: 't:1' }, placeholder('x')]],
    [
      'the place of a tag into its line',
      'a\n\n{{x}}\n{{y}}',
      [text('a\n\n'), placeholder('x', 3), text('\n', 3), placeholder('y', 4)],
    ],
    [
      'a section',
      '{{#x}}a{{/x}}',
      [{ kind: 'section', name: 'x', place: 't:1', inverted: false, tokens: [text('a')] }],
    ],
    [
      'an inverted section',
      '{{^x}}{{y}}{{/x}}',
      [{ kind: 'section', name: 'x', place: 't:1', inverted: true, tokens: [placeholder('y')] }],
    ],
    [
      'a section alone on its lines, without their ends',
      'a\n{{#x}}\nb\n{{/x}}\nc',
      [
        text('a\n'),
        { kind: 'section', name: 'x', place: 't:2', inverted: false, tokens: [text('b\n', 3)] },
        text('c', 5),
      ],
    ],
    [
      'a partial within a line',
      'Ihr {{>sig}}!',
      [text('Ihr '), { kind: 'partial', name: 'sig', place: 't:1', indentation: '' }, text('!')],
    ],
    [
      'an indented partial',
      'a\n  {{> sig}}\nb',
      [text('a\n'), { kind: 'partial', name: 'sig', place: 't:2', indentation: '  ' }, text('b', 3)],
    ],
  ])('%s', (_, source, tokens) => {
    expect(parseMustache(source, 't')).toEqual({ kind: 'parsed', tokens });
  });
});

describe('parseMustache refuses', () => {
  it.each<[string, string, unknown]>([
    ['a tag without end', 'a\nb {{x', { reason: 'unclosed-tag', tag: null, place: 't:2' }],
    ['a tag with one closing brace', '{{x}', { reason: 'unclosed-tag', tag: null, place: 't:1' }],
    ['a section without end', '{{#x}}\na', { reason: 'unclosed-section', tag: 'x', place: 't:1' }],
    ['a section without start', 'a\n{{/x}}', { reason: 'unopened-section', tag: 'x', place: 't:2' }],
    ['crossed sections', '{{#x}}{{#y}}{{/x}}{{/y}}', { reason: 'unclosed-section', tag: 'y', place: 't:1' }],
    ['half a change of delimiters', '{{=<%=}}', { reason: 'changed-delimiters', tag: null, place: 't:1' }],
  ])('%s', (_, source, refusal) => {
    expect(parseMustache(source, 't')).toEqual({ kind: 'refused', ...(refusal as object) });
  });

  it('nothing slowly: 1 MB of tags is parsed in seconds', { timeout: 10_000 }, () => {
    expect(parseMustache('{{a}} text\n'.repeat(95_000), 't').kind).toBe('parsed');
  });
});

it('escapeHtml leaves no character that begins markup or ends an attribute', () => {
  expect(escapeHtml(`<a href="x" b='y' c=\`z\`>&</a>`)).not.toMatch(/[<>"'`=]|&(?![#\w]+;)/);
});
