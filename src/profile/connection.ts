/** Owns turning the texts of one source, flags or environment, into a checked connection. */
import { Fault } from '../fault.js';
import type { ServiceAccountKey } from '../oauth2/service-account-key.js';
import type { SignInSettings } from '../oauth2/settings.js';
import type { SignInSecret } from '../oauth2/stored-secret.js';
import type { ReadCaFile } from './ca-file.js';
import { FIELDS, type FieldName, readField } from './fields.js';
import {
  type Account,
  type Login,
  passwordLogin,
  type Secret,
  type Sender,
  type TokenSource,
} from './profile.js';
import { flowOf, readSettings, type SignInTexts, signInSource } from './sign-in-texts.js';

/** The texts of a complete connection before any check; all from the one source `origin`. */
export interface ConnectionTexts {
  readonly origin: 'flags' | 'environment';
  readonly host: string;
  readonly port: string;
  readonly encryption: string;
  readonly user: string;
  readonly sender: string;
  readonly caFile: string | null;
  readonly login: LoginTexts;
}

export type LoginTexts =
  | { readonly kind: 'password'; readonly source: PasswordSource }
  | { readonly kind: 'oauth2'; readonly texts: SignInTexts };

/** Where a password comes from; `source` names the flag or variable. */
export type PasswordSource =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'file'; readonly path: string; readonly source: string }
  | { readonly kind: 'stdin'; readonly source: string }
  | { readonly kind: 'twice'; readonly source: string };

/** What reading a connection needs from outside; each throws its own faults. */
export interface ConnectionDoors {
  readonly readPasswordFile: (path: string, source: string) => Promise<Secret>;
  readonly readPasswordStdin: (source: string) => Promise<Secret>;
  /** The key of a service account, from a file as private as a password's. */
  readonly readKeyFile: (path: string, source: string) => Promise<ServiceAccountKey>;
  /** Tokens for an account; nobody is asked for one yet. */
  readonly tokensFor: (order: SignInOrder) => TokenSource;
  /** `what` is what a fault calls the file. */
  readonly readCaFile: (path: string, source: string, what?: 'ca' | 'pin') => Promise<ReadCaFile>;
}

/** Whose tokens are wanted, and with what they are asked for. */
export interface SignInOrder {
  readonly settings: SignInSettings;
  readonly secret: SignInSecret;
  readonly account: { readonly host: string; readonly port: number; readonly user: string };
  /** The profile in which the secret is kept; null where it is not. */
  readonly profile: string | null;
}

/** A checked connection with its password and CA read. */
export interface Connection extends Account {
  readonly sender: Sender;
  readonly caFile: ReadCaFile | null;
}

/**
 * Checks every text, then reads CA file and password: a mistyped port is told before anybody types a password.
 * Throws `connection-value-invalid`, `password-empty` and the faults of the doors.
 */
export async function readConnection(texts: ConnectionTexts, doors: ConnectionDoors): Promise<Connection> {
  const source = (field: FieldName) => FIELDS[field][texts.origin === 'flags' ? 'flag' : 'variable'];
  const host = readField('host', texts.host, source('host'));
  const port = readField('port', texts.port, source('port'));
  const encryption = readField('encryption', texts.encryption, source('encryption'), { port });
  const user = readField('user', texts.user, source('user'));
  const sender = readField('sender', texts.sender, source('sender'));
  const path = texts.caFile === null ? null : readField('caFile', texts.caFile, source('caFile'));
  const caFile = path === null ? null : await doors.readCaFile(path, source('caFile'));
  const login = await readLogin(texts.login, { host, port, user }, doors);
  return {
    host,
    port,
    encryption,
    user,
    sender,
    caFile,
    ca: caFile?.pem ?? null,
    login,
  };
}

async function readLogin(
  login: LoginTexts,
  account: SignInOrder['account'],
  doors: ConnectionDoors,
): Promise<Login> {
  if (login.kind === 'password') return passwordLogin(await readPassword(login.source, doors));
  const { settings, secret } = await readSignIn(login.texts, doors);
  return { kind: 'oauth2', tokens: doors.tokensFor({ settings, secret, account, profile: null }) };
}

/**
 * Reads a sign-in that needs no person. Throws `connection-value-invalid`, `sign-in-not-stored` where it would need one,
 * and the doors' faults.
 */
export async function readSignIn(
  texts: SignInTexts,
  doors: Pick<ConnectionDoors, 'readPasswordFile' | 'readPasswordStdin' | 'readKeyFile'>,
): Promise<{ readonly settings: SignInSettings; readonly secret: SignInSecret }> {
  const { clientSecret, keyFile } = texts;
  const flow = flowOf(texts);
  if (flow === 'service-account') {
    const key = await doors.readKeyFile(keyFile ?? '', signInSource(texts, 'keyFile'));
    return { settings: readSettings(texts, key.email), secret: { flow, key } };
  }
  const settings = readSettings(texts, null);
  if (flow === 'device' || clientSecret === undefined) throw new Fault('sign-in-not-stored', {});
  return { settings, secret: { flow, clientSecret: await readPassword(clientSecret, doors) } };
}

/** Reads the password from its source. Throws `password-empty`, `connection-value-invalid` and the doors' faults. */
export async function readPassword(
  from: PasswordSource,
  doors: Pick<ConnectionDoors, 'readPasswordFile' | 'readPasswordStdin'>,
): Promise<Secret> {
  switch (from.kind) {
    case 'text':
      return readField('password', from.text, from.source);
    case 'file':
      return doors.readPasswordFile(from.path, from.source);
    case 'stdin':
      return doors.readPasswordStdin(from.source);
    case 'twice':
      throw new Fault('connection-value-invalid', {
        field: 'password',
        value: '',
        expected: 'given-twice',
        source: from.source,
      });
  }
}
