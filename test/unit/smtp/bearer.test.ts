import { expect, test } from 'vitest';
import { answerToReason, bearerResponse, goesAlong } from '../../../src/smtp/bearer.js';
import { judgeLoginOffer } from '../../../src/smtp/login-offer.js';

const ACCOUNT = { host: 'smtp.muster.example', port: 587, user: 'wahl@muster.example' };
const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

test('XOAUTH2 and OAUTHBEARER say user and token as their documents ask', () => {
  expect(decoded(bearerResponse('XOAUTH2', ACCOUNT, 'tok'))).toBe(
    'user=wahl@muster.example\x01auth=Bearer tok\x01\x01',
  );
  expect(decoded(bearerResponse('OAUTHBEARER', ACCOUNT, 'tok'))).toBe(
    'n,a=wahl@muster.example,\x01host=smtp.muster.example\x01port=587\x01auth=Bearer tok\x01\x01',
  );
  expect(decoded(bearerResponse('OAUTHBEARER', { ...ACCOUNT, user: 'a=b,c' }, 't'))).toContain(
    'a=a=3Db=2Cc,',
  );
});

test('a reason is answered with an empty line, and in OAUTHBEARER with a byte 01', () => {
  expect(answerToReason('XOAUTH2')).toBe('');
  expect(decoded(answerToReason('OAUTHBEARER'))).toBe('\x01');
});

test.each([
  [512 - 'AUTH XOAUTH2 \r\n'.length, 'other', true],
  [513 - 'AUTH XOAUTH2 \r\n'.length, 'other', false],
  [3_000, 'microsoft-365', false],
  [3_000, 'google', true],
] as const)('%i characters go along with AUTH at %s: %s', (length, family, expected) => {
  expect(goesAlong('XOAUTH2', 'x'.repeat(length), family)).toBe(expected);
});

test.each([
  [['PLAIN', 'OAUTHBEARER', 'XOAUTH2'], { kind: 'usable', first: 'XOAUTH2', second: 'OAUTHBEARER' }],
  [['PLAIN', 'OAUTHBEARER'], { kind: 'usable', first: 'OAUTHBEARER', second: null }],
  [['PLAIN', 'LOGIN'], { kind: 'oauth2-not-offered' }],
  [[], { kind: 'auth-not-offered' }],
])('of %j a token uses', (offered, expected) => {
  expect(judgeLoginOffer(offered, 'oauth2')).toEqual(expected);
});
