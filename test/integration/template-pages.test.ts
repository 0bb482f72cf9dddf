import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run as preview } from '../../src/cli/commands/preview.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT_IN = join(ROOT, 'templates/online-wahl/de');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** The same picture with a chunk of nothing before its end. */
function largePng(bytes: number): Uint8Array {
  const filler = Buffer.alloc(bytes - PNG.length);
  filler.writeUInt32BE(filler.length - 12);
  filler.write('tEXt', 4, 'latin1');
  return Buffer.concat([PNG.subarray(0, -12), filler, PNG.subarray(-12)]);
}

const LOGO = '<img src="cid:logo" alt="Musterverband">';

const PROJECT = `title: Gremienwahl 2027
organiser: Musterverband e. V.
product: online-wahl
language: de
timezone: Europe/Berlin
electionStart: 2027-03-01T08:00
electionEnd: 2027-03-15T18:00
voters: voters.csv
template: templates/invitation
required: [id, password]
contact: { name: Wahlbüro, email: wahl@muster.example, phone: "+49 30 000000" }
`;
const HEADER = 'Nr;Vorname;Nachname;E-Mail;Passwort;Link';
const ROWS = [
  '0000101;Anna;Müller;anna@muster.example;k7Rw4XmP;https://wahl.muster.example/a',
  '0000102;Bernd;Müller;bernd@muster.example;p3NgVq8z;https://wahl.muster.example/b',
];

type Edit = string | Uint8Array | null | ((text: string) => string);

/** A built-in template with one thing spoiled, as its name says. */
interface Page {
  readonly kind: string;
  /** File of the template's folder -> its new content, null to delete it. */
  readonly files: Readonly<Record<string, Edit>>;
  readonly roll?: readonly string[];
}

const before = (mark: string, added: string) => (text: string) => text.replace(mark, `${added}\n${mark}`);
const instead = (mark: string, other: string) => (text: string) => text.replace(mark, other);
const inHtml = (added: string): Page['files'] => ({ 'html.mustache': before('<h1', added) });
const withLanguages = (language: string) => [
  `${HEADER};Sprache`,
  ...ROWS.map((row, at) => `${row};${at === 0 ? 'de' : language}`),
];
const [ANNA = '', BERND = ''] = ROWS;

/** Every file of the template moved into a folder for each language. */
function inFolders(...languages: readonly string[]): Page['files'] {
  return Object.fromEntries(
    readdirSync(BUILT_IN).flatMap((name) => [
      [name, null],
      ...languages.map((language) => [
        `${language}/${name}`,
        readFileSync(join(BUILT_IN, name), 'utf8').replace('lang="de"', `lang="${language}"`),
      ]),
    ]),
  ) as Page['files'];
}

