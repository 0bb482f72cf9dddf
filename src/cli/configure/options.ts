/** Owns the options of `configure`. */
import type { Limits } from '../../profile/profile.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';

export interface ConfigureOptions extends CommonOptions, ConnectionOptions {
  readonly list?: boolean;
  readonly show?: boolean;
  readonly rename?: boolean;
  readonly copy?: boolean;
  readonly remove?: boolean;
  /** The second argument. */
  readonly newName?: string;
  /** commander's `--no-lookup`. */
  readonly lookup?: boolean;
  /** commander's `--no-test`. */
  readonly test?: boolean;
  /** As Node writes it; the certificate with it is pinned. */
  readonly fingerprint?: string;
  readonly connections?: number;
  readonly rate?: Partial<Limits>;
  readonly perConnection?: number;
  readonly inviteIt?: boolean;
  /** Keys as typed, each once. */
  readonly sealFor?: readonly string[];
  readonly sealWithPassphrase?: boolean;
  readonly import?: string;
  readonly passphraseFile?: string;
  readonly passphraseStdin?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

/** What a profile is made of: of storing and sealing alone. */
export const VALUE_OPTIONS = [
  ...(['host', 'port', 'encryption', 'user', 'sender', 'caFile', 'passwordStdin', 'passwordFile'] as const),
  ...(['login', 'flow', 'tenant', 'clientId', 'clientSecretStdin', 'clientSecretFile'] as const),
  ...(['keyFile', 'scope', 'fingerprint', 'connections', 'rate', 'perConnection'] as const),
] satisfies readonly (keyof ConfigureOptions)[];

/** Whether what is configured goes into a sealed file and not into this computer's keychain. */
export function seals({ sealFor, sealWithPassphrase }: ConfigureOptions): boolean {
  return sealFor !== undefined || sealWithPassphrase === true;
}
