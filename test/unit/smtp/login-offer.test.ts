import { describe, expect, it } from 'vitest';
import { judgeLoginOffer, offeredMechanisms, textsOf } from '../../../src/smtp/login-offer.js';

// Why: the test and the mailing each read the offer in their own way; one logged in where the other saw no login.
describe('the login that a server offers', () => {
  it.each([
    ['250-mx.example\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE', ['PLAIN', 'LOGIN'], 'PLAIN', 'LOGIN'],
    ['250-mx.example\n250 auth login', ['LOGIN'], 'LOGIN', null],
    ['250-mx.example\n250 AUTH=LOGIN', ['LOGIN'], 'LOGIN', null],
    [
      '250-mx.example\n250-AUTH=PLAIN LOGIN\n250 AUTH CRAM-MD5',
      ['PLAIN', 'LOGIN', 'CRAM-MD5'],
      'PLAIN',
      'LOGIN',
    ],
    ['250-mx.example\n250 AUTH CRAM-MD5 LOGIN', ['CRAM-MD5', 'LOGIN'], 'LOGIN', null],
  ])('is used: %j', (reply, offered, first, second) => {
    expect(offeredMechanisms(textsOf(reply))).toEqual(offered);
    expect(judgeLoginOffer(offered)).toEqual({ kind: 'usable', first, second });
  });

  it.each([
    ['250-mx.example\n250 AUTH CRAM-MD5', 'no-common-mechanism'],
    ['250-mx.example\n250 AUTH GSSAPI XOAUTH2', 'no-common-mechanism'],
    ['250-mx.example\n250 AUTH PLAINER LOGINS', 'no-common-mechanism'],
    ['250-mx.example\n250 AUTH', 'auth-not-offered'],
    ['250-mx.example AUTH PLAIN\n250 SIZE', 'auth-not-offered'],
    ['250-mx.example\n250 X-AUTH PLAIN', 'auth-not-offered'],
    ['250-mx.example\n250 AUTHX PLAIN', 'auth-not-offered'],
    ['250-mx.example\n250 XYZ AUTH PLAIN', 'auth-not-offered'],
    ['250 AUTH PLAIN', 'auth-not-offered'],
    ['', 'auth-not-offered'],
  ])('is none that we use: %j', (reply, kind) => {
    expect(judgeLoginOffer(offeredMechanisms(textsOf(reply)))).toEqual({ kind });
  });

  it('is read no further than anybody needs: a list may fill the screen', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `M-${index}`);
    expect(offeredMechanisms(['mx.example', `AUTH PLAIN ${names.join(' ')}`])).toEqual([
      'PLAIN',
      ...names.slice(0, 39),
    ]);
  });
});
