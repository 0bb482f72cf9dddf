/** Owns the explicit yes to a connection that everybody on the way can read. */
import { Fault } from '../../fault.js';
import { isLoopback } from '../../profile/host.js';
import type { Account } from '../../profile/profile.js';
import type { Context } from '../context.js';

/**
 * True where the connection is exposed and that is allowed, by the flag or by a yes to the question; false where it
 * is not exposed. Throws `unencrypted-declined` after a no, `needs-terminal` where nobody can be asked.
 */
export async function confirmUnencrypted(
  { prompts }: Context,
  { host, encryption }: Pick<Account, 'host' | 'encryption'>,
  question: (host: string) => string,
  flag: boolean | undefined,
): Promise<boolean> {
  if (encryption !== 'none' || isLoopback(host)) return false;
  if (flag || (await prompts.confirm(question(host), '--allow-unencrypted'))) return true;
  throw new Fault('unencrypted-declined', { host });
}
