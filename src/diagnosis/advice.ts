/** Owns who must do what about a finding: roles and advice as words; the sentences are in src/i18n. */
import type { HostFamily } from '../smtp/provider.js';
import { familyOfTest } from './host-evidence.js';
import type { ConnectionTarget, DiagnosisKind, StageResult } from './result.js';
import { SENDER_DOMAIN_ADVICE, type SenderDomainAdviceId } from './sender-domain/advice.js';

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
  | 'ascii-address'
  | 'check-account'
  | 'check-clock'
  | 'check-credentials'
  | 'check-host-and-port'
  | 'check-host-name'
  | 'check-own-network'
  | 'check-recipient'
  | 'check-sender-domain'
  | 'empty-mailbox'
  | 'enable-login'
  | 'enable-password-login'
  | 'enable-tls'
  | 'enable-tls12'
  | 'fix-addresses'
  | 'fix-sender-domain'
  | 'give-authority'
  | 'google-app-password'
  | 'google-send-as'
  | 'google-sign-in'
  | 'inspect-path'
  | 'look-at-received'
  | 'look-in-log'
  | 'm365-basic-auth'
  | 'm365-oauth'
  | 'm365-send-as'
  | 'm365-sign-in'
  | 'm365-smtp-auth'
  | 'm365-unblock'
  | 'nothing-to-do'
  | 'open-port'
  | 'prefer-encryption'
  | 'raise-limits'
  | 'renew-certificate'
  | 'renew-certificate-soon'
  | 'shrink-message'
  | 'stop-tls-inspection'
  | 'try-later'
  | 'use-certificate-name'
  | 'use-own-address'
  | 'use-right-network'
  | 'use-ssl'
  | 'use-starttls'
  | 'wait-a-day'
  | 'wait-quarter-hour'
  | SenderDomainAdviceId;

export interface Advice {
  readonly for: AdviceRole;
  readonly advice: AdviceId;
}

/** One piece of advice, or one for each family of hosts. */
type Entry = Advice | Readonly<Record<HostFamily, Advice>>;

const manager = (advice: AdviceId): Advice => ({ for: 'election-manager', advice });
const it = (advice: AdviceId): Advice => ({ for: 'organiser-it', advice });
const m365 = (advice: AdviceId): Advice => ({ for: 'microsoft-365-admin', advice });
const google = (advice: AdviceId): Advice => ({ for: 'google-workspace-admin', advice });
const network = (advice: AdviceId): Advice => ({ for: 'network-admin', advice });

const ACCOUNT_CHECK: Entry = {
  'microsoft-365': m365('m365-smtp-auth'),
  google: google('google-app-password'),
  other: it('check-account'),
};
const SEND_AS: Entry = {
  'microsoft-365': m365('m365-send-as'),
  google: google('google-send-as'),
  other: it('allow-sender'),
};
const SIGN_IN: Entry = {
  'microsoft-365': m365('m365-sign-in'),
  google: google('google-sign-in'),
  other: it('check-account'),
};
const UNBLOCK: Entry = {
  'microsoft-365': m365('m365-unblock'),
  google: it('check-account'),
  other: it('check-account'),
};
const BUSY: readonly Entry[] = [manager('wait-quarter-hour'), it('raise-limits')];
const LOG: readonly Entry[] = [it('look-in-log')];
const LATER: readonly Entry[] = [manager('try-later')];
const LATER_OR_LOG: readonly Entry[] = [manager('try-later'), it('look-in-log')];

