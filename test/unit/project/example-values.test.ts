import { expect, it } from 'vitest';
import { exampleKeys } from '../../../src/project/example-values.js';

const contact = { name: 'Wahlbüro', email: 'wahlbuero@verein.test', phone: '+49 30 123456' };

// Why: the letter to the organiser's IT named the association and the telephone of the example, without a word.
it.each([
  ['Musterverband e. V.', { ...contact, email: 'wahl@muster.example' }, ['organiser', 'contact']],
  ['Sample Association', { ...contact, phone: '+44 20 7946 0000' }, ['organiser', 'contact']],
  ['Sample Association', contact, ['organiser']],
  ['Verein e. V.', { ...contact, phone: '+49 30 000000' }, ['contact']],
  ['Verein e. V.', contact, []],
  ['Verein e. V.', { name: 'Wahlbüro', email: null, phone: null }, []],
  [null, null, []],
])('of %j with %j these are still examples: %j', (organiser, given, keys) => {
  expect(exampleKeys({ organiser, contact: given })).toEqual(keys);
});
