/** Owns how the plan of a mailing is shown before the first message: facts in, lines out. */
import type { Counts } from '../../delivery/ledger.js';
import type { Format } from '../../i18n/format.js';
import type { Texts } from '../../i18n/texts.js';
import type { Encryption, Limits, Sender } from '../../profile/profile.js';
import type { Paint } from '../paint.js';

export interface PlanPerson {
  readonly row: number;
  readonly id: string;
  readonly email: string;
}

export interface PlanServer {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  /** One certificate alone is trusted. */
  readonly pinned?: boolean;
}

export interface Plan {
  readonly kind: 'server' | 'rehearsal' | 'dry-run';
  /** An address check, no invitations. */
  readonly credentialFree?: boolean;
  readonly rollName: string;
  readonly voters: number;
  readonly sharedAddresses: number;
  /** The list of a reminder: how many it names, how old it is in milliseconds, and how many have left it since. */
  readonly notVoted?: {
    readonly name: string;
    readonly listed: number;
    readonly age: number;
    readonly voted: number;
  } | null;
  /** Encoding and delimiter, or the sheet of a workbook. */
  readonly readAs: string;
  /** Up to three, by which a wrong encoding is seen. */
  readonly names: readonly string[];
  /** "email = E-Mail", for every recognised role. */
  readonly columns: readonly string[];
  readonly template: string;
  /** The first voter's subject, credentials masked. */
  readonly subject: string;
  readonly sender: Sender | null;
  readonly replyTo: string | null;
  readonly server: PlanServer | null;
  readonly first: PlanPerson | null;
  readonly last: PlanPerson | null;
  /** Messages of this run. */
  readonly toMail: number;
  readonly before: Counts | null;
  /** Refused voters: those who become pending again, and those who stay; null where that was not asked for. */
  readonly retries?: { readonly changed: number; readonly unchanged: number } | null;
  /** Milliseconds; 0 where nothing limits. */
  readonly duration: number;
  /** When the last message that goes in time goes; null where none does. */
  readonly finish: Date | null;
  /** Of an hour or more, milliseconds since 1970. */
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  /** Messages that the end of the time leaves for nobody. */
  readonly left: number;
  /** The latest beginning at which nobody would be left; null where nobody is. */
  readonly latestStart: Date | null;
  /** How many are mailed only after the election or the meeting has begun, and when to begin for nobody to be. */
  readonly beforeStart: {
    readonly deadline: Date;
    readonly late: number;
    readonly latestStart: Date;
  } | null;
  /** Live Voting: a meeting at which everybody needs the message at its beginning. */
  readonly isMeeting: boolean;
  readonly limits: Limits;
  /** Limits of the host that hold for younger contracts, and are not the ones in force; null where age does not matter. */
  readonly younger: {
    readonly provider: string;
    readonly steps: readonly { readonly upToDays: number; readonly limits: Limits }[];
  } | null;
  readonly start: Date | null;
  readonly end: Date | null;
  readonly timezone: string;
  readonly statePath: string | null;
  readonly fingerprint: string;
  readonly now: Date;
}

/** `formatSender` as "Name <address>", handed in to keep this file free of other areas' code. */
export function planLines(
  plan: Plan,
  texts: Texts,
  format: Format,
  paint: Paint,
  formatSender: (sender: Sender) => string,
): string[] {
  const t = texts.send.plan;
  const when = (date: Date): string => t.at(date, plan.timezone);
  const rows: readonly (readonly [string, string | null])[] = [
    [t.roll, t.rollLine(plan.rollName, plan.voters, plan.readAs)],
    [t.notVoted, plan.notVoted ? t.notVotedLine({ ...plan.notVoted, of: plan.voters }) : null],
    [t.voted, plan.notVoted?.voted ? t.votedLine(plan.notVoted.voted) : null],
    [t.columns, plan.columns.join(', ')],
    [t.names, plan.names.join(', ')],
    [t.template, plan.template],
    [t.subject, plan.subject],
    [t.from, plan.sender && formatSender(plan.sender)],
    [t.replyTo, plan.replyTo],
    [t.server, plan.server && serverLine(plan.server, t)],
    [t.first, plan.first && person(plan.first, t)],
    [t.last, plan.last && person(plan.last, t)],
    [t.already, plan.before && settled(plan.before, t)],
    [t.retries, plan.retries ? t.retried(plan.retries.changed, plan.retries.unchanged) : null],
    [t.toMail, plan.toMail === 0 ? t.nobody : format.counted(plan.toMail, texts.common.voters)],
    [t.start, plan.start ? when(plan.start) : t.atOnce],
    [t.end, plan.end && when(plan.end)],
    [t.duration, plan.toMail === 0 ? null : durationLine(plan, t)],
    [
      t.finish,
      plan.finish && plan.toMail > 0 && plan.duration >= MINUTE ? t.expected(when(plan.finish)) : null,
    ],
    [t.everybody, everybodyLine(plan, t, when)],
    [t.pauses, plan.pauses.length === 0 ? null : pausesLine(plan, t, when)],
    [t.state, plan.statePath],
    [t.fingerprint, plan.fingerprint],
  ];
  const filled = rows.filter(([, value]) => value);
  const width = Math.max(...filled.map(([label]) => label.length));
  const shown = filled.map(([label, value]) => `  ${paint.faint(label.padEnd(width))}  ${value}`);
  return [...headline(plan, texts, paint), ...shown, ...notes(plan, texts, paint)];
}

