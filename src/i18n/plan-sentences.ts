/** Owns what is said of a plan, label by label and note by note: the same on the terminal and in the report. */
import type { Counts } from '../delivery/ledger.js';
import type { Plan, PlanPerson, PlanServer } from '../delivery/plan.js';
import type { Limits, Sender } from '../profile/profile.js';
import type { Format } from './format.js';
import type { Texts } from './texts.js';

type PlanTexts = Texts['send']['plan'];

/** Texts that are words as they stand. */
type LabelName = {
  [Name in keyof PlanTexts]: PlanTexts[Name] extends string ? Name : never;
}[keyof PlanTexts];

export interface PlanRow {
  /** Of its label in the texts. */
  readonly name: LabelName;
  readonly label: string;
  readonly value: string;
}

/** Grave where the mailing should not go like this. */
export interface PlanNote {
  readonly sentence: string;
  /** What helps; null where nothing has to be done, or the sentence says it. */
  readonly advice: string | null;
  readonly grave: boolean;
}

/** Every fact that there is, in order; `formatSender` as "Name <address>". */
export function planRows(
  plan: Plan,
  texts: Texts,
  format: Format,
  formatSender: (sender: Sender) => string,
): readonly PlanRow[] {
  const t = texts.send.plan;
  const toMail = plan.toMail === 0 ? t.nobody : format.counted(plan.toMail, texts.common.voters);
  const rows: readonly (readonly [LabelName, string | null | undefined | false])[] = [
    ['roll', t.rollLine(plan.rollName, plan.voters, plan.readAs)],
    ['notVoted', plan.notVoted && t.notVotedLine({ ...plan.notVoted, of: plan.voters })],
    ['voted', plan.notVoted?.voted ? t.votedLine(plan.notVoted.voted) : null],
    ['columns', plan.columns.join(', ')],
    ['names', plan.names.join(', ')],
    ['template', plan.template],
    ['subject', plan.subject],
    ['from', plan.sender && formatSender(plan.sender)],
    ['replyTo', plan.replyTo],
    ['server', plan.server && serverLine(plan.server, t)],
    ['first', plan.first && person(plan.first, t)],
    ['last', plan.last && person(plan.last, t)],
    ['already', plan.before && settled(plan.before, t)],
    ['retries', plan.retries && t.retried(plan.retries.changed, plan.retries.unchanged)],
    ['toMail', toMail],
    ...timeRows(plan, t, format),
    ['state', plan.statePath],
    ['fingerprint', plan.fingerprint],
  ];
  return rows.flatMap(([name, value]) => (value ? [{ name, label: t[name], value }] : []));
}

const MINUTE = 60_000;
const MOST_PAUSES = 3;

function timeRows(
  plan: Plan,
  t: PlanTexts,
  format: Format,
): readonly (readonly [LabelName, string | null])[] {
  const when = (date: Date): string => t.at(date, plan.timezone);
  const { kind, start, until, toMail, finish, duration } = plan;
  const begins = [
    ['start', start ? when(start) : t.atOnce],
    ['end', until && when(until)],
  ] as const;
  // A trial run knows no mailbox, and so no limits: how long it takes, `--plan` says.
  if (kind === 'dry-run') return begins;
  return [
    ...begins,
    ['duration', toMail === 0 ? null : durationLine(plan, t)],
    ['finish', finish && toMail > 0 && duration >= MINUTE ? t.expected(when(finish)) : null],
    ['everybody', everybodyLine(plan, t, format)],
    ['pauses', pausesLine(plan, t)],
  ];
}

function pausesLine({ pauses, timezone }: Plan, t: PlanTexts): string {
  const when = (time: number): string => t.at(new Date(time), timezone);
  const shown = pauses.slice(0, MOST_PAUSES).map(({ from, to }) => t.pause(when(from), when(to)));
  const more = pauses.length - shown.length;
  return [...shown, ...(more > 0 ? [t.morePauses(more)] : [])].join('; ');
}

/** Only where everybody has mail in time; else a note says who has not. */
function everybodyLine(
  { kind, partial, beforeStart, afterStart, left, timezone }: Plan,
  t: PlanTexts,
  format: Format,
): string | null {
  if (kind === 'rehearsal' || partial || left > 0) return null;
  if (afterStart) return t.soon(format.duration(afterStart.last), t.at(afterStart.start, timezone));
  return beforeStart?.late === 0 ? t.inTime(t.at(beforeStart.deadline, timezone)) : null;
}

function serverLine({ host, port, encryption, pinned }: PlanServer, t: PlanTexts): string {
  return [`${host}:${port}`, t.encryption[encryption], ...(pinned ? [t.pinned] : [])].join(', ');
}

