/** Owns the table of advice: for each case who must do what, in a test and in a mailing alike. */
import { SENDER_DOMAIN_ADVICE } from '../diagnosis/sender-domain/advice.js';
import type { HostFamily } from '../smtp/provider.js';
import type { Advice, AdviceId } from './advice.js';
import type { Case } from './case.js';
import { SIGN_IN_ADVICE } from './sign-in.js';

/** One piece of advice, or what there is for each family of hosts. */
export type Entry = Advice | Readonly<Record<HostFamily, readonly Advice[]>>;

const manager = (advice: AdviceId): Advice => ({ for: 'election-manager', advice });
const it = (advice: AdviceId): Advice => ({ for: 'organiser-it', advice });
const m365 = (advice: AdviceId): Advice => ({ for: 'microsoft-365-admin', advice });
const google = (advice: AdviceId): Advice => ({ for: 'google-workspace-admin', advice });
const network = (advice: AdviceId): Advice => ({ for: 'network-admin', advice });

const inTest = (advice: Advice): Advice => ({ ...advice, only: 'test' });
const inMailing = (advice: Advice): Advice => ({ ...advice, only: 'mailing' });

/** The switch of one mailbox, by mouse and by keyboard. */
const SMTP_AUTH: readonly Advice[] = [m365('m365-smtp-auth'), m365('m365-smtp-auth-command')];
const SIGN_IN: readonly Advice[] = [m365('m365-sign-in'), m365('m365-security-defaults')];
const GOOGLE_APP_PASSWORD: readonly Advice[] = [google('google-app-password'), manager('enter-app-password')];
const ACCOUNT_CHECK: Entry = {
  'microsoft-365': [...SMTP_AUTH, m365('m365-app-password'), ...SIGN_IN],
  google: GOOGLE_APP_PASSWORD,
  other: [it('check-account')],
};
const APP_PASSWORD: Entry = {
  'microsoft-365': [m365('m365-app-password'), manager('enter-app-password')],
  google: GOOGLE_APP_PASSWORD,
  other: [it('app-password'), manager('enter-app-password')],
};
const OR_SIGN_IN: Entry = {
  'microsoft-365': [manager('sign-in-or-app-password')],
  google: [manager('sign-in-or-app-password')],
  other: [],
};
const PASSWORD_LOGIN: Entry = {
  'microsoft-365': [...SMTP_AUTH, m365('m365-basic-auth')],
  google: [it('enable-password-login')],
  other: [it('enable-password-login')],
};
const LOGIN: Entry = {
  'microsoft-365': SMTP_AUTH,
  google: [it('enable-login')],
  other: [it('enable-login')],
};
const SEND_AS: Entry = {
  'microsoft-365': [m365('m365-send-as')],
  google: [google('google-send-as')],
  other: [it('allow-sender')],
};
/** Behind a name of the organiser's own either provider may stand; the reply is the same. */
const BLOCKED_SIGN_IN: Entry = {
  'microsoft-365': SIGN_IN,
  google: [google('google-sign-in')],
  other: [...SIGN_IN, google('google-sign-in')],
};
const PIN: Entry = manager('pin-certificate');
const INSPECTION: Entry = network('stop-tls-inspection');
const BUSY: readonly Entry[] = [manager('wait-quarter-hour'), it('raise-limits')];
const THROTTLED: readonly Entry[] = [manager('wait-throttled'), it('mend-named-error')];
const LOG: readonly Entry[] = [it('look-in-log')];
const LATER: readonly Entry[] = [manager('try-later')];
const LATER_OR_LOG: readonly Entry[] = [manager('try-later'), it('look-in-log')];
const CUT: readonly Entry[] = [it('look-in-log'), network('inspect-path'), inMailing(it('check-pairing'))];
const TURNED_AWAY: readonly Entry[] = [it('allow-our-address'), manager('try-own-network')];

