/** Owns the table of a connection's fields: flag, variable and check of each. */
import { Fault } from '../fault.js';
import type { Checked } from './checked.js';
import { echoed } from './echoed.js';
import { checkEncryption } from './encryption.js';
import { checkHost } from './host.js';
import { type Encryption, Secret, type Sender } from './profile.js';
import { parseSender } from './sender.js';
import type { SignInTexts } from './sign-in-texts.js';

/** What each field is once it has been checked. */
export interface FieldValues {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  readonly password: Secret;
  readonly sender: Sender;
  /** Path of a PEM or DER file, as written. */
  readonly caFile: string;
}
export type FieldName = keyof FieldValues;
export type KnownFields = { readonly [F in FieldName]?: FieldValues[F] | undefined } & {
  /** Stands in the place of a password. */
  readonly signIn?: SignInTexts | undefined;
};

interface Field<V> {
  readonly flag: string;
  readonly variable: string;
  /** `known` are the fields read before; only a bare "TLS" needs one, the port. */
  readonly check: (text: string, known: KnownFields) => Checked<V>;
}

/** Longest user name and password in characters; hosts that keep to RFC 4616 take 255 bytes. */
const LONGEST_LOGIN = 1000;
const CONTROL = /[\u0000-\u001f\u007f]/;

export const FIELDS: { readonly [F in FieldName]: Field<FieldValues[F]> } = {
  host: { flag: '--host', variable: 'INVITE_HOST', check: checkHost },
  port: { flag: '--port', variable: 'INVITE_PORT', check: checkPort },
  encryption: {
    flag: '--encryption',
    variable: 'INVITE_ENCRYPTION',
    check: (text, known) => checkEncryption(text, known.port ?? null),
  },
  user: { flag: '--user', variable: 'INVITE_USER', check: checkUser },
  password: { flag: '--password-stdin', variable: 'INVITE_PASSWORD', check: checkPassword },
  sender: { flag: '--sender', variable: 'INVITE_SENDER', check: parseSender },
  caFile: { flag: '--ca-file', variable: 'INVITE_CA_FILE', check: checkPath },
};

/**
 * Checks one text. `source` is the flag, variable or question it came from, for the error. Throws
 * `connection-value-invalid` (a password's text is never in it) or `password-empty`.
 */
export function readField<F extends FieldName>(
  field: F,
  text: string,
  source: string,
  known: KnownFields = {},
): FieldValues[F] {
  const checked = FIELDS[field].check(text, known);
  if ('value' in checked) return checked.value;
  if (field === 'password' && checked.fault === 'empty') throw new Fault('password-empty', { source });
  const value = echoed(field, text);
  throw new Fault('connection-value-invalid', { field, value, expected: checked.fault, source });
}

/** A TCP port in decimal digits, 1 to 65535. */
export function checkPort(text: string): Checked<number> {
  const digits = text.trim();
  if (digits === '') return { fault: 'empty' };
  if (!/^\d{1,20}$/.test(digits)) return { fault: 'port-not-a-number' };
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? { value: port } : { fault: 'port-range' };
}

/** A user name, without blanks at its ends; NUL and line ends would break AUTH (RFC 4616 2). */
export function checkUser(text: string): Checked<string> {
  const user = text.trim();
  if (user === '') return { fault: 'empty' };
  if (CONTROL.test(user)) return { fault: 'control-characters' };
  // "DOMAIN\\first last" may have one; in an address it is a slip.
  if (/@/.test(user) && /\s/.test(user)) return { fault: 'user-blank' };
  return user.length > LONGEST_LOGIN ? { fault: 'too-long' } : { value: user };
}

/** A password exactly as given: blanks at its ends may belong to it. */
export function checkPassword(text: string): Checked<Secret> {
  if (text === '') return { fault: 'empty' };
  if (/[\r\n]/.test(text)) return { fault: 'line-break' };
  if (CONTROL.test(text)) return { fault: 'control-characters' };
  return text.length > LONGEST_LOGIN ? { fault: 'too-long' } : { value: new Secret(text) };
}

function checkPath(text: string): Checked<string> {
  if (text.trim() === '') return { fault: 'empty' };
  return text.includes('\0') ? { fault: 'control-characters' } : { value: text };
}
