import { describe, expect, it } from 'vitest';
import { lintTemplate } from '../../../../src/message/lint/lint-template.js';
import { template } from '../examples.js';

const HEAD = '<html lang="de"><meta name="format-detection" content="telephone=no">';

function found(html: string, language = 'de') {
  return lintTemplate(template({ html }), language);
}

/** "remote-resource html.mustache:1". */
function told(html: string): string {
  return found(HEAD + html)
    .map(({ severity, kind, details }) => `${severity} ${kind} ${'file' in details ? details.file : ''}`)
    .join(', ');
}

describe('an address that is loaded by itself is refused', () => {
  it.each([
    '<img alt="" src="https://evil.example/pixel.gif">',
    '<img alt="" src=https://evil.example/pixel.gif>',
    '<IMG ALT="" SRC="//evil.example/a">',
    '<img alt="" src="logo.png">',
    '<img alt="" src=" h&#116;tps&colon;//evil.example/a">',
    '<img alt="" src="cid:logo" srcset="https://evil.example/a 2x">',
    '<body background="https://evil.example/a.png">',
    '<td style="background: url(https://evil.example/a.png)">',
    '<td style="background: url( \'https://evil.example/a.png\' )">',
    '<style>p { background: url("https://evil.example/a") }</style>',
    '<style>@import "https://evil.example/a.css";</style>',
    '<style>@import url(https://evil.example/a.css);</style>',
    '<link rel="stylesheet" href="https://evil.example/a.css">',
    '<script src="https://evil.example/a.js"></script>',
    '<iframe src="https://evil.example"></iframe>',
    '<video poster="https://evil.example/a"></video>',
    '<object data="https://evil.example/a"></object>',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    '<base href="https://evil.example/">',
    '<!--[if mso]><v:fill src="https://evil.example/a.png" /><![endif]-->',
    '<img alt="" src="file:///etc/passwd">',
  ])('%s', (html) => {
    expect(told(html)).toBe('error remote-resource html.mustache:1');
  });

  it.each([
    '<img alt="" src="cid:logo">',
    '<a href="https://wahl.example/">Zur Wahlseite</a>',
    '<!-- <img src="https://evil.example/a"> -->',
    '<p>url(https://wahl.example)</p>',
    '<p title="https://wahl.example">a</p>',
    '<td style="background: #fff; color: #000">a</td>',
  ])('but not %s', (html) => {
    expect(told(html)).toBe('');
  });

  it('and an image in the HTML itself is pointed out', () => {
    expect(told('\n<img alt="" src="data:image/png;base64,AAAA">')).toBe(
      'warning data-image html.mustache:2',
    );
  });
});

describe('a link that shows one address and leads to another is refused', () => {
  it.each([
    ['<a href="https://evil.example/">https://wahl.example/</a>', 'wahl.example', 'evil.example'],
    ['<a href="https://evil.example/">wahl.example</a>', 'wahl.example', 'evil.example'],
    ['<a href="https://evil.example/">WWW.Wahl.Example/gremien</a>', 'wahl.example', 'evil.example'],
    [
      '<a href="https://evil.example/">Hier: https://wahl.example/ (bitte)</a>',
      'wahl.example',
      'evil.example',
    ],
    ['<a href="https://evil.example/"><b>wahl</b>.example</a>', 'wahl.example', 'evil.example'],
    [
      '<a href="https://wahl.example@evil.example/">https://wahl.example/</a>',
      'wahl.example',
      'evil.example',
    ],
    [
      '<a href="https://wahl.example.evil.example/">wahl.example</a>',
      'wahl.example',
      'wahl.example.evil.example',
    ],
    ['<a href="mailto:a@evil.example">b@wahl.example</a>', 'b@wahl.example', 'a@evil.example'],
    ['<a href="https://evil.example/">b@wahl.example</a>', 'b@wahl.example', 'evil.example'],
    ['<a href="https://evil.example/{{link}}">wahl.example</a>', 'wahl.example', 'evil.example'],
    ['<a href="https://evil.example/">wählen.example</a>', 'xn--whlen-gra.example', 'evil.example'],
    ['<a href="https://evil.example/">wahl.example', 'wahl.example', 'evil.example'],
    ['<a href="https://evil.example/">wahl.example<a href="#">x</a>', 'wahl.example', 'evil.example'],
  ])('%s', (html, shown, leads) => {
    const [finding] = found(HEAD + html).filter(({ kind }) => kind === 'link-leads-elsewhere');
    expect(finding).toMatchObject({ severity: 'error', details: { shown, leads } });
  });

  it.each([
    '<a href="https://wahl.example/a">https://wahl.example/</a>',
    '<a href="https://www.wahl.example/">wahl.example</a>',
    '<a href="https://wahl.example/">WAHL.example/gremien?x</a>',
    '<a href="https://wahl.example/">Zur Wahlseite</a>',
    '<a href="https://wahl.example/a">Hinweise.pdf</a>',
    '<a href="mailto:wahl@muster.example?subject=x">Wahl@muster.example</a>',
    '<a href="{{link}}">{{link}}</a>',
    '<a href="tel:+4930000000">+49 30 000000</a>',
    '<a href="https://wahl.example/">z.B. hier. Dann weiter</a>',
    '<a name="x">https://wahl.example/</a>',
  ])('but not %s', (html) => {
    expect(told(html)).toBe('');
  });
});

