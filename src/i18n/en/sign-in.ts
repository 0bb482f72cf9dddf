/** Owns the English texts of the sign-in by OAuth 2.0: what a person sees, what went wrong, who must do what. */
import type { SignInAdviceId } from '../../advice/sign-in.js';
import type { Target } from '../../advice/trouble.js';
import type { SignInKind } from '../../oauth2/sign-in-error.js';
import type { AskedField } from '../../profile/questions.js';
import { formatFor, word } from '../format.js';

const { quote } = formatFor('en');
const DOCS = 'docs/oauth2.md has it step by step.';

export const signIn = {
  begin: 'Sign-in by a person (OAuth 2.0): once in a browser, on this device or any other.',
  open: (uri: string) => `  1. Open this page:      ${uri}`,
  enter: (code: string) => `  2. Enter this code:     ${code}`,
  as: (user: string) => `  3. Sign in as:          ${user}`,
  waiting: (left: string) => `Waiting for the sign-in, ${left} left (Ctrl+C stops)`,
  done: 'Signed in.',
  question: {
    tenant: 'Tenant (directory ID or a domain of the organisation)',
    clientId: "Client ID of the application (from the provider's administrator)",
    clientSecret: 'Client secret',
    keyFile: 'Key file of the service account (JSON): path',
  },
  choice: 'Sign in with OAuth 2.0 instead of a password',
  why: 'The provider does not allow a login with a password. The way is to sign in with OAuth 2.0, for which its administrator sets up an application once (docs/oauth2.md).',
  stored: (name: string) =>
    `What the sign-in needs is in an entry of its own in the keychain: "${name} oauth2".`,
  kept: (how: string) =>
    `Login as stored: ${how}. For another one: --login, for a password: --login password.`,
  again: (fields: readonly AskedField[], labels: Readonly<Record<string, string>>) =>
    `Changed: ${fields.map((field) => labels[field]).join(', ')}. A stored sign-in only serves the server and the mailbox for which it was made; please sign in again.`,
  notKept: (name: string) =>
    `The keychain does not give or take the sign-in of "${name}" at the moment. The mailing goes on; sign in again afterwards if the next run asks for it.`,
  shown: {
    login: 'Login',
    issuer: 'Identity provider',
    clientId: 'Client ID',
    scope: 'Scope',
    flows: {
      device: 'OAuth 2.0, by a person',
      'client-credentials': 'OAuth 2.0, by an application',
      'service-account': 'OAuth 2.0, by a service account',
    },
  },
  replied: (reason: string) => `The identity provider replied: ${quote(reason, 400)}`,
};

export const signInProblems: Readonly<
  Record<SignInKind | 'oauth2-not-offered' | 'token-refused', (target: Target) => string>
> = {
  'oauth2-not-offered': () => 'The server offers no login with OAuth 2.0 (AUTH XOAUTH2 or OAUTHBEARER).',
  'token-refused': ({ user }) =>
    `The mail server does not accept, for ${quote(user)}, the access token that the identity provider issued.`,
  'sign-in-application-unknown': () => 'The identity provider does not know the application (client ID).',
  'sign-in-consent-missing': () =>
    'At the identity provider the application lacks the permission to send e-mail, or the consent to it.',
  'sign-in-declined': () => 'The sign-in was declined in the browser.',
  'sign-in-expired': () => 'The stored sign-in is no longer valid.',
  'sign-in-person-impossible': () =>
    'The identity provider allows no sign-in by a person with a code for e-mail.',
  'sign-in-policy': ({ user }) =>
    `A security rule of the identity provider prevents the sign-in of ${quote(user)}.`,
  'sign-in-provider-unusable': () =>
    'The identity provider does not answer as OpenID Connect and OAuth 2.0 ask for.',
  'sign-in-public-client-off': () =>
    'The identity provider does not allow this application to sign in this way.',
  'sign-in-refused': () => 'The identity provider issues no access token.',
  'sign-in-secret-refused': () =>
    "The identity provider refuses the application's secret: it is wrong or has expired.",
  'sign-in-tenant-unknown': () =>
    'The identity provider does not know the organisation (tenant), or the application belongs to another one.',
  'sign-in-timed-out': () => 'The code was not entered in time.',
  'sign-in-unreachable': () => 'The identity provider cannot be reached.',
};