const ADVICE: Readonly<Record<DiagnosisKind, readonly Entry[]>> = {
  'host-not-found': [manager('check-host-name'), it('check-host-and-port')],
  'connection-refused': [it('check-host-and-port'), network('open-port')],
  'connection-timeout': [network('open-port'), it('check-host-and-port')],
  'network-unreachable': [manager('check-own-network'), network('open-port')],
  'connection-lost': [it('look-in-log'), network('inspect-path')],
  'no-answer': [it('look-in-log'), network('inspect-path')],
  'not-smtp': [it('check-host-and-port')],
  'reply-too-long': LOG,
  'out-of-step': LOG,
  'tls-expected': [manager('use-ssl')],
  'plain-expected': [manager('use-starttls')],
  'starttls-not-offered': [it('enable-tls'), network('inspect-path')],
  'starttls-refused': [it('enable-tls')],
  'starttls-injected': [network('inspect-path'), it('look-in-log')],
  'starttls-required': [manager('use-starttls')],
  'certificate-expired': [it('renew-certificate'), manager('check-clock')],
  'certificate-not-yet-valid': [manager('check-clock'), it('renew-certificate')],
  'certificate-wrong-host': [manager('use-certificate-name'), it('renew-certificate')],
  'certificate-self-signed': [it('give-authority'), network('stop-tls-inspection')],
  'certificate-unknown-ca': [it('give-authority'), network('stop-tls-inspection')],
  'certificate-invalid': [it('renew-certificate')],
  'certificate-expires-soon': [it('renew-certificate-soon')],
  'tls-too-old': [it('enable-tls12')],
  'tls-failed': LOG,
  'no-common-mechanism': [it('enable-password-login')],
  'auth-mechanism-refused': [it('enable-password-login')],
  'closed-at-login': [manager('check-credentials'), ACCOUNT_CHECK],
  'unexpected-address': [manager('use-right-network'), it('allow-our-address')],
  'address-not-told': [manager('look-at-received')],
  'message-unknown': [it('look-in-log')],
  'some-addresses-unreachable': [it('fix-addresses')],
  'login-unencrypted': [manager('prefer-encryption'), it('enable-tls')],
  'auth-not-offered': [it('enable-login')],
  'app-password-needed': [google('google-app-password')],
  'basic-auth-disabled': [m365('m365-basic-auth')],
  'smtp-auth-disabled': [m365('m365-smtp-auth')],
  'oauth-permission-missing': [m365('m365-oauth')],
  'sign-in-blocked': [SIGN_IN],
  'login-missing': [it('enable-login')],
  'login-refused': [manager('check-credentials'), ACCOUNT_CHECK],
  'login-unavailable': LATER_OR_LOG,
  'too-many-logins': BUSY,
  'account-blocked': [UNBLOCK],
  'sender-throttled': [manager('wait-a-day'), UNBLOCK],
  'quota-exceeded': [manager('wait-a-day'), it('raise-limits')],
  'rate-limited': BUSY,
  'too-many-connections': BUSY,
  'unusual-volume': [manager('wait-quarter-hour')],
  'relay-denied': [it('allow-relay')],
  'sender-deferred': [it('check-sender-domain')],
  'sender-domain-unauthenticated': [it('fix-sender-domain')],
  'sender-mailbox-full': [manager('empty-mailbox')],
  'sender-refused': [manager('use-own-address'), SEND_AS],
  greylisted: [manager('nothing-to-do')],
  'mailbox-full': [manager('check-recipient')],
  'recipient-busy': LATER,
  'recipient-deferred': LATER_OR_LOG,
  'recipient-refused': [manager('check-recipient'), it('look-in-log')],
  'smtputf8-missing': [manager('ascii-address')],
  'content-refused': [it('allow-mail-content')],
  'message-deferred': LATER_OR_LOG,
  'message-malformed': LOG,
  'message-refused': LOG,
  'message-too-large': [manager('shrink-message')],
  closing: LATER_OR_LOG,
  'ehlo-refused': [it('allow-our-address')],
  'greeting-refused': [it('allow-our-address')],
  'ip-blocked': [it('allow-our-address')],
  'out-of-sequence': LOG,
  'server-busy': LATER_OR_LOG,
  'unexpected-reply': LOG,
  ...SENDER_DOMAIN_ADVICE,
};

/**
 * Who must do what about a stage's result, most likely first; empty where it passed or was skipped. `stages` are all
 * of the test: what the server said of itself tells whose it is where the host's name does not.
 */
export function adviceFor(
  result: StageResult,
  target: ConnectionTarget,
  stages: readonly StageResult[] = [],
): readonly Advice[] {
  if (result.kind === null) return [];
  const family = familyOfTest(target.host, stages);
  const kinds = result.facts.senderDomain?.findings ?? [result.kind];
  const all = kinds.flatMap((kind) => ADVICE[kind].map((entry) => ('for' in entry ? entry : entry[family])));
  return all.filter((entry, index) => all.findIndex(({ advice }) => advice === entry.advice) === index);
}
