/** Owns the printing of findings before a command goes on or gives up. */
import { findingLines } from '../ui/views/findings-view.js';
import type { CheckedProject } from './check-project.js';
import type { Context } from './context.js';

export interface FindingsWishes {
  /** With `--json` warnings would only disturb the talk on stderr. */
  readonly onlyErrors: boolean;
}

export function reportFindings(
  context: Context,
  checked: Pick<CheckedProject, 'findings' | 'errors' | 'warnings'>,
  wishes: FindingsWishes,
): void {
  const { terminal, texts, format } = context;
  const shown = checked.findings.filter(({ severity }) => severity === 'error' || !wishes.onlyErrors);
  const total = checked.errors + (wishes.onlyErrors ? 0 : checked.warnings);
  for (const line of findingLines(shown, total, texts, format, terminal.paint)) terminal.warn(line);
}
