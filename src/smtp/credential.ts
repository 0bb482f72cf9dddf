/** Owns the one secret of a login, and every form in which it goes over the wire. Pure. */
import type { Account, Secret } from '../profile/profile.js';
import { createRedactor, loginSecrets, type Redact, urlForms } from '../redaction.js';
import { BEARER_MECHANISMS, bearerResponse } from './bearer.js';

/** A password, or an access token as it is now. */
export interface Credential {
  readonly kind: 'password' | 'oauth2';
  readonly secret: Secret;
}

type Address = Pick<Account, 'host' | 'port' | 'user'>;

/** What must never be shown, for `createRedactor`. */
export function credentialSecrets(account: Address, { kind, secret }: Credential): string[] {
  return kind === 'password' ? loginSecrets(account.user, secret.reveal()) : tokenSecrets(account, secret);
}

/** A token, and what the SASL mechanisms make of it. */
export function tokenSecrets(account: Address, token: Secret): string[] {
  const text = token.reveal();
  return [text, ...BEARER_MECHANISMS.map((mechanism) => bearerResponse(mechanism, account, text))];
}

/**
 * What an identity provider is sent, and may send back: in a form, in Basic (RFC 6749 2.3.1), and of a key that has lines
 * each of them.
 */
export function clientSecrets(secret: Secret): string[] {
  const text = secret.reveal();
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.length > 1
    ? [text, ...lines.filter((line) => !line.startsWith('-----'))]
    : [text, ...urlForms(text)];
}

/** Of a whole account: the password, or every token it has held so far. */
export function accountSecrets(account: Address & Pick<Account, 'login'>): string[] {
  const { login } = account;
  if (login.kind === 'password') return loginSecrets(account.user, login.password.reveal());
  return login.tokens.held().flatMap((token) => tokenSecrets(account, token));
}

/** Hides the account's secrets, also those that come only while it is used. */
export function accountRedactor(account: Address & Pick<Account, 'login'>): Redact {
  const { login } = account;
  let redact = createRedactor(accountSecrets(account));
  if (login.kind === 'password') return redact;
  let known = login.tokens.held().length;
  return (text) => {
    const held = login.tokens.held().length;
    if (held !== known) redact = createRedactor(accountSecrets(account));
    known = held;
    return redact(text);
  };
}
