/** Owns the values of a connection that flags give, the password read from where they point to, what a sign-in lacks asked. */
import { readPassword } from '../../profile/connection.js';
import type { KnownFields } from '../../profile/fields.js';
import {
  fieldsFromFlags,
  loginFromFlags,
  passwordSource,
  presentFlags,
  signInFromFlags,
} from '../../profile/flags.js';
import type { Context } from '../context.js';
import type { ConnectionOptions } from '../options.js';
import { profileStore } from '../profile-of-run.js';
import { readingDoors } from './reading-doors.js';
import { askSignIn, refuseStray, signInGiven } from './sign-in.js';

/** For a dialogue that asks for the rest. Throws the faults of values and of the password's source. */
export async function valuesFromFlags(context: Context, options: ConnectionOptions): Promise<KnownFields> {
  const fields = fieldsFromFlags(options);
  const named = loginFromFlags(options);
  if ('missing' in named) refuseStray(presentFlags(options), named.missing);
  if (signInGiven(options.login)) {
    const given = { ...signInFromFlags(options), origin: 'flags', login: options.login } as const;
    return { ...fields, signIn: await askSignIn(context, given) };
  }
  const source = passwordSource(options);
  if (source === null) return fields;
  const password = await readPassword(source, readingDoors(context, profileStore(context)));
  return { ...fields, password };
}
