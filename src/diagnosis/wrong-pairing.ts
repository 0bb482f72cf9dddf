/** Owns the question whether a silent port speaks the other way: TLS at once, or clear text first. No login. */
import { Dialogue } from './dialogue.js';
import { shakeHands } from './handshake.js';
import { connectTo } from './reach-stages.js';
import type { OwnKind } from './result.js';
import type { Session } from './session.js';
import { Transcript } from './transcript.js';

/** What only a TLS server can say. */
const TLS_ANSWERS = /^(?:secured|certificate-.*|tls-too-old|tls-failed)$/;

/** On a new connection: is a TLS greeting answered in TLS? A refused certificate is an answer too. */
export async function speaksTlsAtOnce(session: Session): Promise<boolean> {
  const { address, deadlines, transcript } = session;
  transcript.note('new connection: TLS from the first byte?', false);
  const connected = await connectTo(session, address, deadlines.connect);
  if ('kind' in connected) return false;
  const handshake = await shakeHands(session, connected.socket);
  if (handshake.kind === 'secured') handshake.socket.destroy();
  return TLS_ANSWERS.test(handshake.kind);
}

/** On a new connection: does the server greet in clear text? */
export async function greetsInClearText(session: Session): Promise<boolean> {
  const { address, deadlines, redact, transcript } = session;
  transcript.note('new connection: a greeting in clear text?', false);
  const connected = await connectTo(session, address, deadlines.connect);
  if ('kind' in connected) return false;
  const options = { transcript: new Transcript(redact), redact, encrypted: false };
  const dialogue = new Dialogue(connected.socket, options);
  const answer = await dialogue.read(deadlines.greeting);
  dialogue.close();
  return answer.kind === 'reply';
}

/** Only silence and a lost connection leave the question open. */
export function leavesPairingOpen(kind: OwnKind | string | null): boolean {
  return kind === 'no-answer' || kind === 'connection-lost' || kind === 'not-smtp';
}
