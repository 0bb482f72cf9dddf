/** Owns why no token was to be had: the identity provider's own words, and the one word we make of them. Pure. */
import { safeText } from '../smtp/reply.js';

/** Each has a sentence in src/i18n and advice in src/advice. */
export const SIGN_IN_KINDS = [
  'sign-in-application-unknown',
  'sign-in-consent-missing',
  'sign-in-declined',
  'sign-in-expired',
  'sign-in-person-impossible',
  'sign-in-policy',
  'sign-in-provider-unusable',
  'sign-in-public-client-off',
  'sign-in-refused',
  'sign-in-secret-refused',
  'sign-in-tenant-unknown',
  'sign-in-timed-out',
  'sign-in-unreachable',
] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];

/** An error answer (RFC 6749 5.2), with Microsoft's numbers beside it. */
export interface ProviderAnswer {
  readonly error: string;
  readonly description: string;
  /** The digits of "AADSTS65001". */
  readonly codes: readonly number[];
}

export class SignInError extends Error {
  readonly kind: SignInKind;
  readonly issuer: string;
  /** One line, safe to show: what the provider or the system said; perhaps empty. */
  readonly reason: string;

  constructor(kind: SignInKind, issuer: string, reason: string, options?: { cause?: unknown }) {
    super(kind, options);
    this.name = 'SignInError';
    this.kind = kind;
    this.issuer = issuer;
    this.reason = safeText(reason, LONGEST_REASON);
  }

  /** Will not go away by trying again. */
  get lasting(): boolean {
    return this.kind !== 'sign-in-unreachable';
  }
}

const LONGEST_REASON = 300;

/**
 * Microsoft's numbers (Microsoft Entra authentication and authorization error codes), which say more than the word:
 * "invalid_grant" is its answer to a missing consent as well as to an old token.
 */
const BY_CODE: ReadonlyMap<number, SignInKind> = new Map<number, SignInKind>([
  [700016, 'sign-in-application-unknown'],
  [700038, 'sign-in-application-unknown'],
  [7000112, 'sign-in-application-unknown'],
  [7000215, 'sign-in-secret-refused'],
  [7000222, 'sign-in-secret-refused'],
  [7000216, 'sign-in-public-client-off'],
  [7000218, 'sign-in-public-client-off'],
  [90002, 'sign-in-tenant-unknown'],
  [90013, 'sign-in-tenant-unknown'],
  [900023, 'sign-in-tenant-unknown'],
  [50194, 'sign-in-tenant-unknown'],
  [65001, 'sign-in-consent-missing'],
  [65004, 'sign-in-declined'],
  [90094, 'sign-in-consent-missing'],
  [90008, 'sign-in-consent-missing'],
  [70011, 'sign-in-consent-missing'],
  [650052, 'sign-in-consent-missing'],
  [650057, 'sign-in-consent-missing'],
  [500011, 'sign-in-consent-missing'],
  [70000, 'sign-in-expired'],
  [70008, 'sign-in-expired'],
  [70043, 'sign-in-expired'],
  [700082, 'sign-in-expired'],
  [700084, 'sign-in-expired'],
  [50173, 'sign-in-expired'],
  [70019, 'sign-in-timed-out'],
  [70020, 'sign-in-timed-out'],
  [50053, 'sign-in-policy'],
  [50057, 'sign-in-policy'],
  [50076, 'sign-in-policy'],
  [50079, 'sign-in-policy'],
  [50105, 'sign-in-policy'],
  [50158, 'sign-in-policy'],
  [53000, 'sign-in-policy'],
  [53001, 'sign-in-policy'],
  [53003, 'sign-in-policy'],
  [530003, 'sign-in-policy'],
  [530036, 'sign-in-policy'],
]);

/** RFC 6749 5.2, RFC 8628 3.5, OpenID Connect Core 1.0 3.1.2.6, and Microsoft's `authorization_declined`. */
const BY_ERROR: Readonly<Record<string, SignInKind>> = {
  access_denied: 'sign-in-declined',
  authorization_declined: 'sign-in-declined',
  expired_token: 'sign-in-timed-out',
  bad_verification_code: 'sign-in-timed-out',
  invalid_client: 'sign-in-secret-refused',
  invalid_grant: 'sign-in-expired',
  invalid_scope: 'sign-in-consent-missing',
  consent_required: 'sign-in-consent-missing',
  interaction_required: 'sign-in-policy',
  login_required: 'sign-in-policy',
  unsupported_grant_type: 'sign-in-public-client-off',
  temporarily_unavailable: 'sign-in-unreachable',
  server_error: 'sign-in-unreachable',
};

/** What the answer comes down to; `signed` where we showed an assertion of a service account instead of a token. */
export function kindOfAnswer({ error, codes, description }: ProviderAnswer, signed: boolean): SignInKind {
  const known = codes.map((code) => BY_CODE.get(code)).find((kind) => kind !== undefined);
  if (known !== undefined) return known;
  // Google: "Invalid JWT Signature.", "Invalid grant: account not found" or, of the mailbox, "Invalid email or User ID".
  if (signed && error === 'invalid_grant')
    return /email|user id/i.test(description) ? 'sign-in-refused' : 'sign-in-secret-refused';
  // Google, of a service account without domain-wide delegation; RFC 6749 of an application that may not use this way.
  if (error === 'unauthorized_client')
    return signed ? 'sign-in-consent-missing' : 'sign-in-public-client-off';
  return BY_ERROR[error] ?? 'sign-in-refused';
}

/** Reads an error answer; null where the body is none. */
export function readAnswer(body: unknown): ProviderAnswer | null {
  if (typeof body !== 'object' || body === null) return null;
  const { error, error_description: text, error_codes: codes } = body as Readonly<Record<string, unknown>>;
  if (typeof error !== 'string') return null;
  const description = typeof text === 'string' ? text : '';
  const listed = Array.isArray(codes) ? codes.filter((code): code is number => typeof code === 'number') : [];
  const named = [...description.matchAll(/\bAADSTS(\d{3,9})\b/g)].map(([, digits]) => Number(digits));
  return { error, description, codes: [...new Set([...listed, ...named])] };
}