const PAGES: readonly Page[] = [
  { kind: 'nothing-to-say', files: {} },
  {
    kind: 'remote-resource',
    files: inHtml('<img src="https://muster.example/logo.png" alt="Musterverband">'),
  },
  { kind: 'data-image', files: inHtml('<img src="data:image/png;base64,iVBORw0KGgo=" alt="Musterverband">') },
  {
    kind: 'link-leads-elsewhere',
    files: inHtml('<a href="https://klick.werbung.example/x" style="color: #1c4a7e">wahl.muster.example</a>'),
  },
  { kind: 'html-language', files: { 'html.mustache': instead(' lang="de"', '') } },
  {
    kind: 'image-without-alt',
    files: { 'html.mustache': before('<h1', '<img src="cid:logo">'), 'logo.png': PNG },
  },
  { kind: 'low-contrast', files: inHtml('<p style="color: #999999">Bitte lesen Sie alles.</p>') },
  { kind: 'call-number', files: { 'html.mustache': instead('name="format-detection"', 'name="x"') } },
  {
    kind: 'credential-in-preview',
    files: { 'text.mustache': (text) => `Ihr Passwort: {{password}}\n${text}` },
  },
  {
    kind: 'foreign-placeholder-in-text',
    files: {
      'text.mustache': (text) =>
        `${text}\n«Vorname» {Nachname} [Titel] ${'$'}{Link} %NAME% [Seite 1] {rot}\n`,
    },
  },
  { kind: 'html-clipped', files: inHtml(`<p style="color: #000000">${'Hinweise. '.repeat(10_000)}</p>`) },
  {
    kind: 'same-subject',
    files: { 'subject.mustache': 'Ihre Einladung zur Wahl' },
    roll: [HEADER, ANNA, BERND.replace('bernd@', 'anna@')],
  },
  {
    kind: 'voting-domain-unnamed',
    files: {
      'text.mustache': instead('{{link.domain}}.', 'bekannt.'),
      'html.mustache': instead('{{link.domain}}.', 'bekannt.'),
    },
  },
  { kind: 'secret-in-subject', files: { 'subject.mustache': 'Wahl, {{firstName}}, Passwort {{password}}' } },
  { kind: 'unescaped-placeholder', files: { 'html.mustache': instead('{{password}}', '{{{password}}}') } },
  { kind: 'unknown-placeholder', files: { 'text.mustache': instead('{{id}}', '{{Id}}') } },
  { kind: 'required-placeholder-missing', files: { 'html.mustache': instead('{{password}}', '') } },
  { kind: 'empty-placeholder', files: {}, roll: [HEADER, ANNA, BERND.replace('p3NgVq8z', '')] },
  { kind: 'template-file-missing', files: { 'text.mustache': null } },
  { kind: 'logo-missing', files: inHtml(LOGO) },
  { kind: 'logo-unused', files: { 'logo.png': PNG } },
  { kind: 'several-logos', files: { ...inHtml(LOGO), 'logo.png': PNG, 'logo.gif': 'GIF89a' } },
  { kind: 'logo-format', files: { ...inHtml(LOGO), 'logo.svg': '<svg/>' } },
  {
    kind: 'logo-too-large',
    files: { ...inHtml(LOGO), 'logo.png': largePng(250_008) },
  },
  { kind: 'language-without-template', files: inFolders('de', 'en'), roll: withLanguages('fr') },
  { kind: 'language-unused', files: inFolders('de', 'en'), roll: withLanguages('de') },
  { kind: 'template-languages-mixed', files: { 'en/text.mustache': 'Hello {{password}}' } },
];

const household = new Household();
const folder = join(household.folder, 'templates/invitation');
afterAll(() => household.remove());

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(BUILT_IN)) copyFileSync(join(BUILT_IN, name), join(folder, name));
});

function spoil({ files, roll = [HEADER, ...ROWS] }: Page): void {
  writeFileSync(join(household.folder, 'invite.yaml'), PROJECT);
  writeFileSync(join(household.folder, 'voters.csv'), `${roll.join('\n')}\n`);
  for (const [name, edit] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (edit === null) rmSync(path);
    else writeFileSync(path, typeof edit === 'function' ? edit(readFileSync(path, 'utf8')) : edit);
  }
}

async function show(page: Page, language: 'de' | 'en'): Promise<string> {
  spoil(page);
  const { terminal, stdout, stderr } = printed();
  const clock = {
    now: () => Date.parse('2026-11-25T12:00:00Z'),
    monotonic: () => 0,
    suspended: () => 0,
    sleep: async () => {},
  };
  const context = commandContext(terminal, household, language, { clock });
  const code = await exitCode(context, 'preview', () => preview(context, undefined, {}));
  // What follows the findings is one voter's invitation, and on every page the same.
  const findings = page.kind === 'nothing-to-say' ? stdout() : stdout().replace(/\n\n[\s\S]*/, '\n');
  const said = `${findings}${stderr()}`
    .replaceAll(household.folder, 'wahl')
    .replace(/(?:[0-9a-f]{4}-){3}[0-9a-f]{4}/g, '0123-…');
  for (const secret of ['k7Rw4XmP', 'p3NgVq8z']) expect(said).not.toContain(secret);
  return `$ invite preview\n\n${said}\nexit code ${code}\n`;
}

describe.each(['de', 'en'] as const)('the page of a fault in the template, in %s', (language) => {
  it.each(PAGES)('$kind', async (page) => {
    const shown = await show(page, language);
    await expect(shown).toMatchFileSnapshot(`golden/templates/${page.kind}.${language}.txt`);
  });
});

it.each(PAGES)('$kind is what the page is about', async (page) => {
  spoil(page);
  const { terminal, stdout } = printed({ json: true });
  const context = commandContext(terminal, household, 'de');
  await exitCode(context, 'preview', () => preview(context, undefined, {}));
  const { findings, error } = JSON.parse(stdout()) as {
    findings?: { kind: string }[];
    error?: { kind: string };
  };
  const kinds = new Set(findings?.map(({ kind }) => kind) ?? [error?.kind]);
  if (page.kind === 'nothing-to-say') expect([...kinds]).toEqual([]);
  else expect(kinds).toContain(page.kind);
});
