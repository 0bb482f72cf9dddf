/** Owns who must do what where a sign-in by OAuth 2.0 fails, at the identity provider or at the mail server. */
import type { SignInKind } from '../oauth2/sign-in-error.js';
import type { HostFamily } from '../smtp/provider.js';
import type { AdviceRole } from './advice.js';

export type SignInAdviceId =
  | 'check-issuer'
  | 'google-check-mailbox'
  | 'google-delegation'
  | 'google-new-key'
  | 'google-person'
  | 'it-application'
  | 'it-application-permission'
  | 'it-enable-oauth2'
  | 'it-new-secret'
  | 'it-person'
  | 'it-policy'
  | 'it-token-check'
  | 'm365-application'
  | 'm365-consent'
  | 'm365-mailbox-permission'
  | 'm365-new-secret'
  | 'm365-person-policy'
  | 'm365-public-client'
  | 'm365-tenant'
  | 'open-provider'
  | 'sign-in-again'
  | 'sign-in-as-mailbox'
  | 'sign-in-later'
  | 'sign-in-or-app-password'
  | 'use-sign-in';

interface Piece {
  readonly for: AdviceRole;
  readonly advice: SignInAdviceId;
}
type Pieces = readonly Piece[];
type Entry = Piece | Readonly<Record<HostFamily, Pieces>>;

const manager = (advice: SignInAdviceId): Piece => ({ for: 'election-manager', advice });
const it = (advice: SignInAdviceId): Piece => ({ for: 'organiser-it', advice });
const m365 = (advice: SignInAdviceId): Piece => ({ for: 'microsoft-365-admin', advice });
const google = (advice: SignInAdviceId): Piece => ({ for: 'google-workspace-admin', advice });
const network = (advice: SignInAdviceId): Piece => ({ for: 'network-admin', advice });

const each = (microsoft: Pieces, googles: Pieces, other: Pieces): Entry => ({
  'microsoft-365': microsoft,
  google: googles,
  other,
});
const AGAIN = manager('sign-in-again');

export const SIGN_IN_ADVICE: Readonly<
  Record<SignInKind | 'oauth2-not-offered' | 'token-refused', readonly Entry[]>
> = {
  'oauth2-not-offered': [it('it-enable-oauth2')],
  'token-refused': [
    manager('sign-in-as-mailbox'),
    each([m365('m365-mailbox-permission')], [google('google-check-mailbox')], [it('it-token-check')]),
  ],
  'sign-in-application-unknown': [
    each([m365('m365-application')], [google('google-new-key')], [it('it-application')]),
  ],
  'sign-in-consent-missing': [
    each([m365('m365-consent')], [google('google-delegation')], [it('it-application-permission')]),
  ],
  'sign-in-declined': [AGAIN],
  'sign-in-expired': [AGAIN],
  'sign-in-person-impossible': [
    each([m365('m365-public-client')], [manager('google-person')], [it('it-person')]),
  ],
  'sign-in-policy': [
    each([m365('m365-person-policy')], [google('google-check-mailbox')], [it('it-policy')]),
    AGAIN,
  ],
  'sign-in-provider-unusable': [it('check-issuer')],
  'sign-in-public-client-off': [
    each([m365('m365-public-client')], [google('google-delegation')], [it('it-person')]),
  ],
  'sign-in-refused': [
    each([m365('m365-application')], [google('google-check-mailbox')], [it('it-application')]),
    AGAIN,
  ],
  'sign-in-secret-refused': [
    each([m365('m365-new-secret')], [google('google-new-key')], [it('it-new-secret')]),
  ],
  'sign-in-tenant-unknown': [each([m365('m365-tenant')], [it('check-issuer')], [it('check-issuer')])],
  'sign-in-timed-out': [AGAIN],
  'sign-in-unreachable': [manager('sign-in-later'), network('open-provider')],
};
