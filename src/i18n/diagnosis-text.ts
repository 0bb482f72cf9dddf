/** Owns the shape of the connection test's sentences: what was found, and what whom is asked to do. */
import type { AdviceId } from '../diagnosis/advice.js';
import type { ConnectionTarget, DiagnosisKind, StageFacts } from '../diagnosis/result.js';

/** One sentence on what was found; the server's reply is shown beside it. */
export type ProblemTexts = Readonly<
  Record<DiagnosisKind, (target: ConnectionTarget, facts: StageFacts) => string>
>;

/** One or two sentences to the role named beside it. */
export type AdviceTexts = Readonly<Record<AdviceId, (target: ConnectionTarget) => string>>;
