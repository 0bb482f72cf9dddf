/** Owns what is asked of an identity provider; the door to the network is src/oauth2/openid-provider.ts. */
import type { Secret } from '../profile/profile.js';
import type { ServiceAccountKey } from './service-account-key.js';

/** An answer of the token endpoint (RFC 6749 5.1). */
export interface TokenSet {
  readonly accessToken: Secret;
  /** Null where the provider gives none, or keeps to the one it gave. */
  readonly refreshToken: Secret | null;
  /** Seconds. */
  readonly lifetime: number;
}

/** What a person needs for signing in (RFC 8628 3.2). */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Seconds. */
  readonly lifetime: number;
  /** Resolves when the person has signed in; ends by the signal. */
  signedIn(signal: AbortSignal): Promise<TokenSet>;
}

/** Every method throws `SignInError`. */
export interface IdentityProvider {
  deviceCode(): Promise<DeviceCode>;
  refresh(token: Secret): Promise<TokenSet>;
  clientCredentials(): Promise<TokenSet>;
  /** A token for the mailbox `user`, asked for by the service account (RFC 7523). */
  serviceAccount(key: ServiceAccountKey, user: string): Promise<TokenSet>;
}
