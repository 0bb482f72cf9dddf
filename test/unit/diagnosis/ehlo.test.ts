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

describe('the limits in an EHLO reply', () => {
  const none = { mailMax: null, rcptMax: null, rcptDomainMax: null };
  it.each([
    [
      'all three',
      'LIMITS MAILMAX=100 RCPTMAX=20 RCPTDOMAINMAX=1',
      { mailMax: 100, rcptMax: 20, rcptDomainMax: 1 },
    ],
    ['in any case', 'limits MailMax=5', { ...none, mailMax: 5 }],
    ['beside one that nobody knows', 'LIMITS FUTURE=9 RCPTMAX=7 FLAG', { ...none, rcptMax: 7 }],
    ['the largest', 'LIMITS RCPTMAX=999999', { ...none, rcptMax: 999_999 }],
    ['twice, the lower', 'LIMITS MAILMAX=9 MAILMAX=3 MAILMAX=4', { ...none, mailMax: 3 }],
    ['one good, one bad', 'LIMITS MAILMAX=0 RCPTMAX=20', { ...none, rcptMax: 20 }],
    ['with two blanks', 'LIMITS  MAILMAX=2', { ...none, mailMax: 2 }],
  ])('%s', (_, line, limits) => {
    expect(parseEhlo(['mail.example', line, 'SIZE 1000'])).toMatchObject({ limits, size: 1000 });
  });

  it.each([
    'LIMITS',
    'LIMITS ',
    'LIMITS MAILMAX',
    'LIMITS MAILMAX=',
    'LIMITS MAILMAX=0',
    'LIMITS MAILMAX=-5',
    'LIMITS MAILMAX=1e3',
    'LIMITS MAILMAX=1000000',
    'LIMITS MAILMAX=00005',
    'LIMITS MAILMAX=5;RCPTMAX=3',
    'LIMITS MAILMAX=5=6',
    'LIMITS MAILMAX=\u001b[2J5',
    'LIMITS MAILMAX=99999999999999999999999999',
    'LIMITS __PROTO__=5 CONSTRUCTOR=6',
    'LIMITSX MAILMAX=5',
    'X-LIMITS MAILMAX=5',
    'LIMITS=MAILMAX=5',
    `LIMITS ${'A='.repeat(20_000)}`,
  ])('%j are none', (line) => {
    expect(parseEhlo(['mail.example', line])).not.toHaveProperty('limits');
  });

  it('are not read from the name of the server', () => {
    expect(parseEhlo(['LIMITS MAILMAX=5', 'SIZE 1'])).not.toHaveProperty('limits');
  });
});
