/** Owns the stages that make the connection secret: STARTTLS and the TLS handshake. */
import type { Socket } from 'node:net';
import { isLoopback } from '../profile/host.js';
import { Dialogue } from './dialogue.js';
import { type Handshake, shakeHands } from './handshake.js';
import { ehloStage } from './hello-stages.js';
import type { CertificateFacts, StageFacts } from './result.js';
import { dialogueOf, failed, judge, passed, type Session, type StageOutcome, warned } from './session.js';
import { greetsInClearText, leavesPairingOpen } from './wrong-pairing.js';

/** Let's Encrypt renews 30 days before the end; below 14 nobody has. */
const EXPIRES_SOON_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

/** Asks for TLS. Without it nothing more is said: no login, no fall-back to clear text. */
export async function startTlsStage(session: Session): Promise<StageOutcome> {
  if (session.ehlo?.startTls !== true) return failed('starttls-not-offered');
  const dialogue = dialogueOf(session);
  const outcome = judge('starttls', await dialogue.ask('STARTTLS', session.deadlines.command), [220]);
  if (outcome.status !== 'passed') return outcome;
  const { socket, surplus } = dialogue.detach();
  session.dialogue = null;
  session.socket = socket;
  if (!surplus) return outcome;
  socket.destroy();
  return failed('starttls-injected', outcome.reply);
}

/** The handshake; after STARTTLS also the second EHLO, since the first one was not protected. */
export async function tlsStage(session: Session): Promise<StageOutcome> {
  const { redact, transcript } = session;
  const handshake = await shakeHands(session, takeSocket(session));
  session.certificate = handshake.certificate;
  if (!('socket' in handshake)) return handshakeFailed(session, handshake);
  transcript.note(`TLS: ${handshake.facts.protocol ?? '?'}, ${handshake.facts.cipher ?? '?'}`, true);
  session.dialogue = new Dialogue(handshake.socket, { transcript, redact, encrypted: true });
  if (session.account.encryption === 'starttls') {
    const hello = await ehloStage(session);
    const facts = { ...hello.facts, tls: handshake.facts };
    if (hello.status !== 'passed') return { ...hello, facts };
    return judgeFacts(session, facts);
  }
  return judgeFacts(session, { tls: handshake.facts });
}

function judgeFacts(session: Session, facts: StageFacts): StageOutcome {
  if (expiresSoon(facts.tls?.certificate ?? null, session.account.host))
    return warned('certificate-expires-soon', null, facts);
  return passed(null, facts);
}

/** A certificate that was made for so few days, on this very machine, is renewed at every start: the sandbox's. */
export function expiresSoon(certificate: CertificateFacts | null, host: string): boolean {
  if (certificate === null || certificate.daysLeft >= EXPIRES_SOON_DAYS) return false;
  const life = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
  return !(isLoopback(host) && life < EXPIRES_SOON_DAYS * DAY);
}

async function handshakeFailed(session: Session, { kind, facts }: Handshake): Promise<StageOutcome> {
  if (kind === 'secured') throw new Error('not a failure');
  const found = { tls: facts };
  if (session.account.encryption === 'starttls') {
    // Clear text where TLS was promised: late bytes of an injection, refused by the handshake itself.
    return failed(kind === 'plain-expected' ? 'starttls-injected' : kind, null, found);
  }
  const plain = !session.pairingKnown && leavesPairingOpen(kind) && (await greetsInClearText(session));
  return failed(plain ? 'plain-expected' : kind, null, found);
}

function takeSocket(session: Session): Socket {
  const { socket } = session;
  if (socket === null) throw new Error('no connection yet');
  session.socket = null;
  return socket;
}
