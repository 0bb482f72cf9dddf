/** Owns where each value of a stored profile comes from, as `configure --show` tells it; pure. */
import { LIMIT_NAMES, type LimitName } from './limits.js';
import type { StoredProfile } from './stored-profile.js';

/** `preset` is the provider whose published value it is, whoever typed it; null for any other. */
export type ShownOrigin =
  | { readonly kind: 'keychain'; readonly preset: string | null }
  /** A file of the organiser's, known by its digest. */
  | { readonly kind: 'file'; readonly path: string; readonly sha256: string }
  /** A file that this program wrote. */
  | { readonly kind: 'own-file'; readonly path: string; readonly sha256: string }
  | { readonly kind: 'default' };

export type ShownField =
  | 'user'
  | 'password'
  | 'login'
  | 'sender'
  | 'host'
  | 'port'
  | 'encryption'
  | 'caFile'
  | 'pin'
  | LimitName;

/** What a provider publishes for the profile's host, as far as it is known. */
export interface Published {
  readonly name: string;
  readonly port: number;
  readonly encryption: string;
}

/** The origin of each value; `published` is that of the host's provider, null for an unknown one. */
export function shownOrigins(
  profile: StoredProfile,
  published: Published | null,
): Readonly<Record<ShownField, ShownOrigin>> {
  const { caFile, pin, limits } = profile;
  const preset = (same: boolean | undefined): ShownOrigin => ({
    kind: 'keychain',
    preset: same ? (published?.name ?? null) : null,
  });
  const stored = preset(false);
  const ofLimits = LIMIT_NAMES.map((name) => [name, limits[name] === null ? DEFAULT : stored] as const);
  return {
    ...(Object.fromEntries(ofLimits) as Record<LimitName, ShownOrigin>),
    user: stored,
    password: stored,
    login: stored,
    sender: stored,
    host: preset(published !== null),
    port: preset(published?.port === profile.port),
    encryption: preset(published?.encryption === profile.encryption),
    caFile: caFile === null ? DEFAULT : { kind: 'file', ...fileOf(caFile) },
    pin: pin === null ? DEFAULT : { kind: 'own-file', ...fileOf(pin) },
  };
}

const DEFAULT: ShownOrigin = { kind: 'default' };

function fileOf({ path, sha256 }: { readonly path: string; readonly sha256: string }) {
  return { path, sha256 };
}
