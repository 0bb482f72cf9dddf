import { describe, expect, it } from 'vitest';
import { askWithin } from '../../../../src/diagnosis/sender-domain/questions.js';
import { judgeSpf } from '../../../../src/diagnosis/sender-domain/spf.js';
import { namesIn, type Zone } from '../../../support/domain-names.js';

const DOMAIN = 'organiser.test';
const OUTLOOK = 'spf.protection.outlook.com';

/** A zone of SPF records; what is a list stands side by side at one name. */
function zoneOf(records: Readonly<Record<string, string | readonly string[]>>, more: Zone = {}): Zone {
  const texts = Object.entries(records).map(([name, txt]) => [name, { txt: [txt].flat() }] as const);
  return { ...Object.fromEntries(texts), ...more };
}

async function judge(zone: Zone, provider: string | null = null) {
  const names = namesIn(zone);
  const questions = askWithin(300, names);
  const judged = await judgeSpf(questions, DOMAIN, provider);
  questions.stop();
  return { ...judged, asked: names.asked };
}

/** A record that includes so many names, each of which has a record without look-ups. */
function wide(count: number): Zone {
  const names = Array.from({ length: count }, (_, index) => `s${index}.test`);
  const records = Object.fromEntries(names.map((name) => [name, 'v=spf1 ip4:192.0.2.1']));
  return zoneOf({ ...records, [DOMAIN]: `v=spf1 ${names.map((name) => `include:${name}`).join(' ')} -all` });
}

/** A chain of so many includes. */
function deep(count: number, mechanism = 'include:'): Zone {
  const names = [DOMAIN, ...Array.from({ length: count }, (_, index) => `s${index}.test`)];
  return zoneOf(
    Object.fromEntries(
      names.map((name, index) => {
        const next = names[index + 1];
        return [name, next === undefined ? 'v=spf1 -all' : `v=spf1 ${mechanism}${next}`];
      }),
    ),
  );
}

