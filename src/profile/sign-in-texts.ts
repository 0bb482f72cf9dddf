/** Owns a sign-in by OAuth 2.0 as flags or variables name it: what is needed, what is missing, what it comes to. Pure. */
import { Fault } from '../fault.js';
import {
  FLOWS,
  type Flow,
  familyOfIssuer,
  GOOGLE_ISSUER,
  microsoftIssuer,
  type SignInSettings,
  usualScope,
} from '../oauth2/settings.js';
import type { Checked } from './checked.js';
import type { PasswordSource } from './connection.js';
import { echoed } from './echoed.js';
import { isLoopback } from './host.js';

/** Each value's flag and variable, in the order of docs and help. */
export const SIGN_IN_FIELDS = {
  login: { flag: '--login', variable: 'INVITE_LOGIN' },
  flow: { flag: '--flow', variable: 'INVITE_FLOW' },
  tenant: { flag: '--tenant', variable: 'INVITE_TENANT' },
  clientId: { flag: '--client-id', variable: 'INVITE_CLIENT_ID' },
  scope: { flag: '--scope', variable: 'INVITE_SCOPE' },
  clientSecret: { flag: '--client-secret-stdin', variable: 'INVITE_CLIENT_SECRET' },
  clientSecretFile: { flag: '--client-secret-file', variable: 'INVITE_CLIENT_SECRET_FILE' },
  keyFile: { flag: '--key-file', variable: 'INVITE_KEY_FILE' },
} as const;
export type SignInField = keyof typeof SIGN_IN_FIELDS;
type TextField = Exclude<SignInField, 'clientSecret' | 'clientSecretFile'>;

/** Absent where nothing was said. */
export interface SignInTexts {
  readonly origin: 'flags' | 'environment';
  /** "microsoft", "google" or the URL of an issuer. */
  readonly login: string;
  readonly flow?: string | undefined;
  readonly tenant?: string | undefined;
  readonly clientId?: string | undefined;
  readonly scope?: string | undefined;
  readonly clientSecret?: PasswordSource | undefined;
  /** Path. */
  readonly keyFile?: string | undefined;
  /** It is that of the stored profile which is changed: what is stored with it serves again. */
  readonly kept?: true | undefined;
}

/** A stored sign-in as flags would name it, but for its secret. */
export function signInTextsOf({ issuer, flow, clientId, scope }: SignInSettings): SignInTexts {
  return { origin: 'flags', login: issuer, flow, clientId, scope };
}

/** What was said, perhaps without the provider that it is meant for. */
export type SignInOffer = Omit<SignInTexts, 'origin' | 'login'> & { readonly login?: string | undefined };

/** Before anything is asked: throws `connection-value-invalid` where no such provider is known. */
export function refuseUnknownProvider(texts: SignInTexts): void {
  checked(texts, 'login', issuerOf(texts.login, texts.tenant ?? 'any'));
}

/** What was said, or what follows from the rest: a key is a service account's, a secret an application's own. */
export function flowOf(texts: SignInTexts): Flow {
  if (texts.flow !== undefined) return checked(texts, 'flow', checkFlow(texts.flow));
  if (texts.keyFile !== undefined) return 'service-account';
  if (texts.clientSecret !== undefined) return 'client-credentials';
  return texts.login === 'google' ? 'service-account' : 'device';
}

/** Values that this way of signing in cannot do without, in the order in which they are asked for. */
export function missingForSignIn(texts: SignInTexts): SignInField[] {
  const needed: Readonly<Record<Flow, readonly SignInField[]>> = {
    device: ['clientId'],
    'client-credentials': ['clientId', 'clientSecret'],
    'service-account': ['keyFile'],
  };
  const all: readonly SignInField[] = [
    ...(texts.login === 'microsoft' ? ['tenant' as const] : []),
    ...needed[flowOf(texts)],
  ];
  return all.filter((field) => texts[field as keyof SignInTexts] === undefined);
}

