/** Owns what follows once roll and template are sound: outlet, state file, differences, plan, question, run, summary. */
import { unlink } from 'node:fs/promises';
import { type Differences, differencesOf, unaccepted } from '../../delivery/differences.js';
import { exists, keyPathFor } from '../../delivery/journal-file.js';
import { Ledger } from '../../delivery/ledger.js';
import {
  beginMailing,
  type Mailing,
  type MailingPlace,
  openMailing,
  refuseSecondBeginning,
} from '../../delivery/mailing.js';
import type { Pseudonyms } from '../../delivery/pseudonym.js';
import { readLedger } from '../../delivery/read-ledger.js';
import type { BoundInputs } from '../../delivery/record.js';
import { projectDigest, Registry } from '../../delivery/registry.js';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import { formatSender } from '../../profile/sender.js';
import type { RollSummary } from '../../voters/check-roll.js';
import { type CheckedProject, frameOf, type Rendering } from '../check-project.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { packageFacts } from '../version.js';
import { confirmBeginning, confirmStart } from './confirm.js';
import { decideDoubts, NO_DOUBTS, recordDecision } from './doubts.js';
import { finish } from './finish.js';
import { decideStart } from './guards.js';
import type { Index, InviteeSource } from './invitees.js';
import { type Outlet, openOutlet } from './outlet.js';
import { runMailing } from './run-mailing.js';
import { chosenBy, selection } from './selection.js';
import { type SendOptions, untilTime } from './send-options.js';
import { showPlan } from './show-plan.js';

/** Everything known once the check has passed. */
export interface Checked {
  readonly context: Context;
  readonly argument: string | undefined;
  readonly options: SendOptions;
  readonly checked: CheckedProject;
  readonly rendering: Rendering;
  readonly fingerprint: string;
  readonly summary: RollSummary;
  readonly index: Index;
  readonly statePath: string;
  readonly key: Buffer;
  readonly pseudonyms: Pseudonyms;
}

/** A wait known to be no longer than this is sat out without `--wait`. */
const PATIENCE = 15 * 60_000;

export async function sendChecked(ready: Checked): Promise<number> {
  const { context, options, checked, statePath } = ready;
  const { project } = checked;
  const place = placeFor(ready);
  if (options.dryRun) return dryRun(ready);
  const begun = await exists(statePath);
  if (begun && options.newMailing) throw new Fault('mailing-exists', { statePath });
  if (!begun) await refuseSecondBeginning(place);
  if (!begun && !options.sandbox && !options.newMailing && !context.terminal.interactive)
    throw new Fault('mailing-not-begun', { statePath });
  const resumed = begun ? await resumeOrRestart(ready, place) : null;
  try {
    const outlet = await openOutlet(context, project, options, resumed === null);
    try {
      return await sendThrough(ready, place, outlet, resumed);
    } finally {
      await outlet.close();
    }
  } catch (error) {
    await resumed?.close().catch(() => {});
    throw error;
  }
}

/** An unfinished mailing is resumed; a finished rehearsal is cleared away and begins anew. */
async function resumeOrRestart(ready: Checked, place: MailingPlace): Promise<Mailing | null> {
  const { context, options, statePath, key, index } = ready;
  const mailing = await openMailing(place, key, timestamp(context));
  const { pending, deferred, inDoubt } = mailing.ledger.counts(index.keys());
  if (!options.sandbox || pending + deferred + inDoubt > 0) return mailing;
  await mailing.close();
  await unlink(statePath);
  await unlink(keyPathFor(statePath));
  return null;
}

async function sendThrough(
  ready: Checked,
  place: MailingPlace,
  outlet: Outlet,
  resumed: Mailing | null,
): Promise<number> {
  const { context, options, checked, key, fingerprint } = ready;
  const bound = boundInputs(ready, outlet);
  const differences = resumed && checkDifferences(ready, resumed, bound);
  const start = options.sandbox ? { kind: 'now' as const } : decideStart(checked.project, wishes(ready));
  const includes = chosenBy(ready);
  const doubts = resumed
    ? await decideDoubts(context, resumed, inviteesOf(ready, outlet, resumed), includes, options)
    : NO_DOUBTS;
  const selected = selection(ready, resumed?.ledger ?? null, doubts);
  showPlan(ready, outlet, resumed?.ledger ?? null, selected, fingerprint);
  if (!resumed) await confirmBeginning(ready);
  if (!(await confirmStart(ready, start, outlet, selected.toMail))) {
    await resumed?.close();
    context.terminal.say(context.texts.send.declined);
    return EXIT.interrupted;
  }
  const mailing = resumed ?? (await begin(ready, place, bound, key));
  const from = inviteesOf(ready, outlet, mailing);
  try {
    if (differences) await recordDifferences(ready, mailing, differences, bound);
    await recordDecision(mailing, doubts, timestamp(context));
    announce(ready, mailing, selected.toMail);
    // From here on somebody may have mail, whatever becomes of the state file.
    await mailing.remember(true);
    const result = await runMailing({
      context,
      mailing,
      outlet,
      from,
      selected: includes,
      limit: options.limit ?? Number.POSITIVE_INFINITY,
      patience: options.wait ? Number.POSITIVE_INFINITY : PATIENCE,
      until: options.sandbox
        ? null
        : earliest(
            untilTime(options.until, checked.project.timezone, context.clock.now()),
            checked.project.electionEnd,
          ),
      showIds: options.showIds === true,
    });
    return await finish(ready, mailing, outlet, result);
  } finally {
    await mailing.close();
  }
}

