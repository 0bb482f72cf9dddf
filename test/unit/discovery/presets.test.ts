import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  presetForDomain,
  presetForExchange,
  presetForHost,
  SUBMISSIONS,
} from '../../../src/discovery/presets.js';
import { PROVIDERS } from '../../../src/smtp/provider-table.js';

const text = (preset: ReturnType<typeof presetForHost>) =>
  preset && `${preset.host}:${preset.port} ${preset.encryption} (${preset.provider.id})`;

test.each([
  ['smtp.office365.com', 'smtp.office365.com:587 starttls (microsoft-365)'],
  ['smtp-mail.outlook.com', 'smtp-mail.outlook.com:587 starttls (microsoft-365)'],
  ['smtp.gmail.com', 'smtp.gmail.com:465 ssl (google)'],
  ['smtp-relay.gmail.com', 'smtp-relay.gmail.com:465 ssl (google-relay)'],
  ['smtp.ionos.de', 'smtp.ionos.de:465 ssl (ionos)'],
  ['smtp.ionos.co.uk', 'smtp.ionos.co.uk:465 ssl (ionos)'],
  ['exchange2019.ionos.de', 'exchange2019.ionos.de:587 starttls (ionos-exchange)'],
  ['smtp.strato.de', 'smtp.strato.de:465 ssl (strato)'],
  ['smtp.mailbox.org', 'smtp.mailbox.org:465 ssl (mailbox-org)'],
  ['w0123456.kasserver.com', 'w0123456.kasserver.com:465 ssl (all-inkl)'],
  ['smtp.muster.example', null],
  ['office365.com.evil.example', null],
  ['127.0.0.1', null],
  ['', null],
])('the typed host %s stays, with what its provider names: %s', (host, expected) => {
  expect(text(presetForHost(host))).toBe(expected);
});

test.each([
  ['muster-de.mail.protection.outlook.com', 'smtp.office365.com:587 starttls (microsoft-365)'],
  ['aspmx.l.google.com', 'smtp.gmail.com:465 ssl (google)'],
  ['mx00.ionos.de', 'smtp.ionos.de:465 ssl (ionos)'],
  ['mx01.kundenserver.de', 'smtp.ionos.de:465 ssl (ionos)'],
  ['smtpin.rzone.de', 'smtp.strato.de:465 ssl (strato)'],
  ['mxext1.mailbox.org', 'smtp.mailbox.org:465 ssl (mailbox-org)'],
  ['w0123456.kasserver.com', 'w0123456.kasserver.com:465 ssl (all-inkl)'],
  ['mx.muster.example', null],
  ['.', null],
])('mail received at %s means %s', (exchange, expected) => {
  expect(text(presetForExchange(exchange))).toBe(expected);
});

test.each([
  ['mailbox.org', 'smtp.mailbox.org:465 ssl (mailbox-org)'],
  ['gmail.com', 'smtp.gmail.com:465 ssl (google)'],
  ['outlook.com', null],
  ['muster.example', null],
])('a mailbox at %s means %s', (domain, expected) => {
  expect(text(presetForDomain(domain))).toBe(expected);
});

test('each preset is of a known provider, whose own names recognise its host; docs/profiles.md shows them all', () => {
  const page = readFileSync(new URL('../../../docs/profiles.md', import.meta.url), 'utf8');
  for (const [id, { host, port, encryption }] of Object.entries(SUBMISSIONS)) {
    const provider = PROVIDERS.find((one) => one.id === id);
    expect(provider, id).toBeDefined();
    if (host !== null) expect(presetForHost(host)?.provider.id).toBe(id);
    const shown = host === null ? 'the customer’s own' : `\`${host}\``;
    expect(page).toContain(`| ${provider?.name} | ${shown} | ${port} | ${encryption} |`);
  }
});
