import { expect, test } from 'vitest';
import { discover } from '../../../src/discovery/discover.js';
import { namesIn, type Zone } from '../../support/domain-names.js';

const record = (name: string, port: number) => ({ name, port, priority: 0, weight: 0 });
const SRV_SSL = { '_submissions._tcp.muster.test': { srv: [record('ssl.muster.test', 465)] } };
const SRV_STARTTLS = { '_submission._tcp.muster.test': { srv: [record('starttls.muster.test', 587)] } };
const MX = { 'muster.test': { mx: [{ exchange: 'muster-test.mail.protection.outlook.com', priority: 0 }] } };
const FILE = `<clientConfig><emailProvider><outgoingServer type="smtp"><hostname>file.muster.test</hostname>
  <port>465</port><socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>`;

const hostOf = async (zone: Zone, file: string | null = null) => {
  const found = await discover('wahl@muster.test', { dns: namesIn(zone), autoconfig: async () => file }, 300);
  return found && [found.host, found.source.kind];
};

test('the best source is told', async () => {
  expect(await hostOf({ ...SRV_SSL, ...SRV_STARTTLS, ...MX }, FILE)).toEqual([
    'file.muster.test',
    'autoconfig',
  ]);
  expect(await hostOf({ ...SRV_SSL, ...SRV_STARTTLS, ...MX })).toEqual(['ssl.muster.test', 'srv']);
  expect(await hostOf({ ...SRV_STARTTLS, ...MX }, '<html/>')).toEqual(['starttls.muster.test', 'srv']);
  expect(await hostOf(MX)).toEqual(['smtp.office365.com', 'mx']);
  expect(await hostOf({})).toBeNull();
});

test('what is silent or broken does not keep the rest from being told', async () => {
  const silent = {
    '_submissions._tcp.muster.test': 'silent',
    '_submission._tcp.muster.test': 'broken',
  } as const;
  expect(await hostOf({ ...silent, ...MX })).toEqual(['smtp.office365.com', 'mx']);
});

test('a network that is dead ends in the deadline', async () => {
  const dns = namesIn({
    'muster.test': 'silent',
    '_submission._tcp.muster.test': 'silent',
    '_submissions._tcp.muster.test': 'silent',
  });
  const started = performance.now();
  const deaf = { dns, autoconfig: () => new Promise<null>(() => {}) };
  expect(await discover('wahl@muster.test', deaf, 200)).toBeNull();
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('only the domain is asked about, never the mailbox', async () => {
  const dns = namesIn(MX);
  const told: string[] = [];
  await discover(
    'geheime.person@muster.test',
    {
      dns,
      autoconfig: async (domain) => {
        told.push(domain);
        return null;
      },
    },
    300,
  );
  expect([...dns.asked].sort()).toEqual([
    'mx muster.test',
    'srv _submission._tcp.muster.test',
    'srv _submissions._tcp.muster.test',
  ]);
  expect(told).toEqual(['muster.test']);
});

test.each([
  ['a name for examples', 'wahl@muster.example', false],
  ['no address', 'MUSTER\\wahl', true],
  ['an IP address', 'wahl@[192.0.2.1]', true],
  ['a name without a dot', 'wahl@localhost', true],
  ['nothing behind the @', 'wahl@', true],
])('%s is not looked up', async (_what, mailbox, asksReserved) => {
  const dns = { ...namesIn({}), asksReserved };
  const failing = { dns, autoconfig: () => Promise.reject(new Error('was asked')) };
  expect(await discover(mailbox, failing, 100)).toBeNull();
  expect(dns.asked).toEqual([]);
});

test('a mailbox at a known provider needs no look-up', async () => {
  const dns = namesIn({});
  const found = await discover('wahl@mailbox.org', { dns, autoconfig: async () => null }, 100);
  expect(found).toMatchObject({
    host: 'smtp.mailbox.org',
    source: { kind: 'domain', provider: 'mailbox.org' },
  });
  expect(dns.asked).toEqual([]);
});
