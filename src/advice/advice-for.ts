/** Owns who must do what about one trouble. Pure. */
import { hostFamily } from '../diagnosis/host-family.js';
import type { Advice } from './advice.js';
import { caseOf } from './case.js';
import { ADVICE } from './table.js';
import type { Target, Trouble } from './trouble.js';

/** Who must do what, most likely first; empty where nothing is wrong. Each piece stands once. */
export function adviceFor(trouble: Trouble, target: Target): readonly Advice[] {
  if (trouble.kind === null) return [];
  const family = hostFamily(target.host);
  const occasion = target.to === null ? 'mailing' : 'test';
  const entries = ADVICE[caseOf(trouble.kind, trouble, target)];
  return entries
    .flatMap((entry) => ('for' in entry ? [entry] : entry[family]))
    .filter(({ only = occasion }) => only === occasion);
}
