/** Owns a profile file: a mailbox without its password, made to lie in a repository; what it says and may not say. */
import { isUtf8 } from 'node:buffer';
import { dirname, resolve } from 'node:path';
import { Fault, type FaultDetails } from '../fault.js';
import { parseProjectYaml } from '../project/project-yaml.js';
import { safeText } from '../smtp/reply.js';
import { closest } from '../suggestion.js';
import { echoed } from './echoed.js';
import { type FieldName, type FieldValues, readField } from './fields.js';
import { LIMIT_NAMES, type LimitName, MOST_CONNECTIONS, MOST_MESSAGES } from './limits.js';
import { parseFingerprint } from './pin.js';
import { readSmallFile } from './private-file.js';
import type { Encryption, Limits, Sender } from './profile.js';

/** What a profile file says, checked; nothing of it is secret. */
export interface ProfileFile {
  /** As it was named. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  readonly sender: Sender;
  /** Path of a PEM or DER file, from the folder of the profile file; null for the system's authorities. */
  readonly caFile: string | null;
  /** SHA-256 of the one certificate that is trusted; it stands in `caFile`. */
  readonly fingerprint: string | null;
  readonly limits: Partial<Limits>;
}

const NEEDED = ['host', 'port', 'encryption', 'user', 'sender'] as const;
/** Of a sign-in by OAuth 2.0, which such a file does not know. */
const SIGN_IN: readonly string[] = ['login', 'flow', 'tenant', 'clientId', 'scope', 'keyFile'];
const KEYS: readonly string[] = [...NEEDED, 'caFile', 'fingerprint', 'limits'];
/** What people call a secret. Its line is refused at whatever depth, and its value never repeated. */
const SECRET = /pass|kennwort|secret|token|geheim|credential|^pw$|key$/i;
/** Bytes. */
const LARGEST_FILE = 65_536;

/**
 * Reads a profile file of at most 64 kB; links are followed. Throws the faults of files and of `parseProfileFile`.
 */
export async function readProfileFile(path: string): Promise<ProfileFile> {
  const bytes = await readSmallFile(path, 'profile', LARGEST_FILE);
  if (!isUtf8(bytes)) throw new Fault('file-unreadable', { path, what: 'profile', reason: 'UTF-8' });
  return parseProfileFile(path, new TextDecoder('utf-8').decode(bytes));
}

/**
 * Reads the text of a profile file, YAML or JSON; `path` is for the faults and for what stands relative to it. Throws
 * `profile-file-syntax`, `profile-file-key` (unknown, written twice, of a sign-in, or a secret), `profile-file-value`,
 * `profile-file-incomplete` and `connection-value-invalid` with file and line as its source.
 */
export function parseProfileFile(path: string, text: string): ProfileFile {
  const found = parsed(path, text);
  refuseKeys(found);
  const missing = NEEDED.filter((key) => found.values[key] === undefined);
  if (missing.length > 0) throw new Fault('profile-file-incomplete', { path, missing });
  const port = field(found, 'port');
  const caFile = found.values['caFile'] === undefined ? null : field(found, 'caFile');
  return {
    path,
    host: field(found, 'host'),
    port,
    encryption: field(found, 'encryption', port),
    user: field(found, 'user'),
    sender: field(found, 'sender'),
    caFile: caFile === null ? null : resolve(dirname(path), caFile),
    fingerprint: fingerprintOf(found, caFile),
    limits: limitsOf(found),
  };
}

interface Found {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
  lineOf(key: string): number;
}

/** The parser is that of invite.yaml; its faults speak of another file. */
function parsed(path: string, text: string): Found {
  const { values, lineOf } = inOurWords(() => parseProjectYaml(path, text));
  const found = { path, values: asMapping(values) ?? {}, lineOf };
  if (asMapping(values) === null) throw wrong(found, '', '', 'profile-values');
  return found;
}

