import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../../src/message/compose.js';
import { htmlNodes } from '../../../src/message/html-nodes.js';
import { checkLogo, type LogoFile, withLogoInside } from '../../../src/message/logo.js';
import { frame, identity, template } from './examples.js';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const GIF = [...Buffer.from('GIF89a')];
/** What makes a file of so many bytes whole: the last chunk of a PNG, the scan of a JPEG, the trailer of a GIF. */
const WHOLE: ReadonlyMap<readonly number[], (bytes: DataView, length: number) => void> = new Map([
  [PNG, (bytes, length) => chunks(bytes, length)],
  [JPEG, (bytes, length) => scan(bytes, length)],
  [GIF, (bytes, length) => bytes.setUint8(length - 1, 0x3b)],
]);
const HTML = '<p>Hallo</p>\n<img src="cid:logo" alt="Musterverband">';

function logo(name: string, magic: readonly number[], length = 100): LogoFile {
  const bytes = new Uint8Array(length);
  bytes.set(magic);
  WHOLE.get(magic)?.(new DataView(bytes.buffer), length);
  return { name, bytes };
}

function chunks(bytes: DataView, length: number): void {
  const put = (at: number, size: number, type: string): void => {
    bytes.setUint32(at, size);
    [...type].forEach((letter, index) => {
      bytes.setUint8(at + 4 + index, letter.charCodeAt(0));
    });
  };
  put(8, 13, 'IHDR');
  put(33, length - 33 - 24, 'IDAT');
  put(length - 12, 0, 'IEND');
}

function scan(bytes: DataView, length: number): void {
  bytes.setUint16(4, 16);
  bytes.setUint16(20, 0xffda);
  bytes.setUint16(length - 2, 0xffd9);
}

function told(files: readonly LogoFile[], html: string | null = HTML): string[] {
  const { findings } = checkLogo(files, htmlNodes(template({ html }).html ?? []));
  return findings.map(({ severity, kind, details }) => `${severity} ${kind} ${JSON.stringify(details)}`);
}

describe('checkLogo takes', () => {
  it.each([
    ['logo.png', PNG, 'image/png'],
    ['LOGO.PNG', PNG, 'image/png'],
    ['logo.jpg', JPEG, 'image/jpeg'],
    ['logo.jpeg', JPEG, 'image/jpeg'],
    ['logo.gif', GIF, 'image/gif'],
  ])('%s', (name, magic, type) => {
    const { logo: found, findings } = checkLogo(
      [logo(name, magic)],
      htmlNodes(template({ html: HTML }).html ?? []),
    );
    expect([found?.type, findings]).toEqual([type, []]);
  });

  it('a template without any', () => {
    expect(told([], '<p>Hallo</p>')).toEqual([]);
    expect(told([], null)).toEqual([]);
  });
});

// Why: the preview page and the files of a preview showed a broken picture.
describe('withLogoInside puts the logo', () => {
  const found = { name: 'logo.png', bytes: new Uint8Array([...PNG, 0]), type: 'image/png' };
  const address = 'data:image/png;base64,iVBORw0KGgoA';

  it.each([
    ['<img src="cid:logo" alt="">', `<img src="${address}" alt="">`],
    ["<img src = ' CID:LOGO '>", `<img src = ' ${address} '>`],
    ['<img src=cid:logo>', `<img src=${address}>`],
    // Another part of the message, a text, and no image.
    ['<img src="cid:logo2">cid:logo', '<img src="cid:logo2">cid:logo'],
    ['<p data-src="cid:logo">', '<p data-src="cid:logo">'],
  ])('into %s', (html, shown) => expect(withLogoInside(html, found)).toBe(shown));

  it('nowhere where there is none', () => expect(withLogoInside(HTML, null)).toBe(HTML));
});

