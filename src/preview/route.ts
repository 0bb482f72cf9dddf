/** Owns which paths the preview page has, below its token. */
import type { Language } from '../i18n/language.js';
import type { ColourScheme } from './colour-scheme.js';

export type Route =
  | { readonly kind: 'page' }
  | { readonly kind: 'state'; readonly after: number; readonly language: Language }
  | { readonly kind: 'voters'; readonly query: string; readonly from: number }
  | {
      readonly kind: 'voter';
      readonly by: 'index' | 'row';
      readonly number: number;
      readonly language: Language;
    }
  | { readonly kind: 'frame'; readonly index: number; readonly scheme: ColourScheme }
  | { readonly kind: 'unknown' };

const NUMBER = /^\d{1,10}$/;
const LONGEST_QUERY = 200;
const UNKNOWN = { kind: 'unknown' } as const;

/** `path` is what follows the token. Whatever is not exactly as the page asks is unknown. */
export function routeOf(path: string, query: URLSearchParams): Route {
  const language = query.get('lang') === 'en' ? 'en' : 'de';
  if (path === '') return { kind: 'page' };
  if (path === 'state') return numbered(query, 'after', (after) => ({ kind: 'state', after, language }));
  if (path === 'voters') return votersRoute(query);
  if (path === 'voter') return voterRoute(query, language);
  if (path !== 'frame') return UNKNOWN;
  const scheme = query.get('scheme');
  if (scheme !== 'light' && scheme !== 'dark') return UNKNOWN;
  return numbered(query, 'index', (index) => ({ kind: 'frame', index, scheme }));
}

function votersRoute(query: URLSearchParams): Route {
  const text = query.get('q') ?? '';
  if (text.length > LONGEST_QUERY) return UNKNOWN;
  return numbered(query, 'from', (from) => ({ kind: 'voters', query: text, from }));
}

function voterRoute(query: URLSearchParams, language: Language): Route {
  const by = query.has('row') ? 'row' : 'index';
  return numbered(query, by, (number) => ({ kind: 'voter', by, number, language }));
}

function numbered(query: URLSearchParams, key: string, make: (value: number) => Route): Route {
  const text = query.get(key) ?? '';
  return NUMBER.test(text) ? make(Number(text)) : UNKNOWN;
}
