/** Owns the table of the preview page's paths. */
import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../src/preview/route.js';

const route = (path: string, query = '') => routeOf(path, new URLSearchParams(query));

describe('the preview page answers', () => {
  it.each([
    ['', '', { kind: 'page' }],
    ['state', 'after=0&lang=en', { kind: 'state', after: 0, language: 'en' }],
    ['state', 'after=7', { kind: 'state', after: 7, language: 'de' }],
    ['voters', 'from=50&q=M%C3%BCller', { kind: 'voters', query: 'Müller', from: 50 }],
    ['voter', 'index=3&lang=de', { kind: 'voter', by: 'index', number: 3, language: 'de' }],
    ['voter', 'row=17', { kind: 'voter', by: 'row', number: 17, language: 'de' }],
    ['frame', 'index=3&scheme=dark&version=2', { kind: 'frame', index: 3, scheme: 'dark' }],
  ])('%s?%s', (path, query, expected) => {
    expect(route(path, query)).toEqual(expected);
  });

  it.each([
    ['index.html', ''],
    ['../../etc/passwd', ''],
    ['..%2f..%2fetc%2fpasswd', ''],
    ['state', ''],
    ['state', 'after=-1'],
    ['state', 'after=1e9'],
    ['voters', 'q=a'],
    ['voters', `from=0&q=${'a'.repeat(201)}`],
    ['voter', ''],
    ['voter', 'row=0x10'],
    ['voter', 'index=99999999999'],
    ['frame', 'index=1'],
    ['frame', 'index=1&scheme=pink'],
    ['frame', 'index=__proto__&scheme=dark'],
  ])('nothing for %s?%s', (path, query) => {
    expect(route(path, query)).toEqual({ kind: 'unknown' });
  });
});
