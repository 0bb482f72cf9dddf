import { expect, it } from 'vitest';
import { exampleKeys, examplesOf } from '../../../src/project/example-values.js';

const contact = { name: 'Wahlbüro', email: 'wahlbuero@verein.test', phone: '+49 30 123456' };

// Why: the letter to the organiser's IT named the association and the telephone of the example, without a word.
it.each([
  ['Beispielverband e. V.', { ...contact, email: 'wahl@beispielverband.example' }, ['organiser', 'contact']],
  ['Example Association', { ...contact, phone: '+44 1632 960000' }, ['organiser', 'contact']],
  ['Example Association', contact, ['organiser']],
  ['Verein e. V.', { ...contact, phone: '+49 30 23125000' }, ['contact']],
  ['Verein e. V.', contact, []],
  ['Verein e. V.', { name: 'Wahlbüro', email: null, phone: null }, []],
  [null, null, []],
])('of %j with %j these are still examples: %j', (organiser, given, keys) => {
  expect(exampleKeys({ organiser, contact: given })).toEqual(keys);
});

// Why: an untouched project of `init` went out to a real roll, without a word.
it.each([
  ['Gremienwahl 2027', 'Beispielverband e. V.', ['title', 'organiser']],
  ['Annual Meeting 2031', 'Example Association', ['title', 'organiser']],
  ['Gremienwahl 2027 der Ortsgruppe', 'Example Association', ['organiser']],
  [null, 'Example Association', ['organiser']],
  // A real election may well be called so.
  ['Gremienwahl 2027', 'Verein e. V.', []],
])('of the title %j of %j these are examples: %j', (title, organiser, keys) => {
  expect(examplesOf({ title, organiser, contact })).toEqual(keys);
});
