/** Owns gathering what the plan shows; how it looks is the view's. */
import { isAbsolute, relative } from 'node:path';
import type { Ledger } from '../../delivery/ledger.js';
import type { Plan, PlanPerson } from '../../delivery/plan.js';
import { maskedView, maskedVoter } from '../../message/mask.js';
import { renderInvitation } from '../../message/render.js';
import { NO_LIMITS } from '../../profile/profile.js';
import { formatSender } from '../../profile/sender.js';
import { safeText } from '../../smtp/reply.js';
import { planLines } from '../../ui/views/plan-view.js';
import type { RollShape, Voter } from '../../voters/voter.js';
import { frameOf, secrecyOf } from '../check-project.js';
import { columnNames } from '../column-names.js';
import type { Context } from '../context.js';
import { namesShown, rollReading } from '../roll-reading.js';
import { courseOf } from './course.js';
import { plannedTime, type StartDecision, timesOf } from './guards.js';
import { earlierBy, type Outlet } from './outlet.js';
import { isRestricted, type Selection } from './selection.js';
import type { Checked } from './send-checked.js';
import { ageOf } from './turnout.js';

/** With `outlet` null as a trial run shows it, with `start` null as project and mailing say. */
export function showPlan(
  ready: Checked,
  outlet: Outlet | null,
  ledger: Ledger | null,
  selected: Selection,
  start: StartDecision | null,
): Plan {
  const { context } = ready;
  const plan = planOf(ready, outlet, ledger, selected, start);
  sayPlan(context, plan, (line) => context.terminal.say(line));
  context.terminal.say();
  return plan;
}

export function sayPlan({ texts, format, terminal }: Context, plan: Plan, say: (line: string) => void): void {
  for (const line of planLines(plan, texts, format, terminal.paint, formatSender)) say(line);
}

export function planOf(
  ready: Checked,
  outlet: Outlet | null,
  ledger: Ledger | null,
  selected: Selection,
  decision: StartDecision | null,
): Plan {
  const { context, checked, summary, fingerprint } = ready;
  const { project, shape } = checked;
  const limits = outlet?.limits ?? project.pace ?? NO_LIMITS;
  const now = context.clock.now();
  const earlier = { ...earlierBy(ledger, outlet, now), deferred: selected.deferred };
  // A trial run is decided by nobody; it shows what project and mailing say.
  const planned = decision ? plannedOf(decision) : plannedAsSet(ready, ledger);
  return {
    kind: outlet?.kind ?? 'dry-run',
    credentialFree: checked.credentialFree,
    rollName: shown(relative(context.cwd, checked.source.name) || checked.source.name),
    voters: summary.voters,
    // Of the whole roll nobody knows how many of them this reminder meets.
    sharedAddresses: ready.notVoted ? 0 : summary.sharedAddresses,
    readAs: rollReading(context, shape),
    names: namesShown(summary.names),
    columns: columnNames(context, shape),
    template: shown(templateName(context, project.template ?? '')),
    subject: maskedSubject(ready),
    sender: outlet?.sender ?? null,
    replyTo: outlet && (frameOf(project, outlet.sender).replyTo?.address ?? null),
    server: outlet && {
      host: outlet.account.host,
      port: outlet.account.port,
      encryption: outlet.account.encryption,
      pinned: Boolean(outlet.account.pin),
    },
    notVoted: ready.notVoted && {
      name: shown(relative(context.cwd, ready.notVoted.path) || ready.notVoted.path),
      listed: ready.notVoted.listed.size,
      age: ageOf(ready.notVoted.modified, now),
      voted: ready.voted.length,
    },
    ...peopleOf(ready, selected),
    toMail: selected.toMail,
    before: selected.before,
    retries: selected.retries && {
      changed: selected.retries.changed.length,
      unchanged: selected.retries.unchanged,
    },
    ...courseOf(ready, { messages: selected.toMail, limits, earlier }, Math.max(now, planned ?? 0)),
    waits: ready.options.wait === true,
    partial: isRestricted(ready.options),
    younger: youngerOf(outlet),
    elsewhere: elsewhereOf(ready, outlet),
    isMeeting: project.product === 'live-voting',
    limits,
    limitsFrom: outlet?.limitsFrom
      ? { origin: outlet.limitsFrom, provider: outlet.provider?.name ?? null }
      : null,
    now: new Date(now),
    start: planned !== null && planned > now ? new Date(planned) : null,
    timezone: project.timezone,
    statePath: outlet && shown(relative(context.cwd, ready.statePath)),
    fingerprint,
  };
}

