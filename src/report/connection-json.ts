/** Owns the report as JSON: the document of `test-connection --json` and what a reader elsewhere needs besides. */
import type { ConnectionTest } from '../diagnosis/result.js';
import { type Redact, redactedJson } from '../redaction.js';
import type { ReportFacts } from './connection-report.js';

/** `document` is that of docs/json.md; the result begins with `MARKERS.json`. */
export function connectionJson(
  test: ConnectionTest,
  document: object,
  facts: ReportFacts,
  redact: Redact,
): string {
  const { target, transcript } = test;
  const { notice: _, ...told } = facts;
  const whole = { report: 'test-connection', ...told, target, ...document, transcript };
  return `${redactedJson(whole, redact, 2)}\n`;
}
