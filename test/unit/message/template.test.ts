import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding.js';
import { LARGEST_EXPANSION } from '../../../src/message/partials.js';
import { knownPlaceholders } from '../../../src/message/placeholders.js';
import { parseTemplate } from '../../../src/message/template.js';
import { checkTemplate } from '../../../src/message/template-check.js';
import { files, project, shape, template } from './examples.js';

type Told = [kind: string, details: object];
const told = (findings: readonly Finding[]): Told[] => findings.map((found) => [found.kind, found.details]);
const t = 'text.mustache:1';
const withoutValue = (placeholder: string, others = {}): Told => [
  'placeholder-without-value',
  { placeholder, file: t, more: 0, of: 'role', needed: false, suggestion: null, ...others },
];

const codePoint = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

describe('parseTemplate refuses', () => {
  it.each<[string, object, object, Told[]]>([
    ['an empty subject', { subject: ' \n' }, {}, [['template-file-empty', { file: 'subject.mustache' }]]],
    ['an empty text', { text: '' }, {}, [['template-file-empty', { file: 'text.mustache' }]]],
    ['an empty HTML', { html: '\n' }, {}, [['template-file-empty', { file: 'html.mustache' }]]],
    ['three braces', { text: '{{{x}}}' }, {}, [['unescaped-placeholder', { placeholder: 'x', file: t }]]],
    ['an ampersand', { text: '{{&x}}' }, {}, [['unescaped-placeholder', { placeholder: 'x', file: t }]]],
    [
      'three braces inside a section',
      { text: '{{#a}}\n{{{x}}}{{/a}}' },
      {},
      [['unescaped-placeholder', { placeholder: 'x', file: 'text.mustache:2' }]],
    ],
    [
      'unescaped behind changed delimiters',
      { html: '{{=<% %>=}}<%&x%>' },
      {},
      [
        ['changed-delimiters', { file: 'html.mustache:1' }],
        ['unescaped-placeholder', { placeholder: 'x', file: 'html.mustache:1' }],
      ],
    ],
    ['broken delimiters', { text: '{{=<%=}}' }, {}, [['changed-delimiters', { file: t }]]],
    [
      'a tag without end',
      { text: 'a\n{{x' },
      {},
      [['template-syntax', { file: 'text.mustache:2', reason: 'unclosed-tag', tag: null }]],
    ],
    [
      'single braces with a double end',
      { text: 'Kennwort: {password}}' },
      {},
      [['template-syntax', { file: 'text.mustache', reason: 'stray-braces', tag: null }]],
    ],
    // Why: the end of the file was named as the place of a section that nobody had closed.
    [
      'a section without end, where it begins',
      { text: 'a\n{{#a}}{{/a}}{{! {{#n}}\n{{# x}}\n{{{y}}}{{#z}}{{/z}}\n\n' },
      {},
      [['template-syntax', { file: 'text.mustache:3', reason: 'unclosed-section', tag: 'x' }]],
    ],
    [
      'a section that ends another, where it begins',
      { text: '{{#a}}\n{{^b}}\n\n{{/a}}{{/b}}' },
      {},
      [['template-syntax', { file: 'text.mustache:2', reason: 'unclosed-section', tag: 'b' }]],
    ],
    // Why: a control character from a word processor went out to every voter, and cut the text short in some mailboxes.
    ...[0x00, 0x08, 0x0b, 0x0c, 0x1b, 0x7f, 0x85, 0x9b].map((code): [string, object, object, Told[]] => [
      `the control character ${code}`,
      { text: `a\tb\nc${String.fromCharCode(code)}` },
      {},
      [['template-control-character', { file: 'text.mustache:2', codePoint: codePoint(code) }]],
    ]),
    [
      'what reverses the order of a subject',
      { subject: 'Wahl \u202eegrO' },
      {},
      [['template-control-character', { file: 'subject.mustache:1', codePoint: 'U+202E' }]],
    ],
    [
      'a control character in a partial, once',
      { text: '{{>p}}', html: '{{>p}}' },
      { p: '\u001b[2J' },
      [['template-control-character', { file: 'p.mustache:1', codePoint: 'U+001B' }]],
    ],
    ['an unknown partial', { text: '{{>x}}' }, {}, [['unknown-partial', { partial: 'x', file: t }]]],
    [
      'a path for a partial',
      { text: '{{>../../secret}}' },
      { secret: 'x' },
      [['unknown-partial', { partial: '../../secret', file: t }]],
    ],
    [
      'text as a partial',
      { html: '{{>text}}' },
      {},
      [['unknown-partial', { partial: 'text', file: 'html.mustache:1' }]],
    ],
    [
      'a name of the prototype for a partial',
      { text: '{{>constructor}}' },
      {},
      [['unknown-partial', { partial: 'constructor', file: t }]],
    ],
    ['a partial in itself', { text: '{{>a}}' }, { a: 'x{{>a}}' }, [['partial-cycle', { partial: 'a' }]]],
    [
      'a circle of partials',
      { text: '{{>a}}' },
      { a: '{{>b}}', b: '{{#x}}{{>a}}{{/x}}' },
      [['partial-cycle', { partial: 'a' }]],
    ],
    [
      'a fault in a partial, once though it is used twice',
      { text: '{{>a}}', html: '{{>a}}' },
      { a: '\n{{{x}}}' },
      [['unescaped-placeholder', { placeholder: 'x', file: 'a.mustache:2' }]],
    ],
  ])('%s', (_, parts, partials, findings) => {
    const parsed = parseTemplate(files(parts, partials));
    expect(parsed.template).toBeNull();
    expect(told(parsed.findings)).toEqual(findings);
    expect(parsed.findings.every((found) => found.severity === 'error')).toBe(true);
  });
});

