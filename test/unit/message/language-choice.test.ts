import { describe, expect, it } from 'vitest';
import { canonicalLanguage, isLanguageFolder, languageChoice } from '../../../src/message/language-choice.js';

describe('languageChoice', () => {
  const choose = languageChoice(['de', 'en', 'pt-BR', 'zh-Hant'], 'de');

  it.each([
    ['de', 'de'],
    ['DE', 'de'],
    [' en ', 'en'],
    ['de-AT', 'de'],
    ['de_at', 'de'],
    ['de-Latn-AT', 'de'],
    ['pt-br', 'pt-BR'],
    ['zh-hant-TW', 'zh-Hant'],
    ['', 'de'],
    ['   ', 'de'],
    ['Deutsch', 'de'],
    ['german', 'de'],
    ['Englisch', 'en'],
    ['ENGLISH', 'en'],
  ])('takes %j for the folder %s', (cell, folder) => {
    expect(choose(cell)).toBe(folder);
  });

  it.each([
    'fr',
    'pt',
    'pt-PT',
    'd',
    'dee',
    'de/..',
    'constructor',
    '__proto__',
    'Denglisch',
    `de${'-aa'.repeat(99)}`,
  ])('finds none for %j', (cell) => {
    expect(choose(cell)).toBeNull();
  });

  it('finds none for an empty cell where the project’s own language has no folder', () => {
    expect(languageChoice(['en'], 'de')('')).toBeNull();
  });
});

describe('isLanguageFolder', () => {
  it.each(['de', 'EN', 'de-AT', 'pt-BR', 'nds', 'zh-Hant'])('%s is one', (name) => {
    expect(isLanguageFolder(name)).toBe(true);
  });
  it.each(['old', 'img', 'de_AT', 'deutsch', '..', '', 'd', 'xx', 'de-', 'toString'])(
    '%j is none',
    (name) => {
      expect(isLanguageFolder(name)).toBe(false);
    },
  );
});

it.each([
  ['de-at', 'de-AT'],
  ['EN', 'en'],
  ['no tag', null],
])('canonicalLanguage makes %j %j', (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});
