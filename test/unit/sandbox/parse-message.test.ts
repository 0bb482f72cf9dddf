/** Owns the checks of the MIME door: decoded parts, and nothing thrown whatever arrives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../../src/sandbox/parse-message.js';

const parse = (...lines: string[]) => parseMessage(Buffer.from(lines.join('\r\n')));

describe('parsing a message', () => {
  it('decodes header words, addresses and both parts', async () => {
    const parts = await parse(
      'From: =?utf-8?Q?Wahlb=C3=BCro?= <wahl@muster.example>',
      'To: "Anna" <anna@muster.example>, bert@muster.example',
      'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
      'Date: Mon, 1 Mar 2027 08:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      'R3LDvMOfZQ==',
      '--b',
      'Content-Type: text/html; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>Gr=FC=DFe</p>',
      '--b--',
      '',
    );
    expect({ ...parts, text: parts.text?.trim(), html: parts.html?.trim() }).toEqual({
      from: 'Wahlbüro <wahl@muster.example>',
      to: 'Anna <anna@muster.example>, bert@muster.example',
      subject: 'Grüße',
      date: '2027-03-01T07:00:00.000Z',
      text: 'Grüße',
      html: '<p>Grüße</p>',
    });
  });

  it('writes a group of addresses', async () => {
    const { to } = await parse('To: Vorstand: a@muster.example, B <b@muster.example>;', '', '');
    expect(to).toBe('Vorstand: a@muster.example, B <b@muster.example>;');
  });

  it.each([
    ['nothing', ''],
    ['no header', '\r\n\r\ntext'],
    ['binary', '\u0000\u00ff\u00fe'],
    ['a date that is none', 'Date: yesterday\r\n\r\n'],
  ])('finds no sender, subject or date in %s', async (_name, text) => {
    const parts = await parseMessage(Buffer.from(text, 'latin1'));
    expect(parts).toMatchObject({ from: '', to: '', subject: '', date: null, html: null });
  });

  it('gives up on a header of many megabytes, without throwing', async () => {
    const parts = await parseMessage(Buffer.from(`Subject: ${'x'.repeat(5_000_000)}\r\n\r\ntext`));
    expect(parts).toEqual({ from: '', to: '', subject: '', date: null, text: null, html: null });
  });

  it('never throws', async () => {
    const bytes = fc.uint8Array({ maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const parts = await parseMessage(Buffer.concat([Buffer.from('Content-Type: '), body]));
        expect(typeof parts.subject).toBe('string');
      }),
    );
  });
});
