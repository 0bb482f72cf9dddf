import { describe, expect, it } from 'vitest';
import { clean, forbiddenCharacter, forbiddenInExact, isBlank } from '../../../src/voters/characters.js';

describe('cleaning a cell', () => {
  it.each([
    ['Müller', 'Müller'],
    [' Müller  ', 'Müller'],
    ['Mu\u0308ller', 'Müller'],
    ['Mül\u00adler', 'Müller'],
    ['\ufeffMüller\u200b', 'Müller'],
    ['von\u00a0der\u202fHeide', 'von der Heide'],
    ['Mül\u202eler\u2066', 'Müller'],
    ['\u00a0\u200b\u00a0', ''],
    ['Anna  Maria', 'Anna  Maria'],
    ['Şimşek Łukasz', 'Şimşek Łukasz'],
    // What a text needs stays: joined pictures, Persian and Indian joiners, variants of ideographs.
    ['👩\u200d🎓', '👩\u200d🎓'],
    ['👩🏽\u200d❤\ufe0f\u200d👨', '👩🏽\u200d❤\ufe0f\u200d👨'],
    ['\u0645\u06cc\u200c\u062e\u0648', '\u0645\u06cc\u200c\u062e\u0648'],
    ['\u0915\u094d\u200d\u0937', '\u0915\u094d\u200d\u0937'],
    ['\u845b\u{e0100}', '\u845b\u{e0100}'],
    ['Müller\u200d', 'Müller'],
    ['\u200cMül\u200dler', 'Müller'],
  ])('makes %j of it: %j', (cell, cleaned) => {
    expect(clean(cell)).toBe(cleaned);
  });
});

describe('a character that nobody sees', () => {
  it.each([
    ...['\u061c', '\u{e0041}', '\u034f', '\u115f', '\u3164', '\u2800', '\u180e', '\u00ad', '\u200b'],
    ...['\u202e', '\u2066', '\ufe0f', '\u{e0100}', '\uffa0', '\u17b4', '\u206f', '\ufff9', '\u{1d173}'],
  ])('%j is taken from a name, and forbidden in an ID', (character) => {
    expect(clean(`Mül${character}ler`)).toBe('Müller');
    expect(clean(`Anna${character}`)).toBe('Anna');
    expect(isBlank(character)).toBe(true);
    expect(forbiddenInExact(`47${character}11`)).toMatchObject({ kind: 'edge-character', position: 3 });
  });
});

describe('a character that no cell may hold', () => {
  it.each([
    ['An\0na', 'U+0000', 3],
    ['\tAnna', 'U+0009', 1],
    ['Anna\r\nBcc: eve@evil.example', 'U+000D', 5],
    ['Anna\u0085', 'U+0085', 5],
    ['Anna\u2028', 'U+2028', 5],
    ['👩Anna\u007f', 'U+007F', 6],
  ])('in %j is %s at %i', (cell, codePoint, position) => {
    expect(forbiddenCharacter(cell)).toEqual({ kind: 'control-character', codePoint, position });
    expect(forbiddenInExact(cell)).toEqual({ kind: 'control-character', codePoint, position });
  });

  it('is the mark of one that was lost', () => {
    expect(forbiddenCharacter('M\ufffdller')).toEqual({ kind: 'lost-character', position: 2 });
    expect(forbiddenInExact('M\ufffdller')).toEqual({ kind: 'lost-character', position: 2 });
  });

  it.each(['', 'Anna', ' Anna ', 'Müller', 'Anna\u00a0Maria', '\u200bAnna'])('is not in %j', (cell) => {
    expect(forbiddenCharacter(cell)).toBeNull();
  });
});

describe('an ID or a credential', () => {
  it.each([
    [' 4711', 'U+0020', 1],
    ['4711 ', 'U+0020', 5],
    ['4711\u00a0', 'U+00A0', 5],
    ['47\u200b11', 'U+200B', 3],
    ['47\u00ad11', 'U+00AD', 3],
    ['\ufeff4711', 'U+FEFF', 1],
    ['4711\u202c', 'U+202C', 5],
    ['47\u{e0031}11', 'U+E0031', 3],
    ['47\u318411'.replace('\u3184', '\u3164'), 'U+3164', 3],
  ])('attack 32: %j holds what nobody sees: %s at %i', (cell, codePoint, position) => {
    expect(forbiddenInExact(cell)).toEqual({ kind: 'edge-character', codePoint, position });
  });

  it.each(['', '4711', 'kx7-Qm2é', 'pass wort', 'a\u0308', '=1+1', '   ', '\u200b'])(
    '%j is taken as written',
    (cell) => {
      expect(forbiddenInExact(cell)).toBeNull();
    },
  );
});

describe('a blank cell', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['\u00a0\u200b', true],
    ['0', false],
    ['.', false],
  ])('%j: %s', (cell, blank) => {
    expect(isBlank(cell)).toBe(blank);
  });
});
