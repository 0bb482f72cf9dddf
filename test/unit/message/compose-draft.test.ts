import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeDraft, type Draft } from '../../../src/message/compose.js';

const DRAFT: Draft = {
  subject: 'Postfach für die Wahleinladungen: Gremienwahl 2027, bitte bis 1. Februar 2027',
  text: 'Guten Tag,\n\n    Benutzername:  ____\nGrüße\n.\n',
  html: '<!doctype html>\n<html lang="de"><title>Wahl</title><p>Grüße</p></html>\n',
  language: 'de',
  to: 'it@muster.example',
};

async function composed(parts: Partial<Draft> = {}) {
  const bytes = await composeDraft({ ...DRAFT, ...parts });
  return { bytes, source: bytes.toString('latin1'), mail: await PostalMime.parse(bytes) };
}

describe('composeDraft writes', () => {
  it('the headers of a draft and no others, so that the mail program adds sender and date', async () => {
    const { source } = await composed();
    const names = source.slice(0, source.indexOf('\r\n\r\n')).match(/^[A-Za-z-]+(?=:)/gm);
    expect(names).toEqual(['X-Unsent', 'Content-Language', 'To', 'Subject', 'MIME-Version', 'Content-Type']);
    expect(source.startsWith('X-Unsent: 1\r\n')).toBe(true);
  });

  it('what another parser reads back: text before HTML', async () => {
    const { mail } = await composed();
    expect(mail.subject).toBe(DRAFT.subject);
    expect(mail.to).toEqual([{ address: 'it@muster.example', name: '' }]);
    expect(mail).not.toHaveProperty('from');
    expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(DRAFT.text.trimEnd());
    expect(mail.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(DRAFT.html.trimEnd());
    expect(mail.attachments).toEqual([]);
  });

  it('no To where nobody is named, and CRLF, ASCII and short lines everywhere', async () => {
    const { source } = await composed({ to: null, text: `${'ü'.repeat(5_000)}\nA\rB\r\nC` });
    expect(source).not.toMatch(/^(To|From|Cc|Bcc|Date|Message-ID):/im);
    expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\uffff]/);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it('the same bytes for the same draft, also with a subject over several lines', async () => {
    const subject = `${'Ein sehr langer Titel, '.repeat(12)}Ende`;
    const { bytes, mail } = await composed({ subject });
    expect((await composed({ subject })).bytes.equals(bytes)).toBe(true);
    expect(mail.subject).toBe(subject);
  });
});

describe('composeDraft refuses', () => {
  it.each([
    ['a line break in the subject', { subject: 'A\r\nBcc: x@y.example' }],
    ['a line separator in the subject', { subject: 'A\u2028B' }],
    ['a line break in the language', { language: 'de\r\nX: y' }],
    ['two addresses', { to: 'a@b.example, c@d.example' }],
    ['an address with a line break', { to: 'a@b.example\r\nBcc: c@d.example' }],
    ['no address', { to: '' }],
  ])('%s', async (_, parts) => {
    await expect(composed(parts)).rejects.toThrow(/header|address/);
  });
});
