/** Owns what a connection test amounts to: the verdict, who must do what, whether the password was kept. Pure. */
import type { AdviceId, AdviceRole } from '../advice/advice.js';
import { adviceFor } from '../advice/advice-for.js';
import type { ConnectionTest } from './result.js';

/** `warned`: usable, with something to mind. */
export type Verdict = 'passed' | 'warned' | 'failed';

/** What one role is asked to do; no advice twice. */
export interface Duty {
  readonly role: AdviceRole;
  readonly advice: readonly AdviceId[];
}

export function verdictOf({ ok, stages }: ConnectionTest): Verdict {
  if (!ok) return 'failed';
  return stages.some(({ status }) => status === 'warned') ? 'warned' : 'passed';
}

/** Roles and advice in the order in which the stages name them. */
export function dutiesOf({ stages, target }: ConnectionTest): readonly Duty[] {
  const all = stages.flatMap((result) => adviceFor(result, target));
  const roles = [...new Set(all.map((entry) => entry.for))];
  return roles.map((role) => {
    const own = all.filter((entry) => entry.for === role).map((entry) => entry.advice);
    return { role, advice: [...new Set(own)] };
  });
}

/** Whether nothing of the login was said. */
export function passwordKept({ stages }: ConnectionTest): boolean {
  return stages.find(({ stage }) => stage === 'auth')?.facts.mechanism === undefined;
}
