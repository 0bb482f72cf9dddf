/** Owns the stage that hands over a real, marked message, as a mailing would: the only proof of what comes after DATA. */
import { askRecipient, mailFromStage } from './envelope-stages.js';
import {
  dialogueOf,
  failed,
  judge,
  passed,
  type Session,
  type StageOutcome,
  type TestMessage,
} from './session.js';

/** A transaction of its own: RSET, MAIL, RCPT, DATA and the message. Nothing is tried a second time. */
export async function messageStage(session: Session): Promise<StageOutcome> {
  const { testMessage, deadlines } = session;
  if (testMessage === null) throw new Error('no message to hand over');
  const ask = (command: string) => dialogueOf(session).ask(command, deadlines.command);
  const steps = [
    // Whoever refuses it (RFC 5321 4.1.1.5 does not allow that) refuses the message, not the address we come from.
    async () => judge('data', await ask('RSET'), [250]),
    () => mailFromStage(session),
    () => askRecipient(session, testMessage.to),
    async () => judge('data', await ask('DATA'), [354]),
  ];
  for (const step of steps) {
    const outcome = await step();
    if (outcome.status !== 'passed') return outcome;
  }
  return afterDot(session, testMessage);
}

async function afterDot(session: Session, message: TestMessage): Promise<StageOutcome> {
  const answer = await dialogueOf(session).handOver(message.bytes, session.deadlines.confirmation);
  if (answer.kind === 'out-of-step') return failed('out-of-step');
  const { to, messageId } = message;
  const facts = { message: { to, messageId } };
  // The server has the whole message: without a clear reply nobody knows what becomes of it (RFC 1047).
  if (answer.kind !== 'reply' || answer.reply.code < 200) return failed('message-unknown', null, facts);
  const isAccepted = Math.floor(answer.reply.code / 10) === 25;
  if (isAccepted) return passed(answer.reply, facts);
  if (answer.reply.code < 400) return failed('message-unknown', answer.reply, facts);
  return { ...judge('end-of-data', answer, []), facts };
}
