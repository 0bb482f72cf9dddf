/** Owns the checks of a message's HTML before it is framed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_POLICY, framedHtml, linksIn } from '../../../src/page/framed-html.js';

const BASE = '<base target="_blank">';

describe('framed HTML', () => {
  it.each([
    ['a connection ahead', '<link rel=preconnect href=//a.test>', '<x-link rel=preconnect href="#">'],
    ['reloading', '<META http-equiv=refresh>', '<x-META http-equiv=refresh>'],
    ['another base', '<base\nhref=//a.test>', '<x-base\nhref="#">'],
    ['a nested frame', '<iframe/src=//a.test></iframe>', '<x-iframe/src=//a.test></x-iframe>'],
    ['an object', '<object data=x><embed src=x></object>', '<x-object data=x><x-embed src=x></x-object>'],
  ])('disarms %s', (_name, html, expected) => {
    expect(framedHtml(html)).toBe(BASE + expected);
  });

  it.each(['<p>text</p>', '<metadata>', '<linked>', 'a < link', '&lt;link&gt;'])('leaves %s', (html) => {
    expect(framedHtml(html)).toBe(BASE + html);
  });

  it.each([
    ['in double quotes', '<a href="https://a.test/?x">l</a>', '<a href="#">l</a>'],
    ['in single quotes', "<a HREF = 'https://a.test'>l</a>", '<a HREF="#">l</a>'],
    ['without quotes', '<a href=https://a.test/>l</a>', '<a href="#">l</a>'],
    ['after a slash', '<a/href=//a.test>l</a>', '<a/href="#">l</a>'],
    ['right after another attribute', '<a id="x"href="//a.test">l</a>', '<a id="x"href="#">l</a>'],
    ['of an image map', '<area href="//a.test">', '<area href="#">'],
    ['of a drawing', '<a xlink:href="//a.test">l</a>', '<a xlink:href="#">l</a>'],
    ['behind a quoted decoy', `<a title='href="x' href=//a.test>"`, `<a title='href="#"`],
  ])('points a link %s nowhere', (_name, html, expected) => {
    expect(framedHtml(html)).toBe(BASE + expected);
  });

  it('leaves no address in an attribute named href, however the quotes are set', () => {
    const piece = fc.constantFrom('<a', ' ', '"', "'", '/', '>', 'href', '=', '//a.test', 'title', '\n', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const framed = framedHtml(pieces.join(''));
        expect(framed).not.toMatch(/[\s"'/]href\s*=(?!"#")/);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the doctype in front, and adds none: quirks are the message’s own', () => {
    expect(framedHtml('\n<!DOCTYPE html><html>')).toBe(`\n<!DOCTYPE html>${BASE}<html>`);
    expect(framedHtml('<html>')).toBe(`${BASE}<html>`);
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
