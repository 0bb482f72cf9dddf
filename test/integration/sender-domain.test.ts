import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SenderDomainFacts } from '../../src/diagnosis/sender-domain/facts.js';
import { domainNames } from '../../src/diagnosis/system-doors.js';
import { failure, SHORT, summary, testServer, type Wish } from '../support/connection-test.js';
import { type DnsServer, startDnsServer } from '../support/dns-server.js';
import { namesIn } from '../support/domain-names.js';
import { describeWith } from '../support/require-debian.js';
import {
  type DnsScript,
  failing,
  forged,
  garbage,
  malformed,
  silence,
  startScriptedDns,
} from '../support/scripted-dns.js';
import { after, drop, hang, type ServerOptions, startScriptedServer } from '../support/scripted-server.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Runs the test of a good server, with this sender and these name servers. */
async function test(sender: string, wish: Omit<Wish, 'port'>, options: ServerOptions = {}) {
  const server = await startScriptedServer(options);
  open.push(server);
  return testServer({ ...wish, port: server.port, sender });
}

function factsOf(result: Awaited<ReturnType<typeof test>>): SenderDomainFacts | undefined {
  return result.stages.find(({ stage }) => stage === 'sender-domain')?.facts.senderDomain;
}

async function scripted(script: DnsScript) {
  const dns = await startScriptedDns(script);
  open.push(dns);
  return dns;
}

const PATIENT = { ...SHORT, greeting: 4_000, senderDomain: 4_000 };
const INCLUDES = Array.from({ length: 11 }, (_, index) => `s${index}.organiser.test`);

