/** Owns the checks of the inbox page's document and policy. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sandbox as german } from '../../../src/i18n/de/sandbox.js';
import { sandbox as english } from '../../../src/i18n/en/sandbox.js';
import { escapeHtml } from '../../../src/page/document.js';
import { inboxPage, PAGE_POLICY } from '../../../src/sandbox/inbox-page.js';

const page = inboxPage({ language: 'de', texts: german.page });
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const between = (start: string, end: string) => page.split(start)[1]?.split(end)[0] ?? '';

describe('the policy of the page', () => {
  it('lets run exactly the style and the script of the document', () => {
    expect(PAGE_POLICY).toContain(`style-src ${hash(between('<style>', '</style>'))};`);
    expect(PAGE_POLICY).toContain(`script-src ${hash(between('<script>', '</script>'))};`);
    expect(PAGE_POLICY).toMatch(/^default-src 'none';/);
    expect(PAGE_POLICY).not.toContain('unsafe');
  });

  it('is not needed to keep markup out: the script writes text only', () => {
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(/);
  });

  it('allows no address but its own: the document names none', () => {
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|src="\/\//);
  });
});

describe('the document', () => {
  it('is German in German and English in English', () => {
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<h1>Posteingang der Probe</h1>');
    expect(inboxPage({ language: 'en', texts: english.page })).toContain('<h1>Sandbox inbox</h1>');
  });

  it('cannot be broken by a text', () => {
    const title = '</title><script>alert(1)</script>"\'&';
    const hostile = inboxPage({ language: 'en', texts: { ...english.page, title } });
    expect(hostile).not.toContain('<script>alert');
    expect(hostile.match(/<script/g)).toHaveLength(2);
    expect(hostile).toContain(`<title>${escapeHtml(title)}</title>`);
  });

  it('uses each of its texts', () => {
    for (const key of Object.keys(english.page)) {
      expect(page.includes(`texts.${key}`) || page.includes(escapeHtml(Reflect.get(german.page, key)))).toBe(
        true,
      );
    }
  });
});
