/** Owns the mailing of everybody a run is about, and the second run where the user goes on in spite of refused addresses. */

import type { LearnedEvent } from '../../delivery/events.js';
import { PATIENCE } from '../../delivery/forecast.js';
import type { MailboxUse } from '../../delivery/mailbox-use.js';
import type { Mailing } from '../../delivery/mailing.js';
import type { RefusalLimit } from '../../delivery/refusals.js';
import { frameOf } from '../check-project.js';
import type { Again } from './again.js';
import { reportEvent } from './event-report.js';
import type { InviteeSource } from './invitees.js';
import { sayLearned } from './learned-limits.js';
import { earlierBy, type Outlet } from './outlet.js';
import { goesOnAllTheSame, refusalLimit } from './refused-addresses.js';
import { dueInvitees, type RunResult, runMailing } from './run-mailing.js';
import { isRestricted, type Selection } from './selection.js';
import type { Checked } from './send-checked.js';
import { lastMoment } from './send-options.js';

/** What was decided before. */
export interface MailingWork {
  readonly again: Again | null;
  /** Whether a voter belongs to this run. */
  readonly includes: (voter: string) => boolean;
  readonly selected: Selection;
}

/** At too many refused addresses the user may want the rest all the same: that is a second run. */
export async function mailSelected(
  ready: Checked,
  outlet: Outlet,
  mailing: Mailing,
  { again, includes, selected }: MailingWork,
): Promise<RunResult> {
  const { context, options } = ready;
  const { project } = ready.checked;
  const from = inviteesOf(ready, outlet, mailing, again);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const until = lastMoment(project, options, context.clock.now());
  let { elsewhere } = outlet;
  const lookElsewhere = async (): Promise<MailboxUse> => {
    // A registry that cannot be read any more is told at the end; what was known still counts.
    elsewhere = await outlet.lookElsewhere(mailing.id).catch(() => elsewhere);
    return elsewhere;
  };
  const tellLearned = (event: LearnedEvent): void => {
    const now = context.clock.now();
    const earlier = { ...earlierBy(mailing.ledger, { elsewhere }, now), deferred: selected.deferred };
    sayLearned(ready, { messages: selected.toMail, earlier, start: now }, event);
  };
  const run = (most: RefusalLimit | null, begun: number): Promise<RunResult> => {
    const share = { selected: includes, limit: limit - begun, now: context.clock.now() };
    return runMailing({
      context,
      records: mailing,
      outlet,
      lookElsewhere,
      work: dueInvitees(from, mailing.ledger, share),
      roll: from.addressees,
      digest: (bytes) => from.pseudonyms.message(bytes),
      patience: options.wait ? Number.POSITIVE_INFINITY : PATIENCE,
      until,
      mostRefused: most,
      partial: again !== null || isRestricted(options),
      report: (event) =>
        event.event === 'learned'
          ? tellLearned(event)
          : reportEvent(context, event, { showIds: options.showIds, timezone: project.timezone }),
    });
  };
  const first = await run(refusalLimit(options, outlet), 0);
  if (!(await goesOnAllTheSame(context, first.end))) return first;
  const rest = await run(null, first.attempts);
  return { ...rest, attempts: first.attempts + rest.attempts };
}

/** Whom a message can be made for, and how. */
export function inviteesOf(
  ready: Checked,
  outlet: Outlet,
  mailing: Mailing,
  again: Again | null,
): InviteeSource {
  const { checked, rendering, pseudonyms, index, addressees } = ready;
  const frame = frameOf(checked.project, outlet.sender);
  return { checked, rendering, pseudonyms, mailing: mailing.id, frame, index, addressees, again };
}
