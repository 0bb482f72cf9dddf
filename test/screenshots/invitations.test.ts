/** Owns the pictures of docs/screenshots.md: each built-in template at two widths, light and dark. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUILT_IN } from '../support/built-in-messages.js';
import { lookAtAll, openInvitation } from '../support/invitation-pages.js';
import { withPalette } from '../support/palette-png.js';
import { type Browser, startBrowser } from '../support/sandbox-browser.js';

const PICTURES = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const LARGEST = 80_000;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
  await mkdir(PICTURES, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

it.each(BUILT_IN)('%s in %s', async (product, language) => {
  const page = await openInvitation(browser, folder, [product, language]);
  for (const width of [360, 1200])
    for (const dark of [false, true]) {
      await lookAtAll(page, width, dark);
      const path = join(folder, 'window.png');
      await page.screenshot(path);
      const picture = withPalette(await readFile(path));
      expect(picture.length).toBeLessThan(LARGEST);
      const name = `${product}-${language}-${width}-${dark ? 'dark' : 'light'}.png`;
      await writeFile(join(PICTURES, name), picture);
    }
});
