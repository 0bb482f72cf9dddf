import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import type { Invitation } from '../../src/message/invitation.js';
import { InvitationCheck } from '../../src/message/invitation-check.js';
import { knownPlaceholders, type ProjectFields, viewFor } from '../../src/message/placeholders.js';
import { prepareInvitation } from '../../src/message/prepare.js';
import { parseTemplate, type Template, type TemplateFiles } from '../../src/message/template.js';
import { checkTemplate } from '../../src/message/template-check.js';
import { builtInTemplates, readTemplates } from '../../src/message/template-folder.js';
import type { RollShape, Voter } from '../../src/voters/voter.js';
import { contrast, visibleTexts } from '../support/html-contrast.js';
import { readTemplate } from '../support/one-template.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = `${ROOT}templates`;
const PRODUCTS = ['live-voting', 'online-wahl'] as const;
const LANGUAGES = ['de', 'en'] as const;
const EVERY = PRODUCTS.flatMap((product) => LANGUAGES.map((language) => [product, language] as const));
const REQUIRED = ['id', 'password'];

const HEADERS = ['Nr', 'E-Mail', 'Vorname', 'Nachname', 'Passwort', 'Link'];
const roles = { id: 0, email: 1, firstName: 2, lastName: 3, password: 4, link: 5 };
const shape: RollShape = { encoding: 'utf-8', delimiter: ';', headers: HEADERS, roles, secrets: [4, 5] };
const PASSWORD = 'k7Rw4XmPh9';
const LINK = 'https://wahl.muster.example/gremienwahl?a=1&b=2';

function voterWith(cells: { first?: string; last?: string; link?: string; id?: string }): Voter {
  const { first = 'Željka', last = 'Müller', link = LINK, id = '0004711' } = cells;
  const email = 'zeljka@example.org';
  return { id, email, row: 2, cells: [id, email, first, last, PASSWORD, link] };
}

function project(language: string): ProjectFields {
  return {
    title: 'Gremienwahl 2027',
    organiser: 'Musterverband e. V.',
    start: new Date('2027-03-01T07:00:00Z'),
    end: new Date('2027-03-15T17:00:00Z'),
    timezone: 'Europe/Berlin',
    language,
    contact: { name: 'Wahlbüro', email: 'wahl@muster.example', phone: '+49 30 000000' },
  };
}

const sources = new Map<string, TemplateFiles>();
beforeAll(async () => {
  for (const [product, language] of EVERY) {
    sources.set(`${product}/${language}`, await readTemplate(product, { folder: FOLDER, language }));
  }
});

function filesOf(product: string, language: string): TemplateFiles {
  const files = sources.get(`${product}/${language}`);
  if (!files) throw new Error(`no template ${product}/${language}`);
  return files;
}

function templateOf(product: string, language: string): Template {
  const { template, findings } = parseTemplate(filesOf(product, language));
  if (template === null) throw new Error(JSON.stringify(findings));
  return template;
}

function render(product: string, language: string, voter = voterWith({})) {
  const view = viewFor(voter, shape, project(language));
  return prepareInvitation(templateOf(product, language), view, voter.row);
}

function invitationOf(
  product: string,
  language: string,
  voter = voterWith({}),
): Invitation & { html: string } {
  const { invitation } = render(product, language, voter);
  return { ...invitation, html: invitation.html ?? '' };
}

function findingsFor(product: string, roll: RollShape, fields: ProjectFields): string[] {
  const template = templateOf(product, fields.language);
  const findings: readonly Finding[] = checkTemplate(template, knownPlaceholders(roll, fields), REQUIRED);
  return findings.map(({ kind, details }) =>
    'placeholder' in details ? `${kind} ${details.placeholder}` : kind,
  );
}