export const ADVICE: Readonly<Record<Case, readonly Entry[]>> = {
  'host-not-found': [manager('check-host-name'), it('check-host-and-port'), it('internal-name')],
  'connection-refused': [manager('compare-host-and-port'), it('check-host-and-port'), network('open-port')],
  'connection-timeout': [network('open-port'), it('check-host-and-port')],
  'network-unreachable': [manager('check-own-network'), network('open-port')],
  'connection-lost': CUT,
  'no-answer': CUT,
  'not-smtp': [it('check-host-and-port')],
  'reply-too-long': LOG,
  'out-of-step': LOG,
  'tls-expected': [manager('use-ssl')],
  'plain-expected': [manager('use-starttls')],
  'starttls-not-offered': [it('enable-tls'), network('inspect-path')],
  'starttls-refused': [it('check-tls-settings'), it('enable-tls')],
  'starttls-injected': [network('inspect-path'), it('look-in-log')],
  'starttls-required': [manager('use-starttls')],
  'certificate-expired': [it('renew-certificate'), manager('check-clock')],
  'certificate-not-yet-valid': [manager('check-clock'), it('check-certificate-start')],
  'authority-expired': [it('renew-authority'), manager('check-clock')],
  'certificate-wrong-host': [manager('use-certificate-name'), it('renew-certificate'), PIN],
  'certificate-self-signed': [it('hand-over-certificate'), PIN, INSPECTION],
  'certificate-unknown-ca': [it('give-authority'), PIN, INSPECTION],
  'certificate-alone': [it('give-authority'), it('complete-chain'), PIN, INSPECTION],
  // Of a public authority, whose certificates are renewed too often to be pinned.
  'certificate-chain-incomplete': [it('complete-chain'), INSPECTION],
  'certificate-other-authority': [it('give-right-authority'), PIN, INSPECTION],
  'certificate-other-or-incomplete': [it('give-right-authority'), it('complete-chain'), PIN, INSPECTION],
  'certificate-changed': [it('confirm-certificate'), manager('configure-again'), INSPECTION],
  'certificate-invalid': [it('renew-certificate')],
  'certificate-expires-soon': [it('renew-certificate-soon')],
  'tls-too-old': [it('enable-tls12')],
  'tls-failed': LOG,
  ...SIGN_IN_ADVICE,
  'no-common-mechanism': [PASSWORD_LOGIN],
  'auth-mechanism-refused': [PASSWORD_LOGIN],
  'closed-at-login': [manager('check-credentials'), ACCOUNT_CHECK],
  'login-unanswered': [manager('check-credentials'), ACCOUNT_CHECK],
  'unexpected-address': [manager('use-right-network'), it('allow-our-address')],
  'address-not-told': [manager('look-at-received')],
  'message-unknown': [it('look-in-log')],
  'some-addresses-unreachable': [it('fix-addresses')],
  'login-unencrypted': [manager('prefer-encryption'), it('enable-tls')],
  'password-login-ending': [
    m365('m365-basic-auth-dates'),
    m365('m365-keep-password-login'),
    manager('test-again-in-january'),
    manager('use-sign-in'),
  ],
  'password-login-off-by-default': [
    m365('m365-basic-auth-dates'),
    m365('m365-keep-password-login'),
    manager('test-again'),
    manager('use-sign-in'),
  ],
  'auth-not-offered': [it('enable-login')],
  'app-password-needed': [APP_PASSWORD, OR_SIGN_IN],
  'basic-auth-disabled': [
    m365('m365-basic-auth'),
    m365('m365-basic-auth-dates'),
    it('name-other-server'),
    manager('use-sign-in'),
  ],
  'smtp-auth-disabled': SMTP_AUTH,
  'smtp-auth-disabled-tenant': [...SMTP_AUTH, m365('m365-smtp-auth-tenant'), m365('m365-security-defaults')],
  'oauth-permission-missing': [m365('m365-oauth'), m365('m365-mailbox-permission')],
  'sign-in-blocked': [BLOCKED_SIGN_IN],
  'login-missing': [LOGIN],
  'login-refused': [manager('check-credentials'), ACCOUNT_CHECK],
  'login-unavailable': [manager('wait-quarter-hour'), it('look-in-log')],
  'too-many-logins': [manager('wait-quarter-hour'), it('other-programs')],
  'account-blocked': [it('lift-block'), m365('m365-unblock')],
  'sender-throttled': THROTTLED,
  'sender-throttled-licence': [m365('m365-licence'), ...THROTTLED],
  'quota-exceeded': [manager('wait-a-day'), it('raise-limits')],
  'rate-limited': BUSY,
  'too-many-connections': [inMailing(manager('second-window')), it('other-programs'), ...BUSY],
  'unusual-volume': BUSY,
  'relay-denied': [it('allow-relay')],
  'sender-deferred': [manager('try-later'), it('check-sender-domain')],
  'sender-domain-unauthenticated': [it('fix-sender-domain')],
  'sender-mailbox-full': [it('empty-mailbox')],
  'sender-refused': [manager('use-own-address'), SEND_AS],
  greylisted: [manager('nothing-to-do'), inTest(manager('test-again-soon'))],
  'mailbox-full': [inTest(manager('check-recipient')), inMailing(manager('check-address-column'))],
  'recipient-busy': LATER,
  'recipient-deferred': LATER_OR_LOG,
  'recipient-refused': [
    inTest(manager('check-recipient')),
    inMailing(it('allow-relay')),
    inMailing(manager('check-address-column')),
    it('look-in-log'),
  ],
  'smtputf8-missing': [
    inTest(manager('ascii-address')),
    inMailing(manager('other-addresses')),
    it('enable-smtputf8'),
  ],
  'content-refused': [it('allow-mail-content'), inMailing(manager('check-text'))],
  'message-deferred': LATER_OR_LOG,
  'message-malformed': [manager('check-sender-name'), it('look-in-log')],
  'message-refused': LOG,
  'message-too-large': [manager('shrink-message'), it('raise-size')],
  closing: LATER_OR_LOG,
  'ehlo-refused': TURNED_AWAY,
  'greeting-refused': TURNED_AWAY,
  'ip-blocked': TURNED_AWAY,
  'out-of-sequence': LOG,
  'server-busy': LATER_OR_LOG,
  'unexpected-reply': LOG,
  ...SENDER_DOMAIN_ADVICE,
};