describe('parseTemplate takes', () => {
  it.each([
    ['the same partial twice, side by side', { text: '{{>a}}{{>a}}' }, { a: 'x' }],
    ['braces at the end of a style sheet', { html: '<style>@media x{a{b:c}}</style>' }, {}],
    ['a faulty partial that is not used', { text: 'x' }, { faulty: '{{{y}}}' }],
  ])('%s', (_, parts, partials) => {
    const parsed = parseTemplate(files(parts, partials));
    expect(parsed.findings).toEqual([]);
    expect(parsed.template).not.toBeNull();
  });
});

// Why: each of these ended the program, or was told as missing braces.
describe('what is nested without end is told', () => {
  it.each<[string, string, Record<string, string>, unknown]>([
    [
      'a chain of partials',
      '{{>p0}}',
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p${index}`, `{{>p${index + 1}}}`])),
      ['partials-too-deep', { partial: 'p50', file: 'p49.mustache:1', limit: 50 }],
    ],
    [
      'sections',
      `${'{{#x}}'.repeat(20_000)}a${'{{/x}}'.repeat(20_000)}`,
      {},
      ['template-syntax', { file: t, reason: 'nested-too-deep', tag: 'x' }],
    ],
    [
      'sections of several files',
      `${'{{#x}}'.repeat(30)}{{>p}}${'{{/x}}'.repeat(30)}`,
      { p: `${'{{#x}}'.repeat(30)}a${'{{/x}}'.repeat(30)}` },
      ['template-syntax', { file: 'p.mustache:1', reason: 'nested-too-deep', tag: 'x' }],
    ],
  ])('%s', (_, text, partials, finding) => {
    expect(told(parseTemplate(files({ text }, partials)).findings)).toEqual([finding]);
  });
});

// Why: thirty partials that each put the next in twice kept the check busy for hours.
describe('partials that multiply', () => {
  it('are refused in no time', () => {
    const partials = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`p${index}`, `{{>p${index + 1}}}{{>p${index + 1}}}`]),
    );
    const begun = performance.now();
    const { findings } = parseTemplate(files({ text: '{{>p0}}' }, { ...partials, p30: 'x' }));
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(told(findings)).toEqual([
      ['partials-too-large', { partial: expect.stringMatching(/^p\d+$/), limit: LARGEST_EXPANSION }],
    ]);
  });

  it('are refused where few of them are large', () => {
    const { findings } = parseTemplate(files({ text: '{{>p}}'.repeat(5) }, { p: 'x'.repeat(1_000_000) }));
    expect(findings.map(({ kind }) => kind)).toEqual(['partials-too-large']);
  });

  it('are none where a signature stands in a hundred places', () => {
    expect(parseTemplate(files({ text: '{{>p}}'.repeat(100) }, { p: 'x'.repeat(1_000) })).findings).toEqual(
      [],
    );
  });
});

describe('checkTemplate finds', () => {
  const known = knownPlaceholders(shape, project);
  const unknown = (placeholder: string, suggestion: string | null, file = t): Told => [
    'unknown-placeholder',
    { placeholder, file, suggestion },
  ];

  it.each<[string, object, string[], Told[]]>([
    ['nothing in a good template', { text: '{{Kennwort}} {{election.start}} {{id}}' }, ['password'], []],
    ['a typing error', { text: '{{Kenwort}}' }, [], [unknown('Kenwort', 'Kennwort')]],
    ['the wrong case', { text: '{{vorname}}' }, [], [unknown('vorname', 'Vorname')]],
    ['a role without a column', { text: '{{link}}' }, [], [withoutValue('link')]],
    [
      'a section that everybody goes without, once',
      { text: '{{#link}}a {{link}} {{link}}{{/link}}' },
      [],
      [['placeholder-left-out', { placeholder: 'link', of: 'role', suggestion: null }]],
    ],
    [
      'a role without a column in the section of another',
      { text: '{{#title}}{{link}}{{/title}}{{^link}}{{link}}{{/link}}' },
      [],
      [withoutValue('link')],
    ],
    ['a name of the prototype', { text: '{{constructor}}' }, [], [unknown('constructor', null)]],
    [
      'another one',
      { text: '{{__proto__}}{{toString}}' },
      [],
      [unknown('__proto__', null), unknown('toString', null)],
    ],
    ['a dot', { text: '{{.}}' }, [], [unknown('.', null)]],
    ['a nested name', { text: '{{Vorname.length}}' }, [], [unknown('Vorname.length', null)]],
    [
      'an unknown section',
      { text: 'a\n{{#Titel}}b{{/Titel}}' },
      [],
      [unknown('Titel', null, 'text.mustache:2')],
    ],
    [
      'an unknown name in the subject',
      { subject: '{{Foo}}' },
      [],
      [unknown('Foo', null, 'subject.mustache:1')],
    ],
    ['the same on one line once', { text: '{{Foo}}{{Foo}}' }, [], [unknown('Foo', null)]],
    [
      'a required placeholder missing from both parts',
      { html: '<p></p>' },
      ['password'],
      [
        ['required-placeholder-missing', { placeholder: 'password', file: 'text.mustache' }],
        ['required-placeholder-missing', { placeholder: 'password', file: 'html.mustache' }],
      ],
    ],
    [
      'a required placeholder only in the subject and the HTML',
      { subject: '{{id}}', html: '{{id}}' },
      ['Mitgliedsnummer'],
      [['required-placeholder-missing', { placeholder: 'Mitgliedsnummer', file: 'text.mustache' }]],
    ],
    [
      'a required placeholder that some voters would not get',
      { text: '{{#password}}{{password}}{{/password}}' },
      ['password'],
      [['required-placeholder-missing', { placeholder: 'password', file: 'text.mustache' }]],
    ],
    [
      'a required placeholder that does not exist',
      { text: 'x' },
      ['link'],
      [['required-placeholder-missing', { placeholder: 'link', file: 'text.mustache' }]],
    ],
    [
      'a secret in the subject',
      { subject: 'Wahl {{password}}' },
      [],
      [['secret-in-subject', { placeholder: 'password' }]],
    ],
    ['a subject of two lines', { subject: 'Wahl\n{{Vorname}}\n' }, [], [['subject-lines', { lines: 2 }]]],
    ['no second line where a section ends the subject', { subject: 'Wahl\n{{#Anrede}}x{{/Anrede}}' }, [], []],
    [
      'a placeholder in a style',
      { html: '<p style="{{Vorname}}">' },
      [],
      [['placeholder-in-attribute', { placeholder: 'Vorname', attribute: 'style', file: 'html.mustache:1' }]],
    ],
    [
      'a section across the end of a tag',
      { html: '<b {{#Anrede}}title="x">{{/Anrede}}</b>' },
      [],
      [['template-syntax', { file: 'html.mustache:1', reason: 'section-splits-tag', tag: 'Anrede' }]],
    ],
  ])('%s', (_, parts, required, findings) => {
    expect(told(checkTemplate(template(parts), known, required))).toEqual(findings);
  });

  it('attack 39: a secret in the subject as a warning, everything else as an error', () => {
    const found = checkTemplate(template({ subject: '{{password}} {{Foo}}' }), known, []);
    expect(found.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['unknown-placeholder', 'error'],
      ['secret-in-subject', 'warning'],
    ]);
  });

  // Why: eight identical errors about one missing line of invite.yaml hid the other findings.
  it('a field that the project leaves out once, with the number of its places', () => {
    const parts = {
      subject: '{{election.organiser}}',
      text: '{{election.organiser}}\n{{election.organiser}}',
    };
    const found = checkTemplate(
      template(parts),
      knownPlaceholders(shape, { ...project, organiser: null }),
      [],
    );
    const places = { file: 'subject.mustache:1', more: 2, of: 'project' };
    expect(told(found)).toEqual([withoutValue('election.organiser', places)]);
  });

  // Why: with the header "Paswort" the advice was to put a section round the password, so that nobody would get one.
  it.each([
    ['password', ['ID', 'E-Mail', 'Paswort'], { needed: true, suggestion: 'Paswort' }],
    ['link', ['ID', 'E-Mail', 'Wahlinlk'], { suggestion: 'Wahlinlk' }],
    ['link', ['ID', 'E-Mail', 'Passwort'], {}],
    ['lastName', ['ID', 'E-Mail', 'Ort', 'Nachnahme'], { needed: true, suggestion: 'Nachnahme' }],
  ])('that for %s, of %j, a header is perhaps misspelt', (name, headers, others) => {
    const misspelt = { ...shape, headers, roles: { id: 0, email: 1 } };
    const known = knownPlaceholders(misspelt, project);
    const found = checkTemplate(template({ text: `{{${name}}}` }), known, ['lastName']);
    expect(told(found).filter(([kind]) => kind === 'placeholder-without-value')).toEqual([
      withoutValue(name, others),
    ]);
  });

  // Why: a contact address that is no link was found for every single voter.
  it('a link of the project that is none, once', () => {
    const contact = { name: null, email: 'wahl@ümläut.example', phone: null };
    const parts = { html: '<a href="mailto:{{contact.email}}">{{contact.email}}</a>' };
    const found = checkTemplate(template(parts), knownPlaceholders(shape, { ...project, contact }), []);
    const details = { placeholder: 'contact.email', file: 'html.mustache:1', of: 'project' };
    expect(told(found)).toEqual([['unsafe-link', details]]);
  });

  it('a header that is also the name of another role', () => {
    const odd = {
      ...shape,
      headers: ['id', 'email', 'password', 'x', 'Kennwort'],
      roles: { id: 0, email: 1, password: 4 },
    };
    const found = checkTemplate(
      template({ text: '{{password}} {{Kennwort}}' }),
      knownPlaceholders(odd, project),
      [],
    );
    expect(told(found)).toEqual([['ambiguous-placeholder', { placeholder: 'password', file: t }]]);
  });
});
