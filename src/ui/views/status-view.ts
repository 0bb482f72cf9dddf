/** Owns how the state of a mailing is shown: counts, then everybody who needs somebody's attention. */
import type { Format } from '../../i18n/format.js';
import { kindWord } from '../../i18n/kind-text.js';
import type { Texts } from '../../i18n/texts.js';
import { formatReply, type Reply, safeText } from '../../smtp/reply.js';
import type { Paint } from '../paint.js';

export interface StatusVoter {
  readonly voter: string;
  /** Null without the roll and the key. */
  readonly id: string | null;
  readonly messageId: string | null;
  readonly at: string | null;
  /** Mail host of the attempt, with its port. */
  readonly host: string | null;
  readonly kind: string | null;
  readonly reply: Reply | null;
  readonly next: string | null;
}

export interface StatusFacts {
  readonly mailing: string;
  readonly begun: string;
  /** A reminder to those who have not voted. */
  readonly audience: 'not-voted' | null;
  readonly voters: number;
  readonly accepted: number;
  readonly refused: number;
  readonly deferred: number;
  readonly inDoubt: number;
  readonly pending: number;
  /** Whether the roll and the key were there to name voters. */
  readonly ids: boolean;
  readonly doubts: readonly StatusVoter[];
  readonly refusals: readonly StatusVoter[];
  readonly deferrals: readonly StatusVoter[];
  readonly repeats: readonly StatusRepeat[];
}

/** The latest repetition of one voter (`--again`). */
export interface StatusRepeat {
  readonly voter: string;
  readonly id: string | null;
  readonly number: number;
  readonly at: string;
  readonly reason: string;
  /** The voter's state now, which is this repetition's. */
  readonly state: string;
}

export interface StatusJournal {
  readonly name: string;
  readonly head: string;
  readonly lines: number;
  readonly torn: boolean;
  readonly verify: boolean;
  /** Commands as the reader would type them. */
  readonly commands: { readonly resend: string; readonly accept: string; readonly retry: string };
}

export function statusLines(
  facts: StatusFacts,
  journal: StatusJournal,
  texts: Texts,
  format: Format,
  paint: Paint,
): string[] {
  const t = texts.send.status;
  const p = texts.send.progress;
  const counts: readonly (readonly [string, number])[] = [
    [t.voters, facts.voters],
    [p.accepted, facts.accepted],
    [p.refused, facts.refused],
    [p.deferred, facts.deferred],
    [p.inDoubt, facts.inDoubt],
    [p.pending, facts.pending],
  ];
  const width = Math.max(...counts.map(([word]) => word.length));
  return [
    paint.strong(
      `${t.title(safeText(facts.mailing.slice(0, 8)))} (${safeText(journal.name)}), ${t.begun} ${format.moment(facts.begun)}`,
    ),
    ...(facts.audience ? [`  ${t.notVoted}`] : []),
    ...counts.map(([word, count]) => `  ${word.padEnd(width)}  ${format.number(count)}`),
    ...section(t.doubts, facts.doubts, texts, format, paint),
    ...(facts.doubts.length > 0
      ? ['', t.doubtsSearch, t.doubtsNext(journal.commands.resend, journal.commands.accept)]
      : []),
    ...section(t.refusals, facts.refusals, texts, format, paint),
    ...(facts.refusals.length > 0 ? ['', t.refusalsNext(journal.commands.retry)] : []),
    ...section(t.deferrals, facts.deferrals, texts, format, paint),
    ...repeatLines(facts.repeats, texts, format, paint),
    ...(facts.ids ? [] : [paint.faint(t.rollUnread)]),
    ...(journal.verify ? [paint.good(t.verified(journal.lines))] : []),
    ...(journal.torn ? [paint.warn(t.torn)] : []),
    paint.faint(`${t.lines}: ${format.number(journal.lines)}, ${t.head}: ${journal.head}`),
  ];
}

function section(
  title: string,
  voters: readonly StatusVoter[],
  texts: Texts,
  format: Format,
  paint: Paint,
): string[] {
  if (voters.length === 0) return [];
  return [
    '',
    paint.strong(`${title} (${format.number(voters.length)})`),
    ...voters.flatMap((voter) => voterLines(voter, texts, format)),
  ];
}

function repeatLines(repeats: readonly StatusRepeat[], texts: Texts, format: Format, paint: Paint): string[] {
  const t = texts.send.status;
  if (repeats.length === 0) return [];
  return [
    '',
    paint.strong(`${t.repeats} (${format.number(repeats.length)})`),
    ...repeats.flatMap(({ voter, id, number, at, reason }) => [
      `  ${id === null ? `${t.unknownId}: ${safeText(voter, 80)}` : safeText(id, 80)}`,
      `    ${t.repeat(format.number(number), format.moment(at), safeText(reason))}`,
    ]),
  ];
}

function voterLines(voter: StatusVoter, texts: Texts, format: Format): string[] {
  const t = texts.send.status;
  const id = voter.id === null ? `${t.unknownId}: ${voter.voter}` : safeText(voter.id, 80);
  const when = voter.at === null ? '' : `, ${format.moment(voter.at)}`;
  const why = voter.kind === null ? '' : `: ${kindWord(texts.kinds, voter.kind)}`;
  const lines = [`  ${id}${when}${why}`];
  if (voter.messageId) lines.push(`    Message-ID: ${safeText(voter.messageId)}`);
  if (voter.host) lines.push(`    ${t.host}: ${safeText(voter.host)}`);
  if (voter.reply) lines.push(`    ${t.lastReply}: ${format.quote(formatReply(voter.reply))}`);
  if (voter.next) lines.push(`    ${t.next(format.moment(voter.next))}`);
  return lines;
}
