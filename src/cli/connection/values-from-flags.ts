/** Owns the values of a connection that flags give, the password read from where they point to. */
import { readCaFile } from '../../profile/ca-file.js';
import { readPassword } from '../../profile/connection.js';
import type { KnownFields } from '../../profile/fields.js';
import { fieldsFromFlags, passwordSource } from '../../profile/flags.js';
import { readPasswordFile, readPasswordStream } from '../../profile/password-file.js';
import type { Context } from '../context.js';
import type { ConnectionOptions } from '../options.js';

/** For a dialogue that asks for the rest. Throws the faults of values and of the password's source. */
export async function valuesFromFlags(context: Context, options: ConnectionOptions): Promise<KnownFields> {
  const fields = fieldsFromFlags(options);
  const source = passwordSource(options);
  if (source === null) return fields;
  const uid = context.platform === 'win32' ? null : (process.getuid?.() ?? null);
  const password = await readPassword(source, {
    readCaFile,
    readPasswordFile: (path, from) => readPasswordFile(path, uid, from),
    readPasswordStdin: (from) => readPasswordStream(context.stdin, from),
  });
  return { ...fields, password };
}
