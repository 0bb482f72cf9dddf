/** Owns finding the profile of a run: flags, environment, the project's or a named one, with the doors it needs. */
import { readFile } from 'node:fs/promises';
import { Fault, type FaultKind, type ProfileNamedBy } from '../fault.js';
import type { NamedProfile } from '../profile/choose-source.js';
import { configFolder } from '../profile/config-folder.js';
import { readEnvironment, variablesToDelete } from '../profile/environment.js';
import { FIELDS, readField } from '../profile/fields.js';
import { keychainDeadline, openKeychain, type SecretStore } from '../profile/keychain.js';
import type { LimitSource } from '../profile/limits.js';
import type { Secret } from '../profile/profile.js';
import { type ProfileFile, readProfileFile } from '../profile/profile-file.js';
import { openProfileStore, type ProfileStore } from '../profile/profile-store.js';
import {
  type ProfileDoors,
  type ProfileSources,
  type ResolvedProfile,
  resolveProfile,
} from '../profile/resolve.js';
import type { Project } from '../project/project.js';
import { accountSecrets } from '../smtp/credential.js';
import { readingDoors } from './connection/reading-doors.js';
import type { Context } from './context.js';
import type { ConnectionOptions } from './options.js';
import { originLines } from './origin-lines.js';

export interface ProfileRequest extends ConnectionOptions {
  readonly profile?: string;
  readonly connections?: number;
  readonly perConnection?: number;
  readonly rate?: { perMinute?: number; perHour?: number; perDay?: number };
}

/** The user's profiles; the keychain is opened only when one is loaded or saved. */
export function profileStore(context: Context): ProfileStore {
  return openProfileStore(configFolder(context.env), keychainOf(context));
}

/** The system's keychain; nothing is touched before the first call. */
export function keychainOf({ env, platform, terminal }: Context): SecretStore {
  return openKeychain({ env, platform, deadline: keychainDeadline(terminal.interactive) });
}

/** Throws the faults of src/profile. From here on nothing that is printed can contain the password. */
export async function profileFor(
  context: Context,
  project: Project | null,
  request: ProfileRequest,
): Promise<ResolvedProfile> {
  const { env, terminal } = context;
  const sources: ProfileSources = {
    flags: request,
    named: namedProfile(env, project, request),
    environment: { ...env },
    limits: limitSources(project, request),
    allowUnencrypted: request.allowUnencrypted === true,
    terminal: terminal.interactive,
  };
  // A password in the environment would be handed on to every child.
  for (const variable of variablesToDelete(env)) delete env[variable];
  const profiles = profileStore(context);
  const resolved = await resolveBesideEnvironment(project, request, sources, {
    ...readingDoors(context, profiles),
    loadProfile: (name) => profiles.load(name),
    loadSecret: (name, flow) => profiles.loadSecret(name, flow),
    readProfileFile,
    askPassword: (file) => askPassword(context, file),
  });
  const { profile } = resolved;
  if (profile.login.kind === 'password') terminal.hide(accountSecrets(profile));
  if (terminal.verbose) for (const line of originLines(resolved, context.texts)) terminal.say(line);
  return resolved;
}

/** The host stands in the question: whoever types the password sees where it goes. */
async function askPassword({ prompts, terminal, texts }: Context, file: ProfileFile): Promise<Secret> {
  const { path, host, user } = file;
  if (!terminal.interactive) throw new Fault('profile-file-no-password', { path, host });
  const { flag, check } = FIELDS.password;
  const wrong = (typed: string): string | null =>
    'value' in check(typed, {}) ? null : texts.profile.unusable;
  const typed = await prompts.secret(texts.profile.askPassword(user, host), flag, wrong);
  return readField('password', typed, flag);
}

/** A profile that cannot be had is told with who named it, where the environment alone would have done. */
async function resolveBesideEnvironment(
  project: Project | null,
  request: ProfileRequest,
  sources: ProfileSources,
  doors: ProfileDoors,
): Promise<ResolvedProfile> {
  try {
    return await resolveProfile(sources, doors);
  } catch (error) {
    const complete = readEnvironment(sources.environment).kind === 'complete';
    if (!complete || !(error instanceof Fault) || !NOT_TO_BE_HAD.includes(error.kind)) throw error;
    const environmentUnused = await namedBy(sources.environment, project, request);
    throw new Fault(error.kind, { ...error.details, environmentUnused } as never, { cause: error });
  }
}

const NOT_TO_BE_HAD: readonly FaultKind[] = [
  'profile-unknown',
  'profile-damaged',
  'password-missing',
  'keychain-absent',
  'keychain-locked',
  'keychain-timeout',
  'keychain-failed',
];

/** In the order of `namedProfile`. */
async function namedBy(
  env: NodeJS.ProcessEnv,
  project: Project | null,
  { profile }: ProfileRequest,
): Promise<ProfileNamedBy> {
  if (profile !== undefined) return { what: 'command-line' };
  if (env[PROFILE_VARIABLE]) return { what: 'variable', name: PROFILE_VARIABLE };
  const path = project?.file ?? '';
  return { what: 'project', path, line: lineOfKey(await readFile(path, 'utf8').catch(() => ''), 'profile') };
}

/** Line, from 1, on which a YAML text has this key at its outermost level; null where it is written in another way. */
export function lineOfKey(yaml: string, key: string): number | null {
  const index = yaml.split(/\r?\n/).findIndex((line) => new RegExp(`^["']?${key}["']?\\s*:`).test(line));
  return index === -1 ? null : index + 1;
}

const PROFILE_VARIABLE = 'INVITE_PROFILE';

/** Flag, then INVITE_PROFILE, then invite.yaml; null where none of them names one. */
export function namedProfile(
  env: NodeJS.ProcessEnv,
  project: Project | null,
  { profile }: ProfileRequest,
): NamedProfile | null {
  if (profile !== undefined) return { name: profile, from: 'command-line' };
  const name = env[PROFILE_VARIABLE] || (project?.profile ?? null);
  return name === null ? null : { name, from: 'project' };
}

function limitSources(
  project: Project | null,
  { connections, perConnection, rate }: ProfileRequest,
): LimitSource[] {
  return [
    { origin: { kind: 'flag', name: '--connections' }, limits: { connections } },
    { origin: { kind: 'flag', name: '--per-connection' }, limits: { perConnection } },
    { origin: { kind: 'flag', name: '--rate' }, limits: rate ?? {} },
    { origin: { kind: 'project', name: 'pace' }, limits: project?.pace ?? {} },
  ];
}
