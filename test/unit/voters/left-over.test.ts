import { describe, expect, it } from 'vitest';
import { isLanguageWord } from '../../../src/voters/language-word.js';
import { foreignPlaceholder, isFiller } from '../../../src/voters/left-over.js';

describe('a placeholder of another program', () => {
  it.each([
    '{{Vorname}}',
    '{{{ name }}}',
    'Liebe «Anrede»',
    '<<Vor_Name>>',
    ['$', '{first.name}'].join(''),
    '%%VORNAME%%',
    '[[Nachname]]',
  ])('is found in a name: %s', (cell) => {
    expect(cell).toContain(foreignPlaceholder(cell, false));
  });

  it.each(['Anna', 'Müller {Anna}', 'a << b', '100 %', '«»', '{{}}', '${', '{{1}}', 'x[[y'])(
    'is not: %s',
    (cell) => {
      expect(foreignPlaceholder(cell, false)).toBeNull();
    },
  );

  it('is part of a password, but no password', () => {
    expect(foreignPlaceholder('a{{b}}c', true)).toBeNull();
    expect(foreignPlaceholder('{{passwort}}', true)).toBe('{{passwort}}');
  });
});

describe('a word that stands for nothing', () => {
  it.each(['null', 'NULL', 'n/a', 'k.A.', 'k. A.', '-', '---', '?', 'xxx', 'keine', ' fehlt '])(
    'is %s',
    (cell) => {
      expect(isFiller(cell)).toBe(true);
    },
  );

  it.each(['', '0', 'Nullmeier', 'XX', 'na', 'a-b', 'none-7', 'x7', 'undefined-1234'])(
    'is not %j',
    (cell) => {
      expect(isFiller(cell)).toBe(false);
    },
  );
});

describe('a language', () => {
  it.each(['de', 'DE', 'en-GB', 'de_AT', 'Deutsch', 'englisch', 'Türkçe', 'zh-Hant-TW'])('is %s', (cell) => {
    expect(isLanguageWord(cell)).toBe(true);
  });

  it.each(['Klingonisch', 'deutsch/englisch', '1', 'de,en', 'Frau'])('is not %s', (cell) => {
    expect(isLanguageWord(cell)).toBe(false);
  });
});
