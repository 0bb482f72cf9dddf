import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/texts.js';
import { redactNothing } from '../../../src/redaction.js';
import { connectionReport } from '../../../src/report/connection-report.js';
import { escapeHtml } from '../../../src/report/escape-html.js';
import { reportHtml } from '../../../src/report/html.js';
import { REPORT_STYLE } from '../../../src/report/report-style.js';
import { connectionTest, LOGIN_REFUSED } from '../../support/connection-example.js';
import { contrast } from '../../support/html-contrast.js';
import { HOSTILE } from './hostile.js';

const FACTS = {
  tool: 'invite',
  version: '1',
  at: '2027-02-01T09:30:00+01:00',
  platform: 'linux',
  lead: null,
  notice: null,
};

function htmlWith(text: string, language: 'de' | 'en' = 'en'): string {
  const test = connectionTest(
    { ...LOGIN_REFUSED, reply: { code: 535, enhanced: null, text } },
    { transcript: [{ direction: 'server', text, encrypted: true }] },
  );
  const target = { ...test.target, host: text, user: text, sender: text };
  const texts = textsFor(language);
  return reportHtml(connectionReport({ ...test, target }, FACTS, texts, language, redactNothing));
}

/** Elements and attributes without the values that stand between them. */
function skeleton(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/ data-label="[^"]*"/, ''));
}

describe('as HTML', () => {
  const clean = skeleton(htmlWith('harmless'));

  it.each(HOSTILE)('what could break %s leaves every element as it was', (_, text) => {
    expect(skeleton(htmlWith(text))).toEqual(clean);
  });

  it.each(HOSTILE)('of what could break %s nothing can end an element or an attribute', (_, text) => {
    expect(escapeHtml(text)).not.toMatch(/[<>"'`\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|&(?!#\d+;)/u);
  });

  it('runs nothing, loads nothing, and says its language', () => {
    const html = htmlWith('x', 'de');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).toMatch(/<html lang="de">[\s\S]*<title>Verbindungstest/);
    expect(html).not.toMatch(/<(?:script|img|link|iframe|a|form|base)\b| (?:src|href|on\w+)=|@import|url\(/i);
  });

  it('has one heading of the first level, and tables whose cells have their headings', () => {
    const html = htmlWith('x');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<th(?! scope="(?:row|col)"|ead>)/g)).toBeNull();
    expect(html.match(/<th scope="col">/g)).toHaveLength(8);
  });
});

describe('the colours', () => {
  const [light = '', dark = ''] = REPORT_STYLE.split('prefers-color-scheme: dark');
  const PAIRS = [
    ...['ink', 'soft', 'good', 'warn', 'bad'].flatMap((text) => [[text, 'card'] as const]),
    ...[['ink', 'ground'] as const, ['soft', 'ground'] as const],
    ...['good', 'warn', 'bad'].map((text) => [text, `${text}-ground`] as const),
  ];
  const colour = (css: string, name: string): string =>
    new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1] ?? '';

  it.each(PAIRS)('%s on %s can be read by light and in the dark', (text, ground) => {
    for (const css of [light, dark])
      expect(contrast(colour(css, text), colour(css, ground))).toBeGreaterThanOrEqual(4.5);
  });
});
