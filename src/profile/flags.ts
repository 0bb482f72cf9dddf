/** Owns a connection from flags: which are given, which are missing, and their texts before any check. */
import { chooseLogin, PASSWORD } from './choose-login.js';
import type { ConnectionTexts, LoginTexts, PasswordSource } from './connection.js';
import { FIELDS, type FieldName, type FieldValues, readField } from './fields.js';
import { SIGN_IN_FIELDS, type SignInOffer } from './sign-in-texts.js';

const PASSWORD_FILE = '--password-file';
const NEEDED = ['host', 'port', 'encryption', 'user', 'sender'] as const;
type TextField = (typeof NEEDED)[number] | 'caFile';

/** The flags of a connection as typed; `sender` alone may also stand beside a profile. */
export interface ConnectionFlags {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly encryption?: string | undefined;
  readonly user?: string | undefined;
  readonly sender?: string | undefined;
  readonly caFile?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly passwordStdin?: boolean | undefined;
  /** Path of a profile without a secret; the other flags then only confirm what it says. */
  readonly profileFile?: string | undefined;
  readonly login?: string | undefined;
  readonly flow?: string | undefined;
  readonly tenant?: string | undefined;
  readonly clientId?: string | undefined;
  readonly scope?: string | undefined;
  readonly clientSecretStdin?: boolean | undefined;
  readonly clientSecretFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

export type FlagConnection =
  | { readonly kind: 'absent' }
  | { readonly kind: 'incomplete'; readonly present: readonly string[]; readonly missing: readonly string[] }
  | { readonly kind: 'complete'; readonly present: readonly string[]; readonly texts: ConnectionTexts };

/** Reads the flags; `absent` where none is given, or only `--sender`. */
export function readFlags(flags: ConnectionFlags): FlagConnection {
  const present = presentFlags(flags);
  if (present.length === 0) return { kind: 'absent' };
  const missing: string[] = NEEDED.filter((field) => flags[field] === undefined).map(
    (field) => FIELDS[field].flag,
  );
  const login = loginFromFlags(flags);
  if ('missing' in login) missing.push(...login.missing);
  if (missing.length > 0 || 'missing' in login) return { kind: 'incomplete', present, missing };
  return { kind: 'complete', present, texts: completeTexts(flags, login) };
}

/** Checks the given text flags one by one, for a dialogue that asks for the rest. Throws `connection-value-invalid`. */
export function fieldsFromFlags(flags: ConnectionFlags): { readonly [F in TextField]?: FieldValues[F] } {
  const known: { [F in TextField]?: FieldValues[F] } = {};
  // The port first: it decides what a bare "TLS" means.
  for (const field of ['port', 'host', 'encryption', 'user', 'sender', 'caFile'] as const) {
    const text = flags[field];
    if (text !== undefined) assign(known, field, readField(field, text, FIELDS[field].flag, known));
  }
  return known;
}

/** Where the flags say that the password is; null where they do not say. */
export function passwordSource(flags: ConnectionFlags): PasswordSource | null {
  const { passwordStdin, passwordFile } = flags;
  return secretSource(FIELDS.password.flag, passwordStdin === true, PASSWORD_FILE, passwordFile);
}

/** What the flags say of a sign-in by OAuth 2.0; `login` is absent where they do not say at which provider. */
export function signInFromFlags(flags: ConnectionFlags): SignInOffer {
  const { login, flow, tenant, clientId, scope, keyFile, clientSecretStdin, clientSecretFile } = flags;
  const { clientSecret: secret, clientSecretFile: file } = SIGN_IN_FIELDS;
  const clientSecret =
    secretSource(secret.flag, clientSecretStdin === true, file.flag, clientSecretFile) ?? undefined;
  return { login, flow, tenant, clientId, scope, keyFile, clientSecret };
}

/** The password or the sign-in; else which flags are missing. Throws `connection-value-invalid` where both are given. */
export function loginFromFlags(flags: ConnectionFlags): LoginTexts | { readonly missing: readonly string[] } {
  return chooseLogin({ origin: 'flags', password: passwordSource(flags), given: signInFromFlags(flags) });
}

function secretSource(
  flag: string,
  stdin: boolean,
  fileFlag: string,
  path: string | undefined,
): PasswordSource | null {
  if (stdin && path !== undefined) return { kind: 'twice', source: `${flag}, ${fileFlag}` };
  if (stdin) return { kind: 'stdin', source: flag };
  return path === undefined ? null : { kind: 'file', path, source: fileFlag };
}

/** The flags that belong to one account and can never stand beside a stored one; `--sender` can. */
export function presentFlags(flags: ConnectionFlags): string[] {
  const fields = ['host', 'port', 'encryption', 'user', 'caFile'] as const;
  const present: string[] = fields
    .filter((field) => flags[field] !== undefined)
    .map((field) => FIELDS[field].flag);
  if (flags.passwordStdin === true) present.push(FIELDS.password.flag);
  if (flags.passwordFile !== undefined) present.push(PASSWORD_FILE);
  return [...present, ...loginFlags(flags)];
}

function loginFlags(flags: ConnectionFlags): string[] {
  const { clientSecret, ...texts } = SIGN_IN_FIELDS;
  const given = Object.entries(texts).filter(([field]) => flags[field as keyof typeof texts] !== undefined);
  const present = given.map(([, { flag }]) => flag as string);
  return flags.clientSecretStdin === true ? [...present, clientSecret.flag] : present;
}

/** Those of a connection by OAuth 2.0. */
export function signInFlags(flags: ConnectionFlags): string[] {
  const { flag } = SIGN_IN_FIELDS.login;
  return loginFlags(flags).filter((name) => !(name === flag && flags.login === PASSWORD));
}

function completeTexts(flags: ConnectionFlags, login: LoginTexts): ConnectionTexts {
  return {
    origin: 'flags',
    host: flags.host ?? '',
    port: flags.port ?? '',
    encryption: flags.encryption ?? '',
    user: flags.user ?? '',
    sender: flags.sender ?? '',
    caFile: flags.caFile ?? null,
    login,
  };
}

function assign<F extends FieldName>(
  known: { [N in FieldName]?: FieldValues[N] },
  field: F,
  value: FieldValues[F],
): void {
  known[field] = value;
}