describeWith(['dnsmasq-base'], "the sender's domain, asked of a real name server", () => {
  let dns: DnsServer;
  const closing: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    const [silent, broken] = await Promise.all([startScriptedDns(silence), startScriptedDns(failing(2))]);
    closing.push(silent, broken);
    const long = `v=spf1 ${Array.from({ length: 300 }, (_, index) => `ip4:192.0.2.${index % 256}`).join(' ')} -all`;
    dns = await startDnsServer({
      mx: {
        'good.test': ['20 b.good.test', '10 a.good.test'],
        'null.test': ['0 .'],
        'loop.test': ['10 x.test'],
      },
      addresses: { 'plain.test': '192.0.2.10', 'branch.good.test': '192.0.2.11' },
      txt: {
        'good.test': ['MS=ms1', 'v=spf1 mx include:_spf.good.test -all'],
        '_spf.good.test': ['v=spf1 ip4:192.0.2.0/24 -all'],
        '_dmarc.good.test': ['v=DMARC1; p=quarantine; sp=none'],
        's1._domainkey.good.test': [`v=DKIM1; k=rsa; p=${'A'.repeat(392)}`],
        's2._domainkey.good.test': ['v=DKIM1; p='],
        'plain.test': ['V=SPF1 A -ALL'],
        '_dmarc.plain.test': ['v=DMARC1; p=none'],
        'null.test': ['v=spf1 -all', 'v=spf1 mx -all'],
        '_dmarc.null.test': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
        'loop.test': ['v=spf1 include:back.loop.test ~all'],
        'back.loop.test': ['v=spf1 redirect=loop.test'],
        'many.test': [`v=spf1 ${INCLUDES.map((name) => `include:${name}`).join(' ')} -all`],
        'deep.test': ['v=spf1 redirect=deep2.test'],
        'deep2.test': ['v=spf1 include:silent.test include:nothing.test ~all'],
        'long.test': [long],
      },
      forwarded: { 'silent.test': silent.port, 'broken.test': broken.port },
    });
  });
  afterAll(async () => {
    await dns?.stop();
    for (const one of closing) await one.close();
  });

  const ask = (sender: string, wish: Omit<Wish, 'port'> = {}) =>
    test(sender, { deadlines: PATIENT, doors: { dns: domainNames([dns.address]) }, ...wish });

  it('passes where everything is there', async () => {
    const result = await ask('wahl@good.test', { dkimSelectors: ['s1'] });
    expect(result.ok).toBe(true);
    expect(factsOf(result)).toMatchObject({
      domain: 'good.test',
      mx: ['a.good.test', 'b.good.test'],
      spf: { lookups: 2, all: '-', complete: true, provider: null, providerIncluded: null },
      dmarc: { domain: 'good.test', policy: 'quarantine' },
      dkim: [{ selector: 's1', state: 'present' }],
      login: { domain: 'organiser.test', aligned: false },
      findings: ['sender-unaligned'],
    });
  });

  it.each([
    ['wahl@branch.good.test', ['spf-missing', 'sender-unaligned'], 'none'],
    ['wahl@plain.test', ['sender-unaligned'], 'none'],
    ['wahl@null.test', ['mx-null', 'spf-several', 'dmarc-several', 'sender-unaligned'], null],
    ['wahl@loop.test', ['spf-loop', 'dmarc-missing', 'sender-unaligned'], undefined],
    [
      'wahl@many.test',
      ['mx-missing', 'spf-too-many-lookups', 'dmarc-missing', 'sender-unaligned'],
      undefined,
    ],
    ['wahl@long.test', ['mx-missing', 'dmarc-missing', 'sender-unaligned'], undefined],
    ['wahl@gone.test', ['sender-domain-not-found'], undefined],
  ])('of %s finds %j', async (sender, findings, policy) => {
    const result = await ask(sender);
    const found = factsOf(result);
    expect(found?.findings).toEqual(findings);
    expect(found?.dmarc?.policy).toBe(policy);
    expect(result.ok).toBe(true);
    expect(result.stages.at(-1)).toMatchObject({ status: 'warned', kind: findings[0] });
  });

  it('joins the strings of a record, also where the answer needs TCP', async () => {
    const spf = factsOf(await ask('wahl@long.test'))?.spf;
    expect(spf).toMatchObject({ all: '-', lookups: 0, wrongTerm: null });
    expect(spf?.record).toHaveLength(500);
  });

  it('tells a withdrawn key from a missing one', async () => {
    const found = factsOf(await ask('wahl@good.test', { dkimSelectors: ['s2', 's3'] }));
    expect(found?.findings).toEqual(['sender-unaligned', 'dkim-revoked', 'dkim-missing']);
  });

  it.each(['wahl@silent.test', 'wahl@broken.test', 'wahl@refused.nowhere'])(
    'is silent on %s, and that is a notice',
    async (sender) => {
      const begin = performance.now();
      const result = await ask(sender, { deadlines: { ...SHORT, senderDomain: 600 } });
      expect(factsOf(result)?.findings).toContain('dns-no-answer');
      expect(result.ok).toBe(true);
      expect(performance.now() - begin).toBeLessThan(10_000);
    },
  );

  it('finds what is broken behind a redirect, beside what is silent', async () => {
    const deadlines = { ...SHORT, senderDomain: 600 };
    const found = factsOf(await ask('wahl@deep.test', { deadlines }));
    expect(found?.findings).toEqual([
      'mx-missing',
      'spf-include-broken',
      'dmarc-missing',
      'dns-no-answer',
      'sender-unaligned',
    ]);
    expect(found?.spf).toMatchObject({
      lookups: 3,
      all: '~',
      complete: false,
      brokenNames: ['nothing.test'],
    });
  });
});