describe('an SPF record is judged', () => {
  const HOSTS: Zone = {
    'a.test': { addresses: ['192.0.2.1'] },
    'm.test': { mx: [{ exchange: 'x', priority: 1 }] },
  };
  const own = { mx: [{ exchange: 'mail.organiser.test', priority: 1 }], addresses: ['192.0.2.9'] };
  const rows: readonly (readonly [string, Zone, readonly string[], number | null])[] = [
    ['nothing to complain of', zoneOf({ [DOMAIN]: 'v=spf1 ip4:192.0.2.0/24 -all' }), [], 0],
    ['upper case', zoneOf({ [DOMAIN]: 'V=SPF1 IP4:192.0.2.0/24 -ALL' }), [], 0],
    ['its own addresses and MX', { [DOMAIN]: { ...own, txt: ['v=spf1 a mx ptr -all'] } }, [], 3],
    ['named hosts', zoneOf({ [DOMAIN]: 'v=spf1 a:a.test/24 mx:m.test exists:a.test -all' }, HOSTS), [], 3],
    ['other texts beside it', zoneOf({ [DOMAIN]: ['x=1', 'v=spf1 -all', 'MS=ms1'] }), [], 0],
    ['no name', {}, ['spf-missing'], null],
    ['no text', { [DOMAIN]: { mx: [] } }, ['spf-missing'], null],
    ['only other texts', zoneOf({ [DOMAIN]: ['MS=ms1', 'v=DMARC1; p=none'] }), ['spf-missing'], null],
    ['two records', zoneOf({ [DOMAIN]: ['v=spf1 -all', 'v=spf1 mx -all'] }), ['spf-several'], null],
    ['a blank before it', zoneOf({ [DOMAIN]: ' v=spf1 -all' }), ['spf-syntax'], 0],
    ['a mistake', zoneOf({ [DOMAIN]: 'v=spf1 ipv4:192.0.2.1 -all' }), ['spf-syntax'], 0],
    ['"+all"', zoneOf({ [DOMAIN]: 'v=spf1 mx:m.test +all' }, HOSTS), ['spf-allows-everybody'], 1],
    ['"all" alone', zoneOf({ [DOMAIN]: 'v=spf1 all' }), ['spf-allows-everybody'], 0],
    ['every address', zoneOf({ [DOMAIN]: 'v=spf1 ip4:0.0.0.0/0 -all' }), ['spf-allows-everybody'], 0],
    ['no address', zoneOf({ [DOMAIN]: 'v=spf1 -ip4:0.0.0.0/0' }), [], 0],
    [
      'an include that lets everybody',
      zoneOf({ [DOMAIN]: 'v=spf1 include:s.test -all', 's.test': 'v=spf1 +all' }),
      ['spf-allows-everybody'],
      1,
    ],
    [
      'an include that keeps everybody out',
      zoneOf({ [DOMAIN]: 'v=spf1 -include:s.test ~all', 's.test': 'v=spf1 +all' }),
      [],
      1,
    ],
    [
      'a redirect to "+all"',
      zoneOf({ [DOMAIN]: 'v=spf1 redirect=s.test', 's.test': 'v=spf1 +all' }),
      ['spf-allows-everybody'],
      1,
    ],
    ['ten includes', wide(10), [], 10],
    ['eleven includes', wide(11), ['spf-too-many-lookups'], 11],
    ['ten includes behind each other', deep(10), [], 10],
    ['eleven behind each other', deep(11), ['spf-too-many-lookups'], 11],
    ['eleven redirects', deep(11, 'redirect='), ['spf-too-many-lookups'], 11],
    ['a thousand includes', wide(1_000), ['spf-too-many-lookups'], 1_000],
    ['itself', zoneOf({ [DOMAIN]: `v=spf1 include:${DOMAIN} -all` }), ['spf-loop'], 1],
    [
      'a circle of two, in other letters',
      zoneOf({ [DOMAIN]: 'v=spf1 include:s.test -all', 's.test': 'v=spf1 include:Organiser.TEST.' }),
      ['spf-loop'],
      2,
    ],
    [
      'one name twice, which is no circle',
      zoneOf({
        [DOMAIN]: 'v=spf1 include:s.test include:t.test -all',
        's.test': 'v=spf1 include:t.test',
        't.test': 'v=spf1 ip4:192.0.2.1',
      }),
      [],
      3,
    ],
    ['a missing name', zoneOf({ [DOMAIN]: 'v=spf1 include:gone.test -all' }), ['spf-include-broken'], 1],
    [
      'a name without SPF',
      zoneOf({ [DOMAIN]: 'v=spf1 include:s.test -all', 's.test': 'MS=ms1' }),
      ['spf-include-broken'],
      1,
    ],
    [
      'a name with two records',
      zoneOf({ [DOMAIN]: 'v=spf1 include:s.test -all', 's.test': ['v=spf1 -all', 'v=spf1 mx'] }),
      ['spf-include-broken'],
      1,
    ],
    [
      'a mistake behind a redirect',
      zoneOf({ [DOMAIN]: 'v=spf1 redirect=s.test', 's.test': 'v=spf1 foo' }),
      ['spf-include-broken'],
      1,
    ],
    [
      'a name too long',
      zoneOf({ [DOMAIN]: `v=spf1 include:${'x'.repeat(64)}.test` }),
      ['spf-include-broken'],
      1,
    ],
    ['a name with an empty label', zoneOf({ [DOMAIN]: 'v=spf1 include:a..test' }), ['spf-include-broken'], 1],
    ['macros', zoneOf({ [DOMAIN]: 'v=spf1 include:%{i}.s.test exists:%{l}.t.test ~all' }), [], 2],
    ['two hosts that are gone', zoneOf({ [DOMAIN]: 'v=spf1 a:x.test mx:y.test -all' }), [], 2],
    [
      'three hosts that are gone',
      zoneOf({ [DOMAIN]: 'v=spf1 a:x.test mx:y.test exists:z.test -all' }),
      ['spf-void-lookups'],
      3,
    ],
    ['what stands behind "all"', zoneOf({ [DOMAIN]: 'v=spf1 -all include:gone.test' }), [], 0],
    ['silence', { [DOMAIN]: 'silent' }, ['dns-no-answer'], null],
    ['a broken name server', { [DOMAIN]: 'broken' }, ['dns-no-answer'], null],
    [
      'silence behind an include',
      zoneOf({ [DOMAIN]: 'v=spf1 include:s.test +all' }, { 's.test': 'silent' }),
      ['spf-allows-everybody', 'dns-no-answer'],
      1,
    ],
    ['silence behind a host', zoneOf({ [DOMAIN]: 'v=spf1 a:s.test -all' }, { 's.test': 'silent' }), [], 1],
  ];
  it.each(rows)('%s', async (_, zone, findings, lookups) => {
    const judged = await judge(zone);
    expect(judged.findings).toEqual(findings);
    expect(judged.facts?.lookups ?? null).toBe(lookups);
    expect(judged.asked.length).toBeLessThan(40);
  });

  it('is not walked on once it needs too many look-ups', async () => {
    expect((await judge(wide(1_000))).asked).toEqual([`txt ${DOMAIN}`]);
    expect((await judge(deep(50))).asked.length).toBeLessThan(15);
  });

  it('keeps a hostile record short and harmless', async () => {
    const zone = zoneOf({ [DOMAIN]: `v=spf1 \u001b[2J\u202e${'x'.repeat(10_000)} -all` });
    const { facts, findings } = await judge(zone);
    expect(findings).toEqual(['spf-syntax']);
    expect(JSON.stringify(facts)).not.toMatch(/\\u001b|\u202e/);
    expect(JSON.stringify(facts).length).toBeLessThan(1_000);
  });

  it('names what is wrong', async () => {
    expect((await judge(zoneOf({ [DOMAIN]: 'v=spf1 mx oops:x' }))).facts?.wrongTerm).toBe('oops:x');
    const broken = await judge(zoneOf({ [DOMAIN]: 'v=spf1 include:a.test include:b.test' }));
    expect(broken.facts?.brokenNames).toEqual(['a.test', 'b.test']);
  });
});

