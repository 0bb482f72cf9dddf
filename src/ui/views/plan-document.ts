/** Owns the JSON document of a plan (docs/json.md): times in ISO 8601 in UTC; additions only. */
import type { Plan } from '../../delivery/plan.js';

export interface PlanDocument {
  readonly voters: number;
  readonly toMail: number;
  /** When the first message goes: the planned time, or now. */
  readonly start: string;
  /** When the last one goes that goes in time; null where none does. */
  readonly last: string | null;
  /** Hours' and days' limits used up. */
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  readonly limits: Plan['limits'];
  readonly limitsFrom: Plan['limitsFrom'];
  /** Through the same mailbox in the last day; null where no limit counts messages. */
  readonly otherMailings: Plan['elsewhere'];
  /** Messages for which the time is too short, and when to begin so that it is not. */
  readonly left: number;
  readonly latestStart: string | null;
  readonly beforeStart: {
    readonly deadline: string;
    readonly late: number;
    readonly latestStart: string;
  } | null;
  /** Everybody is mailed before the end of the time, and before the election or the meeting begins. */
  readonly inTime: boolean;
  readonly fingerprint: string;
}

export function planDocument(plan: Plan): PlanDocument {
  const { voters, toMail, limits, limitsFrom, elsewhere, left, fingerprint, beforeStart } = plan;
  const first = plan.start ?? plan.now;
  return {
    voters,
    toMail,
    start: first.toISOString(),
    last: toMail === 0 ? null : (plan.finish?.toISOString() ?? null),
    pauses: plan.pauses.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    limits,
    limitsFrom,
    otherMailings: elsewhere,
    left,
    latestStart: plan.latestStart?.toISOString() ?? null,
    beforeStart: beforeStart && {
      deadline: beforeStart.deadline.toISOString(),
      late: beforeStart.late,
      latestStart: beforeStart.latestStart.toISOString(),
    },
    inTime: left === 0 && (beforeStart === null || beforeStart.late === 0),
    fingerprint,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
