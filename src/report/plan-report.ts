/** Owns what a report on the plan of a mailing says, in order; it names no voter, so that it can be handed on. */

import type { Plan } from '../delivery/plan.js';
import type { Verdict } from '../diagnosis/verdict.js';
import { type Format, formatFor } from '../i18n/format.js';
import type { Language } from '../i18n/language.js';
import { lateNotes, type PlanNote, type PlanRow, planNotes, planRows } from '../i18n/plan-sentences.js';
import type { Texts } from '../i18n/texts.js';
import { formatSender } from '../profile/sender.js';
import { type Redact, redactedJson } from '../redaction.js';
import type { Block, Section } from './blocks.js';
import { courseBlock } from './plan-course.js';
import type { Report, ReportOrigin } from './report.js';

/** What is known beside the plan. */
export interface PlanFacts extends ReportOrigin {
  /** Of the election; null where the project has none. */
  readonly title: string | null;
}

/** Named one by one: of the others some are voters, or the words of their invitation. */
const TOLD: readonly PlanRow['name'][] = [
  ...(['roll', 'notVoted', 'voted', 'template', 'from', 'replyTo', 'server'] as const),
  ...(['already', 'retries', 'toMail'] as const),
  ...(['start', 'end', 'duration', 'finish', 'pauses', 'fingerprint'] as const),
];

/** `redact` removes the secrets of the login, before any escaping could hide a part of them. */
export function planReport(
  plan: Plan,
  facts: PlanFacts,
  texts: Texts,
  language: Language,
  redact: Redact,
): Report {
  const t = texts.planReport;
  const late = lateNotes(plan, texts);
  const gravest = late.at(-1);
  const report: Report = {
    kind: 'plan',
    language,
    status: statusOf(late),
    title: t.title(facts.title),
    verdict: gravest?.sentence ?? calmVerdict(plan, texts, formatFor(language)),
    opening: [
      ...late.flatMap((note) => said(note, gravest)),
      `${t.purpose} ${plan.notVoted ? t.passOnReminder : t.passOn}`,
    ],
    sections: [
      ...course(plan, texts, language),
      mailing(plan, texts, language),
      ...notes(plan, texts),
      origin(facts, texts),
    ],
  };
  return JSON.parse(redactedJson(report, redact)) as Report;
}

function statusOf(late: readonly PlanNote[]): Verdict {
  if (late.length === 0) return 'passed';
  return late.some(({ grave }) => grave) ? 'failed' : 'warned';
}

/** Nobody comes too late. */
function calmVerdict(
  { toMail, partial, beforeStart, afterStart, finish, timezone }: Plan,
  { planReport: t, send }: Texts,
  format: Format,
): string {
  const when = (date: Date): string => send.plan.at(date, timezone);
  if (toMail === 0 || finish === null) return t.verdicts.nobody;
  if (partial) return t.verdicts.last(when(finish));
  if (afterStart) return t.verdicts.soon(format.duration(afterStart.last), when(afterStart.start));
  return beforeStart ? t.verdicts.inTime(when(beforeStart.deadline)) : t.verdicts.last(when(finish));
}

/** What the verdict has said already is not said twice; what helps always is. */
function said(note: PlanNote, verdict: PlanNote | undefined): string[] {
  const sentence = note === verdict ? [] : [note.sentence];
  const whole = [...sentence, ...(note.advice === null ? [] : [note.advice])];
  return whole.length === 0 ? [] : [whole.join(' ')];
}

function course(plan: Plan, texts: Texts, language: Language): Section[] {
  if (plan.toMail === 0) return [];
  const t = texts.planReport.course;
  const foreseen: Block = { kind: 'paragraph', text: t.foreseen };
  return [{ heading: t.heading, blocks: [courseBlock(plan, texts, formatFor(language)), foreseen] }];
}

function mailing(plan: Plan, texts: Texts, language: Language): Section {
  const rows = planRows(plan, texts, formatFor(language), formatSender)
    .filter(({ name }) => TOLD.includes(name))
    .map(({ label, value }): readonly [string, string] => [label, value]);
  return { heading: texts.planReport.facts, blocks: [{ kind: 'facts', rows }] };
}

/** Those of the time stand at the top. */
function notes(plan: Plan, texts: Texts): Section[] {
  const ofTime = lateNotes(plan, texts).map(({ sentence }) => sentence);
  const items = planNotes(plan, texts)
    .filter(({ sentence }) => !ofTime.includes(sentence))
    .flatMap((note) => said(note, undefined));
  return items.length === 0 ? [] : [{ heading: texts.planReport.notes, blocks: [{ kind: 'list', items }] }];
}

function origin({ at, tool, version }: PlanFacts, { planReport, report }: Texts): Section {
  const t = planReport.origin;
  const rows = [
    [t.at, report.about.moment(at)],
    [t.program, `${tool} ${version}`],
  ] as const;
  return { heading: t.heading, blocks: [{ kind: 'facts', rows }] };
}
