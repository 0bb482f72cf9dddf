/** Owns the proof in a real browser: leafing, searching, looking, keeping up. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { preview as german } from '../../src/i18n/de/preview.js';
import { preview as english } from '../../src/i18n/en/preview.js';
import { makeVoters } from '../support/example-project.js';
import { type PreviewTrial, previewTrial } from '../support/preview-trial.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';
import { smallPng } from '../support/small-png.js';

const DESKTOP = { width: 1440, height: 900, dark: false };
const position = 'document.getElementById("position").textContent';
const fields = 'document.getElementById("fields").innerText';
const panel = 'document.getElementById("panel").innerText';
const listed = '[...document.querySelectorAll("#list button")].map((button) => button.innerText)';
const frame = 'document.querySelector("iframe")';
const click = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).click()`;
const type = (id: string, text: string) =>
  `(() => { const input = document.getElementById('${id}'); input.focus(); input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new Event('input')); })()`;

describeWith(['chromium'], 'the preview page in Chromium', () => {
  let browser: Browser;
  let trial: PreviewTrial;
  let page: BrowserPage;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  afterEach(() => trial.stop());

  async function open(wishes: Parameters<typeof previewTrial>[0] = {}) {
    trial = await previewTrial({ language: 'de', ...wishes });
    page = await browser.open(trial.url.href);
    await page.look(DESKTOP);
    await page.waitFor('document.querySelector("#message:not([hidden])")');
  }

  it('leafs through the voters by buttons, keys and lines', async () => {
    await open();
    expect(await page.evaluate(position)).toBe('Person 1 von 120');
    await page.evaluate(click('#next'));
    await page.waitFor(`${position} === 'Person 2 von 120'`);
    await page.press('ArrowRight');
    await page.waitFor(`${position} === 'Person 3 von 120'`);
    await page.press('ArrowLeft');
    await page.waitFor(`${position} === 'Person 2 von 120'`);
    await page.press('End');
    await page.waitFor(`${position} === 'Person 120 von 120'`);
    expect(await page.evaluate('document.getElementById("next").disabled')).toBe(true);
    await page.waitFor(`${listed}.length === 20`);
    await page.evaluate(
      'document.getElementById("line").focus(); document.getElementById("line").value = "9"',
    );
    await page.press('Enter');
    await page.waitFor(`${position} === 'Person 8 von 120'`);
    expect(await page.evaluate(fields)).toContain('Željka Šimek <voter8@voters.example>');
    expect(await page.evaluate('location.hash')).toBe('#9');
    expect(page.console).toEqual([]);
  });

  it('finds voters, however their names are typed, and opens the first with Enter', async () => {
    await open();
    await page.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.evaluate(type('search', 'zeljka simek'));
    await page.waitFor(`${listed}.length > 0 && ${listed}.every((text) => text.startsWith('Željka Šimek'))`);
    await page.press('Enter');
    await page.waitFor(`${fields}.includes('Željka Šimek')`);
    await page.evaluate(type('search', '0000077'));
    await page.waitFor(`${listed}.length === 1`);
    await page.evaluate(type('search', "o'neill"));
    await page.waitFor(`${listed}.length > 0 && ${listed}.every((text) => text.includes("O'Neill"))`);
    await page.evaluate(type('search', 'nobody'));
    await page.waitFor(`document.getElementById('none').innerText === '${german.page.noneFound}'`);
  });

  it('changes between formatted, text, source and headers, phone and desktop, light and dark', async () => {
    const html =
      '<style>@media (prefers-color-scheme: dark) { p { color: red } }</style><p>{{password}} {{id}}</p>';
    await open({ parts: { html } });
    expect(
      await page.evaluate(`[${frame}.getAttribute('sandbox'), ${frame}.src.includes('scheme=light')]`),
    ).toEqual(['', true]);
    await page.evaluate(click('#width [data-value=phone]'));
    expect(await page.evaluate(`${frame}.clientWidth`)).toBe(360);
    await page.evaluate(click('#scheme [data-value=dark]'));
    expect(await page.evaluate(`${frame}.src`)).toContain('scheme=dark');
    await page.evaluate(click('#views [data-value=text]'));
    expect(await page.evaluate(panel)).toContain('Ihr Kennwort:   ••••••');
    await page.evaluate(click('#views [data-value=source]'));
    expect(await page.evaluate(panel)).toContain('Subject: Einladung: Gremienwahl');
    await page.evaluate(click('#views [data-value=headers]'));
    expect(await page.evaluate(panel)).toMatch(/Auto-Submitted\s+auto-generated/);
    await page.press('ArrowRight');
    await page.waitFor(`${position} === 'Person 2 von 120'`);
    expect(await page.evaluate(panel)).toMatch(/To\s+.*voter2@voters\.example/);
  });

  it('is dark where the computer is, invitation included', async () => {
    await open();
    await page.look({ ...DESKTOP, dark: true });
    await page.evaluate('location.reload()');
    await page.waitFor(`document.querySelector("iframe")?.src.includes('scheme=dark')`);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(Math.max(...(ground.match(/\d+/g) ?? ['255']).map(Number))).toBeLessThan(60);
  });

  it('changes its language without losing its place', async () => {
    await open();
    await page.press('ArrowRight');
    await page.waitFor(`${position} === 'Person 2 von 120'`);
    await page.evaluate(click('#languages [data-value=en]'));
    await page.waitFor(`${position} === 'Voter 2 of 120'`);
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await page.evaluate('document.querySelector(".badge").textContent')).toBe(english.page.masked);
    await page.waitFor('document.querySelector("#findings").innerText.startsWith("Warning")');
  });

  it('shows a changed template by itself, at the same voter, and a broken one as a finding', async () => {
    await open();
    await page.evaluate(click('#views [data-value=text]'));
    await page.press('ArrowRight');
    await page.waitFor(`${position} === 'Person 2 von 120'`);
    trial.writePart('text', 'Ganz neu: {{id}} {{password}}');
    await page.waitFor(`${panel}.startsWith('Ganz neu: 0000002')`);
    expect(await page.evaluate(position)).toBe('Person 2 von 120');
    trial.writePart('text', '{{#id}}');
    await page.waitFor(`document.getElementById('hint').innerText.includes('${german.page.unmade}')`);
    expect(await page.evaluate('document.getElementById("verdict").className')).toBe('bad');
    trial.writePart('text', 'Wieder gut: {{id}} {{password}}');
    await page.waitFor(`${panel}.startsWith('Wieder gut: 0000002')`);
    expect(page.console).toEqual([]);
  });

  it('shows that a file cannot be read, and that it has ended', async () => {
    await open();
    trial.project.writeSettings({ titel: 'x' });
    await page.waitFor('document.getElementById("problem").innerText.includes("titel")');
    expect(await page.evaluate(position)).toBe('Person 1 von 120');
    await trial.stop();
    await page.waitFor('!document.getElementById("offline").hidden');
  });

  it('leads from a finding to its line, and from a line without a voter to what is wrong there', async () => {
    const voters = makeVoters(60).map((voter, index) =>
      index === 40 ? { ...voter, email: 'niemand' } : voter,
    );
    await open({ voters });
    await page.evaluate(click('#findings button.error'));
    await page.waitFor('document.getElementById("hint").innerText.includes("Zeile 42")');
    await page.evaluate(click('#next'));
    await page.waitFor(`${fields}.includes('voter41@') || ${fields}.includes('voter42@')`);
    await page.evaluate(click('#widest'));
    await page.waitFor('document.querySelector("#list [aria-current]")');
  });

  it('has room for one thing at a time on a phone', async () => {
    await open();
    await page.look({ width: 360, height: 740, dark: false });
    const widths =
      '[..."nav, #reader, aside".split(", ")].map((one) => document.querySelector(one).offsetWidth > 0)';
    expect(await page.evaluate(widths)).toEqual([false, true, false]);
    await page.evaluate(click('#panels [data-value=voters]'));
    expect(await page.evaluate(widths)).toEqual([true, false, false]);
    await page.evaluate(click('#list button'));
    expect(await page.evaluate(widths)).toEqual([false, true, false]);
    await page.evaluate(click('#panels [data-value=findings]'));
    expect(await page.evaluate(widths)).toEqual([false, false, true]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('names every control, and has text of enough contrast', async () => {
    await open();
    const nameless = `[...document.querySelectorAll('button, input, iframe, [role=tablist], [role=group], nav, aside, section')]
      .filter((one) => !(one.innerText?.trim() || one.getAttribute('aria-label') || one.title || one.labels?.length))
      .map((one) => one.outerHTML)`;
    expect(await page.evaluate(nameless)).toEqual([]);
    for (const dark of [false, true]) {
      await page.look({ ...DESKTOP, dark });
      expect(await page.evaluate<string[]>(LOW_CONTRAST)).toEqual([]);
    }
  });

  // UPDATE_SCREENSHOTS=1 takes the picture of the READMEs anew; without it, it goes to a temporary folder.
  it('has a picture in both READMEs that is no burden', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const kept = join(root, 'docs/screenshots/preview.png');
    await open({ folder: join(root, 'examples/online-wahl') });
    await page.look({ width: 1400, height: 860, dark: false });
    await sleep(500);
    const isWanted = process.env['UPDATE_SCREENSHOTS'] === '1';
    const taken = join(trial.project.folder, 'preview.png');
    await page.screenshot(taken);
    if (isWanted) await writeFile(kept, smallPng(await readFile(taken)));
    expect((await stat(kept)).size).toBeLessThanOrEqual(150_000);
    for (const name of ['README.md', 'README.de.md'])
      expect(await readFile(join(root, name), 'utf8')).toContain('(docs/screenshots/preview.png)');
  });
});

/** Texts of the page, enabled and seen, whose contrast is below 4.5 (WCAG 2.2, 1.4.3). */
const LOW_CONTRAST = `(() => {
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (color) => numbers(color).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    const color = getComputedStyle(one).backgroundColor;
    return (numbers(color)[3] ?? 1) > 0 || !one.parentElement ? color : ground(one.parentElement);
  };
  return [...document.querySelectorAll('body *')].filter((one) => one.offsetWidth > 0 && !one.closest(':disabled')
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())).flatMap((one) => {
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    return ratio < 4.5 ? [one.textContent.trim() + ': ' + ratio.toFixed(2)] : [];
  });
})()`;
