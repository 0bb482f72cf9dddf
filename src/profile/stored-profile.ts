/** Owns the form of a profile inside the keychain: one JSON document that is the secret. */
import { Fault } from '../fault.js';
import { FLOWS, type SignInSettings } from '../oauth2/settings.js';
import {
  boolean,
  check,
  type InferOutput,
  integer,
  literal,
  looseObject,
  maxValue,
  minValue,
  nullable,
  number,
  optional,
  parseJson,
  picklist,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
  variant,
} from '../validation.js';
import type { CaFile } from './ca-file.js';
import type { Checked } from './checked.js';
import { checkPassword, checkPort, checkUser } from './fields.js';
import { checkHost } from './host.js';
import { MOST_CONNECTIONS, MOST_MESSAGES } from './limits.js';
import { FINGERPRINT, type Pin } from './pin.js';
import {
  ENCRYPTIONS,
  type Encryption,
  type Limits,
  NO_LIMITS,
  type PasswordLogin,
  passwordLogin,
  Secret,
  type Sender,
} from './profile.js';
import { formatSender, parseSender } from './sender.js';
import { checkClientId, checkScope, issuerOf } from './sign-in-texts.js';

/** An entry with a pin is of another version: a program that knows of none must not take it for one without. */
const VERSION = 1;
const VERSION_WITH_PIN = 2;
/** One that signs in by OAuth 2.0 has no password at all; its secret is an entry of its own. */
const VERSION_WITH_SIGN_IN = 3;

/** A profile as stored: everything but the CA's text, which stays in its file and is known by its digest. */
export interface StoredProfile {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  readonly login: StoredLogin;
  readonly sender: Sender;
  readonly caFile: CaFile | null;
  /** The one certificate that is trusted instead of any authority; then there is no `caFile`. */
  readonly pin: Pin | null;
  readonly limits: Limits;
  /** The user was told what encryption `none` exposes and said yes; meaningless with any other encryption. */
  readonly unencryptedConfirmed: boolean;
}

export type StoredLogin = PasswordLogin | { readonly kind: 'oauth2'; readonly settings: SignInSettings };

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
const limit = (most: number) => nullable(pipe(number(), integer(), minValue(1), maxValue(most)));

const limits = strictObject({
  connections: limit(MOST_CONNECTIONS),
  ...{ perMinute: limit(MOST_MESSAGES), perHour: limit(MOST_MESSAGES), perDay: limit(MOST_MESSAGES) },
  perConnection: optional(limit(MOST_MESSAGES)),
});

const Version = looseObject({ version: pipe(number(), integer(), minValue(1)) });
const sha256 = pipe(string(), regex(/^[0-9a-f]{64}$/));
const common = {
  host: clean(checkHost),
  port: pipe(
    number(),
    check((port: number) => 'value' in checkPort(String(port))),
  ),
  encryption: picklist(ENCRYPTIONS),
  user: clean(checkUser),
  sender: strictObject({ name: string(), address: string() }),
  limits,
  unencryptedConfirmed: boolean(),
};
const withPassword = { login: literal('password'), password };
const ca = nullable(strictObject({ path: string(), sha256 }));
const pin = strictObject({ path: string(), sha256, fingerprint: pipe(string(), regex(FINGERPRINT)) });
const settings = strictObject({
  issuer: clean((text) => issuerOf(text, null)),
  flow: picklist(FLOWS),
  clientId: clean(checkClientId),
  scope: clean(checkScope),
});
const Document = variant('version', [
  strictObject({ version: literal(VERSION), ...common, ...withPassword, ca }),
  strictObject({ version: literal(VERSION_WITH_PIN), ...common, ...withPassword, pin }),
  strictObject({
    version: literal(VERSION_WITH_SIGN_IN),
    ...common,
    ...{ login: literal('oauth2'), oauth2: settings, ca, pin: nullable(pin) },
  }),
]);

/** The JSON text for the keychain; it holds the password in clear. */
export function encodeProfile(profile: StoredProfile): Secret {
  const { host, port, encryption, user, limits, unencryptedConfirmed } = profile;
  const sender = { name: profile.sender.name, address: profile.sender.address };
  const document: InferOutput<typeof Document> = {
    ...loginAndTrust(profile),
    ...{ host, port, encryption, user, sender, limits: written(limits), unencryptedConfirmed },
  };
  return new Secret(JSON.stringify(document));
}

/** Without the limit that older programs do not know, where it is not set. */
function written({ perConnection, ...older }: Limits): InferOutput<typeof limits> {
  return perConnection === null ? { ...older } : { ...older, perConnection };
}

function loginAndTrust({ login, caFile, pin: whole }: StoredProfile) {
  const ca = caFile === null ? null : { path: caFile.path, sha256: caFile.sha256 };
  const pin =
    whole === null ? null : { path: whole.path, sha256: whole.sha256, fingerprint: whole.fingerprint };
  if (login.kind === 'oauth2') {
    const { issuer, flow, clientId, scope } = login.settings;
    const oauth2 = { issuer, flow, clientId, scope };
    return { version: VERSION_WITH_SIGN_IN, login: 'oauth2', oauth2, ca, pin } as const;
  }
  const secret = { login: 'password', password: login.password.reveal() } as const;
  if (pin === null) return { version: VERSION, ...secret, ca } as const;
  return { version: VERSION_WITH_PIN, ...secret, pin } as const;
}

/**
 * Reads a keychain entry back; every value is checked as strictly as when it was typed. Throws `profile-damaged`, and
 * `profile-newer` for an entry written by a later version of this program.
 */
export function decodeProfile(name: string, secret: Secret): StoredProfile {
  const json = parseJson(secret.reveal());
  const version = safeParse(Version, json);
  if (version.success && version.output.version > VERSION_WITH_SIGN_IN)
    throw new Fault('profile-newer', { name, version: version.output.version });
  const parsed = safeParse(Document, json);
  // No cause: valibot's issues quote the values, and one of them is the password.
  if (!parsed.success) throw new Fault('profile-damaged', { name });
  const { output } = parsed;
  const { host, port, encryption, user, limits, unencryptedConfirmed } = output;
  const sender = parseSender(formatSender(output.sender));
  if ('fault' in sender) throw new Fault('profile-damaged', { name });
  return {
    ...{ host, port, encryption, user, unencryptedConfirmed },
    limits: { ...NO_LIMITS, ...limits, perConnection: limits.perConnection ?? null },
    sender: sender.value,
    login:
      output.login === 'password'
        ? passwordLogin(new Secret(output.password))
        : { kind: 'oauth2', settings: output.oauth2 },
    caFile: 'ca' in output ? output.ca : null,
    pin: 'pin' in output ? output.pin : null,
  };
}
