/** Owns what follows once roll and template are sound: outlet, state file, differences, plan, question, run, summary. */

import type { RollIndex } from '../../delivery/differences.js';
import { exists } from '../../delivery/journal-file.js';
import { type Mailing, type MailingPlace, refuseSecondBeginning } from '../../delivery/mailing.js';
import type { Pseudonyms } from '../../delivery/pseudonym.js';
import type { BoundInputs, RunRecord } from '../../delivery/record.js';
import { Fault } from '../../fault.js';
import type { RollSummary } from '../../voters/check-roll.js';
import type { Voter } from '../../voters/voter.js';
import type { CheckedProject, Rendering } from '../check-project.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOfSignal } from '../exit-codes.js';
import { packageFacts } from '../version.js';
import { planAgain } from './again.js';
import { confirmBeginning, confirmStart } from './confirm.js';
import { type DoubtDecision, decideDoubts, NO_DOUBTS, recordDecision } from './doubts.js';
import { dryRun, planOnly } from './dry-run.js';
import { finish } from './finish.js';
import { decideStart, plannedTime, type StartDecision, timesOf } from './guards.js';
import { boundInputs, checkDifferences, recordDifferences } from './input-changes.js';
import type { Index } from './invitees.js';
import { inviteesOf, type MailingWork, mailSelected } from './mail-selected.js';
import { addressed, type NotVoted } from './not-voted.js';
import { begin, placeFor, resumeOrRestart } from './open-mailing.js';
import { type Outlet, openOutlet } from './outlet.js';
import { printSchedule } from './print-schedule.js';
import { recordRetries } from './retry.js';
import { chosenBy, isRestricted, type Selection, selection } from './selection.js';
import { refuseUntilOver, type SendOptions } from './send-options.js';
import { showPlan } from './show-plan.js';
import { acceptsTurnoutVisible, outgoingOf, refuseChangedList, refuseOldList, warnOfAge } from './turnout.js';

/** Everything known once the check has passed. */
export interface Checked {
  readonly context: Context;
  readonly argument: string | undefined;
  readonly options: SendOptions;
  readonly checked: CheckedProject;
  readonly rendering: Rendering;
  readonly fingerprint: string;
  readonly summary: RollSummary;
  /** The whole roll, which the second reading is held against. */
  readonly index: Index;
  /** Whom the mailing is about, and who is counted: the whole roll, but for a reminder. */
  readonly addressees: RollIndex;
  /** Of a resumed reminder: whoever is not listed any more, and leaves it. */
  readonly voted: readonly string[];
  /** The list of a reminder, else null. */
  readonly notVoted: NotVoted | null;
  readonly statePath: string;
  readonly key: Buffer;
  readonly pseudonyms: Pseudonyms;
  /** The voter of `--again`; null without it, or where the roll has no such voter. */
  readonly againVoter: Voter | null;
  /** The voters of `--only`, in the order of the roll. */
  readonly onlyVoters: readonly Voter[];
}

export async function sendChecked(ready: Checked): Promise<number> {
  const { context, options, checked, statePath } = ready;
  const { project } = checked;
  const place = placeFor(ready);
  const begun = await exists(statePath);
  if (begun && options.newMailing) throw new Fault('mailing-exists', { statePath });
  if (!begun) await refuseSecondBeginning(place);
  // Nobody is refused in what has not begun, and to begin is an act of its own.
  if (!begun && options.retryRefused) throw new Fault('mailing-not-begun', { statePath });
  if (options.dryRun) return dryRun(ready, place);
  if (options.plan) return planOnly(ready, place);
  if (options.printSchedule) return printSchedule(ready, place, begun);
  const begins = options.newMailing || (context.terminal.interactive && options.again === undefined);
  if (!begun && !options.sandbox && !begins) throw new Fault('mailing-not-begun', { statePath });
  const resumed = begun ? await resumeOrRestart(ready, place, timestamp(context)) : null;
  try {
    const { registry } = place;
    const memory = { ledger: resumed?.ledger ?? null, registry };
    const outlet = await openOutlet(context, project, options, resumed === null, memory);
    try {
      return await sendThrough(addressed(ready, resumed?.ledger ?? null), place, outlet, resumed);
    } finally {
      await outlet.close();
    }
  } catch (error) {
    await resumed?.close().catch(() => {});
    throw error;
  }
}

async function sendThrough(
  ready: Checked,
  place: MailingPlace,
  outlet: Outlet,
  resumed: Mailing | null,
): Promise<number> {
  const { context } = ready;
  const decided = await decide(ready, outlet, resumed);
  const { bound, selected, start } = decided;
  const plan = showPlan(ready, outlet, resumed?.ledger ?? null, selected, start);
  warnOfAge(context, ready.notVoted, outgoingOf(plan));
  if (!context.terminal.interactive && !ready.options.sandbox) refuseOldList(ready, outgoingOf(plan));
  const answer = await confirmAll(ready, start, outlet, { resumed, toMail: selected.toMail });
  if (answer !== 'yes') {
    await resumed?.close();
    return sayNotStarted(ready, answer, resumed !== null);
  }
  if (start.kind === 'wait') await refuseChangedList(ready.notVoted);
  const mailing = resumed ?? (await begin(ready, place, bound, timestamp(context)));
  try {
    await recordBeginning(ready, outlet, mailing, decided);
    return await finish(ready, mailing, outlet, await mailSelected(ready, outlet, mailing, decided));
  } finally {
    await mailing.close();
  }
}

