/** Owns the run of stages in one session: one after the other, up to the first that fails. */

import { addressesWithoutMeaning } from './hello-stages.js';
import { observedInRefusal } from './observed-address.js';
import type { DiagnosisKind, StageName, StageResult } from './result.js';
import type { Session, StageOutcome } from './session.js';
import type { NamedStage } from './stages.js';

/** Refusals of the address from which we come; many hosts name it there. */
const OF_OUR_ADDRESS: readonly (DiagnosisKind | null)[] = [
  'ip-blocked',
  'greeting-refused',
  'ehlo-refused',
  'too-many-connections',
];

/** Told the name of each stage as it begins; a skipped one never does. */
export type Begins = (stage: StageName) => void;

/** A result for every stage, those after a failed one skipped. */
export async function runStages(
  session: Session,
  stages: readonly NamedStage[],
  begins: Begins = () => {},
): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) {
    const broken = results.some((result) => result.status === 'failed');
    if (!broken) begins(stage[0]);
    results.push(broken ? skipped(stage) : await run(stage, session));
    session.results = results;
  }
  return results;
}

async function run([stage, perform]: NamedStage, session: Session): Promise<StageResult> {
  const { monotonic } = session.doors.clock;
  const begin = monotonic();
  const outcome = withObservedAddress(session, await perform(session));
  return { stage, ms: Math.round(monotonic() - begin), ...outcome };
}

function withObservedAddress(session: Session, outcome: StageOutcome): StageOutcome {
  if (outcome.reply === null || !OF_OUR_ADDRESS.includes(outcome.kind)) return outcome;
  session.observedAddress ??= observedInRefusal(outcome.reply.text, addressesWithoutMeaning(session));
  return { ...outcome, facts: { ...outcome.facts, observedAddress: session.observedAddress } };
}

/** The result of a stage that was not performed. */
export function skipped([stage]: NamedStage): StageResult {
  return { stage, status: 'skipped', ms: 0, kind: null, reply: null, facts: {} };
}

/** Ends the connection, whoever has it. */
export function closeSession(session: Session): void {
  session.socket?.destroy();
  session.dialogue?.close();
}
