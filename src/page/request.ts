/** Owns which requests a local page's server answers: a decision over method, headers and path, without I/O. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The parts of an HTTP request that are judged; headers as Node gives them, undefined where missing. */
export interface PageRequest {
  readonly method: string | undefined;
  /** Path and query as written in the request line. */
  readonly target: string | undefined;
  readonly host: string | undefined;
  readonly fetchSite: string | undefined;
  readonly origin?: string | undefined;
}

/** Where the server listens and the secret first segment of every path. */
export interface PagePlace {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

export interface Refused {
  readonly kind: 'refused';
  readonly status: 403 | 404 | 405;
}

/** What is asked for: the path below the token, without a leading slash, and its query. */
export interface Asked {
  readonly kind: 'asked';
  readonly path: string;
  readonly query: URLSearchParams;
}

const TARGET = /^\/([A-Za-z0-9_-]{1,64})\/([^?#]{0,100})(?:\?([\w=&%.~*+-]{0,2000}))?$/;

/**
 * Refuses (403) every Host but the server's own, which defeats DNS rebinding, and every request that the browser
 * marks as begun by another site (Fetch Metadata, or an Origin; a client without these headers still needs the token);
 * every method but GET (405); every path without the token (404).
 */
export function judge(request: PageRequest, place: PagePlace): Asked | Refused {
  const own = `${place.host}:${place.port}`;
  if (request.host !== own) return { kind: 'refused', status: 403 };
  if (request.method !== 'GET') return { kind: 'refused', status: 405 };
  if (!isOwnSite(request.fetchSite)) return { kind: 'refused', status: 403 };
  if (request.origin !== undefined && request.origin !== `http://${own}`)
    return { kind: 'refused', status: 403 };
  const [, token = '', path = '', query = ''] = TARGET.exec(request.target ?? '') ?? [];
  if (!isSame(token, place.token)) return { kind: 'refused', status: 404 };
  return { kind: 'asked', path, query: new URLSearchParams(query) };
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
