/** Owns which trouble with a mail server has a sentence of its own, and how a trouble's kind is told from a fault. */
import type { ReplyKind } from '../smtp/phase.js';

/** A server that cannot be reached now; trying again may help. */
export const UNREACHABLE = [
  'host-not-found',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-lost',
  'no-answer',
  'tls-expected',
] as const;
export type UnreachableKind = (typeof UNREACHABLE)[number];

/** An encryption that cannot be trusted or cannot be agreed on. */
export const CERTIFICATE = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-host',
  'certificate-self-signed',
  'certificate-unknown-ca',
  'tls-too-old',
  'plain-expected',
  'tls-expected',
] as const;
export type CertificateKind = (typeof CERTIFICATE)[number];

/** Replies about one recipient or one moment; they never end a run, so no fault names them. */
type Passing =
  | 'greylisted'
  | 'mailbox-full'
  | 'recipient-busy'
  | 'recipient-deferred'
  | 'message-deferred'
  | 'closing'
  | 'out-of-sequence'
  | 'unexpected-reply';
/** A server that refuses us, a person must act. */
export type RefusalKind = Exclude<ReplyKind, Passing> | 'starttls-not-offered';

/** What a sentence about the server is made of: its middle part, then hints. */
export interface ServerText {
  /** What the server does or is, a clause without its full stop. */
  readonly what: string;
  readonly hints: readonly string[];
}

const SYSTEM_CODES: readonly (readonly [pattern: RegExp, kind: UnreachableKind])[] = [
  [/ENOTFOUND|EAI_AGAIN|EDNS/, 'host-not-found'],
  [/ECONNREFUSED/, 'connection-refused'],
  [/EHOSTUNREACH|ENETUNREACH/, 'network-unreachable'],
  [/ECONNRESET|EPIPE/, 'connection-lost'],
  [/ETIMEDOUT/, 'connection-timeout'],
];

/** The kind of a `server-unreachable`: from its reason (a kind or the system's words), else from its stage. */
export function unreachableKind(stage: string, reason: string): UnreachableKind {
  const named = UNREACHABLE.find((kind) => kind === reason);
  if (named) return named;
  const byCode = SYSTEM_CODES.find(([pattern]) => pattern.test(reason));
  if (byCode) return byCode[1];
  if (stage === 'resolve') return 'host-not-found';
  if (stage === 'connect') return 'connection-timeout';
  return stage === 'greeting' ? 'no-answer' : 'connection-lost';
}

/** The entry of a table of texts for `kind`, or null; an inherited name ("constructor") is no entry. */
export function textOf<T>(table: Readonly<Record<string, T>>, kind: string): T | null {
  return Object.hasOwn(table, kind) ? (table[kind] ?? null) : null;
}
