import { expect, test } from 'vitest';
import { checkEncryption, judgePair, usualEncryption, usualPort } from '../../../src/profile/encryption.js';

test.each([
  ['ssl', 'ssl'],
  ['SSL', 'ssl'],
  ['SSL/TLS', 'ssl'],
  ['TLS/SSL', 'ssl'],
  ['SMTPS', 'ssl'],
  ['implicit TLS', 'ssl'],
  ['starttls', 'starttls'],
  ['STARTTLS', 'starttls'],
  ['Start-TLS', 'starttls'],
  ['TLS (STARTTLS)', 'starttls'],
  ['none', 'none'],
  ['NO SSL', 'none'],
  ['No_SSL', 'none'],
  ['kein SSL', 'none'],
])('%s is %s, whatever the port', (word, encryption) => {
  for (const port of [null, 25, 465, 587, 2525]) {
    expect(checkEncryption(word, port)).toEqual({ value: encryption });
  }
});

test.each([
  [465, { value: 'ssl' }],
  [587, { value: 'starttls' }],
  [25, { value: 'starttls' }],
  [2525, { fault: 'encryption-ambiguous' }],
  [null, { fault: 'encryption-ambiguous' }],
])('a bare TLS on port %s', (port, expected) => {
  expect(checkEncryption('TLS', port)).toEqual(expected);
});

test.each(['yes', 'true', 'plain', 'auto', 'STARTTLS oder SSL', 'tls1.2', '465', 'constructor'])(
  'the word %s is refused',
  (word) => {
    expect(checkEncryption(word, 465)).toEqual({ fault: 'encryption-unknown' });
  },
);

test.each(['', '  ', '-'])('%j is refused as empty', (word) => {
  expect(checkEncryption(word, 465)).toEqual({ fault: 'empty' });
});

test.each([
  [465, 'ssl', 'usual'],
  [587, 'starttls', 'usual'],
  [25, 'starttls', 'usual'],
  [25, 'none', 'usual'],
  [465, 'starttls', 'swapped'],
  [587, 'ssl', 'swapped'],
  [587, 'none', 'unusual'],
  [2525, 'starttls', 'unusual'],
] as const)('port %i with %s is %s', (port, encryption, expected) => {
  expect(judgePair(port, encryption)).toBe(expected);
});

test('a suggested port suggests its encryption again, and no port ever suggests none', () => {
  expect(usualEncryption(usualPort('ssl'))).toBe('ssl');
  expect(usualEncryption(usualPort('starttls'))).toBe('starttls');
  expect([25, 465, 587, 2525, 1025].map(usualEncryption)).not.toContain('none');
});
