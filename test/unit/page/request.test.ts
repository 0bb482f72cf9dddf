/** Owns the table of what a local page's guard refuses before anything else is looked at. */
import { describe, expect, it } from 'vitest';
import { judge, type PageRequest } from '../../../src/page/request.js';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const place = { host: '127.0.0.1', port: 4711, token };
const good: PageRequest = {
  method: 'GET',
  target: `/${token}/voters?q=M%C3%BCller+a&from=0`,
  host: '127.0.0.1:4711',
  fetchSite: 'same-origin',
};

describe('a request', () => {
  it('is taken apart once it has everything', () => {
    const asked = judge(good, place);
    expect(asked).toMatchObject({ kind: 'asked', path: 'voters' });
    expect(asked.kind === 'asked' && Object.fromEntries(asked.query)).toEqual({ q: 'Müller a', from: '0' });
  });

  it.each([undefined, 'http://127.0.0.1:4711'])('from the Origin %s is answered', (origin) => {
    expect(judge({ ...good, origin }, place).kind).toBe('asked');
  });

  it.each([
    ['of another name for this computer', { host: 'localhost:4711' }, 403],
    ['after DNS rebinding', { host: 'evil.test:4711' }, 403],
    ['of a name that begins like ours', { host: '127.0.0.1.evil.test:4711' }, 403],
    ['of localhost.evil', { host: 'localhost.evil:4711' }, 403],
    ['of another port', { host: '127.0.0.1:80' }, 403],
    ['of no Host', { host: undefined }, 403],
    ['from another Origin', { origin: 'http://evil.test' }, 403],
    ['from the Origin of another port', { origin: 'http://127.0.0.1:4712' }, 403],
    ['from our Origin over TLS', { origin: 'https://127.0.0.1:4711' }, 403],
    ['from a sandboxed frame', { origin: 'null' }, 403],
    ['from an empty Origin', { origin: '' }, 403],
    ['begun by another site', { fetchSite: 'cross-site' }, 403],
    ['begun by another port', { fetchSite: 'same-site' }, 403],
    ['by POST', { method: 'POST' }, 405],
    ['by HEAD', { method: 'HEAD' }, 405],
    ['by OPTIONS, as before a request across origins', { method: 'OPTIONS' }, 405],
    ['without a token', { target: '/voters' }, 404],
    ['with another token', { target: `/${token.replace('a', 'b')}/` }, 404],
    ['with a query that no page writes', { target: `/${token}/voters?q=<script>` }, 404],
    ['with a query of a megabyte', { target: `/${token}/voters?q=${'a'.repeat(1_000_000)}` }, 404],
  ])('%s is refused', (_name, given, status) => {
    expect(judge({ ...good, ...given }, place)).toEqual({ kind: 'refused', status });
  });
});
