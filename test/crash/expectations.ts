/** Owns what must be true after a trial by SIGKILL, whatever its numbers. */
import { expect } from 'vitest';
import type { KillPlan, KillReport } from './kill.js';

/** The outcome in one line, for whoever runs the trial: what the two zeros mean, `expectNobodyLost` checks. */
export function summaryOf({ accepted, doubts, before, after }: KillReport): string {
  const uncounted = before.none.filter((id) => !doubts.includes(id));
  const lost = new Set([...uncounted, ...after.none]).size;
  const twice = new Set([...before.several, ...after.several.filter((id) => !doubts.includes(id))]).size;
  return `accepted ${accepted}, in doubt ${doubts.length}, lost ${lost}, twice without consent ${twice}`;
}

/** Nobody lost, nobody mailed twice without being asked, the list of doubts complete and no longer than it can be. */
export function expectNobodyLost(report: KillReport, plan: KillPlan): void {
  const { kills, code, accepted, doubts, before, after, unexpected } = report;
  expect(unexpected.map(({ code: ended, stderr }) => `${ended}: ${/^Error: .*/m.exec(stderr)?.[0]}`)).toEqual(
    [],
  );
  expect(code).toBe(doubts.length > 0 ? 4 : 0);
  expect(accepted + doubts.length).toBe(plan.voters);
  expect(before.several).toEqual([]);
  expect(before.none.filter((id) => !doubts.includes(id))).toEqual([]);
  expect(doubts.length).toBeLessThanOrEqual(kills * plan.connections);
  expect(after.none).toEqual([]);
  expect(after.several.filter((id) => !doubts.includes(id))).toEqual([]);
  // A doubt that had arrived is there twice now, one that had not, once.
  expect(after.several).toEqual(doubts.filter((id) => !before.none.includes(id)).sort());
  // A trial in which little was killed proves little.
  expect(kills).toBeGreaterThan(plan.kills / 2);
}