describe('a name server that misbehaves', () => {
  it.each([
    ['is silent', silence],
    ['sends garbage', garbage],
    ['answers another question', forged],
    ['sends what is no message', malformed],
    ['is broken', failing(2)],
    ['refuses', failing(5)],
    ['does not know the question', failing(4)],
  ] as const)('that %s costs no more than the deadline, and is a notice', async (_, script) => {
    const dns = await scripted(script);
    const begin = performance.now();
    const result = await test('wahl@organiser.test', {
      deadlines: { ...SHORT, senderDomain: 500 },
      doors: { dns: domainNames([dns.address]) },
    });
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(dns.queries()).toBeGreaterThan(0);
    expect(summary(result)).toBe(
      'resolve connect greeting ehlo auth mail-from rcpt-to sender-domain!dns-no-answer',
    );
    expect(result.ok).toBe(true);
  });

  it('that knows no name at all says that the domain is not found', async () => {
    const dns = await scripted(failing(3));
    const doors = { dns: domainNames([dns.address]) };
    const result = await test('wahl@organiser.test', { deadlines: PATIENT, doors });
    expect(factsOf(result)?.findings).toEqual(['sender-domain-not-found']);
  });

  it('that is not there at all is told as silence', async () => {
    const dns = await startScriptedDns(silence);
    await dns.close();
    const doors = { dns: domainNames([dns.address]) };
    const result = await test('wahl@organiser.test', { deadlines: PATIENT, doors });
    expect(factsOf(result)?.findings).toEqual(['dns-no-answer']);
  });

  it('that is not there at all is passed over where the next one answers', async () => {
    const [first, second] = [await startScriptedDns(silence), await scripted(failing(3))];
    await first.close();
    const doors = { dns: domainNames([first.address, second.address]) };
    const result = await test('wahl@organiser.test', { deadlines: PATIENT, doors });
    expect(factsOf(result)?.findings).toEqual(['sender-domain-not-found']);
  });
});

describe('the stage', () => {
  const slowNames = (milliseconds: number) => {
    const names = namesIn({
      'organiser.test': { mx: [{ exchange: 'm', priority: 1 }], txt: ['v=spf1 -all'] },
    });
    const late =
      <T>(ask: (name: string) => Promise<T>) =>
      async (name: string) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return ask(name);
      };
    return { ...names, mx: late(names.mx), txt: late(names.txt), addresses: late(names.addresses) };
  };

  it('is asked while the others run, and so takes no time of its own', async () => {
    const script = { greeting: after(1_500, '220 late') };
    const result = await test(
      'wahl@organiser.test',
      { deadlines: PATIENT, doors: { dns: slowNames(150) } },
      { script },
    );
    expect(result.stages.at(-1)).toMatchObject({ stage: 'sender-domain', kind: 'dmarc-missing' });
    expect(result.stages.at(-1)?.ms).toBeLessThan(120);
  });

  it.each([
    ['the greeting is silent', { greeting: hang }, 'greeting no-answer'],
    ['the login is refused', { AUTH: '535 5.7.8 no' }, 'auth login-refused'],
    ['the connection is cut at RCPT', { RCPT: drop }, 'rcpt-to connection-lost'],
  ])('is skipped where %s, and nobody waits for it', async (_, script, expected) => {
    const dns = namesIn({ 'organiser.test': 'silent' });
    const begin = performance.now();
    const result = await test(
      'wahl@organiser.test',
      { deadlines: { ...SHORT, senderDomain: 20_000 }, doors: { dns } },
      { script },
    );
    expect(failure(result)).toBe(expected);
    expect(result.stages.at(-1)).toMatchObject({ stage: 'sender-domain', status: 'skipped', facts: {} });
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('leaves no clock running when the test breaks off', async () => {
    const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
    onTestFinished(() => void vi.restoreAllMocks());
    const doors = { dns: namesIn({ 'organiser.test': 'silent' }) };
    await test(
      'wahl@organiser.test',
      { deadlines: { ...SHORT, senderDomain: 12_345 }, doors },
      { script: { EHLO: drop } },
    );
    const clock = set.mock.results[set.mock.calls.findIndex(([, delay]) => delay === 12_345)]?.value;
    expect(clock).toBeDefined();
    expect(clear).toHaveBeenCalledWith(clock);
  });

  it('changes no other result, whatever it finds', async () => {
    const bad = namesIn({ 'organiser.test': { txt: ['v=spf1 +all'] } });
    const [with_, without] = [
      await test('wahl@organiser.test', { doors: { dns: bad } }),
      await test('wahl@organiser.test', {}),
    ];
    const others = (result: typeof with_) => summary({ ...result, stages: result.stages.slice(0, -1) });
    expect(others(with_)).toBe(others(without));
    expect(with_.ok).toBe(true);
    expect(summary(with_)).toMatch(/sender-domain!mx-missing$/);
    expect(summary(without)).toMatch(/ sender-domain$/);
    expect(factsOf(without)).toMatchObject({ notAsked: 'reserved', findings: [] });
  });
});
