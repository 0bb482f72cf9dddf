/** Owns turning the texts of one source, flags or environment, into a checked connection. */
import { Fault } from '../fault.js';
import type { ReadCaFile } from './ca-file.js';
import { FIELDS, type FieldName, readField } from './fields.js';
import { type Account, passwordLogin, type Secret, type Sender } from './profile.js';

/** The texts of a complete connection before any check; all from the one source `origin`. */
export interface ConnectionTexts {
  readonly origin: 'flags' | 'environment';
  readonly host: string;
  readonly port: string;
  readonly encryption: string;
  readonly user: string;
  readonly sender: string;
  readonly caFile: string | null;
  readonly password: PasswordSource;
}

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
  /** `what` is what a fault calls the file. */
  readonly readCaFile: (path: string, source: string, what?: 'ca' | 'pin') => Promise<ReadCaFile>;
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
  const password = await readPassword(texts.password, doors);
  return {
    host,
    port,
    encryption,
    user,
    sender,
    caFile,
    ca: caFile?.pem ?? null,
    login: passwordLogin(password),
  };
}

/** Reads the password from its source. Throws `password-empty`, `connection-value-invalid` and the doors' faults. */
export async function readPassword(from: PasswordSource, doors: ConnectionDoors): Promise<Secret> {
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