/** Where nothing counts messages, those of other mailings do not matter either. */
function elsewhereOf({ context }: Checked, outlet: Outlet | null): Plan['elsewhere'] {
  if (!outlet) return null;
  const { limits, elsewhere } = outlet;
  if ([limits.perMinute, limits.perHour, limits.perDay].every((limit) => limit === null)) return null;
  const running = elsewhere.running.map((path) => shown(relative(context.cwd, path)));
  return { messages: elsewhere.releases.length, running };
}

/** Null where a limit is set: whoever set it knows the mailbox. */
function youngerOf(outlet: Outlet | null): Plan['younger'] {
  if (!outlet?.provider) return null;
  const { provider } = outlet;
  const { perMinute, perHour } = provider.limits;
  if (outlet.limits.perMinute !== perMinute || outlet.limits.perHour !== perHour) return null;
  const steps = provider.steps.flatMap(({ upToDays, limits }) =>
    upToDays === null ? [] : [{ upToDays, limits }],
  );
  return steps.length === 0 ? null : { provider: provider.name, steps };
}

/** As the run without `--now` would have it: an early beginning that was asked for counts. */
function plannedAsSet({ checked, options }: Checked, ledger: Ledger | null): number | null {
  const planned = plannedTime(timesOf(checked, options));
  return planned === (ledger?.early ?? null) ? null : planned;
}

function plannedOf(decision: StartDecision): number | null {
  return decision.kind === 'wait' ? decision.planned : null;
}

/** A built-in template by its name, a folder as seen from here. */
function templateName({ cwd }: Context, template: string): string {
  return isAbsolute(template) ? relative(cwd, template) || '.' : template;
}

/**
 * First and last of the roll, or of the list, by which one sees that it is whole; of those chosen, where some are; or the one voter who
 * is mailed once more, at the address that the message goes to.
 */
function peopleOf(ready: Checked, { again, isOpen }: Selection): Pick<Plan, 'first' | 'last'> {
  const { summary, checked, againVoter, onlyVoters, options, pseudonyms, notVoted } = ready;
  const person = (voter: Voter | null) => voter && personOf(voter, checked.shape);
  if (again && againVoter)
    return { first: person({ ...againVoter, email: again.address ?? againVoter.email }), last: null };
  const whole = notVoted ?? summary;
  if (!options.only) return { first: person(whole.first), last: person(whole.last) };
  const chosen = onlyVoters.filter(({ id }) => isOpen(pseudonyms.voter(id)));
  const last = chosen.length > 1 ? (chosen.at(-1) ?? null) : null;
  return { first: person(chosen[0] ?? null), last: person(last) };
}

function maskedSubject({ summary, rendering, checked, notVoted }: Checked): string {
  const first = notVoted?.first ?? summary.first;
  if (!first) return '';
  const view = maskedView(rendering.view(first), first, secrecyOf(checked));
  return shown(renderInvitation(rendering.template(first), view).subject);
}

/** An ID that somebody declared a secret is one, and so is what repeats a secret. */
function personOf(voter: Voter, shape: RollShape): PlanPerson {
  const { row, id, email } = maskedVoter(voter, shape);
  return { row, id: shown(id), email: shown(email) };
}

function shown(text: string): string {
  return safeText(text, 200);
}
