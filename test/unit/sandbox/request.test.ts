/** Owns the table of the inbox server's requests: who is answered, who is refused and how. */
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../../src/page/request.js';
import { routeOf } from '../../../src/sandbox/request.js';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const place = { host: '127.0.0.1', port: 4711, token };
const good: PageRequest = {
  method: 'GET',
  target: `/${token}/`,
  host: '127.0.0.1:4711',
  fetchSite: 'same-origin',
};
const file = '000001-0123456789abcdef.eml';

describe('a request with everything right', () => {
  it.each([
    ['', { kind: 'page' }],
    [`message/${file}`, { kind: 'message', fileName: file }],
    [`message/${file}/frame`, { kind: 'frame', fileName: file }],
    [`message/${file}/file`, { kind: 'file', fileName: file }],
    ['messages', { kind: 'list', range: { after: 0, before: 999_999_999_999, limit: 100 } }],
    ['messages?after=7', { kind: 'list', range: { after: 7, before: 999_999_999_999, limit: 100 } }],
    ['messages?before=9', { kind: 'list', range: { after: 0, before: 9, limit: 100 } }],
  ])('for %j is answered', (path, route) => {
    expect(routeOf({ ...good, target: `/${token}/${path}` }, place)).toEqual(route);
  });

  it.each([undefined, 'none', 'same-origin'])('from Sec-Fetch-Site %s is answered', (fetchSite) => {
    expect(routeOf({ ...good, fetchSite }, place)).toEqual({ kind: 'page' });
  });
});

describe('a request is refused', () => {
  it.each([
    'evil.test',
    'evil.test:4711',
    'localhost:4711',
    'localhost.evil.test:4711',
    '127.0.0.1',
    '127.0.0.1:4712',
    '127.0.0.1:4711.evil.test',
    '127.0.0.1:4711 ',
    '',
    undefined,
  ])('with 403 for the Host %j', (host) => {
    expect(routeOf({ ...good, host }, place)).toEqual({ kind: 'refused', status: 403 });
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS', 'get', undefined])('with 405 for the method %s', (method) => {
    expect(routeOf({ ...good, method }, place)).toEqual({ kind: 'refused', status: 405 });
  });

  it.each(['cross-site', 'same-site', 'same-origin, cross-site', 'NONE', ''])(
    'with 403 for Sec-Fetch-Site %j',
    (fetchSite) => {
      expect(routeOf({ ...good, fetchSite }, place)).toEqual({ kind: 'refused', status: 403 });
    },
  );

  it.each([
    ['no path', undefined],
    ['no token', '/'],
    ['no token but a route', '/messages'],
    ['a wrong token', `/${token.replace('a', 'b')}/`],
    ['half a token', `/${token.slice(0, 16)}/`],
    ['a longer token', `/${token}x/`],
    ['the token without its slash', `/${token}`],
    ['the token as a query', `/?${token}`],
    ['a URL instead of a path', `http://127.0.0.1:4711/${token}/`],
    ['a second slash', `//${token}/`],
    ['a file that the sandbox never names', `/${token}/message/notes.txt`],
    ['a way out of the folder', `/${token}/message/..%2f..%2fetc%2fpasswd`],
    ['another view', `/${token}/message/${file}/script`],
    ['another page', `/${token}/index.html`],
    ['a range that is none', `/${token}/messages?after=1e9`],
    ['a negative range', `/${token}/messages?before=-1`],
    ['a path of a megabyte', `/${token}/${'a'.repeat(1_000_000)}`],
  ])('with 404 for %s', (_name, target) => {
    expect(routeOf({ ...good, target }, place)).toEqual({ kind: 'refused', status: 404 });
  });
});
