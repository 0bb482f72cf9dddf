/** Owns which paths the inbox page has, below its token. */
import { judge, type PagePlace, type PageRequest } from '../page/request.js';
import type { InboxRange } from './inbox.js';
import { numberOf } from './message-file.js';

export type Route =
  | { readonly kind: 'page' }
  | { readonly kind: 'list'; readonly range: InboxRange }
  | { readonly kind: 'message' | 'frame' | 'file'; readonly fileName: string }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 405 };

const MESSAGE = /^message\/([^/]+?)(?:\/(frame|file))?$/;
const COUNT = /^\d{1,12}$/;
/** How many summaries one answer carries. */
export const PAGE_LENGTH = 100;

/** What a request is answered with; one that the page's guard refuses has no route. */
export function routeOf(request: PageRequest, place: PagePlace): Route {
  const asked = judge(request, place);
  return asked.kind === 'refused' ? asked : pathRoute(asked.path, asked.query);
}

/** `path` is what follows the token. */
export function pathRoute(path: string, query: URLSearchParams): Route {
  if (path === '') return { kind: 'page' };
  if (path === 'messages') return listRoute(query);
  const [, fileName = '', view] = MESSAGE.exec(path) ?? [];
  if (numberOf(fileName) === null) return { kind: 'refused', status: 404 };
  return { kind: view === 'frame' || view === 'file' ? view : 'message', fileName };
}

function listRoute(query: URLSearchParams): Route {
  const [after, before] = [query.get('after') ?? '0', query.get('before') ?? '999999999999'];
  if (!COUNT.test(after) || !COUNT.test(before)) return { kind: 'refused', status: 404 };
  return { kind: 'list', range: { after: Number(after), before: Number(before), limit: PAGE_LENGTH } };
}
