/** Owns what is said and asked of a reminder: how old its list is, and that the mail host shows who has not voted. */
import { stat } from 'node:fs/promises';
import type { Plan } from '../../delivery/plan.js';
import { Fault } from '../../fault.js';
import type { Context } from '../context.js';
import type { NotVoted } from './not-voted.js';
import type { Checked } from './send-checked.js';

const DAY = 24 * 60 * 60_000;
/** Clocks of two computers differ by less. */
const SKEW = 60_000;

/** In what way a list's age should make one think; null where it is fresh. Milliseconds since 1970. */
export function ageDoubt(modified: number, now: number): 'old' | 'future' | null {
  if (modified > now + SKEW) return 'future';
  return now - modified > DAY ? 'old' : null;
}

/** For the plan: what another clock has ahead is no future yet. */
export function ageOf(modified: number, now: number): number {
  return ageDoubt(modified, now) === 'future' ? now - modified : Math.max(0, now - modified);
}

/** When a reminder goes out, from its first message to its last; milliseconds since 1970. */
export interface Outgoing {
  readonly first: number;
  readonly last: number;
}

/** As planned: a run that does not wait ends at the first long pause. */
export function outgoingOf({
  start,
  now,
  finish,
  pauses,
  waits,
}: Pick<Plan, 'start' | 'now' | 'finish' | 'pauses' | 'waits'>): Outgoing {
  const first = (start ?? now).getTime();
  const end = finish?.getTime() ?? first;
  return { first, last: waits ? end : Math.min(end, pauses[0]?.from ?? end) };
}

/** Also with `--quiet`: whoever has voted since would be reminded. */
export function warnOfAge(
  { terminal, texts }: Context,
  notVoted: NotVoted | null,
  { first, last }: Outgoing,
): void {
  if (!notVoted) return;
  const { modified } = notVoted;
  const t = texts.send.notVoted;
  const doubt = ageDoubt(modified, first);
  if (doubt === 'future') terminal.warn(terminal.paint.warn(t.future));
  else if (doubt === 'old') terminal.warn(terminal.paint.warn(t.old(first - modified)));
  else if (ageDoubt(modified, last) === 'old')
    terminal.warn(terminal.paint.warn(t.oldInTheEnd(last - modified)));
}

/** Where nobody sees the warning, an old list is no list. Throws `voter-list`. */
export function refuseOldList(
  { notVoted, options }: Pick<Checked, 'notVoted' | 'options'>,
  { first, last }: Outgoing,
): void {
  const doubt = notVoted && (ageDoubt(notVoted.modified, first) ?? ageDoubt(notVoted.modified, last));
  if (!doubt || options.acceptOldList) return;
  throw new Fault('voter-list', { path: notVoted.path, row: null, problem: { what: doubt } });
}

/** The wait for the start may have been days, and another list there since. Throws `voter-list`. */
export async function refuseChangedList(notVoted: NotVoted | null): Promise<void> {
  if (!notVoted) return;
  const now = await stat(notVoted.path).catch(() => null);
  if (now?.mtimeMs !== notVoted.modified)
    throw new Fault('voter-list', { path: notVoted.path, row: null, problem: { what: 'changed' } });
}

/** A question of its own that `--yes` does not answer; nobody learns anything from a rehearsal or from no message. */
export async function acceptsTurnoutVisible(
  { context, options, notVoted }: Checked,
  toMail: number,
): Promise<boolean> {
  if (!notVoted || options.sandbox || options.acceptTurnoutVisible || toMail === 0) return true;
  return context.prompts.confirm(context.texts.send.notVoted.ask, '--accept-turnout-visible');
}
