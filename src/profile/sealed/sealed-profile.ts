/** Owns what a sealed file holds: one JSON document with a profile, its certificate, and what was tested before. */
import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { Fault } from '../../fault.js';
import { decodeSecret, encodeSecret, type SignInSecret } from '../../oauth2/stored-secret.js';
import {
  array,
  boolean,
  integer,
  literal,
  looseObject,
  maxLength,
  minValue,
  nullable,
  number,
  optional,
  parseJson,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
} from '../../validation.js';
import { parseCertificates, type ReadCaFile } from '../ca-file.js';
import { pinFor, type ReadPin } from '../pin.js';
import { Secret } from '../profile.js';
import { checkProfileName } from '../profile-list.js';
import { decodeProfile, encodeProfile, type StoredProfile } from '../stored-profile.js';
import type { Authority } from './doubts.js';

const FORMAT = 'invite-profile';
const VERSION = 1;

/** What the test before the sealing found; words of src/diagnosis/result.ts, perhaps of a later version. */
export interface TestedBefore {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly ok: boolean;
  /** Stages that passed, in their order. */
  readonly passed: readonly string[];
  readonly failed: { readonly stage: string; readonly kind: string | null } | null;
}

/** Bound to no person: whoever has it may send as the mailbox, as with a password. */
export type TravellingSecret = Exclude<SignInSecret, { flow: 'device' }>;

/** What is sealed. Every word in it is a stranger's: the format says that nothing was changed, not who wrote it. */
export interface SealedProfile {
  /** The name that the profile has where it was sealed; a suggestion. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly sealedAt: string;
  /** Null where it was sealed untested. */
  readonly tested: TestedBefore | null;
  readonly profile: StoredProfile;
  /** What an application or a service account signs in with; a person's token never travels. */
  readonly secret: TravellingSecret | null;
  /** Certificates of `profile.caFile`, or the one of `profile.pin`, as PEM: paths mean nothing on another computer. */
  readonly certificates: string | null;
}

/** The profile as it is stored here: its certificate has a place among the user's settings. */
export interface UnpackedProfile {
  readonly profile: StoredProfile;
  readonly caFile: ReadCaFile | null;
  readonly pin: ReadPin | null;
}

const time = pipe(string(), regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/));
const word = pipe(string(), regex(/^[a-z][a-z0-9-]{0,59}$/));
const Version = looseObject({ format: literal(FORMAT), version: pipe(number(), integer(), minValue(1)) });
const Document = strictObject({
  format: literal(FORMAT),
  version: literal(VERSION),
  name: string(),
  sealedAt: time,
  tested: nullable(
    strictObject({
      at: time,
      ok: boolean(),
      passed: pipe(array(word), maxLength(30)),
      failed: nullable(strictObject({ stage: word, kind: nullable(word) })),
    }),
  ),
  profile: looseObject({}),
  secret: optional(looseObject({})),
  certificates: nullable(string()),
});

/** The JSON text to seal; it holds the password in clear. */
export function encodeSealed(sealed: SealedProfile): Secret {
  const { name, sealedAt, tested, certificates } = sealed;
  const profile: unknown = JSON.parse(encodeProfile(withoutPaths(sealed.profile)).reveal());
  const secret: unknown = sealed.secret ? JSON.parse(encodeSecret(sealed.secret).reveal()) : undefined;
  const facts = { format: FORMAT, version: VERSION, name, sealedAt, tested };
  return new Secret(JSON.stringify({ ...facts, profile, secret, certificates }));
}

/** Where a file lay on the computer of whoever sealed is nobody's business. */
function withoutPaths(profile: StoredProfile): StoredProfile {
  const { caFile, pin } = profile;
  return {
    ...profile,
    caFile: caFile && { ...caFile, path: 'ca.pem' },
    pin: pin && { ...pin, path: 'pin.pem' },
  };
}

