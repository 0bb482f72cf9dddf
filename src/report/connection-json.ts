/** Owns the report as JSON: the document of `test-connection --json` and what a reader elsewhere needs besides. */
import type { ConnectionTest } from '../diagnosis/result.js';
import type { Redact } from '../redaction.js';
import type { ReportFacts } from './connection-report.js';
import { reportJson } from './json.js';

/** `document` is that of docs/json.md. */
export function connectionJson(
  test: ConnectionTest,
  document: object,
  facts: ReportFacts,
  redact: Redact,
): string {
  const { target, transcript } = test;
  const { notice: _, ...told } = facts;
  return reportJson('test-connection', { ...told, target, ...document, transcript }, redact);
}
