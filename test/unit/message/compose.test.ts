import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../../src/message/compose.js';
import type { Invitation } from '../../../src/message/invitation.js';
import { renderInvitation } from '../../../src/message/render.js';
import { forbiddenCharacter } from '../../../src/voters/characters.js';
import { frame, identity, template, view } from './examples.js';

const email = 'anna@mitglieder.example';
const invitation: Invitation = { subject: 'Ihre Wahl', text: 'Guten Tag\n', html: '<p>Guten Tag</p>\n' };

async function composed(parts: Partial<Invitation> = {}, name: string | null = null, to = email) {
  const bytes = await composeMessage({ ...invitation, ...parts }, to, name, identity, frame);
  return { source: bytes.toString('latin1'), mail: await PostalMime.parse(bytes) };
}

describe('composeMessage writes', () => {
  it('exactly the headers of an invitation, in a fixed order', async () => {
    const { source } = await composed({}, 'Anna');
    expect(source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n')).toEqual([
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: OOF, AutoReply',
      'Content-Language: de',
      'From: Wahlvorstand <wahl@muster.example>',
      'To: Anna <anna@mitglieder.example>',
      'Reply-To: =?UTF-8?Q?Wahlb=C3=BCro?= <buero@muster.example>',
      'Subject: Ihre Wahl',
      'Message-ID: <0123456789abcdef0123456789abcdef@muster.example>',
      'Date: Mon, 01 Mar 2027 07:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative;',
      expect.stringMatching(/^ boundary="--invite-[0-9a-f]{32}-Part_1"$/),
    ]);
  });

  it('attack 38: the headers that docs/message.md explains, and no others', async () => {
    const page = await readFile(new URL('../../../docs/message.md', import.meta.url), 'utf8');
    const explained = [...page.matchAll(/^\| `([A-Z][A-Za-z-]+)` \|/gm)].map(([, name]) => name);
    const { mail } = await composed();
    expect(mail.headers.map(({ originalKey }) => originalKey)).toEqual(explained);
  });

  it('the language of the invitation, and without one that of the mailing', async () => {
    expect((await composed({ language: 'pt-BR' })).source).toContain('\r\nContent-Language: pt-BR\r\n');
    expect((await composed({ language: null })).source).toContain('\r\nContent-Language: de\r\n');
    await expect(composed({ language: 'de\r\nBcc: x' })).rejects.toThrow('language');
  });

  it('the text before the HTML', async () => {
    const { source, mail } = await composed();
    expect(source.match(/Content-Type: text\/\w+; charset=utf-8/g)).toEqual([
      'Content-Type: text/plain; charset=utf-8',
      'Content-Type: text/html; charset=utf-8',
    ]);
    expect([mail.text?.trimEnd(), mail.html?.trimEnd()]).toEqual(['Guten Tag', '<p>Guten Tag</p>']);
  });

  it('one text/plain without HTML, and no Reply-To without a contact', async () => {
    const bytes = await composeMessage({ ...invitation, html: null }, email, null, identity, {
      ...frame,
      replyTo: null,
    });
    const source = bytes.toString();
    expect(source).not.toMatch(/multipart|Reply-To|boundary/);
    expect(source).toContain('\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGuten Tag\r\n');
  });

  it('the same bytes for the same input, and another boundary for another Message-ID', async () => {
    const again = () => composeMessage(invitation, email, 'Anna', { ...identity }, frame);
    expect((await again()).equals(await again())).toBe(true);
    const other = { ...identity, messageId: '<other@muster.example>' };
    const boundary = (bytes: Buffer) => /boundary="(.*)"/.exec(bytes.toString())?.[1];
    expect(boundary(await composeMessage(invitation, email, 'Anna', other, frame))).not.toBe(
      boundary(await again()),
    );
  });

  it('a body that an administrator can read in the log', async () => {
    const { source } = await composed({ text: 'Grüße an alle: Ελλάδα\n', html: null });
    expect(source).toContain('Content-Transfer-Encoding: quoted-printable');
    expect(source).toContain('an alle');
  });
});

