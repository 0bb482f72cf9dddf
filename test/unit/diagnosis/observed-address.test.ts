import { describe, expect, it } from 'vitest';
import { observedInHello, observedInRefusal } from '../../../src/diagnosis/observed-address.js';

const OURS = ['127.0.0.1', '192.0.2.25', '2001:db8::25'];

describe('the address from which the server sees us, in its EHLO reply', () => {
  it.each([
    ['Exchange', 'mail.example Hello [203.0.113.5]', '203.0.113.5'],
    ['Google', 'smtp.example at your service, [203.0.113.5]', '203.0.113.5'],
    ['Exim, which repeats our literal first', 'mail.example Hello [127.0.0.1] [203.0.113.5]', '203.0.113.5'],
    ['sendmail', 'mail.example Hello host.example [203.0.113.5], pleased to meet you', '203.0.113.5'],
    ['in round brackets', 'mail.example Hello host.example (203.0.113.5)', '203.0.113.5'],
    ['IPv6', 'mail.example Hello [2001:DB8:0:0::7]', '2001:db8::7'],
    ['IPv6 with its tag', 'mail.example Hello [IPv6:2001:db8::7]', '2001:db8::7'],
    ['IPv4 inside IPv6', 'mail.example Hello [::ffff:203.0.113.5]', '203.0.113.5'],
    ['Postfix, which says nothing', 'mail.example', null],
    ['only our own literal', 'mail.example Hello [127.0.0.1]', null],
    ['only its own address', '[192.0.2.25] Hello', null],
    ['its own address in another spelling', 'mail.example [IPv6:2001:0db8::0025]', null],
    ['a host name of numbers', '203-0-113-5.example Hello 203.0.113.5.example', null],
    ['no address at all in brackets', 'mail.example Hello [999.1.1.1] [1.2.3] [::::]', null],
    ['empty', '', null],
  ])('%s', (_, line, expected) => {
    expect(observedInHello([line, 'SIZE [198.51.100.9]'], OURS)).toBe(expected);
  });
});

describe('the same in a refusal', () => {
  it.each([
    ['Service unavailable; Client host [203.0.113.5] blocked using zen.example', '203.0.113.5'],
    ['IP=203.0.113.5 - None/bad reputation', '203.0.113.5'],
    ['Access denied, 203.0.113.5 is not on our list', '203.0.113.5'],
    ['Version 4.7.28 of 192.0.2.25 says no', null],
    ['1.2.3.4.5.6 and 10.0.0.1-x', null],
  ])('%s', (text, expected) => {
    expect(observedInRefusal(text, OURS)).toBe(expected);
  });
});
