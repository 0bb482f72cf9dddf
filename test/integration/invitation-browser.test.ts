/** Owns the proof in a real browser that the built-in templates can be read on every screen, whatever the roll holds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN, type Words } from '../support/built-in-messages.js';
import { lookAtAll, openInvitation } from '../support/invitation-pages.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';

/** Words that no line can hold, wherever a value stands. */
const LONG: Words = {
  title: 'Vertreterversammlungswahlordnungsänderungsabstimmungsverfahren der Genossenschaft 2027/2031',
  organiser: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft e. V.',
  firstName: 'Karl-Theodor-Maria-Nikolaus-Johann-Jacob-Philipp-Franz',
  lastName: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren',
  link: `https://wahl.example.net/gremienwahl-2027/?token=${'aB3dE5fG7h'.repeat(16)}`,
  id: 'MITGLIED_2027_0004711_ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  password: 'kR7w4XmPh9'.repeat(4),
  contactName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  contactEmail: `${'sehrlangeadresse'.repeat(3)}@wahlausschuss.verwaltung.example.org`,
  phone: '+49 30 123456-7890 (Montag bis Freitag 9 bis 17 Uhr)',
};

/** Texts of which a part is outside of the window, or of the box they stand in. */
const CUT_OFF = `[...document.querySelectorAll('p, h1, h2, li, td, a')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => one.textContent.trim().slice(0, 40))`;

const LINES_OF_LABELS = `[...document.querySelectorAll('.label')].map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getClientRects().length;
})`;

describeWith(['chromium'], 'an invitation in Chromium', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'invitation-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(BUILT_IN)('%s in %s', (product, language) => {
    let page: BrowserPage;
    beforeAll(async () => {
      page = await openInvitation(browser, folder, [product, language], LONG);
    });

    it.each([320, 360, 1200])(
      'needs no scrolling to the side at %i pixels with the longest words',
      async (width) => {
        await lookAtAll(page, width, false);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await page.evaluate(CUT_OFF)).toEqual([]);
        const column = await page.evaluate<number>('document.querySelector(".card").offsetWidth');
        expect(column).toBe(Math.min(width, 600));
      },
    );

    it('has a button as high as a thumb, and each label on one line', async () => {
      await lookAtAll(page, 360, false);
      const height = await page.evaluate<number>('document.querySelector(".button-text").offsetHeight');
      expect(height).toBeGreaterThanOrEqual(44);
      await lookAtAll(page, 1200, false);
      const lines = await page.evaluate<number[]>(LINES_OF_LABELS);
      expect(new Set(lines)).toEqual(new Set([1]));
    });

    it('is dark on a dark screen, and loads nothing', async () => {
      const ground = 'getComputedStyle(document.querySelector(".card")).backgroundColor';
      await lookAtAll(page, 360, true);
      expect(await page.evaluate(ground)).toBe('rgb(27, 34, 44)');
      await lookAtAll(page, 360, false);
      expect(await page.evaluate(ground)).toBe('rgb(255, 255, 255)');
      expect(await page.evaluate('performance.getEntriesByType("resource").length')).toBe(0);
      expect(page.console).toEqual([]);
    });
  });
});