const MINUTE = 60_000;
const MOST_PAUSES = 3;

function pausesLine({ pauses }: Plan, t: PlanTexts, when: (date: Date) => string): string {
  const shown = pauses
    .slice(0, MOST_PAUSES)
    .map(({ from, to }) => t.pause(when(new Date(from)), when(new Date(to))));
  const more = pauses.length - shown.length;
  return [...shown, ...(more > 0 ? [t.morePauses(more)] : [])].join('; ');
}

/** Only where everybody has mail in time; else a note says who has not. */
function everybodyLine(
  { kind, beforeStart }: Plan,
  t: PlanTexts,
  when: (date: Date) => string,
): string | null {
  if (kind === 'rehearsal' || !beforeStart || beforeStart.late > 0) return null;
  return t.inTime(when(beforeStart.deadline));
}

/** What of a plan says who has a message when. */
export type PlanTimes = Pick<Plan, 'beforeStart' | 'left' | 'latestStart' | 'timezone' | 'isMeeting' | 'now'>;

/** Who comes too late. To a meeting nobody does without harm; a vote over days may be handed out at its start. */
export function lateLines(plan: PlanTimes, texts: Texts, paint: Paint): string[] {
  const { left, latestStart, timezone } = plan;
  const t = texts.send.plan;
  const never = paint.bad(t.left(left, latestStart && t.at(latestStart, timezone)));
  return [...lateNote(plan, texts, paint), ...(left > 0 ? [never] : [])];
}

function lateNote(plan: PlanTimes, texts: Texts, paint: Paint): string[] {
  const { beforeStart, timezone, isMeeting, now } = plan;
  if (!beforeStart || beforeStart.late === 0) return [];
  const t = texts.send.plan;
  const { deadline, late, latestStart } = beforeStart;
  const latest = latestStart > now ? t.at(latestStart, timezone) : null;
  const note = t.late(late, t.at(deadline, timezone), latest);
  return [isMeeting ? paint.bad(note) : note];
}

/** A mailbox that was made for this election is young. */
function youngerNote({ younger }: Plan, t: PlanTexts): string[] {
  if (younger === null) return [];
  const steps = younger.steps.map(({ upToDays, limits: { perMinute, perHour } }) =>
    t.upToDays(upToDays, perMinute === null ? t.perHour(perHour ?? 0) : t.perMinute(perMinute)),
  );
  return [t.younger(younger.provider, steps.join(', '))];
}

function headline(plan: Plan, texts: Texts, paint: Paint): string[] {
  if (plan.kind === 'rehearsal') return [paint.strong(texts.send.rehearsal)];
  return plan.kind === 'dry-run' ? [paint.strong(texts.send.dryRun)] : [];
}

function notes(plan: Plan, texts: Texts, paint: Paint): string[] {
  const t = texts.send.plan;
  const lines: string[] = [];
  if (plan.sharedAddresses > 0) lines.push(t.shared(plan.sharedAddresses));
  // A reminder without credentials is no address check.
  if (plan.credentialFree && !plan.notVoted) lines.push(t.credentialFree);
  else if (!plan.credentialFree && plan.kind === 'server') lines.push(t.copies);
  if (plan.notVoted && plan.kind !== 'rehearsal') lines.push(paint.bad(t.turnoutVisible));
  if (plan.kind !== 'rehearsal') lines.push(...youngerNote(plan, t), ...lateLines(plan, texts, paint));
  if (plan.server?.encryption === 'none') lines.push(paint.bad(t.unencrypted));
  return lines.map((line) => `  ${line}`);
}

type PlanTexts = Texts['send']['plan'];

function serverLine({ host, port, encryption, pinned }: PlanServer, t: PlanTexts): string {
  return [`${host}:${port}`, t.encryption[encryption], ...(pinned ? [t.pinned] : [])].join(', ');
}

function person({ row, id, email }: PlanPerson, t: PlanTexts): string {
  return t.person(row, id, email);
}

function settled(counts: Counts, t: PlanTexts): string {
  return t.settled(counts.accepted, counts.refused, counts.deferred, counts.inDoubt);
}

function durationLine({ limits, duration, kind }: Plan, t: PlanTexts): string {
  const pace = paceWords(limits, t);
  if (pace !== '') return t.about(duration, pace);
  return kind === 'server' ? t.unlimited(limits.connections ?? 1) : t.noLimit;
}

/** "20 a minute, 500 a day"; empty where nothing is limited. */
export function paceWords({ perMinute, perHour, perDay }: Limits, t: PlanTexts): string {
  const pace = [
    perMinute === null ? null : t.perMinute(perMinute),
    perHour === null ? null : t.perHour(perHour),
    perDay === null ? null : t.perDay(perDay),
  ];
  return pace.filter((part) => part !== null).join(', ');
}
