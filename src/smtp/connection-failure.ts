/** Owns why a connection could not be opened: stage and kind, told from what nodemailer and Node report. */
import { parseReply, type Reply, safeText } from './reply.js';
import { kindUnderPin, PIN_DIFFERS } from './tls-trust.js';

export type ConnectionStage = 'resolve' | 'connect' | 'tls' | 'greeting' | 'ehlo' | 'starttls' | 'auth';

/** Every kind that is told here; each has words in src/i18n. */
export type ConnectionKind =
  | 'certificate-changed'
  | 'certificate-expired'
  | 'certificate-invalid'
  | 'certificate-not-yet-valid'
  | 'certificate-self-signed'
  | 'certificate-unknown-ca'
  | 'certificate-wrong-host'
  | 'connection-lost'
  | 'connection-refused'
  | 'connection-timeout'
  | 'greeting-refused'
  | 'host-not-found'
  | 'login-refused'
  | 'network-unreachable'
  | 'no-answer'
  | 'plain-expected'
  | 'sign-in-unreachable'
  | 'starttls-not-offered'
  | 'tls-too-old';

/** `lasting` failures will not go away by trying again (a certificate, a refused login); the others may. */
export interface ConnectionFailure {
  readonly stage: ConnectionStage;
  readonly kind: string;
  readonly lasting: boolean;
  readonly reply: Reply | null;
  /** One line, safe to show; the library's or the system's own words. */
  readonly reason: string;
  /** Only of `certificate-changed`: fingerprints (SHA-256); `seen` is null where it could not be read. */
  readonly pinned?: { readonly pin: string; readonly seen: string | null };
  /** Only where an identity provider gave no token; `reason` is what it said, perhaps nothing. */
  readonly signIn?: { readonly issuer: string; readonly reason: string };
}

/** What nodemailer puts on its errors, as far as it is read here; any field may be missing. */
export interface LibraryError {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | false | undefined;
  readonly response?: string | false | undefined;
  readonly timeoutType?: string | undefined;
}

type Row = readonly [stage: ConnectionStage, kind: ConnectionKind, lasting: boolean];

/** System and TLS codes (`originalCode`); Node's documentation of TLS error codes, OpenSSL's names for the rest. */
const BY_ORIGINAL_CODE: Readonly<Record<string, Row>> = {
  ENOTFOUND: ['resolve', 'host-not-found', true],
  EAI_AGAIN: ['resolve', 'host-not-found', false],
  ECONNREFUSED: ['connect', 'connection-refused', false],
  EHOSTUNREACH: ['connect', 'network-unreachable', false],
  ENETUNREACH: ['connect', 'network-unreachable', false],
  ETIMEDOUT: ['connect', 'connection-timeout', false],
  ECONNRESET: ['connect', 'connection-lost', false],
  EPIPE: ['connect', 'connection-lost', false],
  CERT_HAS_EXPIRED: ['tls', 'certificate-expired', true],
  CERT_NOT_YET_VALID: ['tls', 'certificate-not-yet-valid', true],
  [PIN_DIFFERS]: ['tls', 'certificate-changed', true],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'certificate-wrong-host', true],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', 'certificate-self-signed', true],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', 'certificate-unknown-ca', true],
  UNABLE_TO_GET_ISSUER_CERT: ['tls', 'certificate-unknown-ca', true],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls', 'certificate-unknown-ca', true],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls', 'certificate-unknown-ca', true],
  ERR_SSL_WRONG_VERSION_NUMBER: ['tls', 'plain-expected', true],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['tls', 'plain-expected', true],
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: ['tls', 'tls-too-old', true],
  ERR_SSL_UNSUPPORTED_PROTOCOL: ['tls', 'tls-too-old', true],
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: ['tls', 'tls-too-old', true],
};

const BY_TIMEOUT: Readonly<Record<string, Row>> = {
  CONNECT_TIMEOUT: ['connect', 'connection-timeout', false],
  GREETING_TIMEOUT: ['greeting', 'no-answer', false],
  UPGRADE_TIMEOUT: ['tls', 'no-answer', false],
  SOCKET_TIMEOUT: ['ehlo', 'no-answer', false],
};

/** OpenSSL's other verification codes, as Node names them; not the system's, and not those of protocols. */
const VERIFICATION_CODE = /^(?!E[A-Z]+$|EAI_|ERR_)[A-Z][A-Z_]+$/;

/** Tells stage and kind of a failure from the library's error; `reached` is the stage we know was reached. */
export function connectionFailure(error: LibraryError, reached: ConnectionStage): ConnectionFailure {
  const reply = typeof error.response === 'string' ? parseReply(error.response) : null;
  const [stage, kind, lasting] = rowFor(error, reply, reached);
  return { stage, kind, lasting, reply, reason: safeText(error.message ?? kind) };
}

/** The same failure of an account that trusts one certificate alone; `seen` as in `kindUnderPin`. */
export function failureUnderPin(
  failure: ConnectionFailure,
  pin: string | null | undefined,
  seen: string | null,
): ConnectionFailure {
  const kind = kindUnderPin(failure.kind, pin, seen);
  return pin && kind === 'certificate-changed' ? { ...failure, kind, pinned: { pin, seen } } : failure;
}

function rowFor(error: LibraryError, reply: Reply | null, reached: ConnectionStage): Row {
  const byCode = BY_ORIGINAL_CODE[error.originalCode ?? ''];
  if (byCode)
    return reached === 'auth' && byCode[1] === 'connection-lost'
      ? ['auth', 'connection-lost', false]
      : byCode;
  if (VERIFICATION_CODE.test(error.originalCode ?? '')) return ['tls', 'certificate-invalid', true];
  if (error.code === 'EDNS') return ['resolve', 'host-not-found', true];
  const byTimeout = BY_TIMEOUT[error.timeoutType ?? ''];
  if (byTimeout) return reached === 'auth' ? ['auth', byTimeout[1], byTimeout[2]] : byTimeout;
  if (error.code === 'ETLS') return ['starttls', 'starttls-not-offered', !isTransient(reply)];
  if (error.code === 'EAUTH') return ['auth', 'login-refused', !isTransient(reply)];
  if (reply) return [greetingOr(reached, error), 'greeting-refused', !isTransient(reply)];
  return [reached, 'connection-lost', false];
}

function greetingOr(reached: ConnectionStage, error: LibraryError): ConnectionStage {
  return error.command === 'EHLO' || error.command === 'HELO'
    ? 'ehlo'
    : reached === 'auth'
      ? 'auth'
      : 'greeting';
}

/** RFC 5321 4.2.1: 4yz is a temporary refusal. */
function isTransient(reply: Reply | null): boolean {
  return reply !== null && reply.code < 500;
}
