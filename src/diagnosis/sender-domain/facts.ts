/** Owns what can be told of a sender's domain: the findings, most important first, and the facts behind them. */

/** Advice all of them: none makes a connection test fail. */
export const SENDER_DOMAIN_KINDS = [
  'sender-domain-not-found',
  'mx-null',
  'mx-missing',
  'spf-several',
  'spf-syntax',
  'spf-loop',
  'spf-include-broken',
  'spf-too-many-lookups',
  'spf-void-lookups',
  'spf-allows-everybody',
  'spf-missing',
  'spf-without-provider',
  'dmarc-several',
  'dmarc-syntax',
  'dmarc-missing',
  'dns-no-answer',
  'sender-unaligned',
  'dkim-revoked',
  'dkim-missing',
] as const;
export type SenderDomainKind = (typeof SENDER_DOMAIN_KINDS)[number];

/** RFC 7208 4.6.2: pass, fail, softfail, neutral. */
export type SpfQualifier = '+' | '-' | '~' | '?';

export interface SpfFacts {
  /** The record as it stands in DNS, safe to show, shortened. */
  readonly record: string;
  /** Terms that cost a query, through every include and redirect (RFC 7208 4.6.4); counted up to the break-off. */
  readonly lookups: number;
  /** False where something could not be followed: a macro, a name without answer, more than the limit. */
  readonly complete: boolean;
  /** Queries among them that found nothing (RFC 7208 4.6.4). */
  readonly voidLookups: number;
  /** What the record says about every other address; null where it says nothing. */
  readonly all: SpfQualifier | null;
  /** What the host's provider asks for in SPF; null where we do not know the provider. */
  readonly provider: string | null;
  /** Whether it stands in the record or behind it; null where that is not known. */
  readonly providerIncluded: boolean | null;
  /** The first term that is not SPF, safe to show. */
  readonly wrongTerm: string | null;
  /** Names that the record refers to and that have no usable SPF record. */
  readonly brokenNames: readonly string[];
}

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

export interface DmarcFacts {
  /** Where the record was found: the sender's domain or one above it. */
  readonly domain: string;
  readonly record: string;
  /** What is asked for the sender's domain; null where the record says nothing that counts. */
  readonly policy: DmarcPolicy | null;
}

export interface DkimFacts {
  readonly selector: string;
  readonly state: 'present' | 'missing' | 'revoked' | 'no-answer';
}

export interface LoginFacts {
  readonly domain: string;
  /** Whether DMARC would count a signature of the login's domain for the sender; null where that is not known. */
  readonly aligned: boolean | null;
}

export interface SenderDomainFacts {
  /** In lower-case ASCII, safe to show. */
  readonly domain: string;
  /** Why nothing was looked up; null where it was. */
  readonly notAsked: 'reserved' | 'no-domain' | null;
  /** Hosts by preference; empty without MX, "." for a null MX (RFC 7505), null where there was no answer. */
  readonly mx: readonly string[] | null;
  /** Null without a single record, or without an answer. */
  readonly spf: SpfFacts | null;
  /** Null without a record, or without an answer. */
  readonly dmarc: DmarcFacts | null;
  /** One for each selector asked for. */
  readonly dkim: readonly DkimFacts[];
  /** Null where the login is no address. */
  readonly login: LoginFacts | null;
  readonly findings: readonly SenderDomainKind[];
}
