/** Owns the proof in a real browser that a report opened from disk does nothing, whatever a server has said. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textsFor } from '../../src/i18n/texts.js';
import { redactNothing } from '../../src/redaction.js';
import { connectionReport } from '../../src/report/connection-report.js';
import { reportHtml } from '../../src/report/html.js';
import { connectionTest, LOGIN_REFUSED } from '../support/connection-example.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';
import { HOSTILE } from '../unit/report/hostile.js';

const FACTS = {
  tool: 'invite',
  version: '1',
  at: '2027-02-01T09:30:00+01:00',
  platform: 'linux',
  lead: null,
  notice: null,
};
/** Reads as a browser shows it: what is no line break, tab or control character for it stays. */
const ALL = HOSTILE.map(([, text]) => text).join(' ');

describeWith(['chromium'], 'a report in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let page: BrowserPage;

  beforeAll(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'report-'));
    const found = { ...LOGIN_REFUSED, reply: { code: 535, enhanced: null, text: ALL } };
    const spoken = { direction: 'server', text: ALL, encrypted: true } as const;
    const test = connectionTest(found, { transcript: Array.from({ length: 60 }, () => spoken) });
    const report = connectionReport(test, FACTS, textsFor('de'), 'de', redactNothing);
    const path = join(folder, 'it.html');
    await writeFile(path, reportHtml(report));
    page = await browser.open(pathToFileURL(path).href);
    await page.waitFor('document.querySelectorAll("section").length === 6');
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has only the elements that are ours, and nothing to complain of', async () => {
    const names = '[...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort()';
    const ours =
      'body code div h1 h2 h3 head html li main meta p section strong style table tbody td th thead title tr ul';
    expect((await page.evaluate<string[]>(names)).join(' ')).toBe(ours);
    const attributes = '[...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames())';
    expect(await page.evaluate(`${attributes}.filter((name) => name.startsWith("on"))`)).toEqual([]);
    expect(page.console).toEqual([]);
    expect(await page.evaluate('document.title')).toBe('Verbindungstest: mail.organiser.test:587 (STARTTLS)');
  });

  it('loads nothing and runs nothing, even if something had got in', async () => {
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.harmed = true">');
      document.body.append(Object.assign(document.createElement('script'), { text: 'window.harmed = true' }));`);
    await page.waitFor('document.querySelector("img").complete');
    expect(await page.evaluate('window.harmed === undefined')).toBe(true);
    expect(page.console.join()).toContain('Content Security Policy');
    await page.evaluate('document.querySelectorAll("img, script").forEach((one) => one.remove())');
  });

  it('shows what the server said letter by letter', async () => {
    const shown = await page.evaluate<string>('document.querySelector(".transcript code").textContent');
    for (const part of ['<script>alert(1)</script>', '&lt;b&gt; &amp;', '**c**', '| b ||'])
      expect(shown).toContain(part);
  });

  it.each([1200, 400, 320])(
    'needs no scrolling to the side at %i pixels, in light and dark',
    async (width) => {
      for (const dark of [false, true]) {
        await page.look({ width, height: 800, dark });
        await page.waitFor(`innerWidth === ${width}`);
        const over = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
        expect(await page.evaluate(over)).toBe(false);
        const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        expect(ground).toBe(dark ? 'rgb(21, 25, 23)' : 'rgb(244, 243, 239)');
      }
    },
  );
});
