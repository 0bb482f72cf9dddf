/** Owns what known mail providers ask their customers to use: host, port and encryption; suggestions, never more. */
import type { Encryption } from '../profile/profile.js';
import { type Provider, providerOf } from '../smtp/provider.js';

/** Where a provider takes messages from its customers. Never unencrypted. */
export interface Preset {
  readonly provider: Provider;
  readonly host: string;
  readonly port: number;
  readonly encryption: Exclude<Encryption, 'none'>;
}

interface Submission {
  /** Null: each customer has a host of their own, the one that was typed or that is the domain's MX. */
  readonly host: string | null;
  readonly port: number;
  readonly encryption: Preset['encryption'];
}

const SSL = { port: 465, encryption: 'ssl' } as const;
const STARTTLS = { port: 587, encryption: 'starttls' } as const;

/**
 * By the id of src/smtp/provider-table.ts. Where a provider names both, implicit TLS (RFC 8314 3.3). As the help pages
 * said in November 2026; a test holds docs/profiles.md against it.
 */
export const SUBMISSIONS: Readonly<Record<string, Submission>> = {
  // Port 465 is not offered.
  'microsoft-365': { host: 'smtp.office365.com', ...STARTTLS },
  'google-relay': { host: 'smtp-relay.gmail.com', ...SSL },
  google: { host: 'smtp.gmail.com', ...SSL },
  'ionos-exchange': { host: null, ...STARTTLS },
  ionos: { host: 'smtp.ionos.de', ...SSL },
  infomaniak: { host: 'mail.infomaniak.com', ...SSL },
  godaddy: { host: 'smtpout.secureserver.net', ...SSL },
  'mailbox-org': { host: 'smtp.mailbox.org', ...SSL },
  strato: { host: 'smtp.strato.de', ...SSL },
  'all-inkl': { host: null, ...SSL },
  hetzner: { host: 'mail.your-server.de', ...SSL },
  startmail: { host: 'smtp.startmail.com', ...SSL },
};

/** Mailboxes of Microsoft's consumers, who have another host than organisations. */
const NOT_BY_DOMAIN = /(?:^|\.)(?:outlook|office)\.com$/;

/** Port and encryption for a host that somebody typed; the host stays the one typed. Null for an unknown provider. */
export function presetForHost(host: string): Preset | null {
  const preset = presetNamed(host);
  return preset && { ...preset, host };
}

/** For a mailbox whose domain is its provider's own, "wahl@mailbox.org". */
export function presetForDomain(domain: string): Preset | null {
  return NOT_BY_DOMAIN.test(domain) ? null : presetNamed(domain);
}

/** By a host that takes the domain's mail (MX): whoever keeps the mailbox also takes its messages. */
export function presetForExchange(exchange: string): Preset | null {
  return presetNamed(exchange);
}

function presetNamed(name: string): Preset | null {
  const provider = providerOf({ host: name });
  const submission = provider && SUBMISSIONS[provider.id];
  if (!provider || !submission) return null;
  const { port, encryption } = submission;
  return { provider, host: submission.host ?? name.toLowerCase(), port, encryption };
}
