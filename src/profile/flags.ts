/** Owns a connection from flags: which are given, which are missing, and their texts before any check. */
import type { ConnectionTexts, PasswordSource } from './connection.js';
import { FIELDS, type FieldName, type FieldValues, readField } from './fields.js';

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
  const password = passwordSource(flags);
  if (password === null) missing.push(FIELDS.password.flag);
  if (missing.length > 0 || password === null) return { kind: 'incomplete', present, missing };
  return { kind: 'complete', present, texts: completeTexts(flags, password) };
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
  const stdin = flags.passwordStdin === true;
  const path = flags.passwordFile;
  if (stdin && path !== undefined)
    return { kind: 'twice', source: `${FIELDS.password.flag}, ${PASSWORD_FILE}` };
  if (stdin) return { kind: 'stdin', source: FIELDS.password.flag };
  return path === undefined ? null : { kind: 'file', path, source: PASSWORD_FILE };
}

/** The flags that belong to one account and can never stand beside a stored one; `--sender` can. */
function presentFlags(flags: ConnectionFlags): string[] {
  const fields = ['host', 'port', 'encryption', 'user', 'caFile'] as const;
  const present: string[] = fields
    .filter((field) => flags[field] !== undefined)
    .map((field) => FIELDS[field].flag);
  if (flags.passwordStdin === true) present.push(FIELDS.password.flag);
  if (flags.passwordFile !== undefined) present.push(PASSWORD_FILE);
  return present;
}

function completeTexts(flags: ConnectionFlags, password: PasswordSource): ConnectionTexts {
  return {
    origin: 'flags',
    host: flags.host ?? '',
    port: flags.port ?? '',
    encryption: flags.encryption ?? '',
    user: flags.user ?? '',
    sender: flags.sender ?? '',
    caFile: flags.caFile ?? null,
    password,
  };
}

function assign<F extends FieldName>(
  known: { [N in FieldName]?: FieldValues[N] },
  field: F,
  value: FieldValues[F],
): void {
  known[field] = value;
}
