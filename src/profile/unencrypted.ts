/** Owns the decision whether a password may travel unencrypted. */
import { Fault } from '../fault.js';
import { isLoopback } from './host.js';
import type { Encryption } from './profile.js';

/** How a connection is protected; anything but `encrypted` is shown in every run, `loopback` in plain colour. */
export type Protection = 'encrypted' | 'loopback' | 'confirmed' | 'allowed-by-flag';

export interface UnencryptedPermission {
  /** `--allow-unencrypted` */
  readonly flag: boolean;
  /** Somebody at a terminal can see the warning. */
  readonly terminal: boolean;
  /** The profile was stored with a yes to the question that says what is exposed. */
  readonly confirmed: boolean;
}

/**
 * Encryption `none` is free towards this machine; elsewhere a terminal needs the confirmation stored with the
 * profile, or the flag, and a script always needs the flag. Throws `unencrypted-not-allowed`.
 */
export function judgeProtection(
  { host, encryption }: { readonly host: string; readonly encryption: Encryption },
  permission: UnencryptedPermission,
): Protection {
  if (encryption !== 'none') return 'encrypted';
  if (isLoopback(host)) return 'loopback';
  if (permission.flag) return 'allowed-by-flag';
  if (permission.terminal && permission.confirmed) return 'confirmed';
  throw new Fault('unencrypted-not-allowed', { host });
}
