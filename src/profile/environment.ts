/** Owns a connection from INVITE_* variables: complete or not at all. */
import type { ConnectionTexts, PasswordSource } from './connection.js';
import { FIELDS } from './fields.js';

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
];

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
  const password = environmentPassword(env);
  if (password === null) missing.push(FIELDS.password.variable);
  if (missing.length > 0 || password === null) return { kind: 'incomplete', present, missing };
  return { kind: 'complete', texts: completeTexts(env, password) };
}

function completeTexts(env: NodeJS.ProcessEnv, password: PasswordSource): ConnectionTexts {
  const text = (field: (typeof NEEDED)[number]) => env[FIELDS[field].variable] ?? '';
  return {
    origin: 'environment',
    host: text('host'),
    port: text('port'),
    encryption: text('encryption'),
    user: text('user'),
    sender: text('sender'),
    caFile: env[FIELDS.caFile.variable] || null,
    password,
  };
}

/** Where the environment says that the password is; null where it does not say. */
export function environmentPassword(env: NodeJS.ProcessEnv): PasswordSource | null {
  const text = env[FIELDS.password.variable];
  const path = env[PASSWORD_FILE];
  if (text && path) return { kind: 'twice', source: `${FIELDS.password.variable}, ${PASSWORD_FILE}` };
  if (text) return { kind: 'text', text, source: FIELDS.password.variable };
  return path ? { kind: 'file', path, source: PASSWORD_FILE } : null;
}
