/** Owns which mail provider is behind a host: by the host's name, else by what the server says of itself. */
import type { Limits } from '../profile/profile.js';
import { EXCHANGE_SERVER, PROVIDERS } from './provider-table.js';

/** Hosts whose administrators have rules and switches of their own. */
export type HostFamily = 'microsoft-365' | 'google' | 'other';

/** What is to be said of a provider beyond its numbers; each has a sentence in src/i18n. */
export type ProviderRemark =
  | 'bulk-forbidden'
  | 'delivery-errors'
  | 'exchange-throttling'
  | 'google-external'
  | 'google-relay'
  | 'infomaniak-free'
  | 'ionos-pages-differ'
  | 'microsoft-tenant'
  | 'per-domain'
  | 'per-package'
  | 'per-ten-minutes'
  | 'reputation';

/** Limits of a mailbox by the age of its contract: up to so many days, null for all time after. */
export interface AgeStep {
  readonly upToDays: number | null;
  readonly limits: Limits;
}

export interface Provider {
  readonly id: string;
  /** As people call it; a proper name, the same in every language. */
  readonly name: string;
  readonly family: HostFamily;
  /** Names of its hosts; everything below them counts too, and "*" stands for any letters of one label. */
  readonly hosts: readonly string[];
  /** Of one mailbox, as published; all null where the provider publishes no number. */
  readonly limits: Limits;
  /** Youngest first; empty where the age does not matter. The last one is `limits`. */
  readonly steps: readonly AgeStep[];
  readonly remark: ProviderRemark | null;
  /** Share of refused addresses, 0 to 1, above which it blocks a mailbox; null where none is published. */
  readonly mostRefused: number | null;
  /** The page that says so; null where no number was found. */
  readonly source: string | null;
  /** When its pages were read, "2026-11". */
  readonly asOf: string;
}

/** What a server says of itself. Texts of a reply as in `Reply.text`, names of a certificate without "DNS:". */
export interface ServerWords {
  readonly greeting?: string | undefined;
  readonly ehlo?: string | undefined;
  readonly certificateNames?: readonly string[] | undefined;
}

/** What is known of a host. */
export interface HostEvidence extends ServerWords {
  /** As somebody typed it. */
  readonly host: string;
}

/**
 * The provider, or null. The name that somebody typed weighs most; behind a CNAME of the customer's own the server
 * still says its own name first in its greeting and its EHLO reply (RFC 5321 4.2, 4.1.1.1), and so does its certificate.
 */
export function providerOf(evidence: HostEvidence): Provider | null {
  const { host, greeting, ehlo, certificateNames = [] } = evidence;
  const names = [host, firstWord(greeting), firstWord(ehlo), ...certificateNames];
  const found = names.map(providerNamed).find((provider) => provider !== null);
  return found ?? (isExchangeServer(evidence) ? EXCHANGE_SERVER : null);
}

/** The provider that an earlier connection has told by its `id`; null for an id of another version. */
export function providerWithId(id: string): Provider | null {
  return [...PROVIDERS, EXCHANGE_SERVER].find((provider) => provider.id === id) ?? null;
}

export function familyOf(evidence: HostEvidence): HostFamily {
  return providerOf(evidence)?.family ?? 'other';
}

function providerNamed(name: string): Provider | null {
  const bare = name.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
  return PROVIDERS.find(({ hosts }) => hosts.some((host) => isAtOrBelow(bare, host))) ?? null;
}

function isAtOrBelow(name: string, pattern: string): boolean {
  const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]*');
  return new RegExp(`(?:^|\\.)${escaped}$`).test(name);
}

function firstWord(text = ''): string {
  return text.split(' ', 1)[0] ?? '';
}

/** Its default greeting, or the keyword that only Exchange announces; administrators often change the greeting. */
function isExchangeServer({ greeting = '', ehlo = '' }: HostEvidence): boolean {
  return /\bMicrosoft ESMTP MAIL Service\b/i.test(greeting) || /\bX-EXPS\b/i.test(ehlo);
}