/** Letters and digits alone: text and HTML differ in markup, capitals and punctuation. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function unescaped(html: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => named[name] ?? '');
}

function textOf(html: string): string {
  return unescaped(html.replace(/<head>[\s\S]*<\/head>|<!--[\s\S]*?-->|<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

it('offers a template for each product in each language, the address check, and no other', async () => {
  expect(await builtInTemplates(FOLDER)).toEqual(['address-check', ...PRODUCTS]);
  expect([...sources.keys()]).toHaveLength(4);
});

describe.each(EVERY)('the built-in template %s in %s', (product, language) => {
  it('has no finding with the columns of a usual roll and the fields of a whole project', () => {
    expect(findingsFor(product, shape, project(language))).toEqual([]);
    expect(render(product, language).findings).toEqual([]);
  });

  it('has all its files', () => {
    const { partials, html } = filesOf(product, language);
    expect(html).not.toBeNull();
    expect([...partials.keys()].sort()).toEqual(['contact', 'contact-html', 'signature', 'signature-html']);
  });

  it.each([
    ['both names', { first: 'Anna', last: 'Müller' }, ' Anna Müller,'],
    ['only a first name', { first: 'Anna', last: '' }, ' Anna,'],
    ['only a last name', { first: '', last: 'Müller' }, ' Müller,'],
    ['no name', { first: '', last: '' }, ','],
    ['a name with markup in it', { first: '<b>Anna', last: "O'Brien & Söhne" }, " <b>Anna O'Brien & Söhne,"],
  ])('greets a voter with %s', (_, names, rest) => {
    const hello = language === 'de' ? 'Guten Tag' : 'Hello';
    const { text, html } = invitationOf(product, language, voterWith(names));
    expect(text.split('\n')[0]).toBe(`${hello}${rest}`);
    expect(unescaped(html)).toContain(`>${hello}${rest}<`);
    expect(html).not.toContain('<b>');
  });

  it('names who, what, when and whom to ask, in text and HTML', () => {
    const { text, html } = invitationOf(product, language);
    const date = language === 'de' ? ['1. März 2027, 08:00 Uhr'] : ['1 March 2027, 08:00'];
    const end = language === 'de' ? '15. März 2027, 18:00 Uhr' : '15 March 2027, 18:00';
    const facts = [
      'Gremienwahl 2027',
      'Musterverband e. V.',
      ...date,
      'Wahlbüro',
      'wahl@muster.example',
      '+49 30 000000',
    ];
    const all = product === 'online-wahl' ? [...facts, end] : facts;
    for (const fact of all) {
      expect(text).toContain(fact);
      expect(textOf(html)).toContain(fact);
    }
  });

  it('shows the credentials once, on lines of their own, and not where a mailbox shows its preview', () => {
    const { subject, text, html } = invitationOf(product, language);
    const preview = 150;
    for (const credential of ['0004711', PASSWORD]) {
      expect(subject).not.toContain(credential);
      expect(text.split(credential)).toHaveLength(2);
      expect(text).toMatch(new RegExp(`^ {4}\\S.*: +${credential}$`, 'm'));
      expect(text.indexOf(credential)).toBeGreaterThan(preview);
      expect(html.split(credential)).toHaveLength(2);
      expect(html).toMatch(new RegExp(`monospace[^>]*>${credential}</p>`));
      expect(textOf(html).indexOf(credential)).toBeGreaterThan(preview);
    }
  });

  it('shows the bare link alone on its line, and in HTML as a button and as an address', () => {
    const { text, html } = invitationOf(product, language);
    expect(text.split('\n')).toContain(LINK);
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)];
    const [button, address, contact] = links.map(([, href = '', label = '']) => [
      unescaped(href),
      unescaped(label),
    ]);
    expect(button).toEqual([LINK, expect.stringMatching(/^(Zur|Go to the) \S/)]);
    expect(address).toEqual([LINK, LINK]);
    expect(contact).toEqual(['mailto:wahl@muster.example', 'wahl@muster.example']);
    expect(links).toHaveLength(3);
    expect(text).toMatch(/(lautet|is) wahl\.muster\.example\. /);
  });

  it('tells a voter without a link where the page is announced', () => {
    const { invitation, findings } = render(product, language, voterWith({ link: '' }));
    expect(findings).toEqual([]);
    const announced =
      language === 'de' ? 'Musterverband e. V. bekannt gegeben hat.' : 'Musterverband e. V. has announced.';
    expect(invitation.text).toMatch(/^1\. .*Musterverband/m);
    for (const part of [invitation.text, textOf(invitation.html ?? '')]) {
      expect(part).toContain(announced);
    }
    expect(invitation.html).not.toMatch(/https:/);
    expect(invitation.text).not.toMatch(/\n\n\n/);
  });

  it.each([
    ['without a password', 4, '', 'empty-placeholder'],
    ['with a link of another scheme', 5, 'javascript:alert(1)', 'unsafe-link'],
    ['with a link that is none', 5, 'wahl.muster.example', 'unsafe-link'],
    ['whose link is not encrypted', 5, 'http://wahl.muster.example', 'unsafe-link'],
  ])('refuses a voter %s', (_, column, cell, kind) => {
    const voter = voterWith({});
    const { findings } = render(product, language, { ...voter, cells: voter.cells.with(column, cell) });
    expect(new Set(findings.map((finding) => finding.kind))).toEqual(new Set([kind]));
  });

  it('says in HTML whatever it says in text', () => {
    const { text, html } = invitationOf(product, language);
    const shown = words(textOf(html));
    for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
      // A label and its value are two paragraphs in HTML; the number of a step is the list's.
      for (const part of line.replace(/^\d\. /, '').split(/:\s+/)) expect(shown).toContain(words(part));
    }
  });

  it('has the head that mailboxes and screen readers ask for', () => {
    const { subject, html } = invitationOf(product, language);
    expect(html.startsWith(`<!doctype html>\n<html lang="${language}" dir="ltr">\n`)).toBe(true);
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('<meta name="supported-color-schemes" content="light dark">');
    expect(html).toMatch(/<meta name="format-detection" content="telephone=no/);
    expect(unescaped(/<title>(.*)<\/title>/.exec(html)?.[1] ?? '')).toBe(subject);
    expect(subject).toContain('Gremienwahl 2027');
  });

  it('has one first heading, further ones in order, and tables for layout only', () => {
    const { html } = invitationOf(product, language);
    const headings = [...html.matchAll(/<(h[1-6])[ >]/g)].map(([, tag]) => tag);
    expect(headings).toEqual(['h1', 'h2', 'h2', 'h2', 'h2']);
    const tables = html.match(/<table[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(2);
    for (const table of tables) {
      expect(table).toContain('role="presentation" cellpadding="0" cellspacing="0" border="0"');
    }
    const widths = [...html.matchAll(/\bwidth(?:="|: )(\d+)(?:px|")/g)].map(([, width]) => Number(width));
    expect(Math.max(...widths)).toBe(600);
  });

  it('loads nothing from anywhere and is far from being clipped', () => {
    const { html } = invitationOf(product, language);
    expect(html).not.toMatch(/<(img|script|link|iframe|video|audio|object|embed|form|base)\b/i);
    expect(html).not.toMatch(/\bsrc=|\bon\w+=|url\(|@import|@font-face|http:/i);
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
  });

  it('begins with a preheader that no reader sees twice', () => {
    const { html } = invitationOf(product, language);
    const first = /<body[^>]*>\s*<div style="display: none;[^"]*">([^<]+)<\/div>/.exec(html)?.[1] ?? '';
    expect(first.length).toBeGreaterThan(60);
    expect(visibleTexts(html, 'light').map(({ text }) => text)).not.toContain(first);
  });

  it.each(['light', 'dark'] as const)('is legible on a %s screen', (mode) => {
    const texts = visibleTexts(invitationOf(product, language).html, mode);
    expect(texts.length).toBeGreaterThan(25);
    for (const { text, color, background, size } of texts) {
      expect(contrast(color, background), `${text}: ${color} on ${background}`).toBeGreaterThanOrEqual(4.5);
      expect(size, text).toBeGreaterThanOrEqual(16);
    }
    const backgrounds = new Set(texts.map(({ background }) => contrast(background, '#000000') > 10));
    expect(backgrounds.has(mode === 'light')).toBe(true);
  });
});

describe('the built-in templates together', () => {
  it.each(PRODUCTS)('%s has the same markup and the same placeholders in both languages', (product) => {
    const skeleton = (language: string): string[] => {
      const { html, partials } = filesOf(product, language);
      const all = [html ?? '', partials.get('contact-html') ?? '', partials.get('signature-html') ?? ''].join(
        '\n',
      );
      return all.replace(/lang="\w+"/, '').match(/<style>[\s\S]*?<\/style>|<[^>]*>|\{\{[^}]*\}\}/g) ?? [];
    };
    expect(skeleton('en')).toEqual(skeleton('de'));
    expect(skeleton('de').length).toBeGreaterThan(80);
    const names = (language: string): Set<string> =>
      new Set(templateOf(product, language).uses.map(({ name }) => name));
    expect(names('en')).toEqual(names('de'));
  });

  it('have one style sheet', () => {
    const sheets = EVERY.map(([product, language]) => {
      return /<style>[\s\S]*<\/style>/.exec(filesOf(product, language).html ?? '')?.[0];
    });
    expect(new Set(sheets).size).toBe(1);
    expect(sheets[0]).toContain('prefers-color-scheme: dark');
  });

  it('use exactly the placeholders that docs/templates.md lists, in sections where it says so', async () => {
    const page = await readFile(`${ROOT}docs/templates.md`, 'utf8');
    const rows = [...page.matchAll(/^\| `\{\{([\w.]+)\}\}` \|[^|]*\| (yes|no) \|$/gm)];
    const documented = new Map(rows.map(([, name, empty]) => [name, empty === 'yes']));
    const uses = EVERY.flatMap(([product, language]) => templateOf(product, language).uses);
    expect(new Set(uses.map(({ name }) => name))).toEqual(new Set(documented.keys()));
    for (const { name, conditions, place } of uses) {
      const guarded = conditions.some((condition) => condition.name === name && condition.present);
      if (documented.get(name)) expect(guarded, `${name} in ${place}`).toBe(true);
    }
  });
});

describe('a built-in template that does not fit is refused before the first message', () => {
  it.each(PRODUCTS)('%s with a roll that has no password', (product) => {
    const bare = { ...shape, roles: { id: 0, email: 1, firstName: 2, lastName: 3, link: 5 } };
    expect(findingsFor(product, bare, project('de'))).toContain('placeholder-without-value password');
  });

  it.each(PRODUCTS)('%s with a project that has no organiser', (product) => {
    const findings = findingsFor(product, shape, { ...project('de'), organiser: null });
    expect(new Set(findings)).toEqual(new Set(['placeholder-without-value election.organiser']));
  });

  it.each(PRODUCTS)('%s with a placeholder mistyped', (product) => {
    const files = filesOf(product, 'de');
    const { template } = parseTemplate({ ...files, text: files.text.replace('{{id}}', '{{Id}}') });
    const known = knownPlaceholders(shape, project('de'));
    const kinds = template && checkTemplate(template, known, REQUIRED).map(({ kind }) => kind);
    expect(kinds).toEqual(['unknown-placeholder', 'required-placeholder-missing']);
  });

  it.each(PRODUCTS)('%s with the password moved into a section', (product) => {
    const files = filesOf(product, 'de');
    const html = (files.html ?? '').replace('{{password}}', '{{#link}}{{password}}{{/link}}');
    const { template } = parseTemplate({ ...files, html });
    const known = knownPlaceholders(shape, project('de'));
    const findings = template && checkTemplate(template, known, REQUIRED);
    expect(findings?.map(({ details }) => details)).toEqual([
      { placeholder: 'password', file: 'html.mustache' },
    ]);
  });
});

it('docs/templates.md lists what the lint finds, each with its severity', async () => {
  const page = await readFile(`${ROOT}docs/templates.md`, 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \| \S.*\|$/gm)];
  const documented = Object.fromEntries(rows.map(([, kind, severity]) => [kind, severity]));
  // Every kind is made in src/message/lint or in the files beside it, with its severity behind its details.
  const made: Record<string, string> = { 'logo-too-large': 'error' };
  const folder = `${ROOT}src/message`;
  const files = [
    'logo.ts',
    'editions.ts',
    'ignored-languages.ts',
    ...(await readdir(`${folder}/lint`)).map((name) => `lint/${name}`),
  ];
  for (const name of files) {
    const source = (await readFile(`${folder}/${name}`, 'utf8')).replace(/\s+/g, ' ');
    for (const [, kind = '', rest = ''] of source.matchAll(/Finding\( ?'([a-z-]+)',(.{0,80}?)\)[;\],.]/g))
      made[kind] ??= rest.includes("'warning'") ? 'warning' : 'error';
  }
  expect(documented).toEqual({ ...made, 'secret-in-subject': 'warning' });
});

describe('a built-in template unchanged has nothing for the lint to say', () => {
  const languages = { ...shape, headers: [...HEADERS, 'Sprache'], roles: { ...roles, language: 6 } };
  const spoken = (row: number, first: string, language: string): Voter => {
    const voter = voterWith({ first, id: `000471${row}`, link: `${LINK}&t=${row}` });
    return { ...voter, row, cells: [...voter.cells, language].with(4, `${PASSWORD}${row}`) };
  };

  it.each(PRODUCTS)(
    '%s, with personal links, a shared mailbox and a column for the language',
    async (product) => {
      const set = await readTemplates(product, FOLDER);
      const check = new InvitationCheck({ set, shape: languages, fields: project('de'), required: REQUIRED });
      const voters = [
        spoken(1, 'Anna', 'de'),
        spoken(2, 'Bernd', 'EN'),
        spoken(3, 'Carl', ''),
        spoken(4, 'Dora', 'en-GB'),
      ];
      const seen = voters.map((voter) => check.see(voter));
      expect([
        ...check.findings,
        ...seen.flatMap(({ findings }) => findings),
        ...check.finish(new Set()),
      ]).toEqual([]);
      expect(seen.map(({ invitation }) => invitation?.language)).toEqual(['de', 'en', 'de', 'en']);
      expect(seen.map(({ invitation }) => invitation?.text.slice(0, 5))).toEqual([
        'Guten',
        'Hello',
        'Guten',
        'Hello',
      ]);
    },
  );

  it.each([
    ['both names', { first: 'Anna', last: 'Müller' }, ', (für|for) Anna Müller$'],
    ['a first name', { first: 'Anna', last: '' }, ', (für|for) Anna$'],
    ['a last name', { first: '', last: 'Müller' }, ', (für|for) Müller$'],
    ['no name', { first: '', last: '' }, ' 2027$'],
  ])('and its subject has %s, so that two in one mailbox are told apart', (_, names, end) => {
    for (const [product, language] of EVERY)
      expect(invitationOf(product, language, voterWith(names)).subject).toMatch(new RegExp(end));
  });
});
