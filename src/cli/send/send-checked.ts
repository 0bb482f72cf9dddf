/** Owns what follows once roll and template are sound: outlet, state file, differences, plan, question, run, summary. */
import { unlink } from 'node:fs/promises';
import { differencesOf, unaccepted } from '../../delivery/differences.js';
import { exists, keyPathFor } from '../../delivery/journal-file.js';
import {
  beginMailing,
  type Mailing,
  type MailingPlace,
  openMailing,
  refuseSecondBeginning,
} from '../../delivery/mailing.js';
import type { Pseudonyms } from '../../delivery/pseudonym.js';
import type { BoundInputs } from '../../delivery/record.js';
import { projectDigest, Registry } from '../../delivery/registry.js';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import { formatSender } from '../../profile/sender.js';
import type { RollSummary } from '../../voters/check-roll.js';
import { type CheckedProject, frameOf, type Rendering } from '../check-project.js';
import type { Context } from '../context.js';
import { packageFacts } from '../version.js';
import { confirmBeginning, confirmStart } from './confirm.js';
import { decideDoubts } from './doubts.js';
import { finish } from './finish.js';
import { decideStart } from './guards.js';
import type { Index, InviteeSource } from './invitees.js';
import { type Outlet, openOutlet } from './outlet.js';
import { runMailing } from './run-mailing.js';
import { selection } from './selection.js';
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
  const { context, options, checked, index, key, fingerprint } = ready;
  const bound = boundInputs(ready, outlet);
  if (resumed) await acceptDifferences(ready, resumed, bound);
  const start = options.sandbox ? { kind: 'now' as const } : decideStart(checked.project, wishes(ready));
  const selected = selection(ready, resumed?.ledger ?? null);
  showPlan(ready, outlet, resumed?.ledger ?? null, selected, fingerprint);
  if (!resumed) await confirmBeginning(ready);
  if (!(await confirmStart(ready, start, outlet, selected.toMail))) {
    await resumed?.close();
    context.terminal.say(context.texts.send.declined);
    return 130;
  }
  const mailing = resumed ?? (await begin(ready, place, bound, key));
  const from: InviteeSource = {
    checked,
    rendering: ready.rendering,
    pseudonyms: ready.pseudonyms,
    mailing: mailing.id,
    frame: frameOf(checked.project, outlet.sender),
    index,
  };
  try {
    await decideDoubts(context, mailing, from, selected.includes, options);
    announce(ready, mailing, selected.toMail);
    // From here on somebody may have mail, whatever becomes of the state file.
    await mailing.remember(true);
    const result = await runMailing({
      context,
      mailing,
      outlet,
      from,
      selected: selected.includes,
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

async function begin(ready: Checked, place: MailingPlace, bound: BoundInputs, key: Buffer): Promise<Mailing> {
  const { context, index } = ready;
  const at = timestamp(context);
  await beginMailing(place, { key, bound, voters: [...index.keys()], tool: packageFacts().version, at });
  // The registry learns of the file before anything is sent, so a copy of it cannot pass for the original.
  const mailing = await openMailing({ ...place, takeOver: true }, key, at);
  await mailing.remember(false);
  return mailing;
}

/** Throws `inputs-changed` with every difference that the flags do not accept; records those they do. */
async function acceptDifferences(ready: Checked, mailing: Mailing, bound: BoundInputs): Promise<void> {
  const { options, index, context } = ready;
  const found = differencesOf(mailing.ledger, index, bound);
  const left = unaccepted(found, {
    added: options.acceptAdded ?? null,
    removed: options.acceptRemoved ?? null,
    changed: new Set(options.acceptChanged ?? []),
  });
  if (left.length > 0) throw new Fault('inputs-changed', { differences: left });
  const at = timestamp(context);
  const { journal } = mailing;
  const none = { digest: null, voters: [], at } as const;
  for (const what of found.inputs) await journal.append({ ...none, t: 'changed', what, digest: bound[what] });
  if (found.added.length > 0) await journal.append({ t: 'roll', voters: found.added });
  if (found.removed.length > 0)
    await journal.append({
      ...none,
      t: 'changed',
      what: 'removed',
      voters: found.removed.map((voter) => [voter, null]),
    });
  if (found.rows.length > 0)
    await journal.append({
      ...none,
      t: 'changed',
      what: 'rows',
      voters: found.rows.map(({ voter, digest }) => [voter, digest]),
    });
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
  return { statePath, project, registry, takeOver: options.takeOver === true };
}

async function dryRun(ready: Checked): Promise<number> {
  const { context } = ready;
  showPlan(ready, null, null, selection(ready, null), ready.fingerprint);
  if (!context.terminal.json) context.terminal.result(context.texts.send.summary.dryRun);
  else context.terminal.event({ event: 'summary', ...emptyCounts(ready), exitCode: 0 });
  return 0;
}

function emptyCounts({ index }: Checked): object {
  return { voters: index.size, accepted: 0, refused: 0, deferred: 0, inDoubt: 0, pending: index.size };
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
