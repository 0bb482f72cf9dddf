/** Owns whom advice is addressed to, and every piece of it as a word; the sentences are in src/i18n. */
import type { SenderDomainAdviceId } from '../diagnosis/sender-domain/advice.js';
import type { SignInAdviceId } from './sign-in.js';

export const ROLES = [
  'election-manager',
  'organiser-it',
  'microsoft-365-admin',
  'google-workspace-admin',
  'network-admin',
] as const;
/** Whom a piece of advice is addressed to. */
export type AdviceRole = (typeof ROLES)[number];

export type AdviceId =
  | 'allow-mail-content'
  | 'allow-our-address'
  | 'allow-relay'
  | 'allow-sender'
  | 'app-password'
  | 'ascii-address'
  | 'check-account'
  | 'check-address-column'
  | 'check-certificate-start'
  | 'check-clock'
  | 'check-credentials'
  | 'check-host-and-port'
  | 'check-host-name'
  | 'check-own-network'
  | 'check-pairing'
  | 'check-recipient'
  | 'check-sender-domain'
  | 'check-sender-name'
  | 'check-text'
  | 'check-tls-settings'
  | 'compare-host-and-port'
  | 'complete-chain'
  | 'configure-again'
  | 'confirm-certificate'
  | 'empty-mailbox'
  | 'enable-login'
  | 'enable-password-login'
  | 'enable-smtputf8'
  | 'enable-tls'
  | 'enable-tls12'
  | 'enter-app-password'
  | 'fix-addresses'
  | 'fix-sender-domain'
  | 'give-authority'
  | 'give-right-authority'
  | 'google-app-password'
  | 'google-send-as'
  | 'google-sign-in'
  | 'hand-over-certificate'
  | 'inspect-path'
  | 'internal-name'
  | 'lift-block'
  | 'look-at-received'
  | 'look-in-log'
  | 'm365-app-password'
  | 'm365-basic-auth'
  | 'm365-basic-auth-dates'
  | 'm365-keep-password-login'
  | 'm365-licence'
  | 'm365-oauth'
  | 'm365-security-defaults'
  | 'm365-send-as'
  | 'm365-sign-in'
  | 'm365-smtp-auth'
  | 'm365-smtp-auth-command'
  | 'm365-smtp-auth-tenant'
  | 'm365-unblock'
  | 'mend-named-error'
  | 'name-other-server'
  | 'nothing-to-do'
  | 'open-port'
  | 'other-addresses'
  | 'other-programs'
  | 'pin-certificate'
  | 'prefer-encryption'
  | 'raise-limits'
  | 'raise-size'
  | 'renew-authority'
  | 'renew-certificate'
  | 'renew-certificate-soon'
  | 'second-window'
  | 'shrink-message'
  | 'stop-tls-inspection'
  | 'test-again'
  | 'test-again-in-january'
  | 'test-again-soon'
  | 'try-later'
  | 'try-own-network'
  | 'use-certificate-name'
  | 'use-own-address'
  | 'use-right-network'
  | 'use-ssl'
  | 'use-starttls'
  | 'wait-a-day'
  | 'wait-quarter-hour'
  | 'wait-throttled'
  | SenderDomainAdviceId
  | SignInAdviceId;

export interface Advice {
  readonly for: AdviceRole;
  readonly advice: AdviceId;
  /** Makes sense on one of the two occasions only. */
  readonly only?: 'test' | 'mailing';
}

/** Whoever follows it has other values to store in the profile. */
export const CHANGES_PROFILE: ReadonlySet<AdviceId> = new Set([
  'app-password',
  'check-credentials',
  'check-host-and-port',
  'check-host-name',
  'compare-host-and-port',
  'configure-again',
  'enable-login',
  'enter-app-password',
  'google-person',
  'name-other-server',
  'pin-certificate',
  'sign-in-again',
  'sign-in-as-mailbox',
  'sign-in-or-app-password',
  'use-certificate-name',
  'use-own-address',
  'use-sign-in',
  'use-ssl',
  'use-starttls',
]);
/** Whoever follows it has a certificate to store in the profile. */
export const GIVES_CERTIFICATE: ReadonlySet<AdviceId> = new Set([
  'give-authority',
  'give-right-authority',
  'hand-over-certificate',
]);
