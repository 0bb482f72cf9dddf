import { describe, expect, it } from 'vitest';
import { kindWord } from '../../../src/i18n/kind-text.js';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { connectionFailure } from '../../../src/smtp/connection-failure.js';

const EXAMPLES = [
  ['server-busy', /überlastet/, /overloaded/],
  ['recipient-refused', /lehnt diese Adresse ab/, /refuses this address/],
  ['mailbox-full', /Postfach dieser Person ist voll/, /mailbox is full/],
  ['deferred', /aufgeschobene/, /deferred/],
  ['pace', /Tempo/, /pace/],
  ['connection-lost', /abgebrochen/, /broke off/],
  ['deadline', /rechtzeitig/, /in time/],
  ['message-differs', /nicht mehr dieselbe/, /no longer be the same/],
  ['quota-exceeded', /Menge/, /as many messages as it allows/],
] as const;

describe.each(LANGUAGES)('the words for a kind in %s', (language) => {
  const { kinds } = textsFor(language);

  it.each(EXAMPLES)('of %s say what happened', (kind, german, english) => {
    expect(kindWord(kinds, kind)).toMatch(language === 'de' ? german : english);
  });

  it('are clauses that follow a colon and end a sentence, and no code', () => {
    const clauses = Object.values(kinds);
    expect(clauses.length).toBeGreaterThan(60);
    expect(clauses.filter((text) => !/^\p{Ll}[^.:!?\n]{15,95}[^.\s]$/u.test(text))).toEqual([]);
    expect(clauses.filter((text) => /[a-z]+-(?!Passwort)[a-z]+-?[a-z]*|undefined/.test(text))).toEqual([]);
  });

  it('make whole sentences of a pause', () => {
    const { paused, summary } = textsFor(language).send;
    const reason = kindWord(kinds, 'server-busy');
    expect([paused(reason, '10:00'), summary.paused(reason, '10:00')]).toEqual(
      language === 'de'
        ? [
            'Pause bis 10:00: der Mailserver ist überlastet oder vorübergehend gestört.',
            'Angehalten wegen einer längeren Pause bis etwa 10:00: der Mailserver ist überlastet oder vorübergehend gestört.',
          ]
        : [
            'Pause until 10:00: the mail server is overloaded or out of order for the moment.',
            'Stopped for a longer pause until about 10:00: the mail server is overloaded or out of order for the moment.',
          ],
    );
  });

  it('tell every kind from every other', () => {
    expect(new Set(Object.values(kinds)).size).toBe(Object.keys(kinds).length);
  });

  it.each(['something-new', 'constructor', 'toString', '__proto__'])(
    'are the word itself for %s, which nobody has put into words',
    (kind) => {
      expect(kindWord(kinds, kind)).toBe(kind);
    },
  );

  it('do no harm where a state file holds what no program wrote', () => {
    expect(kindWord(kinds, 'a\u001b[2Jb\nc')).toBe('a [2Jb c');
  });

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'CERT_HAS_EXPIRED'])(
    'exist for a connection that failed with %s',
    (originalCode) => {
      const { kind } = connectionFailure({ originalCode }, 'connect');
      expect(kindWord(kinds, kind)).not.toBe(kind);
    },
  );
});

it('are German in German', () => {
  const english = textsFor('en').kinds;
  const german = Object.entries(textsFor('de').kinds);
  expect(german.filter(([kind, text]) => text === english[kind as keyof typeof english])).toEqual([]);
});
