/** Owns the small web server behind a local page: 127.0.0.1, a secret path, GET only. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Answer, refusal } from './answer.js';
import { type Asked, judge, type PagePlace } from './request.js';

export interface PageServer {
  /** With the token: whoever knows it sees what the page shows. Never log it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Answers what the guard has let through; a rejection is answered with 500 and tells nothing. */
export type Answerer = (asked: Asked) => Promise<Answer>;

const HOST = '127.0.0.1';

/** Listens on `port`, or on a free one for 0. Throws the error of the system, such as EADDRINUSE. */
export async function startPageServer(answer: Answerer, wished = 0): Promise<PageServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    const place = { host: HOST, port: (server.address() as AddressInfo).port, token };
    answerTo(request, place, answer).then(
      (found) => write(response, found),
      () => write(response, refusal(500)),
    );
  });
  limitConnections(server);
  const port = await listening(server, wished);
  return { url: `http://${HOST}:${port}/${token}/`, close: () => closed(server) };
}

/** Milliseconds in which a connection must have asked for something; a page asks at once. */
const PATIENCE = 3_000;
/** Connections that have not asked, or ask no more; a browser opens some six. */
const MOST_WAITING = 32;
/** Connections that wait for an answer, of which all but those with the token are short. */
const MOST_CONNECTIONS = 200;

/**
 * Any program on this computer may connect, without the token too. Who does not ask for anything is let go of, the
 * longest wait first, so that the page can always be reached.
 */
function limitConnections(server: Server): void {
  const waiting = new Map<Socket, NodeJS.Timeout>();
  const leave = (socket: Socket): void => {
    clearTimeout(waiting.get(socket));
    waiting.delete(socket);
  };
  const wait = (socket: Socket): void => {
    leave(socket);
    if (socket.destroyed) return;
    const [oldest] = waiting.keys();
    if (oldest && waiting.size >= MOST_WAITING) oldest.destroy();
    waiting.set(socket, setTimeout(() => socket.destroy(), PATIENCE).unref());
  };
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = PATIENCE;
  server.requestTimeout = PATIENCE;
  server.keepAliveTimeout = PATIENCE;
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => leave(socket));
    wait(socket);
  });
  server.on('request', ({ socket }, response) => {
    leave(socket);
    response.once('close', () => wait(socket));
  });
}

async function answerTo(request: IncomingMessage, place: PagePlace, answer: Answerer): Promise<Answer> {
  const { method, url: target, headers } = request;
  const { host, origin } = headers;
  const fetchSite = headers['sec-fetch-site'];
  const site = Array.isArray(fetchSite) ? fetchSite.join() : fetchSite;
  const asked = judge({ method, target, host, origin, fetchSite: site }, place);
  return asked.kind === 'refused' ? refusal(asked.status) : answer(asked);
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

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}
