import { describe, expect, it } from 'vitest';
import { viewFor } from '../../../src/message/placeholders.js';
import { parseTemplate } from '../../../src/message/template.js';
import { marked, testCopy } from '../../../src/message/test-copy.js';
import type { RollShape, Voter } from '../../../src/voters/voter.js';

const HEADERS = ['Nr', 'E-Mail', 'Vorname', 'Passwort', 'Link', 'Notiz'];
const roles = { id: 0, email: 1, firstName: 2, password: 3, link: 4 };
const SHAPE: RollShape = { encoding: 'utf-8', delimiter: ';', headers: HEADERS, roles, secrets: [3, 4, 5] };
const EMAIL = 'zeljka@voters.example';
const PASSWORD = 'k7Rw4XmPh9';
const LINK = 'https://wahl.muster.example/in?token=9fA3zQ';
const MARK = {
  prefix: '[Test] ',
  banner: ['DIES IST EIN TEST', 'Zeile 7 & nicht mehr'] as [string, string],
};

function copy(
  parts: { subject?: string; text?: string; html?: string | null },
  cells: Partial<Record<number, string>> = {},
  shape: Partial<RollShape> = {},
) {
  const { subject = 'Wahl', text = 'Hallo', html = null } = parts;
  const { template } = parseTemplate({ subject, text, html, partials: new Map() });
  if (!template) throw new Error('no template');
  const all = ['0004711', EMAIL, 'Željka', PASSWORD, LINK, ''].map((cell, at) => cells[at] ?? cell);
  const voter: Voter = { id: all[0] ?? '', email: EMAIL, row: 7, cells: all };
  const whole = { ...SHAPE, ...shape };
  const fields = {
    title: 'Wahl',
    organiser: null,
    start: null,
    end: null,
    timezone: 'UTC',
    language: 'de',
    contact: null,
  };
  const secrecy = { shape: whole, linkDomains: new Set(['wahl.muster.example']) };
  return testCopy(template, viewFor(voter, whole, fields), voter, secrecy, MARK);
}

describe('a test copy hides', () => {
  it.each([
    ['a password', 'x {{password}}', {}, {}, 'x ••••••••••••'],
    ['a password under its header', 'x {{Passwort}}', {}, {}, 'x ••••••••••••'],
    ['a short one behind as many dots as another short one', '{{password}}', { 3: '1234' }, {}, '••••••'],
    ['a link, which stays a link', '{{link}}', {}, {}, `https://masked.invalid/${'•'.repeat(48)}`],
    ['a link that the list of secrets forgot', '{{link}}', {}, { secrets: [] }, /^https:\/\/masked\.invalid/],
    ['a password that the list of secrets forgot', '{{password}}', {}, { secrets: [] }, /^•{12}$/],
    ['any other secret column', '{{Notiz}}', { 5: 'PIN 12' }, {}, '••••••'],
    ['an ID that is the password', '{{id}}', { 0: PASSWORD }, {}, '••••••••••••'],
    ['a name that repeats the password', '{{firstName}}', { 2: `Z ${PASSWORD}` }, {}, /^•+$/],
    ['nothing of the domain of the voting site', '{{link.domain}}', {}, {}, 'wahl.muster.example'],
    ['a domain of one voter', '{{link.domain}}', { 4: 'https://tok3n.vote.example/x' }, {}, /^•+$/],
    // A short one stands in other words by chance; from four characters on it does not.
    ['no name that a short password stands in', '{{firstName}}', { 3: '123', 2: 'a123b' }, {}, 'a123b'],
    ['a name that a password of four stands in', '{{firstName}}', { 3: '1234', 2: 'a1234b' }, {}, '••••••'],
    ['nothing of ID and name', '{{id}} {{firstName}}', {}, {}, '0004711 Željka'],
    ['nothing where nothing is', '{{#Notiz}}block{{/Notiz}}-', {}, {}, '-'],
  ] as const)('%s', (_name, text, cells, shape, expected) => {
    const body = copy({ text }, cells, shape).text.split('\n').slice(5).join('\n');
    if (typeof expected === 'string') expect(body).toBe(expected);
    else expect(body).toMatch(expected);
  });

  it.each(['{{email}}', '{{E-Mail}}', '{{password}} {{link}}', '{{firstName}} {{Notiz}}'])(
    'address and credentials in the subject %s',
    (subject) => {
      const { subject: shown } = copy({ subject: `Wahl ${subject}` }, { 5: `an ${EMAIL}` });
      for (const hidden of [EMAIL, PASSWORD, LINK, '9fA3zQ']) expect(shown).not.toContain(hidden);
      expect(shown).toMatch(/^\[Test\] Wahl /);
    },
  );

  it('the address in the subject where it stands for the ID', () => {
    const { email, firstName, password, link } = roles;
    const shape = { roles: { email, firstName, password, link } };
    expect(copy({ subject: 'Wahl {{id}}' }, { 0: EMAIL }, shape).subject).not.toContain(EMAIL);
  });
});

const BANNER =
  /^\s*<div style="[^"]*"><strong>DIES IST EIN TEST<\/strong><br>Zeile 7 &amp; nicht mehr<\/div>/;

describe('the banner', () => {
  it('stands on top of the text', () => {
    const lines = copy({ text: 'Hallo' }).text.split('\n');
    expect(lines.slice(1, 3)).toEqual(['DIES IST EIN TEST', 'Zeile 7 & nicht mehr']);
    expect(lines.at(-1)).toBe('Hallo');
  });

  it.each([
    ['a body', '<!doctype html><html><body class="a>b">', '<p>x</p>'],
    ['a body behind a comment that holds one', '<html><!-- <body> --><BODY>', '<p>x</p>'],
    ['a body behind a style that holds one', '<head><style>/* <body> */</style></head><body>', '<p>x</p>'],
    ['no body', '<!DOCTYPE html>', '<p>x</p>'],
    ['nothing but a piece', '', '<p>x</p>'],
    ['a comment that never ends', '', '<!-- <body><p>x</p>'],
  ])('is the first thing seen in HTML with %s', (_name, before, after) => {
    const html = marked({ subject: 's', text: 't', html: before + after }, MARK).html ?? '';
    expect(html.startsWith(before)).toBe(true);
    expect(html.slice(before.length)).toMatch(BANNER);
    expect(html.endsWith(after)).toBe(true);
  });

  // Why: a search for the body went through the rest of the text once for every tag, for a minute.
  it.each(['<noscript>', '<template>', '<!--', '<body'])(
    'comes at once where the HTML is %s without end',
    (piece) => {
      const before = performance.now();
      const html = marked({ subject: 's', text: 't', html: piece.repeat(100_000) }, MARK).html ?? '';
      expect(html).toContain('DIES IST EIN TEST');
      expect(performance.now() - before).toBeLessThan(5_000);
    },
  );
  // Why: a test of a template with a logo arrived without it, and that of an English voter in German.
  it('leaves logo and language as they are', () => {
    const logo = { name: 'logo.png', type: 'image/png', bytes: new Uint8Array(3) };
    expect(marked({ subject: 's', text: 't', html: null, language: 'en', logo }, MARK)).toMatchObject({
      language: 'en',
      logo,
    });
  });

  it('needs no HTML', () => expect(copy({ html: null }).html).toBeNull());
});
