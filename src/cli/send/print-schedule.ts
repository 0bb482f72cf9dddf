/** Owns `--print-schedule`: what to give the computer's own scheduler, so that nobody has to be there at the start. */
import { join } from 'node:path';
import type { MailingPlace } from '../../delivery/mailing.js';
import { Fault } from '../../fault.js';
import {
  type Scheduler,
  type SchedulerText,
  schedule,
  schedulerOf,
} from '../../project/scheduled-command.js';
import { lateLines } from '../../ui/views/plan-view.js';
import { type Context, PACKAGE_FOLDER } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { planFor } from './dry-run.js';
import { plannedTime, timesOf } from './guards.js';
import type { Checked } from './send-checked.js';
import { refuseUntilOver, type SendOptions } from './send-options.js';
import { outgoingOf, refuseOldList } from './turnout.js';

/** A line break would begin another line of the unit or the crontab. */
const CONTROL = /\p{Cc}/u;
const MINUTE = 60_000;
/** So long before the planned time it begins: the connection is checked while there is time to repair it. */
const AHEAD = 15 * MINUTE;
const YEAR = 365 * 24 * 60 * MINUTE;
const FEWEST = AHEAD + 5 * MINUTE;

/** What a scheduled run cannot have: somebody's typing, or another time. */
const NOT_SCHEDULED = [
  'passwordStdin',
  'clientSecretStdin',
  'now',
  'sandbox',
  'dryRun',
  'plan',
  'again',
] as const;

/** Throws `usage` where the options do not fit together. */
export function checkScheduleOptions(options: SendOptions): void {
  if (!options.printSchedule) {
    if (options.scheduler !== undefined) throw new Fault('usage', { reason: 'scheduler-alone' });
    return;
  }
  if (NOT_SCHEDULED.some((option) => options[option] !== undefined))
    throw new Fault('usage', { reason: 'schedule-alone' });
  if (options.notVoted !== undefined && !options.acceptTurnoutVisible)
    throw new Fault('usage', { reason: 'schedule-turnout' });
}

/**
 * The mailbox is looked up as the run will, and who comes too late is told. Throws `usage` where there is no time ahead
 * to begin at, and the faults of profiles.
 */
export async function printSchedule(ready: Checked, place: MailingPlace, begun: boolean): Promise<number> {
  const { context, options, checked } = ready;
  const { clock, platform, systemTimeZone, terminal, texts } = context;
  const planned = plannedTime(timesOf(checked, options));
  if (planned === null || planned - clock.now() < FEWEST)
    throw new Fault('usage', { reason: 'schedule-without-time' });
  const scheduler = options.scheduler ?? schedulerOf(platform);
  refuseUntilOver(options, { start: planned, now: clock.now(), timezone: checked.project.timezone });
  const { plan } = await planFor(ready, place);
  refuseOldList(ready, outgoingOf({ ...plan, start: new Date(planned), waits: true }));
  // Once begun early by the user's word it waits no more: it must not be there before.
  const at = plan.start === null ? planned : planned - AHEAD;
  if (scheduler === 'cron' && at - clock.now() > YEAR) throw new Fault('usage', { reason: 'schedule-year' });
  const argv = scheduledArguments(context.commandLine, options, begun);
  const name = nameFor(checked.project.title, options.mailing);
  const command = { argv, folder: context.cwd, at, name } as const;
  if ([command.folder, ...command.argv].some((word) => CONTROL.test(word)))
    throw new Fault('usage', { reason: 'schedule-control-character' });
  for (const line of lateLines(plan, texts, terminal.paint)) terminal.warn(line);
  const steps = schedule(scheduler, command, systemTimeZone);
  if (terminal.json) terminal.event(documentOf(scheduler, at, planned, steps));
  else say(context, scheduler, { at, planned, timezone: checked.project.timezone }, steps);
  return EXIT.done;
}

/** As typed, but that it asks nobody, waits for the time, and begins what has not begun. */
export function scheduledArguments(
  commandLine: readonly [string, ...string[]],
  { wait, newMailing, yes }: Pick<SendOptions, 'wait' | 'newMailing' | 'yes'>,
  begun: boolean,
): [string, ...string[]] {
  const [node, ...typed] = commandLine;
  const args = withoutScheduling(typed);
  return [
    node,
    join(PACKAGE_FOLDER, 'bin', 'invite.js'),
    ...args,
    ...(yes ? [] : ['--yes']),
    ...(wait ? [] : ['--wait']),
    ...(begun || newMailing ? [] : ['--new-mailing']),
  ];
}

function withoutScheduling(args: readonly string[]): string[] {
  return args.filter(
    (arg, index) =>
      arg !== '--print-schedule' &&
      arg !== '--scheduler' &&
      args[index - 1] !== '--scheduler' &&
      !arg.startsWith('--scheduler='),
  );
}

/** Where profiles and the registry lie, and whom TLS trusts. */
const ALSO_READ: readonly string[] = ['XDG_CONFIG_HOME', 'NODE_EXTRA_CA_CERTS'];
const LONGEST_NAME = 60;

/** Letters, digits and dashes, whatever the election is called. Only the title is cut: each mailing has a name of its own. */
export function nameFor(title: string | null, mailing: string | undefined): string {
  const plain = (title ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = ['invite', ...plain.split(/[^a-z0-9]+/)].filter((word) => word !== '');
  const own = mailing === undefined ? '' : `-${mailing}`;
  const begin = words.join('-').slice(0, LONGEST_NAME - own.length);
  return begin.replace(/-+$/, '') + own;
}

function documentOf(scheduler: Scheduler, at: number, planned: number, texts: readonly SchedulerText[]) {
  return {
    schedule: {
      scheduler,
      at: new Date(at).toISOString(),
      start: new Date(planned).toISOString(),
      steps: texts.map(({ file, lines }) => ({ file, lines })),
    },
    exitCode: EXIT.done,
  };
}

interface Times {
  readonly at: number;
  readonly planned: number;
  readonly timezone: string;
}

function say(
  { terminal, texts, format, env }: Context,
  scheduler: Scheduler,
  { at, planned, timezone }: Times,
  steps: readonly SchedulerText[],
): void {
  const t = texts.send.schedule;
  const when = (time: number): string => format.date(new Date(time), timezone);
  terminal.say(t.begins(when(at), when(planned), timezone));
  for (const { file, lines } of steps) {
    terminal.say();
    terminal.say(file === null ? t.type[scheduler] : t.write(file));
    terminal.say();
    for (const line of lines) terminal.result(line);
  }
  terminal.say();
  const variables = Object.keys(env).filter(
    (name) => (name.startsWith('INVITE_') && name !== 'INVITE_LANG') || ALSO_READ.includes(name),
  );
  const notes = [
    t.computer,
    t.password,
    ...(variables.length > 0 ? [t.variables(variables.join(', '))] : []),
  ];
  for (const note of [...notes, t.afterwards[scheduler]]) terminal.say(note);
}
