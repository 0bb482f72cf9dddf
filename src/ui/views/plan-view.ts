/** Owns how the plan of a mailing is shown before the first message: facts in, lines out. */
import type { Plan } from '../../delivery/plan.js';
import type { Format } from '../../i18n/format.js';
import { lateNotes, type PlanNote, type PlanTimes, planNotes, planRows } from '../../i18n/plan-sentences.js';
import type { Texts } from '../../i18n/texts.js';
import type { Sender } from '../../profile/profile.js';
import type { Paint } from '../paint.js';

/** `formatSender` as "Name <address>", handed in to keep this file free of other areas' code. */
export function planLines(
  plan: Plan,
  texts: Texts,
  format: Format,
  paint: Paint,
  formatSender: (sender: Sender) => string,
): string[] {
  const rows = planRows(plan, texts, format, formatSender);
  const width = Math.max(...rows.map(({ label }) => label.length));
  const shown = rows.map(({ label, value }) => `  ${paint.faint(label.padEnd(width))}  ${value}`);
  const notes = planNotes(plan, texts).map((note) => `  ${painted(note, paint)}`);
  return [...headline(plan, texts, paint), ...shown, ...notes];
}

/** Who comes too late. */
export function lateLines(plan: PlanTimes, texts: Texts, paint: Paint): string[] {
  return lateNotes(plan, texts).map((note) => painted(note, paint));
}

function painted({ sentence, advice, grave }: PlanNote, paint: Paint): string {
  const text = advice === null ? sentence : `${sentence} ${advice}`;
  return grave ? paint.bad(text) : text;
}

function headline(plan: Plan, texts: Texts, paint: Paint): string[] {
  if (plan.kind === 'rehearsal') return [paint.strong(texts.send.rehearsal)];
  return plan.kind === 'dry-run' ? [paint.strong(texts.send.dryRun)] : [];
}
