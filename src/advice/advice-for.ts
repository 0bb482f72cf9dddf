/** Owns who must do what about one trouble. Pure. */
import type { Advice } from './advice.js';
import { caseOf } from './case.js';
import { familyOfTarget } from './family.js';
import { ADVICE } from './table.js';
import type { Target, Trouble } from './trouble.js';

/** Who must do what, most likely first; empty where nothing is wrong. Each piece stands once. */
export function adviceFor(trouble: Trouble, target: Target): readonly Advice[] {
  if (trouble.kind === null) return [];
  const family = familyOfTarget(target);
  const occasion = target.to === null ? 'mailing' : 'test';
  const kinds = trouble.facts?.senderDomain?.findings ?? [trouble.kind];
  const all = kinds
    .flatMap((kind) => ADVICE[caseOf(kind, trouble, target)])
    .flatMap((entry) => ('for' in entry ? [entry] : entry[family]))
    .filter(({ only = occasion }) => only === occasion);
  return all.filter((entry, index) => all.findIndex(({ advice }) => advice === entry.advice) === index);
}
