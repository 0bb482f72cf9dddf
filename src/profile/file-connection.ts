/** Owns turning a profile file into a connection: its certificate, and a password from elsewhere that is bound to it. */
import { X509Certificate } from 'node:crypto';
import { Fault } from '../fault.js';
import { boundPassword } from './bound-password.js';
import type { ReadCaFile } from './ca-file.js';
import { type Connection, type ConnectionDoors, readPassword } from './connection.js';
import type { ConnectionFlags } from './flags.js';
import { passwordLogin, type Secret } from './profile.js';
import type { ProfileFile } from './profile-file.js';

/** What reading needs from outside. */
export interface FileDoors extends ConnectionDoors {
  readonly readProfileFile: (path: string) => Promise<ProfileFile>;
  /** Asks whoever sees the host; throws where nobody can be asked. */
  readonly askPassword: (file: ProfileFile) => Promise<Secret>;
}

export interface FileConnection {
  readonly file: ProfileFile;
  readonly connection: Connection;
  /** Flag, variable or question that gave the password. */
  readonly passwordFrom: string | null;
}

/** Throws the faults of `parseProfileFile`, `boundPassword` and the doors, and `profile-file-fingerprint`. */
export async function readFileConnection(
  path: string,
  flags: ConnectionFlags,
  env: NodeJS.ProcessEnv,
  doors: FileDoors,
): Promise<FileConnection> {
  const file = await doors.readProfileFile(path);
  const source = boundPassword(file, flags, env);
  const { host, port, encryption, user, sender } = file;
  const caFile = file.caFile === null ? null : await doors.readCaFile(file.caFile, path);
  const trust = { caFile, ...trusted(file, caFile) };
  const password = source === null ? await doors.askPassword(file) : await readPassword(source, doors);
  const connection = { host, port, encryption, user, sender, ...trust, login: passwordLogin(password) };
  return { file, connection, passwordFrom: source?.source ?? null };
}

/** A pin trusts one certificate of the file, and needs it whole: the handshake knows no fingerprints. */
function trusted({ path, fingerprint }: ProfileFile, caFile: ReadCaFile | null) {
  if (fingerprint === null || caFile === null) return { ca: caFile?.pem ?? null };
  const pem = caFile.pem
    .split(/(?<=-----END CERTIFICATE-----\n?)(?=-----BEGIN)/)
    .find((one) => new X509Certificate(one).fingerprint256 === fingerprint);
  if (pem === undefined) throw new Fault('profile-file-fingerprint', { path, caFile: caFile.path });
  return { ca: pem, pin: fingerprint };
}
