/** Owns the profile of a run: from which source, with which sender and limits, and where each value came from. */
import { Fault } from '../fault.js';
import type { Flow } from '../oauth2/settings.js';
import type { SignInSecret } from '../oauth2/stored-secret.js';
import type { CaFile } from './ca-file.js';
import {
  type ConnectionSource,
  chooseSource,
  type FieldOrigin,
  type NamedProfile,
  type Origin,
} from './choose-source.js';
import { type Connection, type ConnectionTexts, readConnection } from './connection.js';
import { FIELDS, type FieldName, readField } from './fields.js';
import { type FileDoors, readFileConnection } from './file-connection.js';
import type { ConnectionFlags } from './flags.js';
import { type LimitName, type LimitSource, mergeLimits } from './limits.js';
import type { Login, Profile } from './profile.js';
import { SIGN_IN_FIELDS } from './sign-in-texts.js';
import type { StoredProfile } from './stored-profile.js';
import { judgeProtection, type Protection } from './unencrypted.js';

/** Everything that may name a connection, as the command line found it. */
export interface ProfileSources {
  readonly flags: ConnectionFlags;
  readonly named: NamedProfile | null;
  readonly environment: NodeJS.ProcessEnv;
  /** Limits from flags, then from invite.yaml, strongest first; the profile's own come after them. */
  readonly limits: readonly LimitSource[];
  readonly allowUnencrypted: boolean;
  /** A person sees the run. */
  readonly terminal: boolean;
}

export interface ProfileDoors extends FileDoors {
  /** Opens the keychain only when it is called. */
  readonly loadProfile: (name: string) => Promise<StoredProfile>;
  /** What belongs to a stored sign-in by OAuth 2.0; likewise. */
  readonly loadSecret: (name: string, flow: Flow) => Promise<SignInSecret>;
}

export interface ResolvedProfile {
  readonly profile: Profile;
  readonly caFile: CaFile | null;
  readonly protection: Protection;
  readonly origins: Readonly<Record<FieldName, FieldOrigin> & Record<LimitName, Origin>>;
}

/** What a source gives, before the run's own sender and limits. */
interface Base {
  readonly name: string | null;
  readonly connection: Connection;
  /** The source's own, weaker than those of the run. */
  readonly limits: readonly LimitSource[];
  readonly confirmed: boolean;
  readonly origins: Record<FieldName, FieldOrigin>;
}

/**
 * Finds the profile of a run. Host, port, encryption, user, CA and password come from one source; `--sender` and
 * limits may be set beside it. Throws the faults of `chooseSource`, of the doors, of the keychain,
 * `connection-value-invalid`, `ca-file-changed`, `unencrypted-not-allowed`.
 */
export async function resolveProfile(sources: ProfileSources, doors: ProfileDoors): Promise<ResolvedProfile> {
  const source = chooseSource(sources.flags, sources.named, sources.environment);
  const override = senderOverride(sources.flags);
  const base = await baseOf(source, sources, doors);
  const { caFile, ...account } = base.connection;
  const protection = judgeProtection(account, {
    flag: sources.allowUnencrypted,
    terminal: sources.terminal,
    confirmed: base.confirmed,
  });
  const merged = mergeLimits([...sources.limits, ...base.limits]);
  const profile: Profile = { ...account, ...override?.value, name: base.name, limits: merged.limits };
  const kept: CaFile | null = caFile && { path: caFile.path, sha256: caFile.sha256 };
  const origins = { ...base.origins, ...override?.origin, ...merged.origins };
  return { profile, caFile: kept, protection, origins };
}

/** Checked before the keychain is opened: no dialogue for a mistyped flag. */
function senderOverride({ sender }: ConnectionFlags) {
  if (sender === undefined) return null;
  const name = FIELDS.sender.flag;
  return {
    value: { sender: readField('sender', sender, name) },
    origin: { sender: { kind: 'flag', name } satisfies Origin },
  };
}

