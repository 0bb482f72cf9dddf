/** Owns the stages in which server and client introduce themselves: greeting and EHLO. */
import { Dialogue } from './dialogue.js';
import { parseEhlo } from './ehlo.js';
import { dialogueOf, failed, judge, type Session, type StageOutcome } from './session.js';
import { leavesPairingOpen, speaksTlsAtOnce } from './wrong-pairing.js';

/** An address literal says nothing about the machine we run on (RFC 5321 4.1.3). */
const EHLO_NAME = '[127.0.0.1]';

/** Waits for 220. Silence on a port without TLS may mean that the port speaks TLS at once: it is asked. */
export async function greetingStage(session: Session): Promise<StageOutcome> {
  const { account, deadlines, pairingKnown, redact, socket, transcript } = session;
  if (socket !== null) {
    session.dialogue = new Dialogue(socket, { transcript, redact, encrypted: false });
    session.socket = null;
  }
  const dialogue = dialogueOf(session);
  const outcome = judge('greeting', await dialogue.read(deadlines.greeting), [220]);
  if (pairingKnown || account.encryption === 'ssl' || !leavesPairingOpen(outcome.kind)) return outcome;
  dialogue.close();
  return (await speaksTlsAtOnce(session)) ? failed('tls-expected') : outcome;
}

/** Says EHLO and notes what is offered; also after STARTTLS, when all said before is void (RFC 3207 4.2). */
export async function ehloStage(session: Session): Promise<StageOutcome> {
  session.ehlo = null;
  const answer = await dialogueOf(session).ask(`EHLO ${EHLO_NAME}`, session.deadlines.command);
  const outcome = judge('ehlo', answer, [250]);
  if (outcome.status !== 'passed' || answer.kind !== 'reply') return outcome;
  session.ehlo = parseEhlo(answer.lines);
  return { ...outcome, facts: { ehlo: session.ehlo } };
}
