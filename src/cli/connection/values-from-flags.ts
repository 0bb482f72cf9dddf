/** Owns the values of a connection that flags give, the password read from where they point to, what a sign-in lacks asked. */
import { Fault } from '../../fault.js';
import { PASSWORD } from '../../profile/choose-login.js';
import { readPassword } from '../../profile/connection.js';
import type { KnownFields } from '../../profile/fields.js';
import {
  fieldsFromFlags,
  loginFromFlags,
  passwordSource,
  presentFlags,
  signInFromFlags,
} from '../../profile/flags.js';
import { SIGN_IN_FIELDS } from '../../profile/sign-in-texts.js';
import type { Context } from '../context.js';
import type { ConnectionOptions } from '../options.js';
import { profileStore } from '../profile-of-run.js';
import { askSignIn } from './ask-sign-in.js';
import { readingDoors } from './reading-doors.js';

/** For a dialogue that asks for the rest. Throws the faults of values and of the password's source. */
export async function valuesFromFlags(context: Context, options: ConnectionOptions): Promise<KnownFields> {
  const fields = fieldsFromFlags(options);
  const named = loginFromFlags(options);
  if ('missing' in named) refuseStray(presentFlags(options), named.missing);
  if (isSignIn(options.login)) {
    const given = { ...signInFromFlags(options), origin: 'flags', login: options.login } as const;
    return { ...fields, signIn: await askSignIn(context, given) };
  }
  const source = passwordSource(options);
  if (source === null) return fields;
  const password = await readPassword(source, readingDoors(context, profileStore(context)));
  return { ...fields, password };
}

/** Whether `--login` names a provider, and not the password. */
function isSignIn(login: string | undefined): login is string {
  return login !== undefined && login !== PASSWORD;
}

/** A flag of a sign-in, and not at which provider. */
function refuseStray(present: readonly string[], missing: readonly string[]): void {
  const { flag } = SIGN_IN_FIELDS.login;
  if (missing.includes(flag)) throw new Fault('flags-incomplete', { present, missing: [flag] });
}
