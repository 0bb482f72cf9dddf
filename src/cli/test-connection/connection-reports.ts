/** Owns handing the result of a connection test to the files of `--report`. */
import type { ConnectionTest } from '../../diagnosis/result.js';
import type { Project } from '../../project/project.js';
import { isoTime } from '../../project/zoned-time.js';
import { connectionJson } from '../../report/connection-json.js';
import { connectionReport, type ReportFacts } from '../../report/connection-report.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import type { Context } from '../context.js';
import { leadTimeDays, leadTimeSentence } from '../lead-time.js';
import { originOf, writeReportFiles } from '../report-files.js';

/** Throws the faults of `writeReportFiles`. */
export function writeConnectionReports(
  context: Context,
  paths: readonly string[],
  test: ConnectionTest,
  project: Project | null,
): Promise<void> {
  const { texts, language } = context;
  // Of a sign-in the provider may repeat a secret that the account itself does not hold.
  const { redact } = context.terminal;
  const facts = factsOf(context, project);
  return writeReportFiles(context, paths, {
    kind: 'test-connection',
    report: () => connectionReport(test, facts, texts, language, redact),
    json: () => connectionJson(test, connectionDocument(test, texts.diagnosis), facts, redact),
    written: texts.commands.testConnection.reported,
  });
}

function factsOf(context: Context, project: Project | null): ReportFacts {
  const start = project?.electionStart?.getTime();
  const lead =
    start === undefined || project === null
      ? null
      : { electionStart: isoTime(start, project.timezone), days: leadTimeDays(context, project) ?? 0 };
  const notice = leadTimeSentence(context, project)?.text ?? null;
  return { ...originOf(context), platform: context.platform, lead, notice };
}
