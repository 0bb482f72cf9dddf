/** Owns handing a plan to the files of `--report`, which belong to `--plan` alone. */
import type { Plan } from '../../delivery/plan.js';
import { Fault } from '../../fault.js';
import { reportJson } from '../../report/json.js';
import { planReport } from '../../report/plan-report.js';
import { planDocument } from '../../ui/views/plan-document.js';
import { originOf, writeReportFiles } from '../report-files.js';
import type { Checked } from './send-checked.js';
import type { SendOptions } from './send-options.js';

/** Throws `usage` where there is no plan to report on. */
export function checkPlanOptions({ plan, report, sandbox, dryRun }: SendOptions): void {
  if (plan && (sandbox || dryRun)) throw new Fault('usage', { reason: 'plan-alone' });
  if (report !== undefined && !plan) throw new Fault('usage', { reason: 'report-without-plan' });
}

/** Throws the faults of `writeReportFiles`. */
export function writePlanReports({ context, checked, options }: Checked, plan: Plan): Promise<void> {
  const { texts, language } = context;
  const { redact } = context.terminal;
  const origin = originOf(context);
  const facts = { ...origin, title: checked.project.title };
  const { reported, reportedReminder } = texts.planReport;
  return writeReportFiles(context, options.report ?? [], {
    kind: 'plan',
    report: () => planReport(plan, facts, texts, language, redact),
    json: () => reportJson('plan', { ...origin, plan: planDocument(plan) }, redact),
    written: plan.notVoted ? reportedReminder : reported,
  });
}
