/** Owns the proof in a real browser that the picture of a plan is seen on every screen, and that its page does nothing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textsFor } from '../../src/i18n/texts.js';
import { redactNothing } from '../../src/redaction.js';
import { reportHtml } from '../../src/report/html.js';
import { planReport } from '../../src/report/plan-report.js';
import { planExample } from '../support/plan-example.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';

const FACTS = {
  ...{ tool: 'invite', version: '1', at: '2027-02-01T09:30:00+01:00' },
  title: '</title><script>window.harmed = true</script><img src=x onerror="window.harmed = true">',
};
const A_DAY = { perMinute: 30, perDay: 10_000 };
/** With everything that a picture can have, and the longest words for it. */
const FULL = planExample({
  messages: 300_000,
  limits: A_DAY,
  deadline: 300,
  until: 600,
  change: { isMeeting: true, timezone: 'America/Argentina/Buenos_Aires' },
});
const PLANS = {
  full: FULL,
  one: planExample({ messages: 1 }),
  pauses: planExample({ messages: 30_000, limits: A_DAY, deadline: 60 }),
  long: planExample({ messages: 90_000, limits: { perHour: 10 }, deadline: 9_000 }),
};

describeWith(['chromium'], 'the report on a plan in Chromium', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'plan-report-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(name: keyof typeof PLANS): Promise<BrowserPage> {
    const path = join(folder, `${name}.html`);
    const report = planReport(PLANS[name], FACTS, textsFor('de'), 'de', redactNothing);
    await writeFile(path, reportHtml(report));
    const page = await browser.open(pathToFileURL(path).href);
    await page.waitFor('document.querySelectorAll("section").length >= 3');
    return page;
  }

  it('asks for nothing but itself, runs nothing, and has nothing to complain of', async () => {
    const page = await open('full');
    expect(page.requests).toEqual([pathToFileURL(join(folder, 'full.html')).href]);
    expect(page.console).toEqual([]);
    expect(await page.evaluate('window.harmed === undefined')).toBe(true);
    const names = '[...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort()';
    expect((await page.evaluate<string[]>(names)).join(' ')).toBe(
      'body circle desc figcaption figure h1 h2 head html li main meta p path rect section strong style svg table tbody td text th title tr tspan ul',
    );
  });

  it('says in words what the picture shows', async () => {
    const page = await open('full');
    const svg = 'document.querySelector("svg")';
    expect(await page.evaluate(`${svg}.getAttribute("role")`)).toBe('img');
    const labelled = (name: string) => `document.getElementById(${svg}.getAttribute("${name}")).textContent`;
    expect(await page.evaluate(labelled('aria-labelledby'))).toMatch(/^Wie viele Nachrichten/);
    expect(await page.evaluate(labelled('aria-describedby'))).toMatch(
      /^300\.000 Nachrichten, die erste am .*nach dem Beginn.*bis zum Ende nicht mehr hinaus/,
    );
  });

  const WIDTHS = [1200, 600, 360, 320];
  it.each(Object.keys(PLANS) as (keyof typeof PLANS)[])(
    'the picture of %s is whole and can be read on every screen, in light and dark',
    async (name) => {
      const page = await open(name);
      for (const width of WIDTHS)
        for (const dark of [false, true]) {
          await page.look({ width, height: 800, dark });
          await page.waitFor(`innerWidth === ${width}`);
          const over = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
          expect(await page.evaluate(over)).toBe(false);
          expect(await page.evaluate(SMALLEST)).toBeGreaterThanOrEqual(width < 360 ? 10 : 11.5);
          expect(await page.evaluate(OUTSIDE)).toEqual([]);
          expect(await page.evaluate(OVERLAPPING)).toEqual([]);
          const ink = await page.evaluate<string>(
            'getComputedStyle(document.querySelector("svg text:not([class])")).fill',
          );
          expect(ink).toBe(dark ? 'rgb(232, 235, 232)' : 'rgb(29, 35, 33)');
        }
    },
  );

  it('tells what is late by its line, too, and not by colour alone', async () => {
    const page = await open('full');
    const dashes = (kind: string) =>
      `getComputedStyle(document.querySelector(".line.${kind}")).strokeDasharray`;
    expect(await page.evaluate(dashes('gone'))).toBe('none');
    expect(await page.evaluate(dashes('late'))).not.toBe('none');
  });
});

/** Pixels of the letters as they are on the screen. */
const SMALLEST = `(() => {
  const svg = document.querySelector('svg.course');
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return Math.min(...[...svg.querySelectorAll('text')].map((one) => parseFloat(getComputedStyle(one).fontSize) * scale));
})()`;

/** Texts that reach over the edge of the picture. */
const OUTSIDE = `(() => {
  const svg = document.querySelector('svg.course');
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map((one) => one.textContent);
})()`;

/** Pairs of texts that lie on each other, but for a line's spacing. */
const OVERLAPPING = `(() => {
  const boxes = [...document.querySelectorAll('svg.course text')].map((one) => [one.textContent, one.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], index) => boxes.slice(index + 1).flatMap(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return wide > 0 && high > 3 ? [one + ' / ' + other] : [];
  }));
})()`;
