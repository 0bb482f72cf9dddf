/** Owns the making of findings about a template, and about what one voter's cells make of it. */
import type { Finding, FindingDetails, FindingKind } from '../finding.js';

/** A finding in a file of the template: it has no row. */
export function templateFinding<K extends FindingKind>(
  kind: K,
  details: FindingDetails[K],
  severity: Finding['severity'] = 'error',
): Finding {
  return { severity, kind, row: null, column: null, details } as Finding;
}

/** An error that only the voter of `row` has; `column` is the placeholder with the cell at fault, where one is. */
export function voterFinding<K extends FindingKind>(
  kind: K,
  details: FindingDetails[K],
  row: number,
  column: string | null = null,
): Finding {
  return { severity: 'error', kind, row, column, details } as Finding;
}
