/** Owns `--retry-refused` on the command line and in the journal; who that is about is in src/delivery/retries.ts. */
import type { Mailing } from '../../delivery/mailing.js';
import { type Retries, retryRecords } from '../../delivery/retries.js';
import { Fault } from '../../fault.js';
import type { SendOptions } from './send-options.js';

/** Throws `usage`; what a test and `--again` do not go together with is theirs to say. */
export function checkRetryOptions({ retryRefused, newMailing }: SendOptions): void {
  if (retryRefused && newMailing) throw new Fault('usage', { reason: 'retry-new-mailing' });
}

/** Written before the first message and after the user's yes: a run that dies in between leaves these voters pending. */
export async function recordRetries(
  { journal, ledger }: Mailing,
  retries: Retries,
  at: string,
): Promise<void> {
  await Promise.all(retryRecords(ledger, retries, at).map((record) => journal.append(record)));
}