function person({ row, id, email }: PlanPerson, t: PlanTexts): string {
  return t.person(row, id, email);
}

function settled(counts: Counts, t: PlanTexts): string {
  return t.settled(counts.accepted, counts.refused, counts.deferred, counts.inDoubt);
}

function durationLine({ limits, limitsFrom, duration, kind }: Plan, t: PlanTexts): string {
  const pace = paceWords(limits, t);
  const provider = limitsFrom?.origin === 'published' ? limitsFrom.provider : null;
  if (pace !== '') return t.about(duration, provider === null ? pace : t.published(pace, provider));
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

/** What of a plan says who has a message when. */
export type PlanTimes = Pick<
  Plan,
  'beforeStart' | 'left' | 'latestStart' | 'finish' | 'timezone' | 'isMeeting' | 'now'
>;

/** Who comes too late, and what helps. To a meeting nobody does without harm; a vote over days may be handed out at its start. */
export function lateNotes(plan: PlanTimes, { send: { plan: t } }: Texts): PlanNote[] {
  const { beforeStart, left, latestStart, finish, timezone, isMeeting, now } = plan;
  const when = (date: Date): string => t.at(date, timezone);
  const notes: PlanNote[] = [];
  if (beforeStart && beforeStart.late > 0) {
    const latest = beforeStart.latestStart > now ? when(beforeStart.latestStart) : null;
    const sentence = t.late(beforeStart.late, when(beforeStart.deadline));
    notes.push({ sentence, advice: t.lateAdvice(latest), grave: isMeeting });
  }
  const latest = latestStart && latestStart > now ? when(latestStart) : null;
  // Where not even the first goes in time, it is the time that is wrong, and not the limits.
  const advice = finish === null ? t.endFirst : t.leftAdvice(latest);
  if (left > 0) notes.push({ sentence: t.left(left), advice, grave: true });
  return notes;
}

/** What to mind besides the time, in the order of the plan; those of the time stand among them. */
export function planNotes(plan: Plan, texts: Texts): PlanNote[] {
  const t = texts.send.plan;
  const notes: PlanNote[] = [];
  const mind = (sentence: string, grave = false): unknown => notes.push({ sentence, advice: null, grave });
  if (plan.sharedAddresses > 0) mind(t.shared(plan.sharedAddresses));
  // A reminder without credentials is no address check.
  if (plan.credentialFree && !plan.notVoted) mind(t.credentialFree);
  else if (!plan.credentialFree && plan.kind === 'server') mind(t.copies);
  if (plan.notVoted && plan.kind !== 'rehearsal') mind(t.turnoutVisible, true);
  if (plan.kind === 'server')
    notes.push(
      ...defaultNote(plan, t),
      ...youngerNote(plan, t),
      ...elsewhereNotes(plan, t),
      ...pauseNote(plan, t),
      ...lateNotes(plan, texts),
    );
  if (plan.server?.encryption === 'none') mind(t.unencrypted, true);
  return notes;
}

/** Whoever leaves the computer alone over night must know that it does not go on by itself. */
function pauseNote({ pauses, waits }: Plan, t: PlanTexts): PlanNote[] {
  return pauses.length === 0 || waits ? [] : [{ sentence: t.pauseEnds, advice: null, grave: false }];
}

/** The host counts by mailbox, whatever the messages are about. */
function elsewhereNotes({ elsewhere }: Plan, t: PlanTexts): PlanNote[] {
  const { messages, running } = elsewhere ?? { messages: 0, running: [] };
  const counted = messages > 0 ? [{ sentence: t.elsewhere(messages), advice: null, grave: false }] : [];
  const besides = running.map((path) => ({
    sentence: t.besides(path),
    advice: t.besidesAdvice,
    grave: false,
  }));
  return [...counted, ...besides];
}

/** Who has said nothing of the host's limits does not know that there are some. */
function defaultNote({ limits, limitsFrom, toMail }: Plan, t: PlanTexts): PlanNote[] {
  if (limitsFrom?.origin !== 'default' || limits.perMinute === null || toMail === 0) return [];
  return [{ sentence: t.cautious(limits.perMinute), advice: t.cautiousAdvice, grave: false }];
}

/** A mailbox that was made for this election is young. */
function youngerNote({ younger }: Plan, t: PlanTexts): PlanNote[] {
  if (younger === null) return [];
  const steps = younger.steps.map(({ upToDays, limits: { perMinute, perHour } }) =>
    t.upToDays(upToDays, perMinute === null ? t.perHour(perHour ?? 0) : t.perMinute(perMinute)),
  );
  return [{ sentence: t.younger(younger.provider, steps.join(', ')), advice: null, grave: false }];
}
