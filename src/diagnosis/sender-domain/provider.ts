/** Owns which name a host's provider asks its customers to include in SPF; only where the provider says so itself. */

interface Provider {
  readonly host: RegExp;
  readonly include: string;
}

/** smtp-mail.outlook.com is missing on purpose: it serves Microsoft's own domains, whose records are Microsoft's. */
const PROVIDERS: readonly Provider[] = [
  {
    host: /(?:^|\.)(?:office365\.com|mail\.protection\.outlook\.com)$/,
    include: 'spf.protection.outlook.com',
  },
  { host: /(?:^|\.)(?:gmail\.com|googlemail\.com|google\.com)$/, include: '_spf.google.com' },
  { host: /^smtp\.mailbox\.org$/, include: 'mailbox.org' },
];

/** Takes a host name in any case; null where we do not know. */
export function spfIncludeFor(host: string): string | null {
  const name = host.toLowerCase();
  return PROVIDERS.find((provider) => provider.host.test(name))?.include ?? null;
}