function inOurWords<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const isSyntax = error.kind === 'project-syntax';
    if (isSyntax) throw new Fault('profile-file-syntax', error.details as FaultDetails['project-syntax']);
    const details = error.details as FaultDetails['project-duplicate-key'];
    throw new Fault('profile-file-key', { ...details, problem: 'twice', suggestion: null });
  }
}

/** A secret is told before any other key: it must leave the file, and be changed. */
function refuseKeys({ path, values, lineOf }: Found): void {
  const secret = secretKey(values);
  const refuse = (key: string, problem: 'secret' | 'sign-in' | 'unknown', suggestion: string | null): Fault =>
    new Fault('profile-file-key', { path, line: lineOf(key), key: safeText(key, 80), problem, suggestion });
  if (secret !== null) throw refuse(secret, 'secret', null);
  const signIn = Object.keys(values).find((key) => SIGN_IN.includes(key));
  if (signIn !== undefined) throw refuse(signIn, 'sign-in', null);
  const unknown = Object.keys(values).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refuse(unknown, 'unknown', closest(unknown, KEYS));
  const limits = Object.keys(asMapping(values['limits']) ?? {});
  const stranger = limits.find((key) => !LIMIT_NAMES.some((name) => name === key));
  if (stranger !== undefined) throw refuse(`limits.${stranger}`, 'unknown', closest(stranger, LIMIT_NAMES));
}

/** "login.password": the first key, at any depth and also in a list, that names a secret. */
function secretKey(value: unknown, above = ''): string | null {
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(isList ? value : (asMapping(value) ?? {}))) {
    const whole = isList ? above : above === '' ? key : `${above}.${key}`;
    const found = !isList && SECRET.test(key) ? whole : secretKey(inner, whole);
    if (found !== null) return found;
  }
  return null;
}

type TextField = Exclude<FieldName, 'password'>;

function field<F extends TextField>(found: Found, key: F, port?: number): FieldValues[F] {
  const value = found.values[key];
  // A user name of digits alone would lose its leading zeros as a number: it needs quotation marks.
  const text = typeof value === 'string' || (key === 'port' && Number.isSafeInteger(value)) ? value : null;
  if (text === null) throw wrong(found, key, value, 'quoted-text');
  return readField(key, String(text), `${found.path}:${found.lineOf(key)}`, { port });
}

function fingerprintOf(found: Found, caFile: string | null): string | null {
  const value = found.values['fingerprint'];
  if (value === undefined) return null;
  const fingerprint = typeof value === 'string' ? parseFingerprint(value) : null;
  if (fingerprint === null) throw wrong(found, 'fingerprint', value, 'fingerprint');
  if (caFile === null) throw new Fault('profile-file-fingerprint', { path: found.path, caFile: null });
  return fingerprint;
}

function limitsOf(found: Found): Partial<Limits> {
  const value = found.values['limits'];
  if (value === undefined) return {};
  const limits = asMapping(value);
  if (limits === null) throw wrong(found, 'limits', value, 'pace');
  const named = LIMIT_NAMES.filter((name) => limits[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, limitOf(found, name, limits[name])]));
}

function limitOf(found: Found, name: LimitName, value: unknown): number {
  const most = name === 'connections' ? MOST_CONNECTIONS : MOST_MESSAGES;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw wrong(found, `limits.${name}`, value, name === 'connections' ? 'connections' : 'whole-number');
}

function wrong({ path, lineOf }: Found, key: string, value: unknown, expected: string): Fault {
  // Whatever has parts may hold a secret in one of them.
  const shown = typeof value === 'object' ? '' : echoed(key, String(value ?? ''));
  const line = key === '' ? 1 : lineOf(key);
  return new Fault('profile-file-value', { path, line, key, value: shown, expected });
}

function asMapping(value: unknown): Readonly<Record<string, unknown>> | null {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMapping ? (value as Record<string, unknown>) : null;
}
