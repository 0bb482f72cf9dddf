/** Owns the JSON form of every report: it begins with its marker and holds no secret. */
import { type Redact, redactedJson } from '../redaction.js';
import type { ReportKind } from './marker.js';

export function reportJson(kind: ReportKind, fields: object, redact: Redact): string {
  return `${redactedJson({ report: kind, ...fields }, redact, 2)}\n`;
}
