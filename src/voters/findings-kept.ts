/** Owns how many findings are kept of a roll: all are counted, a thousand are kept, errors first. */
import type { Finding } from '../finding.js';

export const MOST_FINDINGS = 1000;

/** Counts findings and keeps the first thousand: of the errors, then of the warnings. */
export class FindingsKept {
  readonly #errors: Finding[] = [];
  readonly #warnings: Finding[] = [];
  #errorCount = 0;
  #warningCount = 0;

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const isError = finding.severity === 'error';
      if (isError) this.#errorCount += 1;
      else this.#warningCount += 1;
      const kept = isError ? this.#errors : this.#warnings;
      if (kept.length < MOST_FINDINGS) kept.push(finding);
    }
  }

  get errors(): number {
    return this.#errorCount;
  }

  get warnings(): number {
    return this.#warningCount;
  }

  /** What is kept, in the order of the rows; first what concerns the whole roll. */
  list(): Finding[] {
    const kept = [...this.#errors, ...this.#warnings].slice(0, MOST_FINDINGS);
    return kept.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  }
}
