import { describe, expect, it } from 'vitest';
import { checkSubject, LONGEST_SUBJECT, prepareInvitation } from '../../../src/message/prepare.js';
import { template, view } from './examples.js';

describe('prepareInvitation finds', () => {
  it.each<[string, object, Record<string, string>, string[]]>([
    ['nothing in a good invitation', { text: '{{x}}' }, { x: '1' }, []],
    ['an empty value', { text: 'a {{x}}' }, { x: '' }, ['empty-placeholder']],
    ['a link that is none', { html: '<a href="{{x}}">' }, { x: 'javascript:alert(1)' }, ['unsafe-link']],
    ['no second fault in an empty link', { html: '<a href="{{x}}">' }, { x: '' }, ['empty-placeholder']],
    ['a good link', { html: '<a href="{{x}}">' }, { x: 'https://wahl.example/#a' }, []],
    ['a line break in a subject', { subject: 'a {{x}} b' }, { x: '1\n2' }, ['subject-lines']],
    [
      'a subject that is nothing but empty blocks',
      { subject: '{{#x}}{{x}}{{/x}}' },
      { x: '' },
      ['template-file-empty'],
    ],
    [
      'a text that is nothing but empty blocks',
      { text: '{{#x}}a{{/x}}' },
      { x: '' },
      ['template-file-empty'],
    ],
  ])('%s', (_, parts, values, kinds) => {
    const { findings } = prepareInvitation(template(parts), view(values), 7);
    expect(findings.map((found) => found.kind)).toEqual(kinds);
    expect(findings.every((found) => found.row === 7 && found.severity === 'error')).toBe(true);
  });

  it.each(['http://w.example/1', 'javascript:alert(1)', 'w.example/3', 'Hier klicken'])(
    'a link of the text that is none: %s',
    (value) => {
      const parts = { text: 'a {{link}} {{link}}', html: '<a href="{{link}}">x</a>' };
      const found = prepareInvitation(
        template(parts),
        view({ link: value }),
        7,
        new Set(),
        new Set(['link']),
      );
      expect(found.findings.map(({ kind, column }) => [kind, column])).toEqual([['unsafe-link', 'link']]);
      const text = { text: 'a {{link}}' };
      const alone = prepareInvitation(template(text), view({ link: value }), 7, new Set(), new Set(['link']));
      expect(alone.findings.map(({ kind }) => kind)).toEqual(['unsafe-link']);
      expect(prepareInvitation(template(text), view({ link: value }), 7).findings).toEqual([]);
    },
  );

  it('the column where one is at fault', () => {
    const parts = { subject: 'a{{x}}b', text: 'a {{y}}' };
    const { findings } = prepareInvitation(template(parts), view({ x: '\n', y: '' }), 7);
    expect(findings.map(({ kind, column }) => [kind, column])).toEqual([
      ['empty-placeholder', 'y'],
      ['subject-lines', null],
    ]);
  });

  // Why: for an empty password the advice was a section, and so an invitation without one.
  it('whether the voter could do without the cell', () => {
    const found = prepareInvitation(
      template({ text: 'a {{x}} {{y}}' }),
      view({ x: '', y: '' }),
      7,
      new Set(['x']),
    );
    const place = { file: 'text.mustache:1' };
    expect(found.findings.map(({ details }) => details)).toEqual([
      { placeholder: 'x', ...place, needed: true },
      { placeholder: 'y', ...place, needed: false },
    ]);
  });

  it('faults without repeating what a cell holds', () => {
    const parts = { subject: '{{x}}', text: 'a {{y}}', html: '<a href="{{x}}">' };
    const { findings } = prepareInvitation(template(parts), view({ x: 'Geheim\u0007Wort', y: '' }), 7);
    expect(findings).toHaveLength(3);
    expect(JSON.stringify(findings)).not.toMatch(/Geheim|Wort/);
  });
});

describe('checkSubject finds', () => {
  it.each<[string, string, object[]]>([
    ['nothing in a plain one', 'Ihre Wahl – 2027', []],
    ['nothing at the limit', 'ä'.repeat(LONGEST_SUBJECT), []],
    ['nothing at the limit, counted in characters', '🗳'.repeat(LONGEST_SUBJECT), []],
    ['one too long', 'a'.repeat(LONGEST_SUBJECT + 1), [{ length: 201, limit: 200 }]],
    ['a line feed', 'a\nBcc: b', [{ lines: 2 }]],
    ['a carriage return', 'a\rb', [{ lines: 2 }]],
    ['a line separator', 'a\u2028b', [{ lines: 2 }]],
    ['a tab', 'a\tb', [{ codePoint: 'U+0009', position: 2 }]],
    ['NUL', '\u0000', [{ codePoint: 'U+0000', position: 1 }]],
    ['an escape', 'ab\u001b[2J', [{ codePoint: 'U+001B', position: 3 }]],
    ['a C1 control', '\u009b', [{ codePoint: 'U+009B', position: 1 }]],
  ])('%s', (_, subject, details) => {
    expect(checkSubject(subject, 7).map((found) => found.details)).toEqual(details);
  });
});
