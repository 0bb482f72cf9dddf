import { expect, test } from 'vitest';
import { judgePassphrase, makePassphrase } from '../../../../src/profile/sealed/passphrase.js';

const KNOWN = [
  'musterverband',
  'wahl@muster.example',
  'smtp.muster.example',
  'Wahlbüro Nord',
  'Kanarienvogel-7',
];

test.each([
  ['', 'too-short'],
  ['fünfzehn-lang!!', 'too-short'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'too-uniform'],
  ['1212121212121212', 'too-uniform'],
  ['abcabcabcabcabcabcdef', 'too-uniform'],
  ['musterverband-2027', 'guessable'],
  ['wahl@muster.example', 'guessable'],
  ['MUSTERVERBAND WAHL', 'guessable'],
  ['Kanarienvogel-7 Wahlbüro', 'guessable'],
  ['smtp.muster.example:587', 'guessable'],
  ['k7xm-2rdf-9abc-hjwz', null],
  ['blaue Tassen fliegen leise', null],
  ['musterverband blaue Tassen fliegen leise', null],
  ['😀🎈🚲🌳🐟🍎🧦🕯️🎻🚪🥨🧭🪁🧂🪶🧵🧲', null],
])('%s is judged %s', (passphrase, verdict) => {
  expect(judgePassphrase(passphrase, KNOWN)).toBe(verdict);
});

test('a made passphrase is strong, readable and never the same', () => {
  const made = Array.from({ length: 200 }, () => makePassphrase().reveal());
  expect(new Set(made).size).toBe(200);
  for (const passphrase of made)
    expect(passphrase).toMatch(/^[2-9a-hjkmnp-tv-z]{4}(?:-[2-9a-hjkmnp-tv-z]{4}){4}$/);
  expect(made.filter((passphrase) => judgePassphrase(passphrase, KNOWN) !== null)).toEqual([]);
  expect(String(makePassphrase())).toBe('[redacted]');
});
