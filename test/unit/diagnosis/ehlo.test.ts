import { describe, expect, it } from 'vitest';
import { parseEhlo } from '../../../src/diagnosis/ehlo.js';

describe('an EHLO reply', () => {
  it('names what the server offers, in any case', () => {
    const lines = [
      'mail.example',
      'pipelining',
      'SIZE 35882577',
      '8BITMIME',
      'STARTTLS',
      'Auth plain LOGIN',
      'SMTPUTF8',
    ];
    expect(parseEhlo(lines)).toEqual({
      mechanisms: ['PLAIN', 'LOGIN'],
      size: 35_882_577,
      startTls: true,
      pipelining: true,
      smtpUtf8: true,
      eightBitMime: true,
    });
  });

  it.each([
    ['nothing but a name', ['mail.example'], [], null],
    ['the server is called after a keyword', ['STARTTLS AUTH'], [], null],
    ['the old form with an equals sign', ['a', 'AUTH=LOGIN PLAIN', 'AUTH LOGIN'], ['LOGIN', 'PLAIN'], null],
    ['SIZE without a number', ['a', 'SIZE'], [], null],
    ['SIZE 0, which is no limit', ['a', 'SIZE 0'], [], null],
    ['a size that is no number', ['a', 'SIZE 1e9'], [], null],
    ['mechanisms with control characters', ['a', 'AUTH PL\u001bAIN LOGIN'], ['LOGIN'], null],
    ['a word that only begins like one', ['a', 'STARTTLSX', 'AUTHX PLAIN', 'PIPELININGS'], [], null],
    ['a keyword without mechanisms', ['a', 'AUTH', 'AUTH='], [], null],
    ['AUTH as a part of another offer', ['a', 'X-AUTH PLAIN', 'SIZE AUTH', 'AUTH-X LOGIN'], [], null],
  ])('where %s', (_, lines, mechanisms, size) => {
    expect(parseEhlo(lines)).toMatchObject({ mechanisms, size, startTls: false, pipelining: false });
  });
});
