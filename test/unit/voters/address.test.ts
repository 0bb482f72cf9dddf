import { describe, expect, it } from 'vitest';
import type { AddressFault } from '../../../src/finding.js';
import { countAddresses, parseAddress } from '../../../src/voters/address.js';

const GOOD: readonly (readonly [written: string, address: string])[] = [
  ['anna@muster.example', 'anna@muster.example'],
  ['Anna.Muster@MUSTER.Example', 'Anna.Muster@muster.example'],
  ['  anna@muster.example ', 'anna@muster.example'],
  ['mailto:anna@muster.example', 'anna@muster.example'],
  ['MAILTO:anna@muster.example', 'anna@muster.example'],
  ['<anna@muster.example>', 'anna@muster.example'],
  ['Anna Muster <anna@muster.example>', 'anna@muster.example'],
  ['Muster, Anna <anna@muster.example>', 'anna@muster.example'],
  ['"Muster, Anna: (Amt)" <anna@muster.example>', 'anna@muster.example'],
  ['Anna <mailto:anna@muster.example>', 'anna@muster.example'],
  ['anna+wahl@muster.example', 'anna+wahl@muster.example'],
  ["o'hara@muster.example", "o'hara@muster.example"],
  ['einkauf/verkauf@muster.example', 'einkauf/verkauf@muster.example'],
  ["!#$%&'*+-/=?^_`{|}~@muster.example", "!#$%&'*+-/=?^_`{|}~@muster.example"],
  ['anna@wahl.sub-verband.muster.example', 'anna@wahl.sub-verband.muster.example'],
  ['anna@straße.example', 'anna@xn--strae-oqa.example'],
  ['anna@müller.example', 'anna@xn--mller-kva.example'],
  ['anna@mu\u0308ller.example', 'anna@xn--mller-kva.example'],
  ['anna@xn--mller-kva.example', 'anna@xn--mller-kva.example'],
  ['anna@XN--Mller-KVA.straße.example', 'anna@xn--mller-kva.xn--strae-oqa.example'],
  ['1@2.example', '1@2.example'],
  [`${'a'.repeat(64)}@muster.example`, `${'a'.repeat(64)}@muster.example`],
  [`a@${'b'.repeat(63)}.example`, `a@${'b'.repeat(63)}.example`],
];

const BAD: readonly (readonly [written: string, fault: AddressFault])[] = [
  ['', 'no-at'],
  ['anna', 'no-at'],
  ['anna.muster.example', 'no-at'],
  ['anna@@muster.example', 'two-ats'],
  ['anna@muster.example, bert@muster.example', 'two-ats'],
  ['anna@muster@muster.example', 'two-ats'],
  ['@muster.example', 'empty-local-part'],
  ['mailto:@muster.example', 'empty-local-part'],
  [`${'a'.repeat(65)}@muster.example`, 'local-part-too-long'],
  ['an na@muster.example', 'local-part-characters'],
  ['anna,@muster.example', 'local-part-characters'],
  ['anna\r\n@muster.example', 'local-part-characters'],
  ['an\0na@muster.example', 'local-part-characters'],
  ['=?x?q?a=40evil=2eexample=3e=00?=@x.example', 'local-part-characters'],
  ['=?utf-8?B?YUBldmlsLmV4YW1wbGU=?=@x.example', 'local-part-characters'],
  ['"anna muster"@muster.example', 'local-part-characters'],
  ['anna(Amt)@muster.example', 'local-part-characters'],
  ['.anna@muster.example', 'local-part-dots'],
  ['anna.@muster.example', 'local-part-dots'],
  ['an..na@muster.example', 'local-part-dots'],
  ['jürgen@muster.example', 'non-ascii-local-part'],
  ['anna@', 'empty-domain'],
  ['anna@muster', 'domain-without-dot'],
  ['anna@localhost', 'domain-without-dot'],
  ['anna@muster..example', 'domain-characters'],
  ['anna@.muster.example', 'domain-characters'],
  ['anna@muster.example.', 'domain-characters'],
  ['anna@-muster.example', 'domain-characters'],
  ['anna@muster-.example', 'domain-characters'],
  ['anna@mus_ter.example', 'domain-characters'],
  ['anna@mus ter.example', 'domain-characters'],
  ['anna@muster.example/pfad', 'domain-characters'],
  ['anna@muster.example:25', 'domain-characters'],
  ['anna@muster.example?subject=Wahl', 'domain-characters'],
  ['anna@muster%2eexample', 'domain-characters'],
  ['anna@straße.example／pfad', 'domain-characters'],
  ['anna@[192.0.2.1]', 'domain-characters'],
  ['anna@192.0.2.1', 'domain-characters'],
  ['anna@0x7f.0x1', 'domain-characters'],
  ['anna@xn--zzzzzz.example', 'domain-characters'],
  ['anna@xn--mller-kva.xn--a.example', 'domain-characters'],
  ['anna@xn--.example', 'domain-characters'],
  [`anna@${'b'.repeat(64)}.example`, 'domain-characters'],
  [`anna@${`${'b'.repeat(60)}.`.repeat(4)}example`, 'address-too-long'],
  [`${'x'.repeat(1001)}@muster.example`, 'address-too-long'],
  ['an\u200bna@muster.example', 'invisible-characters'],
  ['anna@mus\u202eter.example', 'invisible-characters'],
  ['anna@mus\u{e0041}ter.example', 'invisible-characters'],
];

