import { describe, expect, it } from 'vitest';
import { parseSpf, selectSpf } from '../../../../src/diagnosis/sender-domain/spf-record.js';

/** "include:_spf.organiser.test all" without qualifiers that are "+". */
function shown(record: string): string {
  const parsed = parseSpf(record);
  if ('wrongTerm' in parsed) return `wrong: ${parsed.wrongTerm}`;
  const terms = parsed.terms.map(({ qualifier, mechanism, name, macro, everybody }) => {
    const sign = qualifier === '+' ? '' : qualifier;
    return `${sign}${mechanism}${name === null ? '' : `:${name}`}${macro ? '(macro)' : ''}${everybody ? '(everybody)' : ''}`;
  });
  return [...terms, `all ${parsed.all}`].join(' ');
}

describe('the records that are SPF', () => {
  it.each([
    ['v=spf1 -all', true],
    ['v=spf1', true],
    ['V=SPF1 MX', true],
    ['v=spf1  mx', true],
    ['v=spf10 -all', false],
    ['v=spf1-all', false],
    ['v=spf1\tmx', false],
    [' v=spf1 -all', false],
    ['spf2.0/pra -all', false],
    ['google-site-verification=v=spf1', false],
    ['', false],
  ])('%j: %j', (text, isSpf) => {
    expect(selectSpf([text]).records).toEqual(isSpf ? [text] : []);
  });

  it.each([[' v=spf1 -all'], ['"v=spf1 mx -all"'], ['v=spf1;mx'], ['v = spf1 mx'], ['v=spf1\tmx']])(
    '%j was meant to be one',
    (text) => {
      expect(selectSpf([text, 'v=DMARC1']).misspelt).toEqual([text]);
    },
  );
});

describe('the terms of a record', () => {
  it.each([
    ['v=spf1', 'all null'],
    ['v=spf1 -all', 'all -'],
    ['v=spf1 ALL', 'all +'],
    ['v=spf1 mx a ~all', 'mx a all ~'],
    ['v=spf1 MX A:Mail.Organiser.Test. ?all', 'mx a:mail.organiser.test all ?'],
    ['v=spf1   mx   -all  ', 'mx all -'],
    ['v=spf1 include:_spf.organiser.test -all', 'include:_spf.organiser.test all -'],
    ['v=spf1 -include:bad.organiser.test ~all', '-include:bad.organiser.test all ~'],
    ['v=spf1 a/24 mx//64 a:b.test/24//64 mx:c.test/0', 'a mx a:b.test mx:c.test all null'],
    ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip4:192.0.2.1', 'ip4 ip6 ip4 all null'],
    ['v=spf1 ip4:0.0.0.0/0', 'ip4(everybody) all null'],
    ['v=spf1 -ip6:::/0', '-ip6(everybody) all null'],
    ['v=spf1 ptr ptr:organiser.test', 'ptr ptr:organiser.test all null'],
    ['v=spf1 redirect=_spf.organiser.test', 'redirect:_spf.organiser.test all null'],
    ['v=spf1 redirect=_spf.organiser.test mx', 'redirect:_spf.organiser.test mx all null'],
    // RFC 7208 6.1: beside "all" a redirect is void; 5.1: so is everything behind "all".
    ['v=spf1 redirect=_spf.organiser.test -all', 'all -'],
    ['v=spf1 mx -all include:_spf.organiser.test', 'mx all -'],
    ['v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} ~all', 'exists:%{ir}.%{l1r+-}._spf.%{d}(macro) all ~'],
    ['v=spf1 include:%{d2}.organiser.test', 'include:%{d2}.organiser.test(macro) all null'],
    // Unknown modifiers are ignored, also one that looks like the version.
    ['v=spf1 exp=why.organiser.test later=x v=spf1 mx', 'mx all null'],
  ])('%j', (record, expected) => {
    expect(shown(record)).toBe(expected);
  });

  it.each([
    ['v=spf1 ip4: 192.0.2.1 -all', 'ip4:'],
    ['v=spf1 include: _spf.organiser.test', 'include:'],
    ['v=spf1 include', 'include'],
    ['v=spf1 include:localhost', 'include:localhost'],
    ['v=spf1 include:_spf.organiser.test/24', 'include:_spf.organiser.test/24'],
    ['v=spf1 include:organiser.123', 'include:organiser.123'],
    ['v=spf1 192.0.2.1', '192.0.2.1'],
    ['v=spf1 ip4:192.0.2.256', 'ip4:192.0.2.256'],
    ['v=spf1 ip4:192.0.2', 'ip4:192.0.2'],
    ['v=spf1 ip4:192.0.2.0/33', 'ip4:192.0.2.0/33'],
    ['v=spf1 ip4:192.0.2.0/024', 'ip4:192.0.2.0/024'],
    ['v=spf1 ip4:2001:db8::1', 'ip4:2001:db8::1'],
    ['v=spf1 ip6:192.0.2.1', 'ip6:192.0.2.1'],
    ['v=spf1 ip6:2001:db8::/129', 'ip6:2001:db8::/129'],
    ['v=spf1 ip6:fe80::1%eth0', 'ip6:fe80::1%eth0'],
    ['v=spf1 a: -all', 'a:'],
    ['v=spf1 a/33', 'a/33'],
    ['v=spf1 mx/', 'mx/'],
    ['v=spf1 a:b.test/24/24', 'a:b.test/24/24'],
    ['v=spf1 all:x', 'all:x'],
    ['v=spf1 -all/24', '-all/24'],
    ['v=spf1 +-all', '+-all'],
    ['v=spf1 ptr/24', 'ptr/24'],
    ['v=spf1 foo:bar.test', 'foo:bar.test'],
    ['v=spf1 mx,-all', 'mx,-all'],
    ['v=spf1 mx;', 'mx;'],
    ['v=spf1 mx -all"', '-all"'],
    ['v=spf1 include:münchen.test', 'include:münchen.test'],
    ['v=spf1 exists:%{x}.test', 'exists:%{x}.test'],
    ['v=spf1 exists:100%.test', 'exists:100%.test'],
    ['v=spf1 redirect=', 'redirect='],
    ['v=spf1 redirect=a.test redirect=b.test', 'redirect=b.test'],
    ['v=spf1 EXP=a.test exp=b.test', 'exp=b.test'],
    ['v=spf1 mx\u0000 -all', 'mx\u0000'],
    ['v=spf1 mx\tinclude:a.test', 'mx\tinclude:a.test'],
    ['v=spf1 -all oops', 'oops'],
  ])('%j has a mistake', (record, wrong) => {
    expect(shown(record)).toBe(`wrong: ${wrong}`);
  });

  it('are read in no time, however long and odd the record', () => {
    const odd = ['a.', '/1', '%{d}', '-', '1', 'a:', '%{d1'].map((part) => part.repeat(20_000));
    const begin = performance.now();
    for (const text of odd) shown(`v=spf1 include:${text} a:${text} x=${text} ip6:${text} ${text}`);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
