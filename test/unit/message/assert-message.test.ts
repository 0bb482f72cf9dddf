import { describe, expect, it } from 'vitest';
import { assertMessage } from '../../../src/message/assert-message.js';

const email = 'a@b.example';
const message = (to: string, body = 'x\r\n') => Buffer.from(`Subject: s\r\n${to}\r\n\r\n${body}`, 'latin1');

describe('assertMessage takes', () => {
  it.each([
    'To: a@b.example',
    'To: <a@b.example>',
    'To: "x, y \\" <z@z.example>" <a@b.example>',
    'To: =?UTF-8?Q?J=C3=BC?=\r\n =?UTF-8?Q?rg?= <a@b.example>',
    'To: Anna\r\n\t<a@b.example>',
  ])('%j', (to) => {
    expect(() => assertMessage(message(to), email, [email])).not.toThrow();
  });

  it('a line of 998 octets', () => {
    expect(() =>
      assertMessage(message('To: a@b.example', `${'a'.repeat(998)}\r\n`), email, [email]),
    ).not.toThrow();
  });
});

describe('assertMessage refuses', () => {
  it.each([
    ['another recipient', 'To: c@d.example'],
    ['no recipient', 'X-To: a@b.example'],
    ['an empty recipient', 'To:'],
    ['two recipients', 'To: a@b.example, c@d.example'],
    ['two recipients, names unquoted', 'To: x, y <a@b.example>'],
    ['a group', 'To: x: a@b.example;'],
    ['a second To', 'To: a@b.example\r\nTo: a@b.example'],
    ['a Cc', 'To: a@b.example\r\nCc: c@d.example'],
    ['a Cc inside quotes across headers', 'To: "x\r\nCc: y" <a@b.example>'],
    ['a folded Bcc', 'To: a@b.example\r\nBcc:\r\n c@d.example'],
    ['a Resent-To', 'To: a@b.example\r\nResent-To: c@d.example'],
  ])('%s', (_, to) => {
    expect(() => assertMessage(message(to), email, [email])).toThrow('the To header is not the voter');
  });

  it.each([
    ['nobody', []],
    ['another', ['c@d.example']],
    ['one more', [email, 'c@d.example']],
  ])('an envelope of %s', (_, envelope) => {
    expect(() => assertMessage(message('To: a@b.example'), email, envelope)).toThrow('envelope');
  });

  it.each([
    ['a bare LF', 'a\nb\r\n', 'bare CR or LF'],
    ['a bare CR', 'a\rb\r\n', 'bare CR or LF'],
    ['CR CR LF', 'a\r\r\n', 'bare CR or LF'],
    ['a last CR', 'a\r\n\r', 'bare CR or LF'],
    ['a line of 999 octets', `${'a'.repeat(999)}\r\n`, '998'],
    ['8 bit', 'ä\r\n', 'ASCII'],
    ['NUL', '\u0000\r\n', 'ASCII'],
    ['no end', 'a', 'end in CRLF'],
  ])('%s', (_, body, reason) => {
    expect(() => assertMessage(message('To: a@b.example', body), email, [email])).toThrow(reason);
  });
});
