/** Owns how a login is shown: a password never, a sign-in by OAuth 2.0 with everything but its secrets. */
import type { Texts } from '../i18n/texts.js';
import type { StoredLogin } from '../profile/stored-profile.js';

/** Labels and values of a sign-in; none of a password. */
export function signInRows(login: StoredLogin, texts: Texts): readonly (readonly [string, string])[] {
  if (login.kind === 'password') return [];
  const { shown } = texts.signIn;
  const { issuer, flow, clientId, scope } = login.settings;
  const wished: readonly (readonly [string, string])[] = scope === '' ? [] : [[shown.scope, scope]];
  return [[shown.login, shown.flows[flow]], [shown.issuer, issuer], [shown.clientId, clientId], ...wished];
}

/** docs/json.md. */
export function loginFacts(login: StoredLogin): object {
  if (login.kind === 'password') return { login: login.kind };
  const { issuer, flow, clientId, scope } = login.settings;
  return { login: login.kind, oauth2: { issuer, flow, clientId, scope } };
}
