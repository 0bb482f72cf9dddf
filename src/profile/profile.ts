/** Owns a profile: the six values an organiser's IT hands over, and what belongs to them. */

export const ENCRYPTIONS = ['ssl', 'starttls', 'none'] as const;
/** `ssl` is TLS from the first byte (RFC 8314), `starttls` RFC 3207 without fall-back, `none` clear text. */
export type Encryption = (typeof ENCRYPTIONS)[number];

/** "Name <address>" in two parts; `name` may be empty. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** How an account proves who it is. */
export type Login = PasswordLogin | TokenLogin;

export interface PasswordLogin {
  readonly kind: 'password';
  readonly password: Secret;
}

/** By OAuth 2.0: tokens that are valid for an hour or so, of which a mailing needs several. */
export interface TokenLogin {
  readonly kind: 'oauth2';
  readonly tokens: TokenSource;
}

/** Where access tokens (RFC 6749 1.4) come from. Both methods throw `SignInError` of src/oauth2. */
export interface TokenSource {
  /** One that is valid for some minutes more. */
  accessToken(): Promise<Secret>;
  /** Another one than that which a server refused. */
  renewed(rejected: Secret): Promise<Secret>;
  /** Every token and secret that it has held so far, for redaction. */
  held(): readonly Secret[];
}

export function passwordLogin(password: Secret): PasswordLogin {
  return { kind: 'password', password };
}

/** Host, port, encryption, user, CA and login: always from one source, never mixed. */
export interface Account {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  readonly login: Login;
  /** PEM text of a private CA, already read; null for the system's own list. */
  readonly ca: string | null;
  /** Fingerprint of the one certificate that is trusted instead; `ca` is then that certificate, null while unknown. */
  readonly pin?: string | null;
}

export interface Profile extends Account {
  /** Name in the keychain, or null for a profile from flags or environment. */
  readonly name: string | null;
  readonly sender: Sender;
  readonly limits: Limits;
}

/** What the host allows; null where nothing says otherwise. */
export interface Limits {
  readonly connections: number | null;
  readonly perMinute: number | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
  /** Messages on one connection, then a new one. */
  readonly perConnection: number | null;
}

export const NO_LIMITS: Limits = {
  connections: null,
  perMinute: null,
  perHour: null,
  perDay: null,
  perConnection: null,
};

/** A string that prints as "[redacted]" wherever it is logged, inspected or serialised by mistake. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself; call it only where it leaves for the keychain or the server. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[redacted]';
  }
}
