/** Owns how findings are printed: place, severity, sentence; errors first, in the order of the file. */
import type { Finding } from '../../finding.js';
import type { Format } from '../../i18n/format.js';
import type { Texts } from '../../i18n/texts.js';
import type { Paint } from '../paint.js';

const MOST = 100;

/** The sentence of a finding. */
export function findingMessage(finding: Finding, texts: Texts): string {
  const render = texts.findings[finding.kind] as (details: unknown) => string;
  return render(finding.details);
}

/** `total` counts also the findings that were not kept. */
export function findingLines(
  findings: readonly Finding[],
  total: number,
  texts: Texts,
  format: Format,
  paint: Paint,
): string[] {
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  const lines = ordered.slice(0, MOST).map((finding) => {
    const isError = finding.severity === 'error';
    const word = isError ? paint.bad(texts.common.error) : paint.warn(texts.common.warning);
    return `${word} ${paint.strong(findingPlace(finding, texts, format))}: ${findingMessage(finding, texts)}`;
  });
  const left = total - lines.length;
  return left > 0 ? [...lines, texts.common.moreFindings(format.number(left))] : lines;
}

/** "line 7, column Passwort", or that it concerns the whole file. */
export function findingPlace(finding: Finding, texts: Texts, format: Format): string {
  const row = finding.row === null ? null : texts.common.row(finding.row);
  const column = finding.column === null ? null : texts.common.column(format.quote(finding.column, 60));
  return [row, column].filter(Boolean).join(', ') || texts.common.wholeFile;
}

function rank(finding: Finding): number {
  return finding.severity === 'error' ? 0 : 1;
}