/**
 * Checks every text of a sign-in that lacks nothing. `keyEmail` is the service account's own name, null where the key was
 * not read. Throws `connection-value-invalid`.
 */
export function readSettings(texts: SignInTexts, keyEmail: string | null): SignInSettings {
  const { scope: wished } = texts;
  const tenant = texts.tenant === undefined ? null : checked(texts, 'tenant', checkTenant(texts.tenant));
  const issuer = checked(texts, 'login', issuerOf(texts.login, tenant));
  if (tenant !== null && texts.login !== 'microsoft') throw invalid(texts, 'tenant', 'of-other-login');
  const flow = flowOf(texts);
  if (!isPossible(issuer, flow)) throw invalid(texts, 'flow', 'flow-of-other-login');
  const scope = wished === undefined ? usualScope(issuer, flow) : checked(texts, 'scope', checkScope(wished));
  const clientId = keyEmail ?? checked(texts, 'clientId', checkClientId(texts.clientId ?? ''));
  return { issuer, flow, clientId, scope };
}

/** Google gives no person's token for mail by the device flow, Microsoft knows no keys of service accounts. */
function isPossible(issuer: string, flow: Flow): boolean {
  const family = familyOfIssuer(issuer);
  if (family === 'google') return flow === 'service-account';
  return family === 'other' || flow !== 'service-account';
}

/** "microsoft", "google", or a URL: https, and http only towards this computer. */
export function issuerOf(login: string, tenant: string | null): Checked<string> {
  if (login === 'microsoft') return tenant === null ? { fault: 'empty' } : { value: microsoftIssuer(tenant) };
  if (login === 'google') return { value: GOOGLE_ISSUER };
  // A URL parser drops line breaks and takes what is no ASCII; the text itself is what is stored and shown.
  if (!/^[\x21-\x7e]+$/.test(login) || !URL.canParse(login)) return { fault: 'login-unknown' };
  const { protocol, hostname, username, password, search, hash } = new URL(login);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(host)))
    return { fault: protocol === 'http:' ? 'login-unprotected' : 'login-unknown' };
  return username || password || search || hash ? { fault: 'login-unknown' } : { value: login };
}

export function checkFlow(text: string): Checked<Flow> {
  const found = FLOWS.find((flow) => flow === text);
  return found === undefined ? { fault: 'flow-unknown' } : { value: found };
}

/** An ID, or one of the organisation's domains. */
export function checkTenant(text: string): Checked<string> {
  const tenant = text.trim().toLowerCase();
  if (tenant === '') return { fault: 'empty' };
  return /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/.test(tenant)
    ? { value: tenant }
    : { fault: 'tenant-characters' };
}

/** RFC 6749 appendix A.1: printable ASCII. */
export function checkClientId(text: string): Checked<string> {
  const id = text.trim();
  if (id === '') return { fault: 'empty' };
  return /^[\x21-\x7e]{1,300}$/.test(id) ? { value: id } : { fault: 'client-id-characters' };
}

/** RFC 6749 3.3. */
export function checkScope(text: string): Checked<string> {
  const scope = text.trim();
  return /^[\x21\x23-\x5b\x5d-\x7e ]{0,1000}$/.test(scope) ? { value: scope } : { fault: 'scope-characters' };
}

export function signInSource(texts: SignInTexts, field: SignInField): string {
  return SIGN_IN_FIELDS[field][texts.origin === 'flags' ? 'flag' : 'variable'];
}

function checked<T>(texts: SignInTexts, field: TextField, result: Checked<T>): T {
  if ('value' in result) return result.value;
  throw invalid(texts, field, result.fault);
}

function invalid(
  texts: SignInTexts,
  field: TextField,
  expected: Extract<Checked<never>, { fault: unknown }>['fault'],
): Fault {
  const value = echoed(field, texts[field] ?? '');
  return new Fault('connection-value-invalid', {
    field,
    value,
    expected,
    source: signInSource(texts, field),
  });
}
