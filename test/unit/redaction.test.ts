import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, loginSecrets, redactNothing } from '../../src/redaction.js';
import { safeText } from '../../src/smtp/reply.js';

const SECRET = 'Kn4rz!ge"h=ü/7+';
const TANGLED = "abC8Q~dEf.gHi_'J K<x>/1()";
const redact = createRedactor(loginSecrets('wahl@muster.example', SECRET));
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

describe('the redactor', () => {
  it.each([
    ['as written', SECRET],
    ['in capitals', SECRET.toUpperCase()],
    ['in base64', base64(SECRET)],
    ['in base64 without padding', base64(SECRET).replace(/=+$/, '')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['as AUTH PLAIN', base64(`\0wahl@muster.example\0${SECRET}`)],
    ['as AUTH PLAIN with an identity', base64(`wahl@muster.example\0wahl@muster.example\0${SECRET}`)],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON of ASCII alone', 'Kn4rz!ge\\"h=\\u00fc/7+'],
    ['backwards', '+7/ü=h"eg!zr4nK'],
    ['in quoted-printable', 'Kn4rz!ge"h=3D=C3=BC/7+'],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['with every byte percent-encoded', percent(SECRET)],
    ['escaped for HTML', 'Kn4rz!ge&quot;h=ü/7+'],
    ['as Latin-1 read as UTF-8', 'Kn4rz!ge"h=\ufffd/7+'],
    ['in base64 of AUTH PLAIN, encoded once more', base64(base64(`\0wahl@muster.example\0${SECRET}`))],
    ['as UTF-8 read as Latin-1', 'Kn4rz!ge"h=Ã¼/7+'],
    ['broken over two lines', 'Kn4rz!g\n e"h=ü/7+'],
    ['in base64 broken over two lines', `${base64(SECRET).slice(0, 9)}\r\n${base64(SECRET).slice(9)}`],
  ])('hides the secret %s', (_name, form) => {
    for (const text of [form, `a ${form} b`, `x${form}y ${form}`]) {
      expect(redact(text).toLowerCase()).not.toContain(form.toLowerCase());
      expect(redact(text)).toContain('[…]');
    }
  });

  // Why: an identity provider may repeat the request it refuses, with the client secret in the form it was sent in.
  it.each([
    ['as a form has it', new URLSearchParams([['', TANGLED]]).toString().slice(1)],
    ['as Basic has it', 'abC8Q%7EdEf%2EgHi%5F%27J%20K%3Cx%3E%2F1%28%29'],
    ['with "+" for a blank', encodeURIComponent(TANGLED).replaceAll('%20', '+')],
    ['in HTML by numbers', 'abC8Q~dEf.gHi_&#39;J K&#60;x&#62;/1()'],
    ['in HTML by hexadecimal numbers', 'abC8Q~dEf.gHi_&#x27;J K&#x3C;x&#x3E;/1()'],
    ['in HTML of XML', 'abC8Q~dEf.gHi_&apos;J K&lt;x&gt;/1()'],
    ['in JSON of PHP', "abC8Q~dEf.gHi_'J K<x>\\/1()"],
    ['in JSON for HTML', "abC8Q~dEf.gHi_'J K\\u003cx\\u003e/1()"],
    ['over two lines of quoted-printable', "abC8Q~dEf.gH=\r\ni_'J K<x>/1()"],
  ])('hides a secret with many signs %s', (_name, form) => {
    expect(createRedactor([TANGLED])(`error: ${form}.`)).toBe('error: […].');
  });

  it('hides a secret out of which invisible characters were made blanks', () => {
    expect(createRedactor(['geheim\u200bnis-77'])('no "geheim nis-77"')).toBe('no "[…]"');
  });

  it('leaves other text as it is', () => {
    expect(redact('535 5.7.8 authentication failed')).toBe('535 5.7.8 authentication failed');
    expect(redactNothing(SECRET)).toBe(SECRET);
    expect(createRedactor([])('x')).toBe('x');
  });

  it('does not hide what is too short to be meant', () => {
    expect(createRedactor(['', 'a', '12'])('a12')).toBe('a12');
  });

  // Why: a reply is made one line with single blanks before it is shown, and "a  b" came through as "a b".
  it('hides a secret whose blanks have become fewer or more', () => {
    const spaced = createRedactor(['Two  blanks inside']);
    expect(spaced('bad Two blanks inside!')).toBe('bad […]!');
    expect(spaced('bad Two  blanks   inside!')).toBe('bad […]!');
  });

  it('does not look for short secrets across blanks', () => {
    expect(createRedactor(['12345'])('1 23 45')).toBe('1 23 45');
  });

  it('hides the longer of two secrets whole', () => {
    expect(createRedactor(['abc', 'abcdef'])('xabcdefx')).toBe('x[…]x');
  });

  it('takes no secret for a pattern', () => {
    expect(createRedactor(['.*+'])('anything .*+')).toBe('anything […]');
  });

  const secret = fc.string({ minLength: 6, maxLength: 30, unit: 'grapheme-ascii' });
  const around = fc.string({ maxLength: 12, unit: 'grapheme-ascii' });

  it('leaves no secret in any text', () => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        const left = createRedactor([hidden])(`${before}${hidden}${after}`);
        fc.pre(!'[…]'.includes(hidden));
        expect(left.includes(hidden)).toBe(false);
      }),
    );
  });

  it('leaves no base64 of it, whatever stands before it', () => {
    fc.assert(
      fc.property(secret, around, around, fc.boolean(), (hidden, before, after, url) => {
        const form = url ? 'base64url' : 'base64';
        const whole = Buffer.from(`${before}${hidden}${after}`).toString(form);
        const left = createRedactor([hidden])(`535 ${whole} x`);
        const pieces = left.slice(4, -2).split('[…]');
        const readable = pieces.map((piece) => Buffer.from(piece, form).toString('latin1'));
        for (const text of readable) expect(text.includes(hidden)).toBe(false);
        expect(pieces.length).toBeGreaterThan(1);
      }),
    );
  });

  it('leaves no beginning of it where a text was cut off', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{8,20}$/), fc.nat(40), (hidden, before) => {
        const text = safeText(`${'#'.repeat(before)}${hidden}${'#'.repeat(40)}`, 40);
        const left = createRedactor([hidden])(text);
        expect(left).not.toContain(hidden.slice(0, 3));
      }),
    );
  });

  it.each(['certificate for "mail, geheimnis…" by "geheimnis…", 89 days left', 'geheimnis… […] geheim…'])(
    'nor where a sentence goes on behind what was cut off: %s',
    (text) => {
      expect(createRedactor(['geheimnis42'])(text)).not.toContain('geh');
    },
  );

  it('leaves what was cut off otherwise, and its own marks', () => {
    const text = '"ein Geheim […] und ein Ge…" …';
    expect(createRedactor(['geheimnis42'])(text)).toBe(text);
  });
});