describe('what a record says about everybody else', () => {
  it.each([
    ['v=spf1 -all', '-'],
    ['v=spf1 ?all', '?'],
    ['v=spf1 ip4:192.0.2.1', null],
    ['v=spf1 redirect=s.test', '~'],
    ['v=spf1 include:s.test', null],
    ['v=spf1 redirect=s.test -all', '-'],
  ])('%j: %j', async (record, all) => {
    const { facts } = await judge(zoneOf({ [DOMAIN]: record, 's.test': 'v=spf1 ~all' }));
    expect(facts?.all).toBe(all);
  });
});

describe("the provider's name", () => {
  it.each([
    ['is there', `v=spf1 include:${OUTLOOK} -all`, true],
    ['is there in capitals', `v=spf1 include:SPF.Protection.Outlook.com. -all`, true],
    ['is there by redirect', `v=spf1 redirect=${OUTLOOK}`, true],
    ['is there behind another', 'v=spf1 include:s.test -all', true],
    ['is missing', 'v=spf1 ip4:192.0.2.1 -all', false],
    ['stands behind "all"', `v=spf1 -all include:${OUTLOOK}`, false],
    ['is excluded', `v=spf1 -include:${OUTLOOK} ~all`, false],
    ['is only similar', `v=spf1 include:x.${OUTLOOK} -all`, false],
    ['may stand behind a macro', 'v=spf1 include:%{d}.pphosted.test -all', null],
    ['may stand behind silence', 'v=spf1 include:quiet.test -all', null],
    ['may stand behind a missing name', 'v=spf1 include:gone.test -all', null],
    ['may stand in a void record', 'v=spf1 oops', null],
  ])('%s', async (_, record, included) => {
    const zone = zoneOf(
      {
        [DOMAIN]: record,
        's.test': `v=spf1 include:${OUTLOOK}`,
        [OUTLOOK]: 'v=spf1 ip4:192.0.2.1 -all',
        [`x.${OUTLOOK}`]: 'v=spf1 -all',
      },
      { 'quiet.test': 'silent' },
    );
    const { facts, findings } = await judge(zone, OUTLOOK);
    expect(facts?.providerIncluded).toBe(included);
    expect(findings.includes('spf-without-provider')).toBe(included === false);
    expect((await judge(zone, null)).facts?.providerIncluded).toBeNull();
  });

  it('is the domain itself, for the mailboxes of the provider', async () => {
    const { facts } = await judge(zoneOf({ [DOMAIN]: 'v=spf1 -all' }), DOMAIN);
    expect(facts?.providerIncluded).toBe(true);
  });
});
