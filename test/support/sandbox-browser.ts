/** Owns a headless Chromium for tests, driven over a pipe by the DevTools protocol: no port, no package. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

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
  /** Texts of the console and of refused policies so far. */
  readonly console: readonly string[];
  /** Addresses that the page and its frames have asked for so far. */
  readonly requests: readonly string[];
}

export interface Browser {
  open(url: string): Promise<BrowserPage>;
  /** Number of tabs and windows. */
  tabs(): Promise<number>;
  close(): Promise<void>;
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  // Coloured edges of letters would need more than 256 colours in a screenshot.
  '--disable-lcd-text',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--remote-debugging-pipe',
  '--lang=de',
];

export async function startBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'sandbox-browser-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const protocol = speak(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    open: (url) => openPage(protocol, url),
    tabs: async () => {
      const { targetInfos } = await protocol.call('Target.getTargets', {});
      return (targetInfos as { type: string }[]).filter(({ type }) => type === 'page').length;
    },
    close: async () => {
      await protocol.call('Browser.close', {});
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Values = Record<string, unknown>;

interface Protocol {
  call(method: string, params: Values, sessionId?: string): Promise<Values>;
  onEvent(listener: (event: { method: string; params: Values; sessionId?: string }) => void): void;
}

/** Messages are JSON, each ended by a NUL. */
function speak(input: Writable, output: Readable): Protocol {
  const waiting = new Map<number, { resolve: (value: Values) => void; reject: (error: Error) => void }>();
  const listeners: ((event: { method: string; params: Values; sessionId?: string }) => void)[] = [];
  let last = 0;
  let buffered = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (buffered + chunk).split('\0');
    buffered = messages.pop() ?? '';
    for (const message of messages.map((text) => JSON.parse(text))) {
      const call = waiting.get(message.id);
      if (call === undefined) for (const listener of listeners) listener(message);
      else if (message.error) call.reject(new Error(message.error.message));
      else call.resolve(message.result);
    }
  });
  const call = (method: string, params: Values, sessionId?: string) =>
    new Promise<Values>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  return { call, onEvent: (listener) => listeners.push(listener) };
}

async function openPage(protocol: Protocol, url: string): Promise<BrowserPage> {
  const { targetId } = await protocol.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await protocol.call('Target.attachToTarget', { targetId, flatten: true });
  const call = (method: string, params: Values = {}) => protocol.call(method, params, String(sessionId));
  const log: string[] = [];
  const requests: string[] = [];
  protocol.onEvent((event) => {
    if (event.sessionId === sessionId && event.method === 'Network.requestWillBeSent')
      requests.push((event.params['request'] as { url: string }).url);
    if (event.sessionId === sessionId && /^(Log\.entryAdded|Runtime\.consoleAPICalled)$/.test(event.method)) {
      log.push(JSON.stringify(event.params));
    }
  });
  await call('Log.enable');
  await call('Runtime.enable');
  await call('Network.enable');
  await call('Page.enable');
  await call('Page.navigate', { url });

  const evaluate = async <T>(expression: string) => {
    const { result } = await call('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    return (result as { value: T }).value;
  };
  return {
    evaluate,
    waitFor: async (expression) => {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await evaluate(`Boolean(${expression})`)) === true) return;
        await sleep(100);
      }
      throw new Error(`never true in the page: ${expression}\n${await evaluate('document.body.innerText')}`);
    },
    click: async (x, y) => {
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
        await call('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
    },
    press: async (key) => {
      for (const type of ['keyDown', 'keyUp']) {
        await call('Input.dispatchKeyEvent', {
          type,
          key,
          text: key.length === 1 && type === 'keyDown' ? key : '',
        });
      }
    },
    look: async ({ width, height, dark }) => {
      await call('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
      const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
      await call('Emulation.setEmulatedMedia', { features });
    },
    screenshot: async (path) => {
      const { data } = await call('Page.captureScreenshot');
      await writeFile(path, Buffer.from(String(data), 'base64'));
    },
    console: log,
    requests,
  };
}
