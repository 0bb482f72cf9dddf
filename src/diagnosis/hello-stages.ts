/** Owns the stages in which server and client introduce themselves: greeting and EHLO. */
import { Dialogue } from './dialogue.js';
import { parseEhlo } from './ehlo.js';
import { observedInHello } from './observed-address.js';
import { dialogueOf, failed, judge, type Session, type StageOutcome, warned } from './session.js';
import { leavesPairingOpen, speaksTlsAtOnce } from './wrong-pairing.js';

/** An address literal says nothing about the machine we run on (RFC 5321 4.1.3). */
const EHLO_LITERAL = '127.0.0.1';

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

/** Says EHLO, notes what is offered, and compares from where the server sees us with what is expected. */
export async function ehloStage(session: Session): Promise<StageOutcome> {
  const outcome = await introduce(session);
  if (outcome.status !== 'passed') return outcome;
  const { expectAddress: expected, observedAddress: observed } = session;
  const facts = { ...outcome.facts, observedAddress: observed };
  if (expected === null || observed === expected) return { ...outcome, facts };
  const compared = { ...facts, expectedAddress: expected };
  // Before the login: a password that goes out from the wrong network proves nothing.
  if (observed !== null) return failed('unexpected-address', outcome.reply, compared);
  // Some servers tell only once the connection is encrypted.
  const encryptionComes = session.account.encryption === 'starttls' && !dialogueOf(session).encrypted;
  return encryptionComes ? { ...outcome, facts } : warned('address-not-told', outcome.reply, compared);
}

/** EHLO and its reply; once more after STARTTLS, when all said before is void (RFC 3207 4.2). */
async function introduce(session: Session): Promise<StageOutcome> {
  session.ehlo = null;
  const answer = await dialogueOf(session).ask(`EHLO [${EHLO_LITERAL}]`, session.deadlines.command);
  const outcome = judge('ehlo', answer, [250]);
  if (outcome.status !== 'passed' || answer.kind !== 'reply') return outcome;
  session.ehlo = parseEhlo(answer.lines);
  session.observedAddress ??= observedInHello(answer.lines, addressesWithoutMeaning(session));
  return { ...outcome, facts: { ehlo: session.ehlo } };
}

/** What a server says of itself, or repeats of our EHLO, does not tell where we come from. */
export function addressesWithoutMeaning({ addresses }: Session): readonly string[] {
  return [EHLO_LITERAL, ...addresses];
}
