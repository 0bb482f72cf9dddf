/** Owns the choice between password and sign-in by OAuth 2.0, where flags or variables may name either. Pure. */
import { Fault } from '../fault.js';
import type { LoginTexts, PasswordSource } from './connection.js';
import { FIELDS } from './fields.js';
import { missingForSignIn, SIGN_IN_FIELDS, type SignInOffer, type SignInTexts } from './sign-in-texts.js';

interface LoginOffer {
  readonly origin: 'flags' | 'environment';
  readonly password: PasswordSource | null;
  readonly given: SignInOffer;
}

/** "password" is the word for what is meant anyway. */
export const PASSWORD = 'password';

/**
 * The one login that is named, or what it lacks: names of flags or variables. Throws `connection-value-invalid` where a
 * password and a sign-in are named.
 */
export function chooseLogin({ origin, password, given }: LoginOffer):
  | LoginTexts
  | {
      readonly missing: readonly string[];
    } {
  const name = origin === 'flags' ? 'flag' : 'variable';
  const { login } = given;
  const others = Object.entries(given).some(([field, text]) => field !== 'login' && text !== undefined);
  if (!others && (login === undefined || login === PASSWORD))
    return password === null ? { missing: [FIELDS.password[name]] } : { kind: 'password', source: password };
  if (login === undefined || login === PASSWORD) return { missing: [SIGN_IN_FIELDS.login[name]] };
  if (password !== null) {
    const source = `${SIGN_IN_FIELDS.login[name]}, ${password.source}`;
    throw new Fault('connection-value-invalid', {
      field: 'login',
      value: '',
      expected: 'given-twice',
      source,
    });
  }
  const texts: SignInTexts = { ...given, origin, login };
  const missing = missingForSignIn(texts).map((field) => SIGN_IN_FIELDS[field][name]);
  return missing.length > 0 ? { missing } : { kind: 'oauth2', texts };
}
