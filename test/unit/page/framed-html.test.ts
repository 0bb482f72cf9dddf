/** Owns the checks of a message's HTML before it is framed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/html/parse.js';
import { FRAME_POLICY, framedHtml, linksIn } from '../../../src/page/framed-html.js';

const HEAD = '<html><head><base target="_blank">';

/** What the body of the frame gets. */
function body(html: string): string {
  const [, inside] = /<body>(.*)<\/body>/s.exec(framedHtml(`<!doctype html><body>${html}`)) ?? [];
  return inside ?? 'no body';
}

describe('framed HTML', () => {
  it.each([
    ['a connection ahead', 'a<link rel=preconnect href=//a.test>', 'a'],
    ['reloading', 'a<META http-equiv=refresh content="0,url=//a.test">', 'a'],
    ['another base', 'a<base\nhref=//a.test>', 'a'],
    ['a nested frame', 'a<iframe/src=//a.test srcdoc="<img src=//a.test>"></iframe>', 'a'],
    ['an object', 'a<object data=x><embed src=x></object>', 'a'],
    ['a script', 'a<script>x</script>', 'a'],
    ['an event', '<p onclick="x">a</p>', '<p>a</p>'],
    ['a form', '<form action="//a.test"><button formaction="//a.test">a', '<span><span>a</span></span>'],
    ['an image', '<img src="//a.test" srcset="//a.test 2x" alt="b">', '<img alt="b">'],
    ['a drawing', 'a<svg><set attributeName="href" to="//a.test"/><a xlink:href="//a.test">b</a></svg>', 'a'],
    ['a ping', '<a ping="//a.test" target=_top>a</a>', '<a>a</a>'],
    ['a comment', 'a<!--[if mso]><img src="//a.test"><![endif]-->', 'a'],
    ['a comment that ends early', '<!-- --!><a href="//a.test">b</a> -->', '<a href="#">b</a> --&gt;'],
  ])('disarms %s', (_name, html, expected) => {
    expect(body(html)).toBe(expected);
  });

  it.each(['<p>text</p>', '<p style="color:red">a &lt; b</p>', '<img src="cid:logo" alt="">'])(
    'leaves %s',
    (html) => {
      expect(body(html)).toBe(html);
    },
  );

  it.each([
    ['in double quotes', '<a href="https://a.test/?x">l</a>'],
    ['in single quotes', "<a HREF = 'https://a.test'>l</a>"],
    ['without quotes', '<a href=https://a.test/>l</a>'],
    ['after a slash', '<a/href=//a.test>l</a>'],
    ['behind an attribute with a quote', `<a x'href="https://b.test/"href="//a.test">l</a>`],
    ['behind an attribute with another', `<a y"href="https://b.test/"href="//a.test">l</a>`],
  ])('points a link %s nowhere', (_name, html) => {
    expect(body(html)).toBe('<a href="#">l</a>');
  });

  it('of an image map too', () => expect(body('<area href="//a.test">')).toBe('<area href="#">'));

  it('leaves no address to go to or to load, however the pieces are put together', () => {
    const piece = fc.constantFrom(
      ...[
        '<a',
        ' ',
        '"',
        "'",
        '/',
        '>',
        ' href',
        '=',
        '//a.test',
        ' title',
        '\n',
        'x',
        '<!--',
        '-->',
        '--!>',
        '<!',
      ],
      ...[
        '<svg>',
        '</svg>',
        '<style>',
        '</style>',
        '<title>',
        '</title>',
        '<math>',
        '<table>',
        '<td>',
        '<select>',
      ],
      ...[
        '<img src=',
        '<noscript>',
        '</noscript>',
        '<template>',
        '<mtext>',
        '<p>',
        '</p>',
        '<form>',
        '<plaintext>',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const framed = framedHtml(pieces.join(''));
        for (const event of parseHtml(framed).events) {
          if (event.kind !== 'open') continue;
          for (const { name, value } of event.attributes) {
            expect(name).not.toMatch(/^(?:src|on.*|xlink:href|action)$/);
            if (name === 'href') expect(value).toBe('#');
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps standards mode and quirks as the message has them', () => {
    const transitional =
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';
    for (const [html, mode] of [
      ['\n<!DOCTYPE html><p>', 'no-quirks'],
      ['<p>', 'quirks'],
      ['<!DOCTYPE html SYSTEM "about:legacy-compat"><p>', 'no-quirks'],
      [`${transitional}<p>`, 'limited-quirks'],
    ] as const) {
      const framed = framedHtml(html);
      expect(parseHtml(framed).document.mode).toBe(mode);
      expect(framed).toContain(HEAD);
    }
  });

  it('shows what is nested too deep as its source', () => {
    const framed = framedHtml(`<a href="//a.test">${'<div>'.repeat(2_000)}`);
    expect(framed).toContain('<pre style="white-space:pre-wrap">&#60;a href="//a.test"&#62;&#60;div');
  });

  it('takes hostile HTML of a megabyte in an instant', () => {
    const before = performance.now();
    framedHtml('<'.repeat(1_000_000));
    framedHtml(`<!doctype${' '.repeat(1_000_000)}`);
    framedHtml('<link'.repeat(200_000));
    framedHtml(' href='.repeat(200_000));
    framedHtml(` href${' '.repeat(1_000_000)}`);
    framedHtml(' href="'.repeat(200_000));
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('goes out under a policy that allows nothing but inline style and embedded images', () => {
    expect(FRAME_POLICY.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data: cid:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'sandbox',
    ]);
  });
});

describe('the list of links', () => {
  it.each([
    ['each once, in order', '<a href="b:">1</a><a href=\'a:\'>2</a><a href=b:>3</a>', ['b:', 'a:']],
    ['decoded', '<a href="https://a.test/?x=1&amp;y=&#34;&#x41;">', ['https://a.test/?x=1&y="A']],
    ['without places in the message itself', '<a href="#top"></a><a href="">', []],
    ['without control and reordering characters', '<a href="a&#x202e;b&#7;c">', ['a b c']],
    ['of no text', '<p>https://a.test</p>', []],
    ['of the one that counts', `<a x'href="https://b.test/"href="https://a.test/">`, ['https://a.test/']],
  ])('is %s', (_name, html, expected) => {
    expect(linksIn(html)).toEqual(expected);
  });

  it('takes a reference to no character as it comes, without throwing', () => {
    expect(linksIn('<a href="x&#999999;&#xfffff;">')).toHaveLength(1);
    expect(linksIn('<a href="&nosuch;">')).toEqual(['&nosuch;']);
  });

  it('ends after fifty, and a long one is cut', () => {
    const many = Array.from({ length: 60 }, (_, index) => `<a href="a:${index}">`).join('');
    expect(linksIn(many)).toHaveLength(50);
    expect(linksIn(`<a href="${'x'.repeat(1000)}">`)[0]).toHaveLength(500);
  });
});
