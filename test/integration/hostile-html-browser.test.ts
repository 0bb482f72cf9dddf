/** Owns the proof in a real browser that what loads by itself is known: refused by the lint, disarmed in the frame. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FRAME_POLICY, framedHtml } from '../../src/page/framed-html.js';
import { loadingHtml } from '../support/html-vectors.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, startBrowser } from '../support/sandbox-browser.js';
import { setTrap } from '../support/trap.js';

describeWith(['chromium'], 'HTML that loads when it is opened', () => {
  let browser: Browser;
  let server: Server;
  let page: string;
  let policy: string | undefined;

  beforeAll(async () => {
    browser = await startBrowser();
    server = createServer((_request, response) => {
      if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Whether the browser went to the trap. */
  async function loads(html: (to: string) => string, under?: string): Promise<boolean> {
    policy = under;
    const trap = await setTrap();
    page = html(trap.url);
    await browser.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    for (let tries = 0; tries < 15 && trap.hits.length === 0; tries += 1) await sleep(100);
    await trap.close();
    return trap.hits.length > 0;
  }

  it.each(loadingHtml('').map((html, index) => [html, index] as const))(
    '%s does so as it is, and not in the frame',
    async (_html, index) => {
      expect(await loads((to) => loadingHtml(to)[index] ?? '')).toBe(true);
      expect(await loads((to) => framedHtml(loadingHtml(to)[index] ?? ''), FRAME_POLICY)).toBe(false);
    },
  );
});
