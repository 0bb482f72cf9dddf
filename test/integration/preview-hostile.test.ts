/** Owns the proof in a real browser that a hostile template and a hostile roll can do nothing on the preview page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeVoters } from '../support/example-project.js';
import { type PreviewTrial, previewTrial } from '../support/preview-trial.js';
import { describeWith } from '../support/require-debian.js';
import { type Browser, type BrowserPage, startBrowser } from '../support/sandbox-browser.js';
import { setTrap, type Trap } from '../support/trap.js';

const click = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).click()`;
const type = (id: string, text: string) =>
  `(() => { const input = document.getElementById('${id}'); input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new Event('input')); })()`;

describeWith(['chromium'], 'a hostile template and a hostile roll', () => {
  let browser: Browser;
  let trial: PreviewTrial;
  let page: BrowserPage;
  let trap: Trap;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    trap = await setTrap();
  });
  afterEach(async () => {
    await trial.stop();
    await trap.close();
  });

  async function open(wishes: Parameters<typeof previewTrial>[0]) {
    trial = await previewTrial({ language: 'de', ...wishes });
    page = await browser.open(trial.url.href);
    await page.look({ width: 1440, height: 900, dark: false });
    await page.waitFor('document.querySelector("#message:not([hidden])")');
  }

  const run = (name: string) => `top.document.title='${name}';fetch('${trap.url}/${name}')`;

  it('attack 17: runs no script and connects to nobody', async () => {
    const { url } = trap;
    const html = [
      `<script>${run('script')}</script><script src="${url}/src"></script>`,
      `<img src=x onerror="${run('onerror')}"><img src="${url}/img" srcset="${url}/set 2x">`,
      `<svg onload="${run('svg')}"><image href="${url}/svg"/></svg><link rel="preconnect" href="${url}">`,
      `<link rel="stylesheet" href="${url}/css"><style>@import '${url}/import';`,
      `@font-face{font-family:f;src:url(${url}/font)}p{font-family:f;background:url(${url}/bg)}`,
      `@media (prefers-color-scheme: dark){p{background:url(${url}/dark)}}</style>`,
      `<iframe src="${url}/frame"></iframe><iframe srcdoc="<script>${run('srcdoc')}</script>"></iframe>`,
      `<object data="${url}/object"></object><embed src="${url}/embed"><video src="${url}/v" autoplay></video>`,
      `<meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/">`,
      `<form action="${url}/form"><input autofocus></form><body onload="${run('onload')}">`,
      `<a href="javascript:${run('href')}">x</a><p>{{id}} {{password}} {{firstName}}</p>`,
    ].join('\n');
    const hostile = [
      `<img src=x onerror="${run('name')}">`,
      `<script>${run('cell')}</script>`,
      '\u202Egnp.exe\u202C',
      `"><iframe src=${url}/cell>`,
      'javascript:alert(1)',
    ];
    const voters = makeVoters(5).map((voter, index) => ({
      ...voter,
      lastName: `"${(hostile[index] ?? '').replaceAll('"', '""').replaceAll(';', ',')}"`,
    }));
    const parts = {
      html,
      subject: '</title><script>{{lastName}}',
      text: '</script>{{lastName}} {{id}} {{password}}',
    };
    await open({ voters, parts });
    for (let index = 0; index < 5; index += 1) {
      for (const scheme of ['light', 'dark']) {
        await page.evaluate(click(`#scheme [data-value=${scheme}]`));
        await sleep(150);
      }
      for (const view of ['text', 'source', 'headers', 'html'])
        await page.evaluate(click(`#views [data-value=${view}]`));
      await page.evaluate(click('#next'));
      await sleep(100);
    }
    await page.evaluate(type('search', '<script>'));
    await sleep(600);
    expect(trap.hits).toEqual([]);
    expect(
      page.requests.filter((asked) => !asked.startsWith(trial.url.origin) && !asked.startsWith('data:')),
    ).toEqual([]);
    expect(await page.evaluate('document.title')).toBe('Vorschau: Gremienwahl');
    expect(
      await page.evaluate('document.querySelectorAll("img, svg, script[src], main iframe iframe").length'),
    ).toBe(0);
    expect(await page.evaluate('/[\\u202a-\\u202e]/.test(document.body.innerText)')).toBe(false);
  });

  it('cannot lead away: a click on its link or button goes nowhere', async () => {
    const everywhere = 'position:fixed;inset:0;display:block;width:100%;height:50%';
    const html = [
      `<p>{{id}} {{password}}</p><a href="${trap.url}/link" style="${everywhere}">link</a>`,
      `<a target="_top" href="${trap.url}/top" style="${everywhere};top:50%;height:25%">top</a>`,
      `<form action="${trap.url}/form"><button style="${everywhere};top:75%;height:25%">x</button></form>`,
    ].join('');
    await open({ parts: { html } });
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
    expect(await page.evaluate('location.href')).toContain(trial.url.href);
    await page.evaluate(click('summary'));
    expect(await page.evaluate('document.querySelector("#panel details").innerText')).toContain(
      `${trap.url}/link`,
    );
  });
});
