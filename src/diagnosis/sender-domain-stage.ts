/** Owns the stage of the sender's domain: advice only, asked while the other stages run, and never a failure. */
import { passed, type Session, type StageOutcome, warned } from './session.js';

/** Waits for what is left of the inquiry that began with the test. */
export async function senderDomainStage(session: Session): Promise<StageOutcome> {
  const facts = { senderDomain: await session.inquiry.facts };
  const [first] = facts.senderDomain.findings;
  return first === undefined ? passed(null, facts) : warned(first, null, facts);
}
