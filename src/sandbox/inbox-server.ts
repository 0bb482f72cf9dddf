/** Owns the small web server behind the inbox page: 127.0.0.1, a free port, a secret path, GET only. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../fault.js';
import { codeOf } from './directory.js';
import type { Inbox, InboxMessage } from './inbox.js';
import { inboxPage, PAGE_POLICY, type PageWords } from './inbox-page.js';
import { FRAME_POLICY, framedHtml, linksIn } from './message-frame.js';
import { type InboxPlace, type Route, routeOf } from './request.js';
import { showableText } from './showable.js';

export interface InboxServer {
  /** With the token: whoever knows it sees the messages. Never log it. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly policy: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const HOST = '127.0.0.1';
const SHOWN = 500_000;
const NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Throws Fault 'sandbox-not-started'. */
export async function startInboxServer(inbox: Inbox, words: PageWords): Promise<InboxServer> {
  const token = randomBytes(24).toString('base64url');
  const page = inboxPage(words);
  const server = createServer((request, response) => {
    const place = { host: HOST, port: (server.address() as AddressInfo).port, token };
    answerTo(request, place, inbox, page).then(
      (answer) => write(response, answer),
      () => write(response, refusal(500)),
    );
  });
  server.maxConnections = 100;
  const port = await listening(server);
  return { url: `http://${HOST}:${port}/${token}/`, close: () => closed(server) };
}

async function answerTo(
  request: IncomingMessage,
  place: InboxPlace,
  inbox: Inbox,
  page: string,
): Promise<Answer> {
  const fetchSite = request.headers['sec-fetch-site'];
  const route = routeOf(
    {
      method: request.method,
      target: request.url,
      host: request.headers.host,
      fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite,
    },
    place,
  );
  if (route.kind === 'refused') return refusal(route.status);
  if (route.kind === 'page') return html(page, PAGE_POLICY);
  if (route.kind === 'list') {
    const [total, oldest] = [await inbox.count(), await inbox.oldest()];
    return json({ total, oldest, messages: await inbox.list(route.range) });
  }
  const message = await inbox.read(route.fileName);
  return message === null ? refusal(404) : messageAnswer(route.kind, message);
}

function messageAnswer(kind: Extract<Route, { fileName: string }>['kind'], message: InboxMessage): Answer {
  if (kind === 'message') return json(detailOf(message));
  if (kind === 'frame')
    return message.html === null ? refusal(404) : html(framedHtml(message.html), FRAME_POLICY);
  const headers = { 'Content-Disposition': `attachment; filename="${message.fileName}"` };
  return { status: 200, type: 'message/rfc822', policy: NOTHING, body: message.bytes, headers };
}

/** What the page shows of one message; its HTML is fetched by the frame alone. */
function detailOf({ text, html, bytes, ...summary }: InboxMessage) {
  return {
    ...summary,
    hasHtml: html !== null,
    links: html === null ? [] : linksIn(html),
    text: text === null ? null : showableText(text, SHOWN),
    source: showableText(bytes.toString('utf8'), SHOWN),
  };
}

function html(body: string, policy: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', policy, body };
}

function json(value: unknown): Answer {
  return { status: 200, type: 'application/json', policy: NOTHING, body: JSON.stringify(value) };
}

function refusal(status: number): Answer {
  const headers = status === 405 ? { Allow: 'GET' } : {};
  return { status, type: 'text/plain; charset=utf-8', policy: NOTHING, body: `${status}\n`, headers };
}

function write(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'Content-Type': answer.type,
    'Content-Security-Policy': answer.policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-DNS-Prefetch-Control': 'off',
    ...answer.headers,
  });
  response.end(answer.body);
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Fault('sandbox-not-started', { reason: codeOf(error) })));
    server.listen(0, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}
