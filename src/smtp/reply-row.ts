/** Owns the shape of one row in the table of replies, and when a row fits. */
import type { Action, Classification, Phase, ReplyKind, Scope } from './phase.js';
import type { Reply } from './reply.js';

/** All that is not null must fit. Patterns are linear: no nested repetition, and texts are at most 300 long. */
export interface ReplyRow {
  readonly when: readonly Phase[] | null;
  readonly code: readonly number[] | null;
  /** A status code exactly ("5.7.139"), or a pattern over it. */
  readonly enhanced: string | RegExp | null;
  readonly text: RegExp | null;
  readonly verdict: Classification;
}

/** One row: when, code, enhanced status code, text; then scope, kind, action. */
export function row(
  when: readonly Phase[] | null,
  code: readonly number[] | null,
  enhanced: string | RegExp | null,
  text: RegExp | null,
  ...[scope, kind, action]: readonly [Scope, ReplyKind, Action]
): ReplyRow {
  return { when, code, enhanced, text, verdict: { scope, kind, action } };
}

export function fits(candidate: ReplyRow, phase: Phase, reply: Reply): boolean {
  const { when, code, enhanced, text } = candidate;
  if (when !== null && !when.includes(phase)) return false;
  if (code !== null && !code.includes(reply.code)) return false;
  if (enhanced !== null && !fitsEnhanced(enhanced, reply.enhanced)) return false;
  return text?.test(reply.text) ?? true;
}

function fitsEnhanced(wanted: string | RegExp, found: string | null): boolean {
  if (found === null) return false;
  return typeof wanted === 'string' ? wanted === found : wanted.test(found);
}
