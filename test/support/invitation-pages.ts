/** Owns the built-in templates as a browser shows them: each as a page on disk, in every width, light and dark. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtInMessage, type InvitationLanguage, type Product, type Words } from './built-in-messages.js';
import type { Browser, BrowserPage } from './sandbox-browser.js';

/** Opens one voter's HTML, from a file in `folder`. */
export async function openInvitation(
  browser: Browser,
  folder: string,
  [product, language]: readonly [Product, InvitationLanguage],
  words: Partial<Words> = {},
): Promise<BrowserPage> {
  const { invitation } = await builtInMessage(product, language, words);
  const path = join(folder, `${product}-${language}.html`);
  await writeFile(path, invitation.html);
  const page = await browser.open(pathToFileURL(path).href);
  await page.waitFor('document.readyState === "complete" && document.querySelector("h1")');
  return page;
}

/** Makes the window as high as the whole invitation, so that nothing of it is out of sight and no bar takes room. */
export async function lookAtAll(page: BrowserPage, width: number, dark: boolean): Promise<void> {
  await page.look({ width, height: 6000, dark });
  await page.waitFor(`innerWidth === ${width} && innerHeight === 6000`);
  const height = await page.evaluate<number>('document.querySelector("body > table").offsetHeight');
  await page.look({ width, height, dark });
  await page.waitFor(`innerHeight === ${height}`);
}
