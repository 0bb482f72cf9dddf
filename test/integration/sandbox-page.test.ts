/** Owns the proof of the inbox page's guard over real HTTP: loopback, Host, token, method, fetch metadata. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandbox as german } from '../../src/i18n/de/sandbox.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { submitRaw } from '../support/sandbox-client.js';

let parent: string;
let sandbox: Sandbox;
let url: URL;

const wire = [
  'From: Wahl =?utf-8?Q?b=C3=BCro?= <wahl@muster.example>',
  'To: anna@muster.example',
  'Subject: Einladung',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<!doctype html><p>Hallo</p><link rel="preconnect" href="http://127.0.0.1:1">',
  '.',
  '',
].join('\r\n');

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const page = { language: 'de', texts: german.page } as const;
  sandbox = await startSandbox({ directory: join(parent, 'messages'), page });
  url = new URL(sandbox.inboxUrl ?? '');
  await submitRaw(sandbox, 'anna@muster.example', Buffer.from(wire));
});

afterAll(async () => {
  await sandbox.close();
  await rm(parent, { recursive: true, force: true });
});

interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(
  path = '',
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject).end();
  });
}

describe('the inbox page', () => {
  it('is at a secret path of 127.0.0.1 that is another at each start', async () => {
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.pathname).toMatch(/^\/[A-Za-z0-9_-]{32}\/$/);
    const page = { language: 'de', texts: german.page } as const;
    const other = await startSandbox({ directory: join(parent, 'other'), page });
    expect(new URL(other.inboxUrl ?? '').pathname).not.toBe(url.pathname);
    await other.close();
  });

  it('is not there unless it is asked for', async () => {
    const other = await startSandbox({ directory: join(parent, 'no-page') });
    expect(other.inboxUrl).toBeNull();
    await other.close();
  });

  it('is the document, under its policy', async () => {
    const { status, headers, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatch(/^<!doctype html>/);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lists and shows a message as JSON without its HTML', async () => {
    const list = JSON.parse((await ask('messages')).body);
    expect(list).toMatchObject({ total: 1, messages: [{ number: 1, recipient: 'anna@muster.example' }] });
    const { headers, body } = await ask(`message/${list.messages[0].fileName}`);
    expect(headers['content-type']).toBe('application/json');
    const message = JSON.parse(body);
    expect(message).toMatchObject({ from: 'Wahl büro <wahl@muster.example>', hasHtml: true });
    expect(message.source.text).toBe(wire.slice(0, -3).replaceAll('\r\n', '\n'));
    expect(message).not.toHaveProperty('html');
    expect(message).not.toHaveProperty('bytes');
    expect(JSON.parse((await ask('messages?after=1')).body)).toEqual({
      total: 1,
      oldest: list.messages[0].fileName,
      messages: [],
    });
  });

  it('serves the HTML disarmed and boxed in, and the file as a download byte for byte', async () => {
    const { messages } = JSON.parse((await ask('messages')).body);
    const frame = await ask(`message/${messages[0].fileName}/frame`);
    expect(frame.body).toContain('<head><base target="_blank"></head><body><p>Hallo</p>');
    expect(frame.body).not.toContain('<link');
    expect(frame.headers['content-security-policy']).toMatch(/^default-src 'none'; .*; sandbox$/);
    const file = await ask(`message/${messages[0].fileName}/file`);
    expect(file.body).toBe(wire.slice(0, -3));
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${messages[0].fileName}"`);
  });
});

describe('a request', () => {
  it.each([
    ['of another Host', { headers: { Host: 'evil.test' } }, 403],
    ['of the name localhost', { headers: { Host: 'localhost' } }, 403],
    ['begun by another site', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['begun by another port of this computer', { headers: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['by POST', { method: 'POST' }, 405],
    ['by HEAD', { method: 'HEAD' }, 405],
  ])('%s is refused although it has the token', async (_name, options, status) => {
    const response = await ask('', options);
    expect(response.status).toBe(status);
    expect(response.body).not.toContain('html');
  });

  it('by POST is told what is allowed', async () => {
    expect((await ask('', { method: 'POST' })).headers.allow).toBe('GET');
  });

  it.each(['/', '/messages', `/${'x'.repeat(32)}/messages`, '/favicon.ico'])(
    'for %s without the token is refused',
    async (path) => {
      const { status, body, headers } = await ask(path);
      expect([status, body]).toEqual([404, '404\n']);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    },
  );

  it('for a message that is not there is refused', async () => {
    expect((await ask('message/000009-0123456789abcdef.eml')).status).toBe(404);
  });

  it('without any Host is refused', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(url.port), '127.0.0.1', () => {
        socket.write(`GET ${url.pathname} HTTP/1.0\r\n\r\n`);
      });
      socket.once('data', (chunk) => resolve(String(chunk)));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('from another address of this computer finds nobody', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const addresses = [
      '127.0.0.2',
      ...others.filter(({ internal }) => !internal).map(({ address }) => address),
    ];
    for (const host of addresses) {
      for (const port of [Number(url.port), sandbox.ports.ssl, sandbox.ports.starttls]) {
        const found = await new Promise<string>((resolve) => {
          const socket = connect({ host, port }, () => {
            socket.destroy();
            resolve('somebody');
          });
          socket.on('error', () => resolve('nobody'));
        });
        expect(`${host}: ${found}`).toBe(`${host}: nobody`);
      }
    }
  });
});
