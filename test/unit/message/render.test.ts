import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPlaceholders, renderInvitation } from '../../../src/message/render.js';
import { template, view } from './examples.js';

const textOf = (text: string, values: Record<string, string>, partials = {}) =>
  renderInvitation(template({ text }, partials), view(values)).text;

describe('renderInvitation renders', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['a value', 'Hallo {{x}}!', { x: 'Anna' }, 'Hallo Anna!'],
    ['a dotted name as one key', '{{election.title}}', { 'election.title': 'Wahl' }, 'Wahl'],
    ['a value without escaping it in text', '{{x}}', { x: `O'Brien & <b>` }, `O'Brien & <b>`],
    ['a value that looks like a template as it is', '{{x}}', { x: '{{y}} {{>p}}', y: 'no' }, '{{y}} {{>p}}'],
    ['a value with a pattern of replacement as it is', '{{x}}', { x: "$& $1 $'" }, "$& $1 $'"],
    ['a block for a value', '{{#x}}a{{x}}{{/x}}b', { x: '1' }, 'a1b'],
    ['a block once, however long the value', '{{#x}}a{{/x}}', { x: 'many words' }, 'a'],
    [
      'a block for 0 and false, which are words here',
      '{{#x}}a{{/x}}{{#y}}b{{/y}}',
      { x: '0', y: 'false' },
      'ab',
    ],
    ['no block for an empty value', '{{#x}}a{{/x}}b', { x: '' }, 'b'],
    ['an inverted block for an empty value only', '{{^x}}a{{/x}}{{^y}}b{{/y}}', { x: '', y: '1' }, 'a'],
    ['a name inside a block from outside', '{{#x}}{{y}}{{/x}}', { x: '1', y: '2' }, '2'],
    ['no property of a value', '{{#x}}{{length}}{{/x}}', { x: 'abc', length: '7' }, '7'],
  ])('%s', (_, source, values, expected) => {
    expect(textOf(source, values)).toBe(expected);
  });

  it.each([
    ['in place', 'a {{>p}} b', { p: '{{x}}' }, 'a 1 b'],
    ['indented on its own lines', 'a\n  {{>p}}\nb', { p: '{{x}}\n\ny\n' }, 'a\n  1\n\n  y\nb'],
    ['not indented beside other text', 'a\n  {{>p}} b', { p: '1\n2' }, 'a\n  1\n2 b'],
    ['in a partial', '{{>p}}', { p: '[{{>q}}]', q: '{{x}}' }, '[1]'],
  ])('a partial %s', (_, source, partials, expected) => {
    expect(textOf(source, { x: '1' }, partials)).toBe(expected);
  });

  it('attack 4: values escaped in HTML and only there', () => {
    const parts = { subject: '{{x}}', text: '{{x}}', html: '<p title="{{x}}">{{x}}</p>' };
    const made = renderInvitation(template(parts), view({ x: `"<img src=x onerror='a'>&` }));
    expect(made.subject).toBe(`"<img src=x onerror='a'>&`);
    expect(made.text).toBe(made.subject);
    const escaped = '&quot;&lt;img src&#x3D;x onerror&#x3D;&#39;a&#39;&gt;&amp;';
    expect(made.html).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('no HTML where there is none, and a subject without blanks round it', () => {
    const made = renderInvitation(template({ subject: '\n {{x}}\n' }), view({ x: ' Wahl ' }));
    expect(made).toEqual({ subject: 'Wahl', text: 'Text', html: null });
  });

  it.each(['missing', 'constructor', '__proto__', 'toString'])(
    'attack 5: nothing where %s is not in the view',
    (name) => {
      expect(() => textOf(`{{${name}}}`, {})).toThrow('placeholder without a value');
      expect(() => textOf(`{{#${name}}}a{{/${name}}}`, {})).toThrow('placeholder without a value');
    },
  );

  it('nothing that is not a string', () => {
    const odd = { x: () => 'lambda' } as unknown as Record<string, string>;
    expect(() => textOf('{{x}}', odd)).toThrow('placeholder without a value');
  });

  it('any value unchanged in text', () => {
    const parsed = template({ text: '[{{x}}]' });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (x) => renderInvitation(parsed, view({ x })).text === `[${x}]`,
      ),
    );
  });
});

describe('emptyPlaceholders finds', () => {
  const at = (placeholder: string, line = 1, file = 'text') => ({
    placeholder,
    file: `${file}.mustache:${line}`,
  });

  it.each<[string, object, Record<string, string>, object[]]>([
    ['nothing where all have values', { text: '{{x}}' }, { x: '1' }, []],
    ['an empty value', { text: 'a\n{{x}}' }, { x: '' }, [at('x', 2)]],
    ['each place of it', { subject: '{{x}}', text: '{{x}}' }, { x: '' }, [at('x', 1, 'subject'), at('x')]],
    ['nothing inside its own section', { text: '{{#x}}{{x}}{{/x}}' }, { x: '' }, []],
    ['the one outside of its section', { text: '{{#x}}{{x}}{{/x}}\n{{x}}' }, { x: '' }, [at('x', 2)]],
    ['the one in its inverted section', { text: '{{^x}}{{x}}{{/x}}' }, { x: '' }, [at('x')]],
    ['one in the section of another', { text: '{{#y}}{{x}}{{/y}}' }, { x: '', y: '1' }, [at('x')]],
    ['nothing in a section that is not shown', { text: '{{#y}}{{x}}{{/y}}' }, { x: '', y: '' }, []],
    ['one shown because another is empty', { text: '{{^y}}{{x}}{{/y}}' }, { x: '', y: '' }, [at('x')]],
    ['nothing deep inside its own section', { text: '{{#x}}{{#y}}{{x}}{{/y}}{{/x}}' }, { x: '', y: '1' }, []],
    ['one in the HTML', { text: 'a', html: '<p>{{x}}' }, { x: '' }, [at('x', 1, 'html')]],
  ])('%s', (_, parts, values, expected) => {
    expect(emptyPlaceholders(template(parts), view(values))).toEqual(expected);
  });
});
