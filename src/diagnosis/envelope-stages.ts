/** Owns the stages of the envelope: may this login send as this sender, and to this recipient? Nothing is mailed. */
import { dialogueOf, judge, type Session, type StageOutcome } from './session.js';

/** A polite end must not take long: the result stands already. */
const LONGEST_FAREWELL = 2_000;

export async function mailFromStage(session: Session): Promise<StageOutcome> {
  const { deadlines, ehlo, sender } = session;
  // RFC 6531 3.4: an address beyond ASCII must be announced.
  const parameter = ehlo?.smtpUtf8 && /[^\x21-\x7e]/.test(sender) ? ' SMTPUTF8' : '';
  const command = `MAIL FROM:<${sender}>${parameter}`;
  return judge('mail-from', await dialogueOf(session).ask(command, deadlines.command), [250], [sender]);
}

export function rcptToStage(session: Session): Promise<StageOutcome> {
  return askRecipient(session, session.to);
}

/** Asks for one recipient of the transaction that MAIL FROM has begun. */
export async function askRecipient(session: Session, to: string): Promise<StageOutcome> {
  const { deadlines, sender } = session;
  const answer = await dialogueOf(session).ask(`RCPT TO:<${to}>`, deadlines.command);
  return judge('rcpt-to', answer, [250, 251], [to, sender]);
}

/** RSET gives the envelope back, QUIT says good-bye; what is answered no longer matters. */
export async function sayGoodbye(session: Session, wholeWay: boolean): Promise<void> {
  const { deadlines, dialogue } = session;
  const deadline = Math.min(deadlines.command, LONGEST_FAREWELL);
  if (dialogue !== null && wholeWay) await dialogue.ask('RSET', deadline);
  if (dialogue !== null) await dialogue.ask('QUIT', deadline);
}
