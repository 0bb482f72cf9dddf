/** Owns finding the profile of a run: flags, environment, the project's or a named one, with the doors it needs. */
import { readCaFile } from '../profile/ca-file.js';
import type { NamedProfile } from '../profile/choose-source.js';
import { configFolder } from '../profile/config-folder.js';
import { variablesToDelete } from '../profile/environment.js';
import { keychainDeadline, openKeychain } from '../profile/keychain.js';
import type { LimitSource } from '../profile/limits.js';
import { readPasswordFile, readPasswordStream } from '../profile/password-file.js';
import { openProfileStore, type ProfileStore } from '../profile/profile-store.js';
import { type ProfileSources, type ResolvedProfile, resolveProfile } from '../profile/resolve.js';
import type { Project } from '../project/project.js';
import { createRedactor, loginSecrets } from '../redaction.js';
import type { Context } from './context.js';
import type { ConnectionOptions } from './options.js';

export interface ProfileRequest extends ConnectionOptions {
  readonly profile?: string;
  readonly connections?: number;
  readonly rate?: { perMinute?: number; perHour?: number; perDay?: number };
}

/** The user's profiles; the keychain is opened only when one is loaded or saved. */
export function profileStore(context: Context): ProfileStore {
  const { env, platform, terminal } = context;
  return openProfileStore(
    configFolder(env),
    openKeychain({ env, platform, deadline: keychainDeadline(terminal.interactive) }),
  );
}

/** Throws the faults of src/profile. From here on nothing that is printed can contain the password. */
export async function profileFor(
  context: Context,
  project: Project | null,
  request: ProfileRequest,
): Promise<ResolvedProfile> {
  const { env, terminal, stdin, platform } = context;
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
  const uid = platform === 'win32' ? null : (process.getuid?.() ?? null);
  const resolved = await resolveProfile(sources, {
    loadProfile: (name) => profileStore(context).load(name),
    readCaFile,
    readPasswordFile: (path, source) => readPasswordFile(path, uid, source),
    readPasswordStdin: (source) => readPasswordStream(stdin, source),
  });
  const { user, password } = resolved.profile;
  terminal.redactWith(createRedactor(loginSecrets(user, password.reveal())));
  return resolved;
}

/** Flag, then INVITE_PROFILE, then invite.yaml. */
function namedProfile(
  env: NodeJS.ProcessEnv,
  project: Project | null,
  { profile }: ProfileRequest,
): NamedProfile | null {
  if (profile !== undefined) return { name: profile, from: 'command-line' };
  const name = env['INVITE_PROFILE'] || (project?.profile ?? null);
  return name === null ? null : { name, from: 'project' };
}

function limitSources(project: Project | null, { connections, rate }: ProfileRequest): LimitSource[] {
  const flags: LimitSource = { origin: { kind: 'flag', name: '--rate' }, limits: { connections, ...rate } };
  const file: LimitSource = { origin: { kind: 'project', name: 'pace' }, limits: project?.pace ?? {} };
  return [flags, file];
}
