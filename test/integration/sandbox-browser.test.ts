/** Owns the proof in a real browser: messages appear by themselves, and a hostile one can do nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { sandbox as german } from '../../src/i18n/de/sandbox.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';
import { setTrap, type Trap } from '../support/trap.js';

describeWith(['chromium'], 'the inbox page in Chromium', () => {
  let browser: Browser;
  let parent: string;
  let sandbox: Sandbox;
  let page: BrowserPage;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const words = { language: 'de', texts: german.page } as const;
    sandbox = await startSandbox({ directory: join(parent, 'messages'), page: words });
    page = await browser.open(sandbox.inboxUrl ?? '');
    await page.look({ width: 1200, height: 800, dark: false });
  });
  afterEach(async () => {
    await sandbox.close();
    await rm(parent, { recursive: true, force: true });
  });

  function account() {
    return {
      host: sandbox.host,
      port: sandbox.ports.ssl,
      secure: true,
      auth: { user: sandbox.user, pass: sandbox.password.reveal() },
      tls: { ca: sandbox.ca, rejectUnauthorized: true },
    };
  }

  /** One connection for all: the server waits a tenth of a second before it greets. */
  async function submitMany(subjects: readonly string[]) {
    const client = createTransport({ ...account(), pool: true, maxConnections: 1 });
    for (const subject of subjects) {
      await client.sendMail({ from: 'wahl@muster.example', to: 'anna@muster.example', text: 'x', subject });
    }
    client.close();
  }

  async function submit(message: { subject: string; html?: string; text?: string; to?: string }) {
    await createTransport(account()).sendMail({
      from: 'wahl@muster.example',
      to: 'anna@muster.example',
      text: 'x',
      ...message,
    });
  }

  const shown = 'document.querySelector("article:not([hidden]) h2")?.textContent';
  const listed = '[...document.querySelectorAll("#list li")].map((item) => item.innerText)';

  it('shows a message by itself once it arrives, and the next one too', async () => {
    await page.waitFor(`document.querySelector('#hint h2').textContent === '${german.page.emptyTitle}'`);
    await submit({ subject: 'Erste', to: 'Anna Beispiel <anna@muster.example>' });
    await page.waitFor(`${shown} === 'Erste'`);
    await submit({ subject: 'Zweite' });
    await page.waitFor(`${listed}.length === 2`);
    const [newest, oldest] = await page.evaluate<string[]>(listed);
    expect(newest).toMatch(/^anna@muster\.example\n\d\d:\d\d:\d\d\nZweite$/);
    expect(oldest).toMatch(/^Anna Beispiel\n\d\d:\d\d:\d\d\nanna@muster\.example · Erste$/);
    expect(await page.evaluate(shown)).toBe('Erste');
    expect(await page.evaluate('document.getElementById("count").textContent')).toBe('2 Nachrichten');
  });

  it('changes between formatted, text and source', async () => {
    await submit({ subject: 'Ansichten', text: 'Nur Text', html: '<p>Gestaltet</p>' });
    await page.waitFor(`${shown} === 'Ansichten'`);
    const open = (view: string) => page.evaluate(`document.querySelector('[data-view=${view}]').click()`);
    expect(await page.evaluate('document.querySelectorAll("iframe").length')).toBe(1);
    await open('text');
    expect(await page.evaluate('document.querySelector("pre").textContent.trim()')).toBe('Nur Text');
    await open('source');
    expect(await page.evaluate('document.querySelector("pre").textContent')).toContain('Subject: Ansichten');
    await open('html');
    expect(await page.evaluate('document.querySelector("iframe").getAttribute("sandbox")')).toBe('');
  });

  it('lists a hundred at first and the older ones when asked', async () => {
    await submitMany(Array.from({ length: 103 }, (_, index) => `Nummer ${index + 1}`));
    page = await browser.open(sandbox.inboxUrl ?? '');
    await page.waitFor(`${listed}.length === 100`);
    await page.evaluate('document.getElementById("older").click()');
    await page.waitFor(`${listed}.length === 103`);
    expect((await page.evaluate<string[]>(listed)).at(-1)).toContain('Nummer 1');
    expect(await page.evaluate('document.getElementById("older").hidden')).toBe(true);
  });

  it('has room for one thing at a time on a phone: the list, then a message with a way back', async () => {
    await page.look({ width: 390, height: 800, dark: true });
    await submit({ subject: 'Schmal', html: '<p>schmal</p>' });
    page = await browser.open(sandbox.inboxUrl ?? '');
    await page.look({ width: 390, height: 800, dark: true });
    await page.waitFor(`${listed}.length === 1`);
    const visible =
      'document.querySelector("nav").offsetWidth + " " + document.querySelector("#reader").offsetWidth';
    await page.evaluate('location.hash = ""');
    await page.waitFor(`${visible} === '390 0'`);
    await page.evaluate('document.querySelector("#list button").click()');
    await page.waitFor(`${visible} === '0 390'`);
    await page.waitFor('document.querySelector(".back")');
    await page.evaluate('document.querySelector(".back").click()');
    await page.waitFor(`${visible} === '390 0'`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('begins anew with a rehearsal that another process begins in the same folder', async () => {
    await submitMany(['Alt 1', 'Alt 2']);
    await page.waitFor(`${listed}.length === 2`);
    const own = sandbox;
    sandbox = await startSandbox({ directory: join(parent, 'messages'), fresh: true });
    await submitMany(['Neu 1', 'Neu 2', 'Neu 3']);
    await page.waitFor(`${listed}.length === 3`);
    expect((await page.evaluate<string[]>(listed)).join()).not.toContain('Alt');
    await own.close();
  });

  it('says so when the sandbox has stopped', async () => {
    await page.waitFor('document.getElementById("count").textContent !== ""');
    await sandbox.close();
    await page.waitFor('!document.getElementById("offline").hidden');
  });

  it('breaks no rule of its own policy', async () => {
    await submit({ subject: 'Sauber', html: '<p style="color:red">Gestaltet</p>' });
    await page.waitFor(`${shown} === 'Sauber'`);
    await sleep(500);
    expect(page.console).toEqual([]);
  });

  describeWith(['chromium'], 'with a hostile message', () => {
    let trap: Trap;
    let remote: string;

    beforeEach(async () => {
      trap = await setTrap();
      remote = trap.url;
    });
    afterEach(() => trap.close());

    it('runs no script and connects to nobody', async () => {
      const run = (name: string) => `top.document.title='${name}';fetch('${remote}/${name}')`;
      const markup = [
        `<script>${run('script')}</script><script src="${remote}/src"></script>`,
        `<img src=x onerror="${run('onerror')}"><img src="${remote}/img" srcset="${remote}/set 2x">`,
        `<svg onload="${run('svg')}"><image href="${remote}/svg"/></svg>`,
        `<link rel="preconnect" href="${remote}"><link rel="prefetch" href="${remote}/prefetch">`,
        `<link rel="stylesheet" href="${remote}/css"><style>@import '${remote}/import';`,
        `@font-face{font-family:f;src:url(${remote}/font)}p{font-family:f;background:url(${remote}/bg)}</style>`,
        `<iframe src="${remote}/frame"></iframe><iframe srcdoc="<script>${run('srcdoc')}</script>"></iframe>`,
        `<object data="${remote}/object"></object><embed src="${remote}/embed">`,
        `<video src="${remote}/video" poster="${remote}/poster" autoplay></video>`,
        `<meta http-equiv="refresh" content="0;url=${remote}/refresh"><base href="${remote}/">`,
        `<body background="${remote}/body" onload="${run('onload')}"><p>gezeigt</p>`,
      ];
      const subject = `<img src=x onerror="${run('subject')}">`;
      await submit({ subject, text: `</script><script>${run('text')}</script>`, html: markup.join('\n') });
      await page.waitFor(`${shown}?.startsWith('<img')`);
      for (const view of ['html', 'text', 'source', 'html']) {
        await page.evaluate(`document.querySelector('[data-view=${view}]').click()`);
        await sleep(500);
      }
      expect(trap.hits).toEqual([]);
      expect(await page.evaluate('document.title')).toBe(german.page.title);
      expect(await page.evaluate('document.querySelectorAll("img, svg, script[src]").length')).toBe(0);
    });

    it('cannot lead away: a click on its link or button goes nowhere', async () => {
      const everywhere = 'position:fixed;inset:0;display:block;width:100%;height:50%';
      const link = `<a href="${remote}/link" style="${everywhere}">link</a>`;
      const top = `<a target="_top" href="${remote}/top" style="${everywhere};top:50%;height:25%">top</a>`;
      const form = `<form action="${remote}/form"><button style="${everywhere};top:75%;height:25%">x</button></form>`;
      await submit({ subject: 'Klick', html: link + top + form });
      await page.waitFor(`${shown} === 'Klick'`);
      await sleep(300);
      const before = await browser.tabs();
      const box = await page.evaluate<{ x: number; y: number; width: number; height: number }>(
        'document.querySelector("iframe").getBoundingClientRect().toJSON()',
      );
      for (const part of [0.25, 0.6, 0.85]) {
        await page.click(box.x + box.width / 2, box.y + box.height * part);
        await sleep(200);
      }
      expect(trap.hits).toEqual([]);
      expect(await browser.tabs()).toBe(before);
      expect(await page.evaluate('location.href')).toContain(sandbox.inboxUrl ?? 'no page');
    });

    it('would be caught: the trap sees what a page without the policy does', async () => {
      const open = createHttpServer((_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(`<img src="${remote}/seen"><script>fetch('${remote}/run')</script>`);
      });
      await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
      await browser.open(`http://127.0.0.1:${(open.address() as AddressInfo).port}/`);
      for (let tries = 0; tries < 50 && trap.hits.length < 4; tries += 1) await sleep(100);
      expect(trap.hits).toEqual(expect.arrayContaining(['GET /seen HTTP/1.1', 'GET /run HTTP/1.1']));
      open.closeAllConnections();
      await new Promise((resolve) => open.close(resolve));
    });
  });
});
