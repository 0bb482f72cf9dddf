/** Owns what must be true after a trial, by SIGKILL or by cuts, whatever its numbers, and how it is told in one line. */
import { expect } from 'vitest';
import type { CutReport } from './cut.js';
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
  expect(kills).toBe(plan.kills);
}

/** Bytes: the record of TLS that holds the dot, and the one that holds its answer with the queue ID. */
const WIDEST_DOUBT = 32 + 80;

export function summaryOfCuts(report: CutReport): string {
  const { cuts, accepted, unknown, unknownArrived, notReleased } = report;
  const doubts = `unknown ${unknown} (of these arrived ${unknownArrived})`;
  return `${cuts} cuts: accepted ${accepted}, ${doubts}, not released ${notReleased}`;
}

/** Nothing arrived of what was not released, one message of what was accepted, one at most of what is unknown. */
export function expectTrueBeliefs(report: CutReport): void {
  const { cuts, accepted, unknown, notReleased, wrong } = report;
  expect(wrong).toEqual([]);
  expect(accepted + unknown + notReleased).toBe(cuts);
  expect(unknown).toBeLessThanOrEqual(WIDEST_DOUBT);
  // A trial without one of the three has not cut where it matters.
  expect(Math.min(accepted, unknown, notReleased)).toBeGreaterThan(0);
}
