/** Owns the English texts of what `configure` suggests for a mail server, and of where a suggestion comes from. */
import type { Suggestion, SuggestionSource } from '../../discovery/suggestion.js';
import { formatFor } from '../format.js';

const { number } = formatFor('en');

const source = (from: SuggestionSource): string => {
  switch (from.kind) {
    case 'srv':
      return `it stands in the domain’s DNS (SRV ${from.name})`;
    case 'autoconfig':
      return `it stands in the domain’s configuration file (https://${from.host})`;
    case 'mx':
      return `the domain’s mail is received by ${from.provider} (MX ${from.exchange})`;
    case 'domain':
      return `a mailbox of ${from.provider}`;
  }
};

export const discovery = {
  intro:
    'It looks up what the mailbox’s domain says about its mail server (in DNS and at https://autoconfig.DOMAIN), and suggests that; --no-lookup leaves it out.',
  found: ({ host, port, source: from }: Suggestion, encryption: string) =>
    `Suggestion: ${host}, port ${port}, ${encryption} – ${source(from)}.`,
  compare: 'Compare it with what the organiser’s IT has named; Enter takes it, otherwise type over it.',
  elsewhere: (host: string) =>
    `By its name ${host} belongs neither to the mailbox’s domain nor to a known provider. Take it only if the organiser’s IT names exactly this server: it gets your password.`,
  preset: (provider: string, port: number, encryption: string) =>
    `${provider} tells its customers to use port ${port} with ${encryption}.`,
  limits: (provider: string, limits: readonly (readonly [number, string])[], command: string) =>
    `${provider} publishes for one mailbox: ${limits.map(([count, unit]) => `${number(count)} ${unit}`).join(', ')}. send keeps to that by itself. To set another limit: ${command}`,
  /** Before the password is asked for. */
  signIn: {
    'microsoft-365':
      'Microsoft 365 switches the login with a password off by default from the end of December 2026. What stays valid is a sign-in with OAuth 2.0: stop with Ctrl+C, and call configure with --login microsoft (docs/oauth2.md).',
    google:
      'Google takes only an app password here, not that of the account; without a person, a service account: --login google --key-file FILE (docs/oauth2.md).',
  },
  exchange:
    'The user name has the form DOMAIN\\name, as with Exchange on site: there it is mostly port 587 with STARTTLS.',
};
