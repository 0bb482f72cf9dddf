import { describe, expect, it } from 'vitest';
import { isSafeLink, type LinkRule } from '../../../src/message/html-placement.js';
import { template } from './examples.js';

function placed(html: string): string {
  const { links, refused, splits } = template({ html }).placement;
  const told = [
    ...links.map((use) => `${use.name}: link ${use.rule}`),
    ...refused.map((use) => `${use.name}: not in ${use.attribute}`),
    ...splits.map((use) => `${use.name}: split`),
  ];
  return told.join(', ') || 'fine';
}

describe('placementIn says of', () => {
  it.each([
    ['<p>{{x}}</p>', 'fine'],
    ['a < b {{x}} > c', 'fine'],
    ['<!doctype html><html lang="de">{{x}}', 'fine'],
    ['<title>{{x}}</title>', 'fine'],
    ['<title><a {{x}}</title>', 'fine'],
    ['<p title="{{x}}" lang=\'{{y}}\'>', 'fine'],
    ['<img alt="a > {{x}}">', 'fine'],
    ['<style>a{}</style><p>{{x}}', 'fine'],
    ['<STYLE>a{}</STYLE><p>{{x}}', 'fine'],
    ['<br/>{{x}}', 'fine'],
    ['<!-- c --><p>{{x}}', 'fine'],
    ['<!--><p>{{x}}', 'fine'],
    // Why: a script that writes a script was taken to end with the inner one, and cells would have become code.
    ['<script><!--<script></script>{{x}}</script>', 'x: not in <script>'],
    ['<SCRIPT><!-- <script > </script>{{x}}</script>', 'x: not in <script>'],
    ['<script><!--<script></script></script>{{x}}', 'fine'],
    ['<script><!--<script>--></script>{{x}}', 'fine'],
    ['<script><!--></script>{{x}}', 'fine'],
    ['<script><!--></script><script>{{x}}', 'x: not in <script>'],
    ['<script><!-- </script>{{x}}', 'fine'],
    ['<script><script></script>{{x}}', 'fine'],
    ['<script><!--<scripts></script>{{x}}', 'fine'],
    ['<script><!--<script>{{#x}}</script>{{/x}}</script>{{y}}', 'x: not in <script>'],
    ['<style><!--<style></style>{{x}}', 'fine'],
    ['<a href="{{x}}">', 'x: link whole'],
    ["<a class=b HREF = '  {{x}} '>", 'x: link whole'],
    ['<a href="{{#x}}{{x}}{{/x}}">', 'x: link whole'],
    ['<a href="https://wahl.example/?id={{x}}#{{y}}">', 'x: link https, y: link https'],
    ['<a href="mailto:{{x}}">', 'x: link mailto'],
    ['<a href="tel:{{x}}">', 'x: link tel'],
    ['<a href="https://{{x}}/">', 'x: not in href'],
    ['<a href="https://wahl.example{{x}}">', 'x: not in href'],
    ['<a href="http://wahl.example/{{x}}">', 'x: not in href'],
    ['<a href="javascript:{{x}}">', 'x: not in href'],
    ['<a href="{{x}}{{y}}">', 'x: not in href, y: not in href'],
    ['<a href="{{x}}', 'x: not in <...'],
    ['<a href={{x}}>', 'x: not in href'],
    ['<a href={{x}} title="{{y}}">', 'x: not in href'],
    ['<base href="{{x}}">', 'x: not in href'],
    ['<link href="{{x}}">', 'x: not in href'],
    ['<img src="{{x}}">', 'x: not in src'],
    ['<img src="https://wahl.example/{{x}}">', 'x: not in src'],
    ['<p style="color:{{x}}">', 'x: not in style'],
    ['<p onclick="{{x}}">', 'x: not in onclick'],
    ['<p {{x}}>', 'x: not in <p>'],
    ['<p{{x}}>', 'x: not in <p>'],
    ['<{{x}}>', 'x: not in <>'],
    ['<p title={{x}}>', 'x: not in title'],
    ['<style>{{x}}</style>', 'x: not in <style>'],
    ['<style>a</styles>{{x}}</style>', 'x: not in <style>'],
    ['<SCRIPT>"<p>{{x}}"</SCRIPT>', 'x: not in <script>'],
    ['<!-- {{x}} -->', 'x: not in <!-- -->'],
    ['<!--[if mso]><a href="{{x}}"><![endif]-->', 'x: not in <!-- -->'],
    ['{{#x}}<p>{{/x}}', 'fine'],
    ['<a{{#x}} title="y"{{/x}}>', 'fine'],
    ['<p {{#x}}title="y{{/x}}">', 'x: split'],
    ['{{#x}}<!-- {{/x}}-->', 'x: split'],
    ['{{^x}}<style>{{/x}}</style>', 'x: split'],
  ])('%s: %s', (html, expected) => {
    expect(placed(html)).toBe(expected);
  });
});

describe('isSafeLink', () => {
  it.each<[LinkRule, string, boolean]>([
    ['whole', 'https://wahl.example/?t=1&u=2#x', true],
    ['whole', 'HTTPS://wahl.example', true],
    ['whole', 'mailto:wahl@muster.example', true],
    ['whole', 'http://wahl.example/', false],
    ['whole', 'javascript:alert(1)', false],
    ['whole', ' https://wahl.example', false],
    ['whole', 'https://wahl.example/a b', false],
    ['whole', 'www.wahl.example', false],
    ['whole', 'https://', false],
    ['https', '0042-a_b~c.d', true],
    ['https', 'a&b', false],
    ['https', 'a/../b', false],
    ['https', 'a+b', false],
    ['mailto', 'wahl+2027@muster.example', true],
    ['mailto', 'a@b.example?bcc=c@d.example', false],
    ['mailto', 'a,b@c.example', false],
    ['tel', '+49 (30) 000-000', true],
    ['tel', '110;x', false],
  ])('%s %s: %s', (rule, value, expected) => {
    expect(isSafeLink(value, rule)).toBe(expected);
  });
});
