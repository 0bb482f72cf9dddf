/** Owns what a mailbox's domain may tell about its mail server, and from where; words shared by the parts of this folder. */
import type { Preset } from './presets.js';

export type SuggestionSource =
  /** DNS: `_submissions._tcp` (RFC 8314 5.1) or `_submission._tcp` (RFC 6186 3.1). */
  | { readonly kind: 'srv'; readonly name: string }
  /** A file of the domain's owner, over verified HTTPS, in the form that Thunderbird reads. */
  | { readonly kind: 'autoconfig'; readonly host: string }
  /** DNS: the domain's mail is received by this provider. */
  | { readonly kind: 'mx'; readonly exchange: string; readonly provider: string }
  /** The mailbox's domain is the provider's own. */
  | { readonly kind: 'domain'; readonly provider: string };

export interface Suggestion extends Pick<Preset, 'host' | 'port' | 'encryption'> {
  readonly source: SuggestionSource;
}
