import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { requestLetter } from '../../../src/request/letter.js';
import { letterHtml } from '../../../src/request/letter-html.js';
import { letterText } from '../../../src/request/letter-text.js';
import { contrast, visibleTexts } from '../../support/html-contrast.js';
import { FACTS, NOTHING } from './facts.js';

/** What is left for the eye, in one line. */
function words(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<title>.*<\/title>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(?:x2F|39|x60|x3D);/gi, (entity) => ({ '&#x2F;': '/', '&#39;': "'" })[entity] ?? '=')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

describe.each(LANGUAGES)('the letter as HTML in %s', (language) => {
  const letter = requestLetter({ ...FACTS, language });
  const html = letterHtml(letter);

  it('says every sentence of the text', () => {
    const shown = words(html)
      .replace(/ ([,.:;)])/g, '$1')
      .toLowerCase();
    const lines = letterText(letter).toLowerCase().split('\n');
    const sentences = lines.map((line) => line.replace(/^- /, '')).filter((line) => /^\S/.test(line));
    expect(sentences.length).toBeGreaterThan(40);
    for (const sentence of sentences) expect(shown).toContain(sentence.replace(/\s+/g, ' '));
    expect(shown).toContain('invite test-connection --host host');
  });

  it('can be read by a screen reader: language, title, headings in order, tables with heads', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}"`));
    expect(html).toMatch(/<title>[^<]*Gremienwahl 2027[^<]*<\/title>/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html.match(/<h[1-6]/g)).toEqual(['<h1', ...Array.from({ length: 8 }, () => '<h2')]);
    expect(html.match(/<th [^>]*scope="row"/g)).toHaveLength(12);
    expect(html.match(/<th[ >]/g)).toHaveLength(12);
  });

  it('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(?:script|img|link|iframe|form|object)|\son\w+=|url\(|src=|href=/i);
  });

  it.each(['light', 'dark'] as const)('has contrast for every word, %s', (mode) => {
    const texts = [...visibleTexts(html, mode), ...visibleTexts(letterHtml(requestLetter(NOTHING)), mode)];
    expect(texts.length).toBeGreaterThan(100);
    expect(new Set(texts.map(({ background }) => background))).toContain(
      mode === 'dark' ? '#1b222c' : '#ffffff',
    );
    // WCAG 2.2, 1.4.3.
    const weak = texts.filter(({ color, background }) => contrast(color, background) < 4.5);
    expect(weak).toEqual([]);
    for (const { size } of texts) expect(size).toBeGreaterThanOrEqual(14);
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img'],
    ["' onmouseover='x", '&#39; onmouseover'],
    ['A\r\n<b>B', 'A &lt;b&gt;B'],
    ['</title><style>*{}', '&lt;&#x2F;title&gt;&lt;style&gt;'],
  ])('escapes %j', (value, escaped) => {
    const contact = { name: value, email: value, phone: value };
    const facts = { ...FACTS, language, title: value, organiser: value, contact, timezone: 'Europe/Berlin' };
    const hostile = letterHtml(requestLetter(facts));
    expect(hostile).toContain(escaped);
    expect(tagsOf(hostile)).toEqual(tagsOf(html));
  });

  it('marks what is to be filled in', () => {
    expect(html).not.toContain('class="blank"');
    const blanks = letterHtml(requestLetter({ ...NOTHING, language })).match(/class="blank"/g) ?? [];
    expect(blanks.length).toBeGreaterThan(10);
  });
});

/** Elements and attributes, without the texts between them: no value may change them. */
function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}