function baseOf(source: ConnectionSource, sources: ProfileSources, doors: ProfileDoors): Promise<Base> {
  switch (source.kind) {
    case 'texts':
      return fromTexts(source.texts, doors);
    case 'file':
      return fromFile(source.path, sources, doors);
    case 'profile':
      return fromProfile(source.name, doors);
  }
}

async function fromFile(
  path: string,
  { flags, environment }: ProfileSources,
  doors: ProfileDoors,
): Promise<Base> {
  const { file, connection, passwordFrom } = await readFileConnection(path, flags, environment, doors);
  const origin: Origin = { kind: 'file', name: path };
  const origins = originsOf(() => origin);
  origins.password = passwordOrigin(passwordFrom);
  if (connection.caFile === null) origins.caFile = { kind: 'default' };
  return { name: null, connection, limits: [{ origin, limits: file.limits }], confirmed: false, origins };
}

function passwordOrigin(from: string | null): FieldOrigin {
  if (from === null) return { kind: 'typed' };
  return { kind: from.startsWith('--') ? 'flag' : 'environment', name: from };
}

async function fromTexts(texts: ConnectionTexts, doors: ProfileDoors): Promise<Base> {
  const connection = await readConnection(texts, doors);
  const flags = texts.origin === 'flags';
  const origins = originsOf((field) =>
    flags
      ? { kind: 'flag', name: FIELDS[field].flag }
      : { kind: 'environment', name: FIELDS[field].variable },
  );
  const { login } = texts;
  const name =
    login.kind === 'password' ? login.source.source : SIGN_IN_FIELDS.login[flags ? 'flag' : 'variable'];
  origins.password = { kind: flags ? 'flag' : 'environment', name };
  if (connection.caFile === null) origins.caFile = { kind: 'default' };
  return { name: null, connection, limits: [], confirmed: false, origins };
}

async function fromProfile(name: string, doors: ProfileDoors): Promise<Base> {
  const stored = await doors.loadProfile(name);
  const { host, port, encryption, user, sender } = stored;
  const login = await loginFrom(name, stored, doors);
  const caFile = await readStoredCa(name, stored.caFile, doors);
  const pinned = await readStoredCa(name, stored.pin, doors, 'pin');
  const origin: Origin = { kind: 'profile', name };
  const origins = originsOf(() => origin);
  const limits = [{ origin, limits: stored.limits }];
  if (caFile === null) origins.caFile = { kind: 'default' };
  const trust = { caFile, ca: (pinned ?? caFile)?.pem ?? null, pin: stored.pin?.fingerprint ?? null };
  const connection = { host, port, encryption, user, login, sender, ...trust };
  return { name, connection, limits, confirmed: stored.unencryptedConfirmed, origins };
}

async function loginFrom(name: string, stored: StoredProfile, doors: ProfileDoors): Promise<Login> {
  const { host, port, user, login } = stored;
  if (login.kind === 'password') return login;
  const { settings } = login;
  const secret = await doors.loadSecret(name, settings.flow);
  const tokens = doors.tokensFor({ settings, secret, account: { host, port, user }, profile: name });
  return { kind: 'oauth2', tokens };
}

/** A CA file that was exchanged since the profile was stored could vouch for another server. */
async function readStoredCa(name: string, stored: CaFile | null, doors: ProfileDoors, what?: 'pin') {
  if (stored === null) return null;
  const found = await doors.readCaFile(stored.path, name, what);
  if (found.sha256 !== stored.sha256) throw new Fault('ca-file-changed', { path: stored.path });
  return found;
}

function originsOf(origin: (field: FieldName) => Origin): Record<FieldName, FieldOrigin> {
  const fields = Object.keys(FIELDS) as FieldName[];
  return Object.fromEntries(fields.map((field) => [field, origin(field)])) as Record<FieldName, FieldOrigin>;
}