describe('the parsed message has', () => {
  it.each([
    'Meier, Anna',
    'Anna "Änni" Meier',
    'Anna "A" Meier',
    'Jürgen Groß-Öztürk',
    'Meier; Anna <x@y.example>',
    'a@b.example, c@d.example',
    'Back\\slash',
    'Group: a@b.example;',
    '(comment) Anna',
    '田中 花子',
    'Österreichische '.repeat(12).trim(),
  ])('one recipient named %s', async (name) => {
    const { mail } = await composed({}, name);
    expect(mail.to).toEqual([{ name, address: email }]);
  });

  it.each([
    'Überprüfung der Änderungen für die außerordentliche Wahl der Vertreterinnen und Vertreter '
      .repeat(2)
      .trim(),
    `Wahl ${'ä'.repeat(190)}`,
    'Wahl = 2027? _Ja_',
    'x'.repeat(200),
    '🗳️ Wahl',
  ])('the subject %s', async (subject) => {
    const { mail, source } = await composed({ subject });
    expect(mail.subject).toBe(subject);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it.each([
    ['lone dots', '.\r\n..\r\n.a\r\n'],
    ['bare CR', 'a\r.\rb'],
    ['bare LF', 'a\n.\nb'],
    ['CR LF turned round', 'a\n\rb'],
    ['the end of a mail and another one', 'a\r\n.\r\nMAIL FROM:<a@b.example>\r\n'],
    ['a long line', 'a'.repeat(5000)],
    ['a long word of umlauts', 'ä'.repeat(5000)],
    ['blanks at the ends of lines', 'a  \n\tb\t\n \n'],
    ['control characters', 'a\u0000b\u0007\u001b\u007f\u009f'],
    ['a line like a boundary', '--invite-0123\n--invite-0123--'],
    ['a line like a header', 'From x\nBcc: a@b.example\n'],
  ])('attack 42: the text with %s', async (_, text) => {
    const { mail, source } = await composed({ text, html: null });
    const expected = text.replace(/\r\n|\r|\n/g, '\n');
    expect(mail.text?.replace(/\r\n/g, '\n').replace(/\n$/, '')).toBe(expected.replace(/\n$/, ''));
    expect(source).not.toMatch(/\r(?!\n)|(?<!\r)\n|[^\r\n -~\t]/);
  });

  it('whatever the roll holds, unchanged in text and HTML', async () => {
    const parsed = template({ subject: 'Wahl', text: '[{{x}}]', html: '<p>[{{x}}]</p>' });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (x) => {
        const { mail } = await composed(renderInvitation(parsed, view({ x })));
        const unescaped = (mail.html ?? '').replace(
          /&#x?\w+;|&\w+;/g,
          (entity) => ENTITIES[entity] ?? entity,
        );
        expect(mail.text).toBe(`[${x}]\n`);
        expect(unescaped).toBe(`<p>[${x}]</p>\n`);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [200, 'a'.repeat(200)],
    [201, ''],
    [20_000, ''],
  ])('a name of %i characters or none', async (length, name) => {
    const { mail } = await composed({}, 'a'.repeat(length));
    expect(mail.to).toEqual([{ name, address: email }]);
  });

  it('whatever name the check of the roll lets through, one recipient', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((drawn) => forbiddenCharacter(drawn) === null);
    await fc.assert(
      fc.asyncProperty(name, async (drawn) => {
        const { mail } = await composed({}, `A ${drawn}`);
        expect(mail.to?.map((to) => to.address)).toEqual([email]);
      }),
      { numRuns: 100 },
    );
  });
});

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x2F;': '/',
  '&#x60;': '`',
  '&#x3D;': '=',
};

describe('composeMessage refuses', () => {
  it.each([
    ['a subject with CRLF', { subject: 'Wahl\r\nBcc: evil@attack.example' }],
    ['a subject with LF', { subject: 'a\nb' }],
    ['a subject with NUL', { subject: 'a\u0000b' }],
    ['an empty subject', { subject: ' ' }],
    ['an empty text', { text: '\n' }],
    ['an empty HTML', { html: ' \n' }],
  ])('%s', async (_, parts) => {
    await expect(composed(parts)).rejects.toThrow(/control character|empty/);
  });

  it.each(['Anna\r\nBcc: evil@attack.example', 'a\u0085b', '\u0007'])(
    'attack 1: the name %j',
    async (name) => {
      await expect(composed({}, name)).rejects.toThrow('control character in a header: toName');
    },
  );

  it.each([
    '',
    'anna',
    'a@x.example, b@y.example',
    'a@x.example;b@y.example',
    'a@b@c.example',
    '"a b"@x.example',
    'a b@x.example',
    'a(c)@x.example',
    'a@x.example(c)',
    '<a@x.example>',
    'Anna <a@x.example>',
    'a\u0000@x.example',
    'a@x.example\r\nRCPT TO:<b@y.example>',
    'a..b@x.example',
    'jürg@x.example',
    'a@exämple.example',
    'g:a@x.example;',
    '=?x?q?a=40evil=2eexample=3e=00?=@x.example',
  ])('attack 3: the address %j', async (address) => {
    await expect(composed({}, null, address)).rejects.toThrow('not one plain address: recipient');
  });

  it.each([
    ['a Message-ID with a header in it', { messageId: '<a@b>\r\nX: y' }, {}, 'control character'],
    ['a Message-ID without brackets', { messageId: 'a@b.example' }, {}, 'not a Message-ID'],
    ['no date', { date: new Date(Number.NaN) }, {}, 'not a date'],
    ['a language that is none', {}, { language: 'de, en' }, 'not a language tag'],
    ['a sender of two', {}, { from: { name: '', address: 'a@b.example,c@d.example' } }, 'sender'],
    ['a sender with a line break', {}, { from: { name: 'a\nb', address: 'a@b.example' } }, 'fromName'],
    [
      'an address for replies with a comment',
      {},
      { replyTo: { name: '', address: 'a(b)@c.example' } },
      'sender',
    ],
  ])('%s', async (_, wrongIdentity, wrongFrame, message) => {
    const made = composeMessage(
      invitation,
      email,
      null,
      { ...identity, ...wrongIdentity },
      { ...frame, ...wrongFrame },
    );
    await expect(made).rejects.toThrow(message);
  });
});