describe('what weak eyes and screen readers need is pointed out', () => {
  it.each([
    ['<p>a</p>', null],
    ['<html><p>a</p>', null],
    ['<html lang=""><p>a</p>', null],
    ['<html lang="en"><p>a</p>', 'en'],
  ])('the language of %s', (html, language) => {
    const [finding] = found(html);
    expect(finding).toMatchObject({
      severity: 'warning',
      kind: 'html-language',
      details: { found: language, language: 'de' },
    });
  });

  it.each(['<html lang="de"><p>a', '<html lang="DE-at"><p>a', '<html lang="{{language}}"><p>a'])(
    '%s is fine',
    (html) => {
      expect(found(html)).toEqual([]);
    },
  );

  it('an image without words, with its line', () => {
    expect(told('\n<p>\n<img src="cid:logo">')).toBe('warning image-without-alt html.mustache:3');
    expect(told('<img src="cid:logo" alt>')).toBe('');
  });

  it.each([
    ['<p style="color: #999">a</p>', 2.8],
    ['<p style="color: #7a7a7a">a</p>', 4.2],
    ['<p style="color:#999999!important">a</p>', 2.8],
    ['<table><tr><td bgcolor="#ffffff" style="color: rgb(153,153,153)">a</td></table>', 2.8],
    ['<div style="background:#1c4a7e"><p style="color: black">a</p></div>', 2.3],
    ['<p style="color: white">a</p>', 1],
    ['<font color="yellow">a</font>', 1],
    ['<p style="color: #999">{{x}}</p>', 2.8],
    ['<p style="color: #8c8c8c"><p style="color: #8c8c8c">a', 3.3],
  ])('the contrast of %s', (html, ratio) => {
    expect(found(HEAD + html)).toMatchObject([
      { kind: 'low-contrast', severity: 'warning', details: { ratio } },
    ]);
  });

  it.each([
    '<p style="color: #767676">a</p>',
    '<h1 style="color: #8c8c8c">a</h1>',
    '<p style="color: #8c8c8c; font-size: 14pt; font-weight: 700">a</p>',
    '<div style="display:none; color: white">a</div>',
    '<p style="color: var(--x)">a</p>',
    '<p style="color: #fff; background: url(#part)">a</p>',
    '<p style="color: #fff; background: linear-gradient(#000, #111)">a</p>',
    '<a href="#" >a</a>',
    '<p style="color: #999"> <br></p>',
    '<p style="color: constructor">a</p>',
    '<p style="color: #999"><p>a',
  ])('but not of %s', (html) => {
    expect(told(html)).toBe('');
  });

  it('one pair of colours once, at its first place', () => {
    expect(told('\n<p style="color: #999">a</p>\n<p style="color: #999">b</p>')).toBe(
      'warning low-contrast html.mustache:2',
    );
  });
});

describe('a number that a telephone would call is pointed out', () => {
  const bare = (html: string) => found(`<html lang="de">${html}`).map(({ kind }) => kind);

  it.each(['<p>Nr 0004711</p>', '<b>1234567890</b>'])('%s', (html) => {
    expect(bare(html)).toEqual(['call-number']);
  });

  it.each([
    '<p>123456</p>',
    '<a href="tel:0301234567">0301234567</a>',
    '<p title="12345678">a</p>',
    '<style>p { z-index: 12345678 }</style>',
    '<meta name="Format-Detection" content="date=no, telephone = no"><p>12345678</p>',
    '<style>a[x-apple-data-detectors] { color: inherit }</style><p>12345678</p>',
  ])('but not in %s', (html) => {
    expect(bare(html)).toEqual([]);
  });
});

it('a template without HTML has nothing to find', () => {
  expect(lintTemplate(template({ html: null }), 'de')).toEqual([]);
});

it.each([
  '<a href="https://a.example">https://b.example ',
  '<p style="color:#999">',
  '<td style="background:url(',
  '<meta content="',
  '0 ',
  'url(   ',
  '<!--[if mso]>src= ',
  '<img srcset="a,',
])('300 kB of %j in a moment', (piece) => {
  const start = performance.now();
  found(piece.repeat(300_000 / piece.length));
  expect(performance.now() - start).toBeLessThan(5_000);
});