/** Texts by which lenient parsers were brought to write to somebody else (CVE-2025-13033 and its like). */
const TRICKS = [
  '"xclow3n@evil.example x"@internal.example',
  '"anna@evil.example"@muster.example',
  'anna@evil.example <anna@muster.example>',
  '"anna@evil.example" <anna@muster.example>',
  'Gruppe: anna@muster.example, bert@muster.example;',
  'Gruppe:anna@muster.example;',
  'Gruppe: <anna@muster.example>',
  '(anna@evil.example) bert@muster.example',
  'anna(@evil.example)@muster.example',
  'anna@muster.example(comment)',
  'anna <anna@muster.example> <eve@evil.example>',
  '<anna@muster.example>eve@evil.example',
  '<<anna@muster.example>>',
  'anna@muster.example>',
  '<@relay.example:anna@muster.example>',
  'anna@muster.example> SIZE=1',
  'anna@muster.example\nRCPT TO:<eve@evil.example>',
  'eve%evil.example@',
  '"\\"" <anna@muster.example>',
  'undisclosed-recipients:;',
];

describe('an address', () => {
  it.each(GOOD)('%j is read as %s', (written, address) => {
    expect(parseAddress(written)).toEqual({ address });
  });

  it.each(BAD)('%j is refused: %s', (written, fault) => {
    expect(parseAddress(written)).toEqual({ fault });
  });

  it.each(TRICKS)('attack 2: %j, meant to mislead parsers, is refused', (written) => {
    expect(parseAddress(written)).toHaveProperty('fault');
  });

  it('is read again from what was made of it, unchanged', () => {
    for (const [, address] of GOOD) expect(parseAddress(address)).toEqual({ address });
  });

  it.each([
    'a'.repeat(1_000_000),
    '@'.repeat(1_000_000),
    `${'a.'.repeat(500_000)}@`,
    `${' '.repeat(1_000_000)}>`,
    `a@${'a-'.repeat(490)}`,
    `${'"'.repeat(990)}<a@b.example>`,
  ])('attack 31: of hostile length is refused at once (%#)', (text) => {
    const start = performance.now();
    expect(parseAddress(text)).toHaveProperty('fault');
    expect(countAddresses(text)).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a cell with several addresses', () => {
  it.each([
    ['anna@muster.example, bert@muster.example', 2],
    ['anna@muster.example;bert@muster.example;cora@muster.example', 3],
    ['anna@muster.example/bert@muster.example', 2],
    ['anna@muster.example bert@muster.example', 2],
    ['Anna <anna@muster.example>, Bert <bert@muster.example>', 2],
    ['anna@muster.example, unbekannt', 1],
    ['anna@@muster.example', 0],
    ['Müller, Anna', 0],
    ['', 0],
  ])('%j holds %i', (text, count) => {
    expect(countAddresses(text)).toBe(count);
  });
});
