/** Owns a connection from INVITE_* variables: complete or not at all. */
import { chooseLogin, PASSWORD } from './choose-login.js';
import type { ConnectionTexts, LoginTexts, PasswordSource } from './connection.js';
import { FIELDS } from './fields.js';
import { SIGN_IN_FIELDS, type SignInOffer } from './sign-in-texts.js';

const PASSWORD_FILE = 'INVITE_PASSWORD_FILE';
const NEEDED = ['host', 'port', 'encryption', 'user', 'sender'] as const;

/** What the environment says about a connection; names of variables only, in the order of docs and help. */
export type EnvironmentConnection =
  | { readonly kind: 'absent' }
  | { readonly kind: 'incomplete'; readonly present: readonly string[]; readonly missing: readonly string[] }
  | { readonly kind: 'complete'; readonly texts: ConnectionTexts };

/** Every variable of a connection, in the order of the six values. */
export const CONNECTION_VARIABLES: readonly string[] = [
  ...NEEDED.map((field) => FIELDS[field].variable),
  FIELDS.password.variable,
  PASSWORD_FILE,
  FIELDS.caFile.variable,
  ...Object.values(SIGN_IN_FIELDS).map(({ variable }) => variable),
];

/** Names of the variables that ask for a sign-in by OAuth 2.0. */
export function signInVariables(env: NodeJS.ProcessEnv): string[] {
  const names = Object.values(SIGN_IN_FIELDS).map(({ variable }) => variable);
  return names.filter(
    (name) => env[name] && !(name === SIGN_IN_FIELDS.login.variable && env[name] === PASSWORD),
  );
}

/** The variables that the caller must delete from the process's environment at once: every child would inherit them. */
export function variablesToDelete(env: NodeJS.ProcessEnv): string[] {
  return CONNECTION_VARIABLES.filter((name) => env[name] !== undefined);
}

/**
 * Reads the variables without checking their values. An empty variable counts as missing: build servers set it so
 * where a secret does not exist.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): EnvironmentConnection {
  const present = CONNECTION_VARIABLES.filter((name) => env[name]);
  if (present.length === 0) return { kind: 'absent' };
  const missing: string[] = NEEDED.map((field) => FIELDS[field].variable).filter((name) => !env[name]);
  const login = loginOf(env);
  if ('missing' in login) missing.push(...login.missing);
  if (missing.length > 0 || 'missing' in login) return { kind: 'incomplete', present, missing };
  return { kind: 'complete', texts: completeTexts(env, login) };
}

function completeTexts(env: NodeJS.ProcessEnv, login: LoginTexts): ConnectionTexts {
  const text = (field: (typeof NEEDED)[number]) => env[FIELDS[field].variable] ?? '';
  return {
    origin: 'environment',
    host: text('host'),
    port: text('port'),
    encryption: text('encryption'),
    user: text('user'),
    sender: text('sender'),
    caFile: env[FIELDS.caFile.variable] || null,
    login,
  };
}

/** Where the environment says that the password is; null where it does not say. */
export function environmentPassword(env: NodeJS.ProcessEnv): PasswordSource | null {
  return secretSource(env, FIELDS.password.variable, PASSWORD_FILE);
}

function loginOf(env: NodeJS.ProcessEnv): LoginTexts | { readonly missing: readonly string[] } {
  return chooseLogin({
    origin: 'environment',
    password: environmentPassword(env),
    given: {
      ...textsOf(env),
      clientSecret:
        secretSource(env, SIGN_IN_FIELDS.clientSecret.variable, SIGN_IN_FIELDS.clientSecretFile.variable) ??
        undefined,
    },
  });
}

function textsOf(env: NodeJS.ProcessEnv): SignInOffer {
  const fields = ['login', 'flow', 'tenant', 'clientId', 'scope', 'keyFile'] as const;
  return Object.fromEntries(fields.map((field) => [field, env[SIGN_IN_FIELDS[field].variable] || undefined]));
}

/** A secret in a variable or in the file that another one names. */
function secretSource(env: NodeJS.ProcessEnv, variable: string, fileVariable: string): PasswordSource | null {
  const text = env[variable];
  const path = env[fileVariable];
  if (text && path) return { kind: 'twice', source: `${variable}, ${fileVariable}` };
  if (text) return { kind: 'text', text, source: variable };
  return path ? { kind: 'file', path, source: fileVariable } : null;
}
