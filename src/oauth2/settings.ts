/** Owns how an account signs in by OAuth 2.0: at which identity provider, in which way, as which application. Pure. */
import type { HostFamily } from '../smtp/provider.js';

/**
 * `device`: a person signs in once in a browser (RFC 8628), a refresh token is kept. `client-credentials`: an
 * application of its own (RFC 6749 4.4). `service-account`: a signed assertion, as Google has it (RFC 7523).
 */
export const FLOWS = ['device', 'client-credentials', 'service-account'] as const;
export type Flow = (typeof FLOWS)[number];

export interface SignInSettings {
  /** Identifier of the identity provider, a URL (OpenID Connect Discovery 1.0, 2). */
  readonly issuer: string;
  readonly flow: Flow;
  /** The application as the provider knows it; of a service account its own address. */
  readonly clientId: string;
  /** Blank-separated (RFC 6749 3.3); empty where none is asked for. */
  readonly scope: string;
}

const MICROSOFT = 'https://login.microsoftonline.com';
const GOOGLE = 'https://accounts.google.com';

/** The issuer of one organisation at Microsoft; `tenant` is its ID or one of its domains. */
export function microsoftIssuer(tenant: string): string {
  return `${MICROSOFT}/${tenant}/v2.0`;
}

export const GOOGLE_ISSUER = GOOGLE;

/** Whose administrators can act. */
export function familyOfIssuer(issuer: string): HostFamily {
  if (issuer.startsWith(`${MICROSOFT}/`)) return 'microsoft-365';
  return issuer === GOOGLE ? 'google' : 'other';
}

/** Addresses of an identity provider, as its metadata names them (RFC 8414 2). */
export interface Endpoints {
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly device_authorization_endpoint?: string;
}

/**
 * The endpoints of providers that need not be asked; null for any other. Microsoft's metadata names the tenant by its
 * ID, whatever name it was asked for, and so would not match.
 */
export function knownEndpoints(issuer: string): Endpoints | null {
  const base = issuer.replace(/\/v2\.0$/, '/oauth2/v2.0');
  switch (familyOfIssuer(issuer)) {
    case 'microsoft-365':
      return {
        issuer,
        token_endpoint: `${base}/token`,
        device_authorization_endpoint: `${base}/devicecode`,
      };
    case 'google':
      return { issuer, token_endpoint: 'https://oauth2.googleapis.com/token' };
    case 'other':
      return null;
  }
}

/** What has to be asked for, to send by SMTP and to stay signed in; of an unknown provider only the latter. */
const SCOPES: Readonly<Record<HostFamily, Readonly<Record<Flow, string>>>> = {
  'microsoft-365': {
    device: 'https://outlook.office.com/SMTP.Send offline_access',
    'client-credentials': 'https://outlook.office365.com/.default',
    'service-account': '',
  },
  google: {
    device: 'https://mail.google.com/',
    'client-credentials': '',
    'service-account': 'https://mail.google.com/',
  },
  other: { device: 'openid offline_access', 'client-credentials': '', 'service-account': '' },
};

export function usualScope(issuer: string, flow: Flow): string {
  return SCOPES[familyOfIssuer(issuer)][flow];
}
