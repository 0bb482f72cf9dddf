/** Owns the options of `send` as typed, and what of them is derived before anything is read. */
import { join, resolve } from 'node:path';
import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import type { Scheduler } from '../../project/scheduled-command.js';
import { zonedTime } from '../../project/zoned-time.js';
import type { CommonOptions, ConnectionOptions, ProjectOptions } from '../options.js';

export interface SendOptions extends CommonOptions, ProjectOptions, ConnectionOptions {
  readonly sandbox?: boolean;
  readonly newMailing?: boolean;
  readonly mailing?: string;
  readonly state?: string;
  readonly takeOver?: boolean;
  readonly approve?: string;
  readonly now?: boolean;
  readonly wait?: boolean;
  readonly until?: string;
  readonly dryRun?: boolean;
  readonly plan?: boolean;
  /** Files of `--report`, as typed. */
  readonly report?: readonly string[];
  readonly printSchedule?: boolean;
  readonly scheduler?: Scheduler;
  readonly only?: string[];
  readonly limit?: number;
  /** The list of those who have not voted, as typed. */
  readonly notVoted?: string;
  readonly acceptTurnoutVisible?: boolean;
  readonly acceptOldList?: boolean;
  readonly inDoubt?: 'ask' | 'skip' | 'resend' | 'accept';
  readonly retryRefused?: boolean;
  readonly again?: string;
  readonly address?: string;
  readonly reason?: string;
  readonly acceptAdded?: number;
  readonly acceptRemoved?: number;
  readonly acceptChanged?: string[];
  readonly connections?: number;
  readonly perConnection?: number;
  readonly rate?: { perMinute?: number; perHour?: number; perDay?: number };
  /** Percent. */
  readonly maxRefused?: number;
  readonly showIds?: boolean;
  /** `--test-to`, each as typed. */
  readonly testTo?: string[];
  readonly test?: boolean;
  /** Physical lines of the roll. */
  readonly row?: number[];
  readonly widest?: boolean;
}

/** "state" and "sandbox" would name the files of the first mailing and of the rehearsal. */
const MAILING_NAME = /^(?!(?:state|sandbox)$)[a-z0-9][a-z0-9-]{0,39}$/;

/** The state file of a mailing: `--state`, or invite.<name>.jsonl in the project folder. */
export function statePathFor(
  options: { state?: string; mailing?: string; sandbox?: boolean },
  project: Project,
  cwd: string,
): string {
  const { mailing, sandbox } = options;
  if (sandbox && (mailing !== undefined || options.state !== undefined))
    throw new Fault('usage', { reason: 'sandbox-with-state' });
  if (mailing !== undefined && !MAILING_NAME.test(mailing))
    throw new Fault('mailing-name-invalid', { name: mailing });
  if (options.state !== undefined) return resolve(cwd, options.state);
  return join(project.folder, `invite.${sandbox ? 'sandbox' : (mailing ?? 'state')}.jsonl`);
}

/** "2027-03-01T18:00", or "18:00" of the day on which the mailing begins (or goes on), in the project's time zone. */
export function untilTime(text: string | undefined, timezone: string, start: number): number | null {
  if (text === undefined) return null;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(start);
  const time = zonedTime(/^\d{1,2}:\d{2}$/.test(text) ? `${day}T${text.padStart(5, '0')}` : text, timezone);
  if (time.kind === 'instant') return time.date.getTime();
  const expected = time.kind === 'skipped' ? 'existing-hour' : 'local-time';
  throw new Fault('bad-option-value', { option: '--until', value: text, expected });
}

/** Throws `until-over` where `--until` leaves no time to mail anybody. `start` is null for now; milliseconds since 1970. */
export function refuseUntilOver(
  { until }: Pick<SendOptions, 'until'>,
  {
    start,
    now,
    timezone,
  }: { readonly start: number | null; readonly now: number; readonly timezone: string },
): void {
  const last = untilTime(until, timezone, start ?? now);
  if (last === null || last > (start ?? now)) return;
  const begins = start === null ? null : new Date(start).toISOString();
  throw new Fault('until-over', { until: new Date(last).toISOString(), start: begins, timezone });
}

/**
 * No message after it: `--until` or the election's end, whichever comes first; null for a rehearsal, or where neither
 * is. `start` is when the run may mail its first one, milliseconds since 1970.
 */
export function lastMoment(
  { timezone, electionEnd }: Project,
  { sandbox, until }: SendOptions,
  start: number,
): number | null {
  if (sandbox) return null;
  const times = [untilTime(until, timezone, start), electionEnd?.getTime() ?? null];
  const given = times.filter((time) => time !== null);
  return given.length === 0 ? null : Math.min(...given);
}
