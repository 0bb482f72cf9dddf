/** Owns the form of a profile's second keychain entry: what its sign-in by OAuth 2.0 needs and nobody may see. */
import { Secret } from '../profile/profile.js';
import {
  literal,
  nullable,
  parseJson,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
  variant,
} from '../validation.js';
import {
  formatServiceAccountKey,
  parseServiceAccountKey,
  type ServiceAccountKey,
} from './service-account-key.js';
import type { Flow } from './settings.js';

/** What each way of signing in keeps. */
export type SignInSecret =
  | {
      readonly flow: 'device';
      readonly refreshToken: Secret;
      /** Null for a public client, the usual case. */
      readonly clientSecret: Secret | null;
    }
  | { readonly flow: 'client-credentials'; readonly clientSecret: Secret }
  | { readonly flow: 'service-account'; readonly key: ServiceAccountKey };

/** The name of the entry beside the profile's own, which never has a blank in it. */
export function secretEntry(profile: string): string {
  return `${profile} oauth2`;
}

const VERSION = 1;
const printable = pipe(string(), regex(/^[\x21-\x7e]+$/));
const text = pipe(string(), regex(/^[^\u0000-\u001f\u007f]+$/));
const Document = variant('flow', [
  strictObject({
    version: literal(VERSION),
    flow: literal('device'),
    refreshToken: printable,
    clientSecret: nullable(text),
  }),
  strictObject({ version: literal(VERSION), flow: literal('client-credentials'), clientSecret: text }),
  strictObject({ version: literal(VERSION), flow: literal('service-account'), key: string() }),
]);

/** The JSON text for the keychain. An access token is never in it: it is as long again, and valid for an hour. */
export function encodeSecret(secret: SignInSecret): Secret {
  return new Secret(JSON.stringify({ version: VERSION, ...plain(secret) }));
}

function plain(secret: SignInSecret): object {
  const { flow } = secret;
  switch (secret.flow) {
    case 'device': {
      const { refreshToken, clientSecret } = secret;
      return { flow, refreshToken: refreshToken.reveal(), clientSecret: clientSecret?.reveal() ?? null };
    }
    case 'client-credentials':
      return { flow, clientSecret: secret.clientSecret.reveal() };
    case 'service-account':
      return { flow, key: formatServiceAccountKey(secret.key) };
  }
}

/** Reads an entry back; null where it is damaged, of a later version, or of another way than the profile's. */
export function decodeSecret(entry: Secret, flow: Flow): SignInSecret | null {
  const parsed = safeParse(Document, parseJson(entry.reveal()));
  if (!parsed.success || parsed.output.flow !== flow) return null;
  const { output } = parsed;
  switch (output.flow) {
    case 'device': {
      const clientSecret = output.clientSecret === null ? null : new Secret(output.clientSecret);
      return { flow: 'device', refreshToken: new Secret(output.refreshToken), clientSecret };
    }
    case 'client-credentials':
      return { flow: 'client-credentials', clientSecret: new Secret(output.clientSecret) };
    case 'service-account': {
      const key = parseServiceAccountKey(output.key);
      return key && { flow: 'service-account', key };
    }
  }
}
