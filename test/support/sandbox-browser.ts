/** Owns a headless Chromium for tests: the one door to playwright-core, which drives the system's browser over a pipe. */
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page, type Request } from 'playwright-core';

export interface BrowserPage {
  /** Value of an expression in the page, which must survive JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Asks ten times a second until the expression is true; throws after ten seconds. */
  waitFor(expression: string): Promise<void>;
  /** A real click, in CSS pixels, also inside a frame. */
  click(x: number, y: number): Promise<void>;
  /** A real key, by its name in KeyboardEvent.key. */
  press(key: string): Promise<void>;
  look(looks: { readonly width: number; readonly height: number; readonly dark: boolean }): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Texts of the console, of refused policies and of uncaught errors so far. */
  readonly console: readonly string[];
  /**
   * Addresses that the page and its frames have asked for so far, without what a policy held back, and without what was
   * given up with its frame before the policy was asked: of that, only the server asked for can tell (trap.ts).
   */
  readonly requests: readonly string[];
}

export interface Browser {
  open(url: string): Promise<BrowserPage>;
  /** Number of tabs and windows. */
  tabs(): Promise<number>;
  close(): Promise<void>;
}

const FLAGS = [
  '--disable-gpu',
  // Coloured edges of letters would need more than 256 colours in a screenshot.
  '--disable-lcd-text',
  '--lang=de',
];

export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: FLAGS,
    chromiumSandbox: false,
  });
  const context = await browser.newContext({ locale: 'de-DE' });
  return {
    open: async (url) => {
      const page = await context.newPage();
      const seen = watch(page);
      await page.goto(url, { waitUntil: 'commit' });
      return pageFor(page, seen);
    },
    tabs: async () => browser.contexts().flatMap((one) => one.pages()).length,
    close: () => browser.close(),
  };
}

/** Chromium announces a font before it asks the policy; a frame that is replaced in between cancels the question. */
const NEVER_SENT: ReadonlySet<string> = new Set(['csp', 'net::ERR_ABORTED']);

type Seen = Pick<BrowserPage, 'console' | 'requests'>;

function watch(page: Page): Seen {
  const log: string[] = [];
  const requests = new Set<Request>();
  page.on('console', (message) => log.push(message.text()));
  page.on('pageerror', (error) => log.push(String(error)));
  page.on('request', (request) => requests.add(request));
  page.on('requestfailed', (request) => {
    if (NEVER_SENT.has(request.failure()?.errorText ?? '')) requests.delete(request);
  });
  return {
    console: log,
    get requests() {
      return [...requests].map((request) => request.url());
    },
  };
}

function pageFor(page: Page, seen: Seen): BrowserPage {
  return {
    console: seen.console,
    get requests() {
      return seen.requests;
    },
    evaluate: <T>(expression: string) => page.evaluate<T>(expression),
    waitFor: async (expression) => {
      // From outside: `waitForFunction` would need the page's policy to allow eval.
      for (let tries = 0; tries < 100; tries += 1) {
        if (await isTrue(page, expression)) return;
        await sleep(100);
      }
      const text = await page.evaluate('document.body.innerText');
      throw new Error(`never true in the page: ${expression}\n${text}`);
    },
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    look: async ({ width, height, dark }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    },
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
  };
}

/** False also while the page is being loaded anew, when nothing can be asked. */
async function isTrue(page: Page, expression: string): Promise<boolean> {
  try {
    return (await page.evaluate(`Boolean(${expression})`)) === true;
  } catch (error) {
    if (/context was destroyed|navigat/i.test(String(error))) return false;
    throw error;
  }
}