describe('checkLogo finds', () => {
  it.each<[string, readonly LogoFile[], string | null, string[]]>([
    ['an image without a file', [], HTML, ['error logo-missing {"file":"html.mustache:2","id":"logo"}']],
    [
      'an image of another name',
      [logo('logo.png', PNG)],
      `${HTML}<img src=" CID:wappen" alt="">`,
      ['error logo-missing {"file":"html.mustache:2","id":"wappen"}'],
    ],
    ['a file that nobody sees', [logo('logo.png', PNG)], '<p>a', ['warning logo-unused {"name":"logo.png"}']],
    ['a file without any HTML', [logo('logo.png', PNG)], null, ['warning logo-unused {"name":"logo.png"}']],
    [
      'two files',
      [logo('logo.gif', GIF), logo('logo.png', PNG)],
      HTML,
      ['error several-logos {"names":["logo.gif","logo.png"]}'],
    ],
    [
      'a drawing, which can hold scripts',
      [logo('logo.svg', [...Buffer.from('<svg onload="x">')])],
      HTML,
      ['error logo-format {"name":"logo.svg","content":"other"}'],
    ],
    [
      'a drawing called PNG',
      [logo('logo.png', [...Buffer.from('<svg>')])],
      HTML,
      ['error logo-format {"name":"logo.png","content":"other"}'],
    ],
    [
      'a photograph called PNG',
      [logo('logo.png', JPEG)],
      HTML,
      ['error logo-format {"name":"logo.png","content":"jpg"}'],
    ],
    ...['<script>alert(1)</script>', 'IHDR<script>', ''].map(
      (rest): [string, readonly LogoFile[], string, string[]] => [
        `what only begins like a PNG: ${rest}`,
        [{ name: 'logo.png', bytes: Uint8Array.from([...PNG, ...Buffer.from(rest)]) }],
        HTML,
        ['error logo-format {"name":"logo.png","content":"other"}'],
      ],
    ),
    [
      'a script behind a PNG',
      [
        {
          name: 'logo.png',
          bytes: Uint8Array.from([...logo('logo.png', PNG).bytes, ...Buffer.from('<script>')]),
        },
      ],
      HTML,
      ['error logo-format {"name":"logo.png","content":"other"}'],
    ],
    [
      'an empty file',
      [logo('logo.png', [], 0)],
      HTML,
      ['error logo-format {"name":"logo.png","content":"other"}'],
    ],
    [
      'a large file',
      [logo('logo.png', PNG, 50_001)],
      HTML,
      ['warning logo-too-large {"name":"logo.png","bytes":50001,"limit":50000}'],
    ],
    [
      'too large a file',
      [logo('logo.png', PNG, 200_001)],
      HTML,
      ['error logo-too-large {"name":"logo.png","bytes":200001,"limit":200000}'],
    ],
  ])('%s', (_, files, html, findings) => {
    expect(told(files, html)).toEqual(findings);
  });
});

describe('a message with a logo', () => {
  const file = logo('logo.png', PNG, 3_000);
  const invitation = { subject: 'Wahl', text: 'Hallo', html: HTML, logo: { ...file, type: 'image/png' } };
  const compose = () => composeMessage(invitation, 'anna@muster.example', null, identity, frame);

  it('has it inline beside the HTML, inside the alternative to the text', async () => {
    const source = (await compose()).toString('latin1');
    const types = [...source.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
    ]);
    expect(source).toContain('\r\nContent-Disposition: inline; filename=logo.png\r\n');
    const id = /^Content-I[dD]: <(.*)>\r$/m.exec(source)?.[1] ?? '';
    expect(id).toMatch(/^logo\.[0-9a-f]{32}@muster\.example$/);
    const { html, attachments } = await PostalMime.parse(source);
    expect(html).toContain(`<img src="cid:${id}" alt="Musterverband">`);
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer).equals(Buffer.from(file.bytes))).toBe(true);
  });

  it('is the same bytes again on a resend', async () => {
    expect((await compose()).equals(await compose())).toBe(true);
  });

  it('refers to it only where the template does, whatever a cell says', async () => {
    const html = `${HTML}<p> src&#x3D;&quot;cid:logo&quot; cid:logo</p>`;
    const bytes = await composeMessage({ ...invitation, html }, 'anna@muster.example', null, identity, frame);
    const parsed = (await PostalMime.parse(bytes)).html ?? '';
    expect(parsed).toContain('<p> src&#x3D;&quot;cid:logo&quot; cid:logo</p>');
  });

  it('is none where there is no HTML', async () => {
    const bytes = await composeMessage(
      { ...invitation, html: null },
      'anna@muster.example',
      null,
      identity,
      frame,
    );
    expect(bytes.toString()).not.toMatch(/image|multipart/);
  });
});
