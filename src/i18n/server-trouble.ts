/** Owns how a mailing tells its trouble with the mail server: what the connection test would say, and hints by role. */
import {
  type Advice,
  type AdviceId,
  type AdviceRole,
  CHANGES_PROFILE,
  GIVES_CERTIFICATE,
} from '../advice/advice.js';
import { adviceFor } from '../advice/advice-for.js';
import { caseOf } from '../advice/case.js';
import type { Target, Trouble } from '../advice/trouble.js';
import type { DiagnosisKind } from '../diagnosis/result.js';
import type { AdviceTexts, ProblemTexts } from './advice-text.js';
import { textOf } from './text-of.js';

export interface TroubleWords {
  readonly problems: ProblemTexts;
  readonly advice: AdviceTexts;
  /** What stands before a hint to a role; nothing where it is the reader's own task. */
  readonly addressed: Readonly<Record<AdviceRole, string>>;
  /** What can be said of a kind that has no words. */
  readonly unknown: string;
  /** Commands that make what was changed last. */
  readonly storeProfile: string;
  readonly storeCertificate: string;
}

export interface Told {
  /** A sentence without its full stop. */
  readonly problem: string;
  readonly hints: readonly string[];
}

/** Tells what `kind` is at `stage`; `said` is the server's reply, null where it said nothing. */
export function tellTrouble(
  words: TroubleWords,
  target: Target,
  kind: string,
  stage: string,
  said: string | null = null,
): Told {
  const known = isKnown(words, kind);
  const trouble: Trouble = {
    kind: known ? kind : 'unexpected-reply',
    stage,
    reply: said === null ? null : { text: said },
  };
  const problem = known ? words.problems[caseOf(kind, trouble, target)](target, {}) : words.unknown;
  const advice = adviceFor(trouble, target);
  return {
    problem: problem.replace(/\.$/, ''),
    hints: [
      ...advice.map((piece) => words.addressed[piece.for] + words.advice[piece.advice](target)),
      ...stored(words, advice),
    ],
  };
}

/** A state file or a later version may hold a kind that nobody has put into words. */
function isKnown({ problems }: TroubleWords, kind: string): kind is DiagnosisKind {
  return textOf(problems, kind) !== null;
}

function stored(words: TroubleWords, advice: readonly Advice[]): string[] {
  const leadsTo = (ids: ReadonlySet<AdviceId>): boolean => advice.some((piece) => ids.has(piece.advice));
  return [
    ...(leadsTo(GIVES_CERTIFICATE) ? [words.storeCertificate] : []),
    ...(leadsTo(CHANGES_PROFILE) ? [words.storeProfile] : []),
  ];
}
