/** Owns what a connection test is made of: its stages, what each can say, and the facts it found. */

import { SIGN_IN_KINDS } from '../oauth2/sign-in-error.js';
import type { Encryption, Login } from '../profile/profile.js';
import type { ReplyKind } from '../smtp/classify.js';
import type { HostFamily } from '../smtp/provider.js';
import type { Reply } from '../smtp/reply.js';
import type { Capacity } from './capacity.js';
import { SENDER_DOMAIN_KINDS, type SenderDomainFacts } from './sender-domain/facts.js';

export type StageName =
  | 'resolve'
  | 'connect'
  | 'tls'
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail-from'
  | 'rcpt-to'
  | 'sender-domain'
  | 'message';

export type StageStatus = 'passed' | 'warned' | 'failed' | 'skipped';

/** What a stage can find without a refusing reply of the server; the others are the kinds of replies. */
export const OWN_KINDS = [
  'host-not-found',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-lost',
  'no-answer',
  'not-smtp',
  'reply-too-long',
  'out-of-step',
  'tls-expected',
  'plain-expected',
  'starttls-not-offered',
  'starttls-injected',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-host',
  'certificate-self-signed',
  'certificate-unknown-ca',
  'certificate-changed',
  'certificate-invalid',
  'tls-too-old',
  'tls-failed',
  'no-common-mechanism',
  'oauth2-not-offered',
  ...SIGN_IN_KINDS,
  'closed-at-login',
  'unexpected-address',
  'message-unknown',
  // warnings: the stage passed
  'some-addresses-unreachable',
  'certificate-expires-soon',
  'login-unencrypted',
  'address-not-told',
  ...SENDER_DOMAIN_KINDS,
  'password-login-ending',
] as const;
export type OwnKind = (typeof OWN_KINDS)[number];
export type DiagnosisKind = OwnKind | ReplyKind;

/** The certificate and the channel, all texts safe to show, dates in ISO 8601 (UTC). */
export interface TlsFacts {
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly certificate: CertificateFacts | null;
  /** What the certificate was checked against. */
  readonly trust: 'system' | 'ca-file' | 'pinned';
  /** Fingerprint of the one certificate that is trusted, else null. */
  readonly pinned: string | null;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** "DNS:mail.example", "IP Address:192.0.2.1". */
  readonly altNames: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until `validTo` by this machine's clock; negative when over. */
  readonly daysLeft: number;
  /** SHA-256, hexadecimal pairs with colons. */
  readonly fingerprint: string;
  /** "RSA 2048", "EC P-256", "Ed25519"; null where it is not understood. */
  readonly key: string | null;
  /** Certificates above it as the server sent them, or this machine knows them, the top last; at most ten. */
  readonly chain: readonly IssuerFacts[];
  /** It holds proofs of public certificate logs (RFC 6962 3.3), as only those of public authorities do. */
  readonly publiclyLogged: boolean;
}

/** A certificate above the server's own. */
export interface IssuerFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly daysLeft: number;
}

/** What the server offers in its EHLO reply (RFC 5321 4.1.1.1). */
export interface EhloFacts {
  readonly mechanisms: readonly string[];
  /** Bytes (RFC 1870); null where not said, or 0 for "no limit". */
  readonly size: number | null;
  readonly startTls: boolean;
  readonly pipelining: boolean;
  readonly smtpUtf8: boolean;
  readonly eightBitMime: boolean;
  /** Absent where the server announces none (RFC 9422). */
  readonly limits?: AnnouncedLimits;
}

/** Limits of a session that the server announces; null where it says nothing of one. */
export interface AnnouncedLimits {
  /** Messages in one connection; the next needs a new one. */
  readonly mailMax: number | null;
  /** Recipients of one message. */
  readonly rcptMax: number | null;
  /** Recipients' domains in one connection. */
  readonly rcptDomainMax: number | null;
}

/** How an attempt at one address ended. */
export interface AddressAttempt {
  readonly address: string;
  readonly kind: 'connected' | OwnKind;
}

export interface StageFacts {
  readonly addresses?: readonly string[];
  readonly attempts?: readonly AddressAttempt[];
  /** The host's address that is used, and this computer's own towards it (null where the system does not tell). */
  readonly address?: string;
  readonly localAddress?: string | null;
  /** The address from which the server says it saw this computer; behind a router that is another than the own one. */
  readonly observedAddress?: string | null;
  /** The address that `--expect-ip` asks for. */
  readonly expectedAddress?: string;
  readonly tls?: TlsFacts;
  readonly ehlo?: EhloFacts;
  /** The SASL mechanism used. */
  readonly mechanism?: string;
  readonly senderDomain?: SenderDomainFacts;
  /** The test message that was handed over. */
  readonly message?: TestMessageFacts;
  readonly passwordLogin?: PasswordLoginFacts;
  /** Where no access token was to be had: the identity provider, and what it said, perhaps nothing. */
  readonly signIn?: { readonly issuer: string; readonly reason: string };
}

export interface TestMessageFacts {
  readonly to: string;
  /** With its angle brackets; IT can search its log for it. */
  readonly messageId: string;
}

/** Where Microsoft 365 takes a login with a password though it has set an end to that. */
export interface PasswordLoginFacts {
  /** The date from which on it is off by default lies behind us. */
  readonly over: boolean;
  /** When the mailing is planned, ISO 8601 (UTC); null where nobody said it. */
  readonly mailing: string | null;
}

export interface StageResult {
  readonly stage: StageName;
  readonly status: StageStatus;
  /** Whole milliseconds; 0 where skipped. */
  readonly ms: number;
  readonly kind: DiagnosisKind | null;
  readonly reply: Reply | null;
  readonly facts: StageFacts;
}

/** What was tested; everything a sentence about it needs, and no secret. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  /** Absent where a password is meant. */
  readonly login?: Login['kind'];
  readonly sender: string;
  readonly to: string;
  /** Whose server it is by its own words and its name; without it the name alone decides. */
  readonly family?: HostFamily;
}

/** `note` lines are ours ("TLS begins"), the others went over the wire. Secrets are hidden, texts safe to show. */
export interface TranscriptLine {
  readonly direction: 'client' | 'server' | 'note';
  readonly text: string;
  readonly encrypted: boolean;
}

/** Another port or encryption of the same host, tried without a login after the tested one had failed. */
export interface PairProbe {
  readonly port: number;
  readonly encryption: Encryption;
  /** It greets, encrypts as it should and offers a login that we can use. */
  readonly works: boolean;
  /** Why it does not work; null where it does. */
  readonly kind: DiagnosisKind | null;
}

export interface ConnectionTest {
  /** No stage failed; a warning does not count. */
  readonly ok: boolean;
  readonly target: ConnectionTarget;
  readonly stages: readonly StageResult[];
  /** Empty where nothing else was tried; the most likely first. */
  readonly pairs: readonly PairProbe[];
  readonly transcript: readonly TranscriptLine[];
  /** The server's own certificate as PEM, also a refused one; null where none was shown. Public, and no fact to print. */
  readonly certificate?: string | null;
  /** Only where it was asked for and every stage passed; never fails the test. */
  readonly capacity?: Capacity;
}
