import { describe, expect, it } from 'vitest';
import { linkDomains, linkFault } from '../../../src/voters/link-domain.js';
import { inspect, rollOf } from './rolls.js';

const USUAL = [
  'https://wahl.muster.example/a',
  'https://wahl.muster.example/b',
  'https://wahl.muster.example/c',
];

async function found(links: readonly string[]): Promise<string[]> {
  const rows = links.map((link, index) => `${index};v${index}@muster.example;${link}\n`);
  const { summary } = await inspect(rollOf(`ID;E-Mail;Link\n${rows.join('')}`));
  return summary.findings.map(
    ({ severity, kind, row, details }) => `${severity} ${kind} ${row} ${JSON.stringify(details)}`,
  );
}

const other = (row: number, usual = 'wahl.muster.example', count = 1): string =>
  `warning other-link-domain ${row} ${JSON.stringify({ usual, count })}`;

describe('a link among all others', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['is like them', USUAL, []],
    ['leads to another domain', [...USUAL, 'https://evil.example/x'], [other(5)]],
    ['leads to another subdomain', [...USUAL, 'https://wahl2.muster.example/x'], [other(5)]],
    ['leads to a number', [...USUAL, 'https://0x7f000001/'], [other(5)]],
    [
      'leads elsewhere for two',
      [...USUAL, 'https://evil.example/x', 'https://evil.example/y'],
      [other(5, 'wahl.muster.example', 2)],
    ],
    [
      'is one of two',
      ['https://wahl.muster.example/a', 'https://evil.example/'],
      [other(3, 'muster.example')],
    ],
    [
      'has a domain of its own, as all have',
      ['a', 'b', 'c', 'd'].map((token) => `https://${token}.vote.example/`),
      [],
    ],
    [
      'has a domain of its own elsewhere',
      [...['a', 'b', 'c', 'd'].map((token) => `https://${token}.vote.example/`), 'https://e.evil.example/'],
      [other(6, 'vote.example')],
    ],
    [
      'hides its domain behind a name',
      [...USUAL, 'https://wahl.muster.example@evil.example/'],
      ['error misleading-link 5 {"reason":"userinfo"}'],
    ],
    [
      'hides its domain behind a backslash',
      [...USUAL, 'https://wahl.muster.example\\@evil.example/'],
      ['error misleading-link 5 {"reason":"backslash"}'],
    ],
    [
      'mixes scripts',
      [...USUAL, 'https://w\u0430hl.muster.example/'],
      ['warning mixed-script-domain 5 {"count":1}', other(5)],
    ],
  ])('%s', async (_, links, findings) => {
    expect((await found(links)).sort()).toEqual([...findings].sort());
  });

  it('may have an address in its path', () => {
    expect(linkFault('https://wahl.muster.example/?mail=a@b.example')).toBeNull();
    expect(linkFault('mailto:wahl@muster.example')).toBeNull();
  });
});

describe('the domain of a link', () => {
  it.each([
    ['https://wahl.muster.example/x', 'wahl.muster.example'],
    ['HTTPS://WAHL.Muster.example', 'wahl.muster.example'],
    ['https://wahl.xn--mller-kva.example/', 'wahl.müller.example'],
    ['https://w\u0430hl.muster.example/', 'xn--whl-6cd.muster.example'],
    ['https://wahl.muster.example.evil.example/', 'wahl.muster.example.evil.example'],
    ['https://wahl.muster.example@evil.example/', 'evil.example'],
    ['nothing', ''],
  ])('of %s is %s', (link, domain) => {
    const domainOf = linkDomains();
    domainOf('https://wahl.muster.example/first');
    expect(domainOf(link)).toBe(domain);
  });
});
