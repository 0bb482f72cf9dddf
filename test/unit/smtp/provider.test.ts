import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { familyOf, type Provider, providerOf } from '../../../src/smtp/provider.js';
import { EXCHANGE_SERVER, PROVIDERS } from '../../../src/smtp/provider-table.js';

const ALL = [...PROVIDERS, EXCHANGE_SERVER];
const EXCHANGE_GREETING =
  'EX01.muster.local Microsoft ESMTP MAIL Service ready at Mon, 1 Mar 2027 08:00:00 +0100';

describe('the family of a host', () => {
  it.each([
    ['smtp.office365.com', 'microsoft-365'],
    ['SMTP.Office365.com', 'microsoft-365'],
    ['smtp-mail.outlook.com', 'microsoft-365'],
    ['muster-example.mail.protection.outlook.com', 'microsoft-365'],
    ['smtp-relay.gmail.com', 'google'],
    ['smtp.gmail.com', 'google'],
    ['smtp.office365.com.attacker.test', 'other'],
    ['notgmail.com', 'other'],
    ['smtp.ionos.de', 'other'],
    ['192.0.2.1', 'other'],
    ['', 'other'],
  ])('of %s is %s', (host, family) => {
    expect(familyOf({ host })).toBe(family);
  });
});

describe('the provider of a host', () => {
  it.each([
    ['smtp.office365.com', 'microsoft-365'],
    ['smtp.gmail.com', 'google'],
    ['smtp-relay.gmail.com', 'google-relay'],
    ['smtp.ionos.de', 'ionos'],
    ['smtp.ionos.co.uk', 'ionos'],
    ['smtp.1und1.de', 'ionos'],
    ['smtp.exchange2019.ionos.de', 'ionos-exchange'],
    ['smtp.exchange2019.ionos.co.uk', 'ionos-exchange'],
    ['exchange.ionos.com', 'ionos-exchange'],
    ['mail.hosting.de', 'hosting-de'],
    ['mail.infomaniak.com', 'infomaniak'],
    ['smtpout.secureserver.net', 'godaddy'],
    ['w0123456.kasserver.com', 'all-inkl'],
    ['smtp.strato.de', 'strato'],
    ['mail.your-server.de', 'hetzner'],
    ['smtp.mailbox.org', 'mailbox-org'],
    // a customer's own machine at Hetzner
    ['static.1.2.0.192.clients.your-server.de', null],
    ['myhosting.de', null],
    ['hosting.de.attacker.test', null],
    ['mailXhosting.de', null],
    ['ionos', null],
    ['smtp.muster.example', null],
    ['2001:db8::1', null],
    ['', null],
  ])('%s is %s', (host, id) => {
    expect(providerOf({ host })?.id ?? null).toBe(id);
  });

  it.each([
    ['its greeting', { greeting: 'kundenserver.de (mreue010) Nemesis ESMTP Service ready' }, 'ionos'],
    ['its EHLO reply', { ehlo: 'smtp.strato.de greets 192.0.2.1 ENHANCEDSTATUSCODES' }, 'strato'],
    ['its certificate', { certificateNames: ['mail.muster.example', '*.kasserver.com'] }, 'all-inkl'],
    [
      'a greeting of Microsoft 365, not of an Exchange Server',
      { greeting: 'AM0P.outlook.office365.com Microsoft ESMTP MAIL Service ready' },
      'microsoft-365',
    ],
    ['a greeting of Exchange', { greeting: EXCHANGE_GREETING }, 'exchange-server'],
    [
      'a keyword of Exchange',
      { greeting: 'mail.muster.example ready', ehlo: 'x Hello SIZE X-EXPS GSSAPI NTLM 8BITMIME' },
      'exchange-server',
    ],
    ['a name in the middle of a sentence', { greeting: 'mail.muster.example not smtp.gmail.com' }, null],
    ['a word that only begins like one', { ehlo: 'mail.muster.example X-EXPSX' }, null],
    ['an empty greeting', { greeting: '', ehlo: '', certificateNames: [''] }, null],
  ])('behind a name of the organiser is known by %s', (_, said, id) => {
    expect(providerOf({ host: 'mail.muster.example', ...said })?.id ?? null).toBe(id);
  });

  it('is what was typed, whatever the server says', () => {
    expect(providerOf({ host: 'smtp.gmail.com', greeting: EXCHANGE_GREETING })?.id).toBe('google');
  });
});

describe('the table', () => {
  it.each(ALL.map((provider) => [provider.id, provider] as const))('of %s is whole', (id, provider) => {
    expect(ALL.filter((other) => other.id === id)).toHaveLength(1);
    expect(provider.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    for (const host of provider.hosts)
      expect(providerOf({ host: host.replace(/\*$/, 'de').replaceAll('*', '') })?.id).toBe(id);
    for (const { limits } of [provider, ...provider.steps])
      for (const limit of Object.values(limits)) expect(limit === null || limit > 0).toBe(true);
    if (provider.steps.length === 0) return;
    expect(provider.steps.at(-1)).toEqual({ upToDays: null, limits: provider.limits });
    const days = provider.steps.map(({ upToDays }) => upToDays ?? Number.POSITIVE_INFINITY);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  it('names some without a number, which is no limit of nothing', () => {
    const silent = ALL.filter(({ limits }) => Object.values(limits).every((limit) => limit === null));
    expect(silent.map(({ id }) => id)).toEqual(['mailbox-org', 'strato', 'all-inkl', 'hetzner', 'startmail']);
    for (const { limits } of silent) expect(limits).toEqual(NO_LIMITS);
  });

  it('is the one that docs/providers.md shows', () => {
    const page = readFileSync(new URL('../../../docs/providers.md', import.meta.url), 'utf8');
    const [numbers = '', sources = ''] = page.split('## Where the numbers come from');
    const rows = (text: string) => text.split('\n').filter((line) => /^\| (?!provider )/.test(line));
    expect(rows(numbers)).toEqual(ALL.map(row));
    const sourced = ALL.filter(({ source }) => source !== null);
    expect(rows(sources)).toEqual(
      sourced.map(({ name, source, asOf }) => `| ${name} | ${source} | ${asOf} |`),
    );
  });

  it('says of every number where it comes from', () => {
    const silent = ALL.filter(({ source }) => source === null);
    expect(silent.map(({ id }) => id)).toEqual(['strato', 'all-inkl', 'hetzner', 'startmail']);
    for (const { limits } of silent) expect(limits).toEqual(NO_LIMITS);
  });
});

function row({ name, hosts, limits, steps }: Provider): string {
  const { connections, perMinute, perHour, perDay } = limits;
  const numbers = [connections, perMinute, perHour, perDay].map(count);
  const ages = steps.map(({ upToDays, limits: then }) => {
    const text = count(then.perMinute ?? then.perHour);
    return upToDays === null ? `then ${text}` : `up to ${upToDays} days ${text}`;
  });
  const known =
    hosts.length === 0 ? 'any; known by what it says' : hosts.map((host) => `\`${host}\``).join(' ');
  return `| ${[name, known, ...numbers, ages.join(', ') || '-'].join(' | ')} |`;
}

function count(value: number | null): string {
  return value === null ? '-' : value.toLocaleString('en-GB');
}