/**
 * Reads what was sealed; every value is checked as strictly as when it is typed. `path` is the file's, for the faults.
 * Throws `sealed-not-a-profile`, and `sealed-newer` for a document of a later version of this program.
 */
export function decodeSealed(text: Secret, path: string): SealedProfile {
  const json = parseJson(text.reveal());
  const version = safeParse(Version, json);
  if (version.success && version.output.version > VERSION)
    throw new Fault('sealed-newer', { path, version: version.output.version });
  const parsed = safeParse(Document, json);
  // No cause: valibot's issues quote the values, and one of them holds the password.
  if (!parsed.success) throw new Fault('sealed-not-a-profile', { path });
  const { name, sealedAt, tested, certificates } = parsed.output;
  const profile = profileIn(parsed.output.profile, name, path);
  const secret = secretIn(parsed.output.secret, profile, path);
  return { name, sealedAt, tested, certificates, profile, secret };
}

/** Exactly where the profile's login needs one. */
function secretIn(json: object | undefined, { login }: StoredProfile, path: string): TravellingSecret | null {
  const flow = login.kind === 'oauth2' ? login.settings.flow : 'device';
  if (json === undefined && flow === 'device') return null;
  const secret = json === undefined ? null : decodeSecret(new Secret(JSON.stringify(json)), flow);
  if (secret === null || secret.flow === 'device') throw strange(path);
  return secret;
}

/** The same checks as for an entry of the keychain, told in the words of a sealed file. */
function profileIn(json: object, name: string, path: string): StoredProfile {
  try {
    return decodeProfile(checkProfileName(name), new Secret(JSON.stringify(json)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.kind !== 'profile-newer') throw new Fault('sealed-not-a-profile', { path });
    const { version } = (error as Fault<'profile-newer'>).details;
    throw new Fault('sealed-newer', { path, version });
  }
}

/**
 * The profile with its certificate placed below the user's `folder` of settings; nothing is written yet. Throws
 * `sealed-not-a-profile` where certificate and profile do not belong together; `path` is the sealed file's.
 */
export function unpackProfile(sealed: SealedProfile, folder: string, path: string): UnpackedProfile {
  const { profile } = sealed;
  const pems = certificatesIn(sealed, path);
  if (profile.pin !== null) {
    const pin = pinFor(folder, pems[0] ?? '');
    if (pems.length !== 1 || pin.fingerprint !== profile.pin.fingerprint) throw strange(path);
    return { profile: { ...profile, pin }, caFile: null, pin };
  }
  if (profile.caFile === null) return { profile, caFile: null, pin: null };
  const caFile = caFileFor(folder, pems);
  return { profile: { ...profile, caFile }, caFile, pin: null };
}

function certificatesIn({ profile, certificates }: SealedProfile, path: string): string[] {
  const needed = profile.pin !== null || profile.caFile !== null;
  if (needed !== (certificates !== null)) throw strange(path);
  const pems = certificates === null ? [] : parseCertificates(Buffer.from(certificates));
  if (!Array.isArray(pems)) throw strange(path);
  return pems;
}

/** Named after its content, so that two profiles never share a file that one of them changes. */
function caFileFor(folder: string, pems: readonly string[]): ReadCaFile {
  const pem = pems.join('');
  const sha256 = createHash('sha256').update(pem).digest('hex');
  return { path: join(folder, 'certificates', `ca-${sha256}.pem`), sha256, pem, certificates: pems.length };
}

/**
 * Whom the first certificate of a profile's own authorities is for, as OpenSSL writes it on one line (a stranger's text), and
 * the SHA-256 of each: a name can be anybody's.
 */
export function authorityIn(pems: string): Authority {
  const found = pems.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const certificates = found.map((pem) => new X509Certificate(pem));
  return {
    subject: (certificates[0]?.subject ?? '').replaceAll('\n', ', '),
    fingerprint: certificates.map(({ fingerprint256 }) => fingerprint256).join(', '),
  };
}

function strange(path: string): Fault {
  return new Fault('sealed-not-a-profile', { path });
}
