/** Owns the table of mail providers and what they publish of their limits; the page for readers is docs/providers.md. */
import { type Limits, NO_LIMITS } from '../profile/profile.js';
import type { AgeStep, HostFamily, Provider } from './provider.js';

/** All pages were read then; most of them bear no date. Where two pages of one provider differ, the lower counts. */
const READ = '2026-11';

/** What a row says beside id, name and hosts; the rest is unknown. */
interface Published extends Partial<Limits> {
  readonly source?: string;
  readonly family?: HostFamily;
  readonly steps?: readonly AgeStep[];
  readonly remark?: Provider['remark'];
  readonly mostRefused?: number;
}

function provider(id: string, name: string, hosts: readonly string[], published: Published = {}): Provider {
  const {
    family = 'other',
    steps = [],
    remark = null,
    mostRefused = null,
    source = null,
    ...limits
  } = published;
  return {
    ...{ id, name, family, hosts, steps, remark, mostRefused },
    limits: { ...NO_LIMITS, ...limits },
    source,
    asOf: READ,
  };
}

/** IONOS counts the days since the contract began. */
function byAge(limit: 'perMinute' | 'perHour', counts: readonly [number, number, number, number]): AgeStep[] {
  return [7, 14, 30, null].map((upToDays, index) => ({
    upToDays,
    limits: { ...NO_LIMITS, [limit]: counts[index] ?? null },
  }));
}

/** From top to bottom, the first that fits; so a host below another's name stands before it. */
export const PROVIDERS: readonly Provider[] = [
  // learn.microsoft.com, "SMTP submission improvements": 30 messages a minute, 10,000 recipients a day, 3 connections.
  // The organisation's limit: techcommunity.microsoft.com 4372797 (its roll-out paused as of 14 July 2025).
  provider('microsoft-365', 'Microsoft 365', ['office365.com', 'outlook.com', 'office.com'], {
    source:
      'learn.microsoft.com, "SMTP submission improvements"; of the organisation: techcommunity.microsoft.com 4372797',
    family: 'microsoft-365',
    connections: 3,
    perMinute: 30,
    perDay: 10_000,
    remark: 'microsoft-tenant',
  }),
  // support.google.com, answer 3726730 and quoted pages: 10,000 messages per user and 24 hours.
  provider('google-relay', 'Google Workspace (SMTP relay)', ['smtp-relay.gmail.com'], {
    source: 'support.google.com, answer 3726730',
    family: 'google',
    perDay: 10_000,
    remark: 'google-relay',
  }),
  // support.google.com, answer 166852: 2,000 messages in 24 hours, 3,000 external recipients; gmail.com 500.
  provider('google', 'Google Workspace', ['gmail.com', 'googlemail.com', 'google.com'], {
    source: 'support.google.com, answer 166852',
    family: 'google',
    perDay: 2_000,
    remark: 'google-external',
  }),
  // ionos.de, limits of mass mailings, hosted Exchange: 1, 2, 7 and 10 a minute.
  provider('ionos-exchange', 'IONOS Exchange', ['exchange*.ionos.*', 'exchange*.ionos.co.uk'], {
    source: 'ionos.de, limits of mass mailings',
    perMinute: 10,
    steps: byAge('perMinute', [1, 2, 7, 10]),
  }),
  // ionos.co.uk/help 17026: 500 an hour after 30 days; the German page, undated, says 5,000.
  provider(
    'ionos',
    'IONOS',
    ['ionos.*', 'ionos.co.uk', '1und1.de', '1and1.*', '1and1.co.uk', 'kundenserver.de', 'perfora.net'],
    {
      source: 'ionos.co.uk/help 17026; ionos.de, limits of mass mailings',
      perHour: 500,
      steps: byAge('perHour', [50, 100, 400, 500]),
      remark: 'ionos-pages-differ',
    },
  ),
  // hosting.de/helpdesk: 120 a minute and 250 recipients in 10 minutes; cannot be raised.
  provider('hosting-de', 'hosting.de', ['hosting.de'], {
    source: 'hosting.de/helpdesk',
    perMinute: 25,
    remark: 'per-ten-minutes',
  }),
  // infomaniak.com FAQ 2065: 1,440 in any 24 hours, 500 without charge.
  provider('infomaniak', 'Infomaniak', ['infomaniak.com', 'infomaniak.ch'], {
    source: 'infomaniak.com, FAQ 2065',
    perDay: 1_440,
    remark: 'infomaniak-free',
  }),
  // GoDaddy's help pages: 250 a day.
  provider('godaddy', 'GoDaddy', ['secureserver.net'], { source: "GoDaddy's help pages", perDay: 250 }),
  // support.cloud86.io: 250 an hour for the whole package; cannot be raised.
  provider('cloud86', 'Cloud86', ['cloud86.io', 'cloud86.nl'], {
    source: 'support.cloud86.io',
    perHour: 250,
    remark: 'per-package',
  }),
  // support.qsv.ch: 250 an hour for a domain, 300 for an account; mass mailings are forbidden.
  provider('qsv', 'qsv.ch', ['qsv.ch'], { source: 'support.qsv.ch', perHour: 250, remark: 'bulk-forbidden' }),
  // helloly.com: 100 to 200 an hour by package; at most 5 % delivery errors an hour.
  provider('helloly', 'helloly', ['helloly.com'], {
    source: 'helloly.com',
    perHour: 100,
    remark: 'delivery-errors',
    mostRefused: 0.05,
  }),
  // power-netz.de: in Plesk 100 an hour for a mailbox, 500 for a domain, then an hour of pause.
  provider('power-netz', 'power-netz (Plesk)', ['power-netz.de'], {
    source: 'power-netz.de',
    perHour: 100,
    remark: 'per-domain',
  }),
  // screenwork's help page: about 200 in 24 hours.
  provider('screenwork', 'screenwork', ['screenwork.de'], { source: "screenwork's help page", perDay: 200 }),
  // kb.mailbox.org: no fixed number, but the account's age and its recent volume.
  provider('mailbox-org', 'mailbox.org', ['mailbox.org'], { source: 'kb.mailbox.org', remark: 'reputation' }),
  // Known by name; no number was found.
  provider('strato', 'Strato', ['strato.de', 'strato.com', 'rzone.de']),
  provider('all-inkl', 'ALL-INKL', ['kasserver.com', 'all-inkl.com']),
  provider('hetzner', 'Hetzner', ['mail.your-server.de']),
  provider('startmail', 'StartMail', ['startmail.com']),
];

/** Microsoft Exchange in the organiser's own house: recognised by what it says, since its name can be any. */
// MessageRateLimit of a client receive connector: 5 messages a minute by default, 20 on some.
export const EXCHANGE_SERVER: Provider = provider('exchange-server', 'Exchange Server', [], {
  source: 'serverfault.com 833887, MessageRateLimit of a client receive connector',
  perMinute: 5,
  remark: 'exchange-throttling',
});
