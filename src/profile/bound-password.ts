/** Owns which password may go to the host of a profile file: one whose own source names that host; pure. */
import { Fault } from '../fault.js';
import type { PasswordSource } from './connection.js';
import { environmentPassword, signInVariables } from './environment.js';
import { FIELDS, readField } from './fields.js';
import { type ConnectionFlags, passwordSource, signInFlags } from './flags.js';
import type { ProfileFile } from './profile-file.js';
import { formatSender } from './sender.js';

const FIELDS_OF_FILE = ['host', 'port', 'encryption', 'user', 'sender'] as const;
type FieldOfFile = (typeof FIELDS_OF_FILE)[number];

/**
 * The source of the password for a profile file, or null where neither flags nor environment name one. Whoever can
 * change the file must not choose where the password goes: whoever gives the password names the host as well, in the
 * same place (`--host` beside a flag, `INVITE_HOST` beside a variable), and everything that is given beside the file
 * says the same as the file. Throws `profile-file-unbound`, `profile-file-differs`, `profile-file-sign-in`,
 * `profile-flags-mixed`.
 */
export function boundPassword(
  file: ProfileFile,
  flags: ConnectionFlags,
  env: NodeJS.ProcessEnv,
): PasswordSource | null {
  refuseSignIn(file, flags, env);
  refuseOwnCa(flags, env);
  // A sender by flag is another sender, as beside any profile; by variable it is one more thing to agree.
  for (const field of FIELDS_OF_FILE) {
    if (field !== 'sender') refuseOther(file, field, FIELDS[field].flag, flags[field]);
    refuseOther(file, field, FIELDS[field].variable, env[FIELDS[field].variable] || undefined);
  }
  const byFlag = passwordSource(flags);
  const password = byFlag ?? environmentPassword(env);
  if (password === null) return null;
  const { flag, variable } = FIELDS.host;
  const named = byFlag === null ? env[variable] : flags.host;
  if (named) return password;
  const needed = byFlag === null ? variable : flag;
  throw new Fault('profile-file-unbound', {
    path: file.path,
    host: file.host,
    needed,
    password: password.source,
  });
}

/** Whoever can change the file would choose the server that gets the tokens, and nothing else would name it. */
function refuseSignIn({ path }: ProfileFile, flags: ConnectionFlags, env: NodeJS.ProcessEnv): void {
  const named = [...signInFlags(flags), ...signInVariables(env)];
  if (named.length > 0) throw new Fault('profile-file-sign-in', { path, named });
}

/** Whom to trust is said by the file alone, or not by the file. */
function refuseOwnCa({ caFile }: ConnectionFlags, env: NodeJS.ProcessEnv): void {
  const { flag, variable } = FIELDS.caFile;
  if (caFile !== undefined) throw new Fault('profile-flags-mixed', { flags: [flag] });
  if (env[variable]) throw new Fault('profile-flags-mixed', { flags: [variable] });
}

function refuseOther(file: ProfileFile, key: FieldOfFile, source: string, text: string | undefined): void {
  if (text === undefined) return;
  const given = shown(readField(key, text, source, { port: file.port }));
  const found = shown(file[key]);
  if (given !== found)
    throw new Fault('profile-file-differs', { path: file.path, key, source, given, found });
}

function shown(value: string | number | ProfileFile['sender']): string {
  return typeof value === 'object' ? formatSender(value) : String(value);
}
