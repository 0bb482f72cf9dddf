/** Owns how the end of a run is told: what became of everybody, why it ended, and what to type next. */
import type { DeliveryEnd } from '../../delivery/events.js';
import type { Counts } from '../../delivery/ledger.js';
import type { FaultText } from '../../i18n/fault-text.js';
import type { Format } from '../../i18n/format.js';
import { kindWord } from '../../i18n/kind-text.js';
import type { Texts } from '../../i18n/texts.js';
import { formatReply, type Reply } from '../../smtp/reply.js';
import type { Paint } from '../paint.js';

export interface Summary {
  readonly counts: Counts;
  readonly end: DeliveryEnd;
  /** The server's refusal behind the end, in words; null where there is none. */
  readonly cause: FaultText | null;
  /** Messages of this run whose dot was, or may have been, released. */
  readonly attempts: number;
  /** Repetitions to another address that only a run with that address can make. */
  readonly againWaits: number;
  /** Refused voters whose rows have changed since. */
  readonly refusedChanged: number;
  /** The run was for some voters, of whom nobody is left to be mailed. */
  readonly chosenDone?: boolean;
  /** Everybody in doubt, in the order of the roll; `row` is null where the roll has them no more. */
  readonly doubts: readonly { readonly row: number | null; readonly messageId: string }[];
  readonly rehearsal: boolean;
  /** No invitations: what matters are the bounces. */
  readonly addressCheck?: boolean;
  readonly statePath: string;
  readonly head: string;
  /** Folder of a rehearsal's messages, else null. */
  readonly folder: string | null;
  readonly timezone: string;
  /** Commands as the reader would type them. */
  readonly commands: {
    readonly resume: string;
    /** For everybody, where the run was for some only. */
    readonly all: string;
    readonly status: string;
    readonly resend: string;
    readonly accept: string;
    readonly retry: string;
    readonly inbox: string;
  };
}

export function summaryLines(summary: Summary, texts: Texts, format: Format, paint: Paint): string[] {
  const t = texts.send.summary;
  const { counts } = summary;
  const open = counts.pending + counts.deferred;
  return [
    ...endLines(summary, texts, paint),
    ...(counts.inDoubt + counts.refused + open === 0
      ? [paint.good(t.done(counts.accepted))]
      : [totals(counts, texts)]),
    ...(summary.attempts === 0 && summary.end.kind === 'finished' ? [t.nothingNow] : []),
    ...(counts.inDoubt > 0 ? doubtLines(summary, texts, format) : []),
    ...(counts.refused > 0 ? refusedLines(summary, texts) : []),
    ...(counts.deferred > 0 ? [t.deferred(counts.deferred)] : []),
    ...(counts.pending > 0 ? [t.pending(counts.pending)] : []),
    ...(summary.againWaits > 0 ? [t.againWaits(summary.againWaits)] : []),
    ...(open > summary.againWaits ? [paint.strong(wayOn(summary, texts))] : []),
    ...closing(summary, texts),
  ];
}

function refusedLines({ counts, refusedChanged, commands }: Summary, texts: Texts): string[] {
  const t = texts.send.summary;
  const next = refusedChanged > 0 ? t.retryChanged(refusedChanged, commands.retry) : t.retry(commands.retry);
  return [t.refused(counts.refused, commands.status), next];
}

/** The command as it was typed, unless nobody is left whom it could mail. */
function wayOn({ chosenDone, commands, counts, end }: Summary, texts: Texts): string {
  const t = texts.send.summary;
  const others = counts.pending + counts.deferred;
  if (chosenDone) return t.others(others, commands.all);
  return end.kind === 'paused' ? t.resumeLater(`${commands.resume} --wait`) : t.resume(commands.resume);
}

/** The first ones by name, so that an interrupted run has said whom it leaves in doubt. */
function doubtLines({ counts, doubts, commands }: Summary, texts: Texts, format: Format): string[] {
  const t = texts.send.summary;
  const more = doubts.length - DOUBTS_NAMED;
  return [
    t.inDoubt(counts.inDoubt, commands.status),
    ...doubts.slice(0, DOUBTS_NAMED).map(({ row, messageId }) => `  ${t.doubt(row)} ${messageId}`),
    ...(more > 0 ? [`  ${t.moreDoubts(format.number(more))}`] : []),
    t.inDoubtNext(counts.inDoubt, commands.resend, commands.accept),
  ];
}

const DOUBTS_NAMED = 20;

function totals(counts: Counts, texts: Texts): string {
  return texts.send.plan.settled(counts.accepted, counts.refused, counts.deferred, counts.inDoubt);
}

function closing(summary: Summary, texts: Texts): string[] {
  const t = texts.send.summary;
  const { rehearsal, folder, commands, counts } = summary;
  if (!rehearsal)
    return [
      t.notDelivered,
      ...(summary.addressCheck ? [t.bounces] : []),
      t.state(summary.statePath),
      t.head(summary.head),
    ];
  const whole = counts.pending + counts.deferred + counts.inDoubt === 0;
  return [
    whole ? t.rehearsed : t.rehearsedStopped,
    ...(folder ? [t.messages(folder), t.inbox(commands.inbox)] : []),
  ];
}

export function endLines(
  { end, cause, timezone, counts }: Pick<Summary, 'end' | 'cause' | 'timezone' | 'counts'>,
  texts: Texts,
  paint: Paint,
): string[] {
  const t = texts.send.summary;
  const why = cause
    ? [paint.bad(cause.message), ...cause.hints.map((hint) => `  ${paint.faint('→')} ${hint}`)]
    : [];
  const reply = (answer: Reply | null): string[] => (answer ? [t.reply(formatReply(answer))] : []);
  switch (end.kind) {
    case 'interrupted':
      // Whoever interrupts when everything is done has interrupted nothing.
      return counts.pending + counts.deferred + counts.inDoubt > 0 ? [paint.bad(t.interrupted)] : [];
    case 'until':
      return [paint.bad(t.until)];
    case 'account':
      return [...why, t.account];
    case 'breaker':
      return [...why, end.settled === null ? t.breaker(end.count) : t.breakerShare(end.count, end.settled)];
    case 'addresses': {
      const a = texts.send.addresses;
      return [paint.bad(a.stopped(end.refused, end.settled)), ...reply(end.reply), a.pendingAgain, a.next];
    }
    case 'paused':
      return [
        paint.bad(
          t.paused(kindWord(texts.kinds, end.why), texts.send.plan.at(new Date(end.until), timezone)),
        ),
        ...reply(end.reply),
      ];
    case 'doubts':
      return [paint.bad(t.doubts(end.count))];
    default:
      return why;
  }
}