function inviteesOf(ready: Checked, outlet: Outlet, mailing: Mailing): InviteeSource {
  const { checked, rendering, pseudonyms, index } = ready;
  const frame = frameOf(checked.project, outlet.sender);
  return { checked, rendering, pseudonyms, mailing: mailing.id, frame, index };
}

async function begin(ready: Checked, place: MailingPlace, bound: BoundInputs, key: Buffer): Promise<Mailing> {
  const { context, index } = ready;
  const at = timestamp(context);
  await beginMailing(place, { key, bound, voters: [...index.keys()], tool: packageFacts().version, at });
  return openMailing(place, key, at);
}

/** Throws `inputs-changed` with every difference that the flags do not accept. */
function checkDifferences({ options, index }: Checked, mailing: Mailing, bound: BoundInputs): Differences {
  const found = differencesOf(mailing.ledger, index, bound);
  const left = unaccepted(found, {
    added: options.acceptAdded ?? null,
    removed: options.acceptRemoved ?? null,
    changed: new Set(options.acceptChanged ?? []),
  });
  if (left.length > 0) throw new Fault('inputs-changed', { differences: left });
  return found;
}

/** The accepted differences, and that a copy was taken over, become part of the evidence. */
async function recordDifferences(
  { context, options }: Checked,
  { journal }: Mailing,
  found: Differences,
  bound: BoundInputs,
): Promise<void> {
  const none = { t: 'changed', digest: null, voters: [], at: timestamp(context) } as const;
  if (options.takeOver) await journal.append({ ...none, what: 'taken-over' });
  for (const what of found.inputs) await journal.append({ ...none, what, digest: bound[what] });
  if (found.added.length > 0) await journal.append({ t: 'roll', voters: found.added });
  const removed = found.removed.map((voter) => [voter, null] as const);
  if (removed.length > 0) await journal.append({ ...none, what: 'removed', voters: removed });
  const rows = found.rows.map(({ voter, digest }) => [voter, digest] as const);
  if (rows.length > 0) await journal.append({ ...none, what: 'rows', voters: rows });
}

function boundInputs({ pseudonyms, checked }: Checked, outlet: Outlet): BoundInputs {
  return {
    template: pseudonyms.input('template', checked.templateText),
    sender: pseudonyms.input('sender', formatSender(outlet.sender)),
    host: pseudonyms.input('host', outlet.boundHost),
    user: pseudonyms.input('user', outlet.boundUser),
  };
}

function placeFor({ context, options, checked, statePath }: Checked): MailingPlace {
  const { organiser, title, electionStart } = checked.project;
  const project = projectDigest({
    organiser,
    title,
    electionStart: electionStart?.toISOString() ?? null,
    mailing: options.mailing ?? null,
    statePath,
  });
  const registry = options.sandbox ? null : new Registry(configFolder(context.env));
  return {
    statePath,
    project,
    registry,
    takeOver: options.takeOver === true,
    rehearsal: options.sandbox === true,
    now: () => context.clock.now(),
  };
}

async function dryRun(ready: Checked): Promise<number> {
  const { context, statePath, index } = ready;
  const ledger = (await exists(statePath)) ? await readLedger(statePath) : null;
  showPlan(ready, null, ledger, selection(ready, ledger), ready.fingerprint);
  const counts = (ledger ?? new Ledger()).counts(index.keys());
  if (!context.terminal.json) context.terminal.result(context.texts.send.summary.dryRun);
  else context.terminal.event({ event: 'summary', ...counts, exitCode: EXIT.done });
  return EXIT.done;
}

function announce({ context, index }: Checked, mailing: Mailing, toMail: number): void {
  if (!context.terminal.json) return;
  const at = timestamp(context);
  context.terminal.event({ event: 'started', at, mailing: mailing.id, voters: index.size, toMail });
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

function earliest(until: number | null, end: Date | null): number | null {
  const times = [until, end?.getTime() ?? null].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function timestamp({ clock }: Context): string {
  return new Date(clock.now()).toISOString();
}
