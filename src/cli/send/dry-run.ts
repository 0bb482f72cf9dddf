/** Owns `--dry-run` and `--plan`: the plan as the run would show it, without and with the host's limits; no state is written. */
import { refuseOtherAudience } from '../../delivery/audience.js';
import { exists } from '../../delivery/journal-file.js';
import { Ledger } from '../../delivery/ledger.js';
import type { MailingPlace } from '../../delivery/mailing.js';
import type { Plan } from '../../delivery/plan.js';
import { readLedger } from '../../delivery/read-ledger.js';
import { planDocument } from '../../ui/views/plan-document.js';
import { EXIT } from '../exit-codes.js';
import { addressed } from './not-voted.js';
import { openOutlet } from './outlet.js';
import { writePlanReports } from './plan-reports.js';
import { selection } from './selection.js';
import type { Checked } from './send-checked.js';
import { planOf, sayPlan, showPlan } from './show-plan.js';
import { outgoingOf, warnOfAge } from './turnout.js';

export async function dryRun(given: Checked, place: MailingPlace): Promise<number> {
  const { context } = given;
  const { ready, ledger } = await known(given, place);
  const now = context.clock.now();
  showPlan(ready, null, ledger, selection(ready, ledger), null);
  // Without a mailbox nobody knows how long it takes.
  warnOfAge(context, ready.notVoted, { first: now, last: now });
  if (context.terminal.json) tellCounts(ready, ledger);
  else context.terminal.result(context.texts.send.summary.dryRun);
  return EXIT.done;
}

/** As it would go by the profile of the run; nothing is connected to. Throws the faults of profiles and of report files. */
export async function planOnly(given: Checked, place: MailingPlace): Promise<number> {
  const { context } = given;
  const { ready, plan } = await planFor(given, place);
  warnOfAge(context, ready.notVoted, outgoingOf(plan));
  if (context.terminal.json) context.terminal.event({ plan: planDocument(plan), exitCode: EXIT.done });
  else sayPlan(context, plan, (line) => context.terminal.result(line));
  await writePlanReports(ready, plan);
  return EXIT.done;
}

/** The plan by the profile of the run, and whom it is about. Throws the faults of profiles. */
export async function planFor(
  given: Checked,
  place: MailingPlace,
): Promise<{ readonly ready: Checked; readonly plan: Plan }> {
  const { context, checked, options } = given;
  const { ready, ledger } = await known(given, place);
  const outlet = await openOutlet(context, checked.project, options, false, {
    ledger,
    registry: place.registry,
  });
  try {
    return {
      ready,
      plan: planOf(ready, outlet, ledger, selection(ready, ledger), options.now ? { kind: 'now' } : null),
    };
  } finally {
    await outlet.close();
  }
}

/** What the state file says, where there is one. */
async function known(
  given: Checked,
  place: MailingPlace,
): Promise<{ readonly ready: Checked; readonly ledger: Ledger | null }> {
  const ledger = (await exists(given.statePath)) ? await readLedger(given.statePath) : null;
  if (ledger) refuseOtherAudience(ledger.header, place);
  return { ready: addressed(given, ledger), ledger };
}

function tellCounts({ context, addressees, voted }: Checked, ledger: Ledger | null): void {
  const counts = (ledger ?? new Ledger()).counts(addressees, new Set(voted));
  const at = new Date(context.clock.now()).toISOString();
  context.terminal.event({ event: 'summary', at, ...counts, exitCode: EXIT.done });
}
