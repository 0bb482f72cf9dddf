import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSender, parseSender } from '../../../src/profile/sender.js';

test.each([
  ['a bare address', 'wahl@muster.example', '', 'wahl@muster.example'],
  ['a name and an address', 'Wahlbüro <wahl@muster.example>', 'Wahlbüro', 'wahl@muster.example'],
  ['an address in angle brackets', '<wahl@muster.example>', '', 'wahl@muster.example'],
  [
    'a quoted name with a comma',
    '"Wahlbüro, Leitung" <wahl@muster.example>',
    'Wahlbüro, Leitung',
    'wahl@muster.example',
  ],
  [
    'an unquoted comma',
    'Wahlbüro, Leitung <wahl@muster.example>',
    'Wahlbüro, Leitung',
    'wahl@muster.example',
  ],
  ['escaped quotation marks', '"Der \\"Verein\\"" <a@muster.example>', 'Der "Verein"', 'a@muster.example'],
  ['blanks all around', '  Wahl   Büro  < wahl@muster.example >  ', 'Wahl Büro', 'wahl@muster.example'],
  ['a decomposed umlaut, made NFC', 'Wahlbu\u0308ro <a@muster.example>', 'Wahlbüro', 'a@muster.example'],
  [
    'its own address as the name',
    'a@muster.example <a@muster.example>',
    'a@muster.example',
    'a@muster.example',
  ],
])('it reads %s', (_what, text, name, address) => {
  expect(parseSender(text)).toEqual({ value: { name, address } });
});

test.each([
  ['nothing', ' ', 'empty'],
  ['a name alone', 'Wahlbüro', 'sender-address'],
  ['an encoded word', '=?x?q?a=40evil=2eexample=3e=00?=@x.example', 'sender-address'],
  ['a broken address', 'Wahlbüro <wahl@>', 'sender-address'],
  ['a bracket that is not closed', 'Wahlbüro <wahl@muster.example', 'sender-address'],
  ['text behind the address', 'A <a@muster.example> x', 'sender-address'],
  ['two bare addresses', 'a@muster.example, b@muster.example', 'sender-several'],
  ['two full senders', 'A <a@muster.example>, B <b@muster.example>', 'sender-several'],
  ['an address before a full sender', 'a@muster.example; B <b@muster.example>', 'sender-several'],
  ['two addresses in one pair of brackets', 'A <a@muster.example,b@muster.example>', 'sender-several'],
  ['a quotation mark without its end', '"A <a@muster.example>', 'sender-quoting'],
  ['a quotation mark inside', 'A "B <a@muster.example>', 'sender-quoting'],
  [
    'a header smuggled into the name',
    'A\r\nBcc: b@muster.example <a@muster.example>',
    'sender-name-characters',
  ],
  ['a reversed name', 'A\u202eB <a@muster.example>', 'sender-name-characters'],
  ['a zero-width blank', 'A\u200bB <a@muster.example>', 'sender-name-characters'],
  ['a name of 201 characters', `${'a'.repeat(201)} <a@muster.example>`, 'sender-name-too-long'],
  ['a very long text', `${'<'.repeat(5000)}a@muster.example>`, 'too-long'],
])('it refuses %s', (_what, text, fault) => {
  expect(parseSender(text)).toEqual({ fault });
});

test('whatever name was read comes back the same from what is written', () => {
  const characters = fc.constantFrom(...'aZ9 ,;"\\<>@().:üß漢\u0301'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 60 }), (text) => {
      const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
      const sender = { name, address: 'a@muster.example' };
      expect(parseSender(formatSender(sender))).toEqual({ value: sender });
    }),
  );
});

test('a plain name is written without quotation marks', () => {
  expect(formatSender({ name: 'Wahlbüro 2027', address: 'a@muster.example' })).toBe(
    'Wahlbüro 2027 <a@muster.example>',
  );
});
