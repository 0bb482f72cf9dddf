/** Owns that a run which exposes password and invitations says so, each time. */
import type { Protection } from '../profile/unencrypted.js';
import type { Context } from './context.js';

/** Also with `--quiet`; nothing where the connection is encrypted or does not leave this computer. */
export function tellProtection({ terminal, texts }: Context, protection: Protection): void {
  if (protection === 'encrypted' || protection === 'loopback') return;
  terminal.warn(terminal.paint.bad(texts.profile.protections[protection]));
}
