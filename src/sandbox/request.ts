/** Owns which requests the inbox server answers: a decision over method, headers and path, without I/O. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { InboxRange } from './inbox.js';
import { numberOf } from './message-file.js';

/** The parts of an HTTP request that are judged; headers as Node gives them, undefined where missing. */
export interface InboxRequest {
  readonly method: string | undefined;
  /** Path and query as written in the request line. */
  readonly target: string | undefined;
  readonly host: string | undefined;
  readonly fetchSite: string | undefined;
}

/** Where the server listens and the secret first segment of every path. */
export interface InboxPlace {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

export type Route =
  | { readonly kind: 'page' }
  | { readonly kind: 'list'; readonly range: InboxRange }
  | { readonly kind: 'message' | 'frame' | 'file'; readonly fileName: string }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 405 };

const TARGET = /^\/([A-Za-z0-9_-]{1,64})\/([^?#]{0,100})(?:\?([a-z0-9=&]{0,100}))?$/;
const MESSAGE = /^message\/([^/]+?)(?:\/(frame|file))?$/;
const COUNT = /^\d{1,12}$/;
/** How many summaries one answer carries. */
export const PAGE_LENGTH = 100;

/**
 * Refuses (403) every Host but the server's own, which defeats DNS rebinding, and every request that the browser
 * marks as begun by another site (Fetch Metadata; a client without the header still needs the token); every
 * method but GET (405); every path without the token (404).
 */
export function routeOf(request: InboxRequest, place: InboxPlace): Route {
  if (request.host !== `${place.host}:${place.port}`) return { kind: 'refused', status: 403 };
  if (request.method !== 'GET') return { kind: 'refused', status: 405 };
  if (!isOwnSite(request.fetchSite)) return { kind: 'refused', status: 403 };
  const [, token = '', path = '', query = ''] = TARGET.exec(request.target ?? '') ?? [];
  if (!isSame(token, place.token)) return { kind: 'refused', status: 404 };
  return pathRoute(path, query);
}

function pathRoute(path: string, query: string): Route {
  if (path === '') return { kind: 'page' };
  if (path === 'messages') return listRoute(new URLSearchParams(query));
  const [, fileName = '', view] = MESSAGE.exec(path) ?? [];
  if (numberOf(fileName) === null) return { kind: 'refused', status: 404 };
  return { kind: view === 'frame' || view === 'file' ? view : 'message', fileName };
}

function listRoute(query: URLSearchParams): Route {
  const [after, before] = [query.get('after') ?? '0', query.get('before') ?? '999999999999'];
  if (!COUNT.test(after) || !COUNT.test(before)) return { kind: 'refused', status: 404 };
  return { kind: 'list', range: { after: Number(after), before: Number(before), limit: PAGE_LENGTH } };
}

/** "none" is the address bar, a bookmark or a terminal. */
function isOwnSite(fetchSite: string | undefined): boolean {
  return fetchSite === undefined || fetchSite === 'none' || fetchSite === 'same-origin';
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
