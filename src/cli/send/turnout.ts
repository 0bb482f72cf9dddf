/** Owns what is said and asked of a reminder: how old its list is, and that the mail host shows who has not voted. */
import { stat } from 'node:fs/promises';
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

/** Also with `--quiet`: whoever has voted since would be reminded. `start`: when the reminder goes out, ms since 1970. */
export function warnOfAge({ terminal, texts }: Context, notVoted: NotVoted | null, start: number): void {
  const doubt = notVoted && ageDoubt(notVoted.modified, start);
  if (!doubt) return;
  const t = texts.send.notVoted;
  const age = start - notVoted.modified;
  terminal.warn(terminal.paint.warn(doubt === 'old' ? t.old(age) : t.future));
}

/** Where nobody sees the warning, an old list is no list. Throws `voter-list`. */
export function refuseOldList(
  { notVoted, options }: Pick<Checked, 'notVoted' | 'options'>,
  start: number,
): void {
  const doubt = notVoted && ageDoubt(notVoted.modified, start);
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
