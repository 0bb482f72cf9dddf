/** Owns `--dry-run`: the plan as the run would show it, and nothing written. */
import { refuseOtherAudience } from '../../delivery/audience.js';
import { exists } from '../../delivery/journal-file.js';
import { Ledger } from '../../delivery/ledger.js';
import type { MailingPlace } from '../../delivery/mailing.js';
import { readLedger } from '../../delivery/read-ledger.js';
import { EXIT } from '../exit-codes.js';
import { addressed } from './not-voted.js';
import { selection } from './selection.js';
import type { Checked } from './send-checked.js';
import { showPlan } from './show-plan.js';
import { warnOfAge } from './turnout.js';

export async function dryRun(given: Checked, place: MailingPlace): Promise<number> {
  const { context, statePath } = given;
  const ledger = (await exists(statePath)) ? await readLedger(statePath) : null;
  if (ledger) refuseOtherAudience(ledger.header, place);
  const ready = addressed(given, ledger);
  showPlan(ready, null, ledger, selection(ready, ledger), null);
  warnOfAge(context, ready.notVoted);
  const counts = (ledger ?? new Ledger()).counts(ready.addressees, new Set(ready.voted));
  if (!context.terminal.json) context.terminal.result(context.texts.send.summary.dryRun);
  else
    context.terminal.event({
      event: 'summary',
      at: new Date(context.clock.now()).toISOString(),
      ...counts,
      exitCode: EXIT.done,
    });
  return EXIT.done;
}
