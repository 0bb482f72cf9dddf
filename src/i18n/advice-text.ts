/** Owns the shape of the sentences about a mail server: what was found, and what whom is asked to do. */
import type { AdviceId } from '../advice/advice.js';
import type { Case } from '../advice/case.js';
import type { Target } from '../advice/trouble.js';
import type { StageFacts } from '../diagnosis/result.js';

/** One sentence on what was found, in a test or a mailing; the server's reply is shown beside it. */
export type ProblemTexts = Readonly<Record<Case, (target: Target, facts: StageFacts) => string>>;

/** One or two sentences to the role named beside it; one that ends in a command has no full stop. */
export type AdviceTexts = Readonly<Record<AdviceId, (target: Target) => string>>;