/** What a run is about; until it is confirmed, nothing of it is written. */
interface Decided extends MailingWork {
  readonly bound: BoundInputs;
  readonly differences: ReturnType<typeof checkDifferences> | null;
  readonly doubts: DoubtDecision;
  readonly start: StartDecision;
}

async function decide(ready: Checked, outlet: Outlet, resumed: Mailing | null): Promise<Decided> {
  const { context, options } = ready;
  const bound = boundInputs(ready, outlet);
  const differences = resumed && checkDifferences(ready, resumed, bound);
  const again = planAgain(ready, resumed);
  const includes = chosenBy(ready, again);
  const doubts =
    resumed && (!again || again.resend)
      ? await decideDoubts(context, resumed, inviteesOf(ready, outlet, resumed, again), includes, options)
      : NO_DOUBTS;
  const selected = selection(ready, resumed?.ledger ?? null, doubts, again);
  const start = startOf(ready, resumed, selected.toMail, doubts);
  return { bound, differences, again, includes, doubts, selected, start };
}

async function recordBeginning(
  ready: Checked,
  outlet: Outlet,
  mailing: Mailing,
  { bound, differences, again, doubts, selected }: Decided,
): Promise<void> {
  const at = timestamp(ready.context);
  if (differences) await recordDifferences(mailing, differences, bound, at);
  await recordDecision(mailing, doubts, at);
  if (selected.retries) await recordRetries(mailing, selected.retries, at);
  if (again?.record) await mailing.journal.append({ ...again.record, at });
  announce(ready, mailing, selected);
  if (selected.toMail > 0) await mailing.journal.append(runRecord(ready, outlet, at));
  // From here on somebody may have mail, whatever becomes of the state file.
  await mailing.remember(true);
}

/** Every question before the first message, in the order of what weighs most. */
async function confirmAll(
  ready: Checked,
  start: StartDecision,
  outlet: Outlet,
  { resumed, toMail }: { readonly resumed: Mailing | null; readonly toMail: number },
): Promise<'yes' | 'no' | NodeJS.Signals> {
  if (!(await acceptsTurnoutVisible(ready, toMail))) return 'no';
  if (!resumed) await confirmBeginning(ready);
  return confirmStart(ready, start, outlet, toMail);
}

/** A rehearsal, and a run that mails nobody, have no time to wait for. */
function startOf(
  ready: Checked,
  resumed: Mailing | null,
  toMail: number,
  doubts: DoubtDecision,
): StartDecision {
  if (ready.options.sandbox || toMail === 0) return { kind: 'now' };
  const overridden = resumed?.ledger.early ?? null;
  const { options, context } = ready;
  const { timezone } = ready.checked.project;
  const start = decideStart(timesOf(ready.checked, options), { ...wishes(ready), overridden });
  // What IT found in its log can be booked also after the end; the run itself then mails nobody.
  const settles = doubts.as === 'accept' && doubts.voters.length > 0;
  if (settles) return start;
  if (start.kind === 'over') throw new Fault('election-over', { electionEnd: start.electionEnd, timezone });
  const planned = start.kind === 'wait' ? start.planned : null;
  refuseUntilOver(options, { start: planned, now: context.clock.now(), timezone });
  return start;
}

function sayNotStarted({ context }: Checked, answer: 'no' | NodeJS.Signals, begun: boolean): number {
  const { declined, waitEnded } = context.texts.send;
  context.terminal.say(answer === 'no' ? declined : waitEnded(begun));
  return answer === 'no' ? EXIT.interrupted : exitCodeOfSignal(answer);
}

/** `--now` is remembered: to resume need not be asked for again. Said of some voters, it does not speak for the others. */
function runRecord({ context, checked, options }: Checked, outlet: Outlet, at: string): RunRecord {
  const planned = options.sandbox ? null : plannedTime(timesOf(checked, options));
  const overrides = planned !== null && planned > context.clock.now() && !isRestricted(options);
  const early = overrides ? new Date(planned).toISOString() : null;
  return { t: 'run', host: outlet.hostAndPort, tool: packageFacts().version, early, at };
}

function announce(ready: Checked, mailing: Mailing, { toMail, retries }: Selection): void {
  const { context, addressees, notVoted, voted, index } = ready;
  if (!context.terminal.json) return;
  const list = notVoted && {
    listed: notVoted.listed.size,
    of: index.size,
    modified: new Date(notVoted.modified).toISOString(),
    voted: voted.length,
  };
  context.terminal.event({
    event: 'started',
    at: timestamp(context),
    mailing: mailing.id,
    voters: addressees.size,
    toMail,
    ...(retries && { retried: retries.changed.length }),
    ...(list && { notVoted: list }),
  });
}

function wishes({ context, options }: Checked) {
  return {
    now: context.clock.now(),
    early: options.now === true,
    wait: options.wait === true,
    yes: context.yes,
    interactive: context.terminal.interactive,
  };
}

function timestamp({ clock }: Context): string {
  return new Date(clock.now()).toISOString();
}
