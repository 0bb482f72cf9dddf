import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { FAULTS } from './fault-examples.js';
import { FINDINGS } from './finding-examples.js';
import { page, renderedFaults, renderedFindings } from './sentences.js';

/** What a server accepted was neither sent nor delivered; folder names of mail programs are quotations. */
const FORBIDDEN =
  /\bsent\b(?! Items")|deliver|zugestellt|zustell|gesendet(?!e Elemente“)|verschickt|versandt|versendet|exit code|Exit-Code|Rückgabewert/i;
const BROKEN = /undefined|\[object|NaN|\bnull\b|\$\{| {2}| [,;:)]| \.(?!\w)|\(\)|\.\.|!/;
/** What a stranger wrote may be anything. */
const QUOTED = /„[^“]*“|"[^"]*"/g;

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const sentences = [
    ...renderedFaults(language).flatMap(({ kind, message, hints }) =>
      [message, ...hints].map((s) => [kind, s]),
    ),
    ...renderedFindings(language).map(({ kind, sentence }) => [kind, sentence]),
  ] as [string, string][];

  it('cover every kind, and every kind has an example', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(Object.keys(textsFor(language).faults).sort());
    expect(Object.keys(FINDINGS).sort()).toEqual(Object.keys(textsFor(language).findings).sort());
  });

  it('are whole sentences in plain words', () => {
    expect(sentences.length).toBeGreaterThan(300);
    const broken = sentences.filter(([, sentence]) => BROKEN.test(sentence.replace(QUOTED, 'X')));
    expect(broken).toEqual([]);
    expect(sentences.filter(([, sentence]) => FORBIDDEN.test(sentence))).toEqual([]);
  });

  it('begin every message and hint with a capital and end every message with one full stop', () => {
    const messages = [
      ...renderedFaults(language).map(({ message }) => message),
      ...renderedFindings(language).map(({ sentence }) => sentence),
    ];
    expect(messages.filter((message) => !/[^.\s]\.$/.test(message))).toEqual([]);
    const starts = sentences.filter(([, sentence]) => !/^[\p{Lu}„"{]/u.test(sentence));
    expect(starts).toEqual([]);
  });

  it('show a way out of every fault, and no hint twice', () => {
    const faults = renderedFaults(language);
    expect(faults.filter(({ hints }) => hints.length === 0)).toEqual([]);
    expect(faults.filter(({ hints }) => new Set(hints).size < hints.length)).toEqual([]);
  });

  it('leave no full stop after a command that will be copied', () => {
    const commands = sentences.filter(([, sentence]) => /npx invite|chmod /.test(sentence));
    expect(commands.length).toBeGreaterThan(20);
    for (const [, sentence] of commands) expect(sentence).toMatch(/: (npx invite|chmod )([^.,;]|\.(?=\w))*$/);
  });

  it('name only commands and flags of the program', () => {
    const flags = new Set(sentences.flatMap(([, s]) => s.match(/(?<![\w„"-])--[a-z][a-z-]*/g) ?? []));
    const commands = new Set(
      sentences.flatMap(([, s]) => [...s.matchAll(/npx invite ([a-z-]+)/g)].map(([, c]) => c)),
    );
    expect([...flags].filter((flag) => !KNOWN_FLAGS.includes(flag))).toEqual([]);
    expect([...commands].filter((command) => !KNOWN_COMMANDS.includes(command ?? ''))).toEqual([]);
  });

  it('read as on the page that a person has read aloud', async () => {
    await expect(page(language)).toMatchFileSnapshot(`sentences.${language}.md`);
  });
});

it('says everything in German otherwise than in English', () => {
  const german = renderedFaults('de');
  renderedFaults('en').forEach(({ message, hints }, index) => {
    expect(german[index]?.message).not.toBe(message);
    for (const hint of hints) expect(german[index]?.hints).not.toContain(hint);
    expect(german[index]?.hints).toHaveLength(hints.length);
  });
  const findings = renderedFindings('de').map(({ sentence }) => sentence);
  for (const { sentence } of renderedFindings('en')) expect(findings).not.toContain(sentence);
});

// Why: one thing had two names on one screen (Passwort and Kennwort, Computer and Rechner), and readers took them for two.
it('calls one thing by one German word', () => {
  const folder = new URL('../../../src/i18n/de/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const name of files) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(text, name).not.toMatch(
      /Kennw[oö]rt|Rechner|\b(?:[Dd]ie|[Dd]er|dessen) IT\b(?! des Veranstalters)/,
    );
  }
});

/** The words of a profile and of a mailing. */
const KNOWN_COMMANDS = [
  'init',
  'request',
  'configure',
  'test-connection',
  'preview',
  'send',
  'status',
  'sandbox',
  '--help',
];
const KNOWN_FLAGS = [
  '--retry-refused',
  '--not-voted',
  '--accept-old-list',
  '--accept-turnout-visible',
  '--dry-run',
  '--connections',
  '--rate',
  '--per-connection',
  '--plan',
  '--print-schedule',
  '--scheduler',
  '--invite-it',
  '--rename',
  '--copy',
  '--client-secret-stdin',
  '--seal-for',
  '--seal-with-passphrase',
  '--import',
  '--passphrase-file',
  '--passphrase-stdin',
  '--force',
  '--out',
  '--list',
  '--show',
  '--remove',
  '--rename',
  '--copy',
  '--help',
  '--no-input',
  '--yes',
  '--profile',
  '--profile-file',
  '--voters',
  '--sheet',
  '--template',
  '--host',
  '--port',
  '--encryption',
  '--user',
  '--sender',
  '--ca-file',
  '--fingerprint',
  '--no-test',
  '--password-file',
  '--password-stdin',
  '--allow-unencrypted',
  '--new-mailing',
  '--mailing',
  '--take-over',
  '--approve',
  '--wait',
  '--now',
  '--in-doubt',
  '--again',
  '--only',
  '--reason',
  '--sandbox',
  '--column',
  '--accept-added',
  '--accept-removed',
  '--accept-changed',
  '--state',
  '--verify',
  '--encoding',
  '--list',
  '--report',
  '--folder',
  '--until',
  '--limit',
  '--test',
  '--test-to',
  '--test-voters',
  '--row',
  '--widest',
  '--login',
  '--flow',
  '--client-secret-file',
  '--key-file',
  '--scope',
];
