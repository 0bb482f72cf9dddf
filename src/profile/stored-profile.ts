/** Owns the form of a profile inside the keychain: one JSON document that is the secret. */
import { Fault } from '../fault.js';
import {
  boolean,
  check,
  type InferOutput,
  integer,
  literal,
  looseObject,
  minValue,
  nullable,
  number,
  picklist,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
} from '../validation.js';
import type { CaFile } from './ca-file.js';
import type { Checked } from './checked.js';
import { checkPassword, checkPort, checkUser } from './fields.js';
import { checkHost } from './host.js';
import { ENCRYPTIONS, type Encryption, type Limits, Secret, type Sender } from './profile.js';
import { formatSender, parseSender } from './sender.js';

const VERSION = 1;

/** A profile as stored: everything but the CA's text, which stays in its file and is known by its digest. */
export interface StoredProfile {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  readonly password: Secret;
  readonly sender: Sender;
  readonly caFile: CaFile | null;
  readonly limits: Limits;
  /** The user was told what encryption `none` exposes and said yes; meaningless with any other encryption. */
  readonly unencryptedConfirmed: boolean;
}

/** Only the form that a check gives back; what would need cleaning was not written by this program. */
const clean = (checkText: (text: string) => Checked<string>) =>
  pipe(
    string(),
    check((text: string) => {
      const checked = checkText(text);
      return 'value' in checked && checked.value === text;
    }),
  );
const password = pipe(
  string(),
  check((text: string) => 'value' in checkPassword(text)),
);
const limit = nullable(pipe(number(), integer(), minValue(1)));

const Version = looseObject({ version: pipe(number(), integer(), minValue(1)) });
const Document = strictObject({
  version: literal(VERSION),
  host: clean(checkHost),
  port: pipe(
    number(),
    check((port: number) => 'value' in checkPort(String(port))),
  ),
  encryption: picklist(ENCRYPTIONS),
  login: literal('password'),
  user: clean(checkUser),
  password,
  sender: strictObject({ name: string(), address: string() }),
  ca: nullable(strictObject({ path: string(), sha256: pipe(string(), regex(/^[0-9a-f]{64}$/)) })),
  limits: strictObject({ connections: limit, perMinute: limit, perHour: limit, perDay: limit }),
  unencryptedConfirmed: boolean(),
});

/** The JSON text for the keychain; it holds the password in clear. */
export function encodeProfile(profile: StoredProfile): Secret {
  const { caFile: ca, host, port, encryption, user, limits, unencryptedConfirmed } = profile;
  const sender = { name: profile.sender.name, address: profile.sender.address };
  const document: InferOutput<typeof Document> = {
    version: VERSION,
    host,
    port,
    encryption,
    login: 'password',
    user,
    password: profile.password.reveal(),
    sender,
    ca: ca === null ? null : { path: ca.path, sha256: ca.sha256 },
    limits: { ...limits },
    unencryptedConfirmed,
  };
  return new Secret(JSON.stringify(document));
}

/**
 * Reads a keychain entry back; every value is checked as strictly as when it was typed. Throws `profile-damaged`, and
 * `profile-newer` for an entry written by a later version of this program.
 */
export function decodeProfile(name: string, secret: Secret): StoredProfile {
  const json = parseJson(secret.reveal());
  const version = safeParse(Version, json);
  if (version.success && version.output.version > VERSION)
    throw new Fault('profile-newer', { name, version: version.output.version });
  const parsed = safeParse(Document, json);
  // No cause: valibot's issues quote the values, and one of them is the password.
  if (!parsed.success) throw new Fault('profile-damaged', { name });
  const { version: _, login: __, ca: caFile, password: text, ...rest } = parsed.output;
  const sender = parseSender(formatSender(rest.sender));
  if ('fault' in sender) throw new Fault('profile-damaged', { name });
  return { ...rest, sender: sender.value, caFile, password: new Secret(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
