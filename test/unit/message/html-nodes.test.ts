import { describe, expect, it } from 'vitest';
import { type HtmlNode, htmlNodes, UNKNOWN } from '../../../src/message/html-nodes.js';
import type { View } from '../../../src/message/token.js';
import { template, view } from './examples.js';

function nodes(html: string, values: View | null = null): readonly HtmlNode[] {
  return htmlNodes(template({ html }).html ?? [], values);
}

/** "<a href=x>@1 text@1 </a>@1", without blanks alone. */
function told(html: string, values: View | null = null): string[] {
  return nodes(html, values).flatMap((node) => {
    const line = node.place.split(':')[1];
    if (node.kind === 'text')
      return node.text.trim() === '' ? [] : `${node.inside}|${node.text.trim()}@${line}`;
    const attributes = [...node.attributes].map(([name, value]) => ` ${name}=${value}`);
    return `<${node.closing ? '/' : ''}${node.name}${attributes.join('')}>@${line}`;
  });
}

describe('htmlNodes reads', () => {
  it.each<[string, string[]]>([
    ['<p>a</p>', ['<p>@1', '|a@1', '</p>@1']],
    ['<a href="x"\n title=\'y\'>b', ['<a href=x title=y>@1', '|b@2', '</a>@1']],
    ['a\n\n<BR CLEAR=all>\nb', ['|a@1', '<br clear=all>@3', '</br>@3', '|b@4']],
    ['<img alt src=a.png/>', ['<img alt= src=a.png/>@1', '</img>@1']],
    ['<img alt = "x" hidden/>', ['<img alt=x hidden=>@1', '</img>@1']],
    ['<input disabled/checked>', ['<input disabled= checked=>@1', '</input>@1']],
    ['<img src="a" src="b">', ['<img src=a>@1', '</img>@1']],
    ['<a href=>b', ['<a href=>@1', '|b@1', '</a>@1']],
    ['a < b > c', ['|a < b > c@1']],
    ['a\n<b>\n\nc', ['|a@1', '<b>@2', '|c@4', '</b>@2']],
    ['<p>a<p>b', ['<p>@1', '|a@1', '</p>@1', '<p>@1', '|b@1', '</p>@1']],
    ['<!-- <img src=x> -->a', ['!--|<img src=x>@1', '|a@1']],
    ['<style>\np{}\n</style>a', ['<style>@1', 'style|p{}@2', '</style>@1', '|a@3']],
    ['<script><img src="x"></script>a', ['<script>@1', 'script|<img src="x">@1', '</script>@1', '|a@1']],
    ['<a href="https&#58;//x&#x2f;&amp;a&bogus;">', ['<a href=https://x/&a&bogus;>@1', '</a>@1']],
    ['&#xffffff;&lt;b&gt;', ['|\ufffd<b>@1']],
    ['<img src="never ended', []],
    // Why: a reader of ours took each of these for text, and browsers load the picture.
    ['<!x title="><img src=x>">', ['!--|x title="@1', '<img src=x>@1', '</img>@1', '|">@1']],
    ['<?x title="><img src=x>">', ['!--|?x title="@1', '<img src=x>@1', '</img>@1', '|">@1']],
    ['<!-- --!><img src=x> -->', ['<img src=x>@1', '</img>@1', '|-->@1']],
  ])('%j', (html, expected) => {
    expect(told(html)).toEqual(expected);
  });

  it('values as text, whatever is in them', () => {
    const values = view({ x: '<img src="y">&amp;', link: '"><b>' });
    expect(told('<p>{{x}}</p><a href="{{link}}">a</a>', values)).toEqual([
      '<p>@1',
      '|<img src="y">&amp;@1',
      '</p>@1',
      '<a href="><b>>@1',
      '|a@1',
      '</a>@1',
    ]);
  });

  it('sections as one voter gets them, and all of them without a voter', () => {
    const html = '{{#x}}a{{/x}}{{^x}}b{{/x}}';
    expect(told(html, view({ x: '1' }))).toEqual(['|a@1']);
    expect(told(html, view({ x: '' }))).toEqual(['|b@1']);
    expect(told(html)).toEqual(['|ab@1']);
    expect(told('{{x}}')).toEqual([`|${UNKNOWN}@1`]);
  });

  it('the lines of a partial as its own', () => {
    const { html } = template({ html: '<p>\n{{> part}}\n<hr>' }, { part: 'a\n<br>' });
    expect(
      htmlNodes(html ?? [])
        .filter((node) => node.kind === 'tag' && !node.closing)
        .map(({ place }) => place),
    ).toEqual(['html.mustache:1', 'part.mustache:2', 'html.mustache:3']);
  });

  it.each(['<a b="', '&#', '<!--', '<style>', '<a ', '</', '<script><!--'])(
    '1 MB of %j in a moment',
    (piece) => {
      const { html } = template({ html: piece.repeat(300_000 / piece.length) });
      const start = performance.now();
      htmlNodes(html ?? []);
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});