export const signInAdvice: Readonly<Record<SignInAdviceId, (target: Target) => string>> = {
  'check-issuer': () =>
    'Please check the address of the identity provider (--login): below it /.well-known/openid-configuration must be found with exactly this address as its "issuer", and every address it names with https.',
  'google-check-mailbox': ({ user }) =>
    `Check that ${quote(user)} is a mailbox of this organisation (no group, no alias), that Gmail is on for it, and that domain-wide delegation includes the scope https://mail.google.com/.`,
  'google-delegation': () =>
    `Allow the service account domain-wide delegation: Admin console, Security > Access and data control > API controls > Domain-wide delegation, client ID of the service account, scope https://mail.google.com/. ${DOCS}`,
  'google-new-key': () =>
    'Create a new key for the service account (Google Cloud console, IAM and admin > Service accounts > Keys, type JSON), hand it over in a safe way, and delete the old one.',
  'google-person': () =>
    'For a mailbox at Google use an app password (with 2-step verification) or a service account (--login google --key-file FILE).',
  'it-application': () =>
    'Please check client ID, tenant and state of the application at the identity provider.',
  'it-application-permission': () =>
    'Please give the application, at the identity provider, the scope with which the mail server accepts tokens, and tell it to the election manager (--scope).',
  'it-enable-oauth2': () =>
    'Please switch on login with OAuth 2.0 at the mail server (XOAUTH2 or OAUTHBEARER), or give the election manager a password for the login.',
  'it-new-secret': () => 'Please issue a new secret for the application and hand it over in a safe way.',
  'it-person': () =>
    'Please allow the application the device authorization grant (RFC 8628) without a secret, or give it one (--flow client-credentials).',
  'it-policy': ({ user }) =>
    `Please check at the identity provider which rule prevents the sign-in of ${quote(user)}.`,
  'it-token-check': ({ user }) =>
    `Please look in the log of the mail server for why it refuses the token for ${quote(user)}: often the name in the token does not fit the mailbox, or audience and scope are not those expected.`,
  'm365-application': () =>
    `Check in the Microsoft Entra admin center (App registrations) that the client ID is right and the application exists in this organisation. ${DOCS}`,
  'm365-consent': () =>
    `Give the application the permission and admin consent (Microsoft Entra admin center, App registrations > the application > API permissions > Office 365 Exchange Online): for a sign-in by a person the delegated permission SMTP.Send, without a person the application permission SMTP.SendAsApp. ${DOCS}`,
  'm365-mailbox-permission': ({ user }) =>
    `Check three things for ${quote(user)}: "Authenticated SMTP" is on (Set-CASMailbox ${word(user, 'MAILBOX')} -SmtpClientAuthenticationDisabled $false); the application has SMTP.Send or SMTP.SendAsApp with admin consent; an application without a person is registered in Exchange (New-ServicePrincipal) and may use the mailbox (Add-MailboxPermission -AccessRights FullAccess). Changes take about half an hour.`,
  'm365-new-secret': () =>
    'Issue a new client secret (Microsoft Entra admin center, App registrations > the application > Certificates and secrets), and hand over its value, not its ID, in a safe way.',
  'm365-person-policy': ({ user }) =>
    `Look in the Microsoft Entra admin center under Sign-in logs for the rule that prevented the sign-in of ${quote(user)}; Conditional Access can block the device code flow (Conditions > Authentication flows).`,
  'm365-public-client': () =>
    'Allow the application to sign in a person (Microsoft Entra admin center, App registrations > the application > Authentication > "Allow public client flows": Yes).',
  'm365-tenant': () =>
    'Name the directory ID (tenant ID) of the organisation in which the application is registered (Microsoft Entra admin center, Overview).',
  'open-provider': () =>
    'Please allow connections by HTTPS from this computer to the identity provider (at Microsoft login.microsoftonline.com, at Google oauth2.googleapis.com).',
  'sign-in-again': () => 'Sign in again with the same values as the first time (--login).',
  'sign-in-as-mailbox': ({ user }) =>
    `Check that you signed in in the browser as ${quote(user)} and not with another account; otherwise sign in again.`,
  'sign-in-later': () =>
    'Check that this computer is connected to the internet (or the VPN), and try again in a few minutes.',
  'sign-in-or-app-password': () => 'Or sign in with OAuth 2.0 without an app password (--login).',
  'use-sign-in': () => 'Or sign in with OAuth 2.0 instead of a password (--login); that stays valid.',
};
