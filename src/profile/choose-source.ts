/** Owns the choice of the one source a connection comes from: flags, a named profile or the environment; pure. */
import { Fault } from '../fault.js';
import type { ConnectionTexts } from './connection.js';
import { readEnvironment } from './environment.js';
import { type ConnectionFlags, type FlagConnection, readFlags } from './flags.js';

/** Where a value stands, for "every shown setting can say where it came from". */
export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'project'; readonly name: string }
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'default' };

/** A value of the connection may also be `typed`, by a person who was asked for it in this run. */
export type FieldOrigin = Origin | { readonly kind: 'typed' };

/** A profile somebody asked for: on the command line, or by the key `profile` of invite.yaml. */
export interface NamedProfile {
  readonly name: string;
  readonly from: 'command-line' | 'project';
}

export type ConnectionSource =
  | { readonly kind: 'texts'; readonly texts: ConnectionTexts }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'profile'; readonly name: string };

/**
 * Complete flags win over the project's profile; any flag beside a profile named on the command line is refused, as
 * is a lone flag beside the project's: it would send a stored password to another host. The environment counts only
 * where no profile is named and no flag given. A profile file is named by flag alone, and wins over the project's profile
 * as complete flags do. Throws `profile-flags-mixed`, `flags-incomplete`,
 * `environment-incomplete`, `profile-missing`.
 */
export function chooseSource(
  flags: ConnectionFlags,
  named: NamedProfile | null,
  env: NodeJS.ProcessEnv,
): ConnectionSource {
  if (flags.profileFile !== undefined) return fromFile(flags.profileFile, named);
  const given = readFlags(flags);
  if (given.kind !== 'absent') return fromFlags(given, named);
  return named === null ? fromEnvironment(env) : { kind: 'profile', name: named.name };
}

function fromFile(path: string, named: NamedProfile | null): ConnectionSource {
  if (named?.from === 'command-line') throw new Fault('profile-flags-mixed', { flags: ['--profile-file'] });
  return { kind: 'file', path };
}

function fromFlags(
  given: Exclude<FlagConnection, { kind: 'absent' }>,
  named: NamedProfile | null,
): ConnectionSource {
  const complete = given.kind === 'complete';
  if (named !== null && (named.from === 'command-line' || !complete))
    throw new Fault('profile-flags-mixed', { flags: given.present });
  if (complete) return { kind: 'texts', texts: given.texts };
  throw new Fault('flags-incomplete', { present: given.present, missing: given.missing });
}

function fromEnvironment(env: NodeJS.ProcessEnv): ConnectionSource {
  const found = readEnvironment(env);
  if (found.kind === 'complete') return { kind: 'texts', texts: found.texts };
  if (found.kind === 'absent') throw new Fault('profile-missing', {});
  throw new Fault('environment-incomplete', { present: found.present, missing: found.missing });
}
