/** Owns what the stages of one test hand on to each other. */
import type { Socket } from 'node:net';
import type { Account } from '../profile/profile.js';
import type { Redact } from '../redaction.js';
import { type Classification, classify, type Phase } from '../smtp/classify.js';
import { type Reply, withoutAddresses } from '../smtp/reply.js';
import type { Answer, Dialogue } from './dialogue.js';
import type { Doors, StageDeadlines } from './doors.js';
import type { DiagnosisKind, EhloFacts, StageFacts, StageResult, StageStatus } from './result.js';
import type { Inquiry } from './sender-domain/inquiry.js';
import type { Transcript } from './transcript.js';

export interface Session {
  readonly account: Account;
  readonly sender: string;
  readonly to: string;
  /** The address from which the server is to see us (as `ipAddress` gives it); null where any will do. */
  readonly expectAddress: string | null;
  readonly testMessage: TestMessage | null;
  /** When the mailing is planned, milliseconds since 1970; null where nobody said it. */
  readonly mailing: number | null;
  readonly doors: Doors;
  readonly deadlines: StageDeadlines;
  readonly transcript: Transcript;
  readonly redact: Redact;
  /** About the sender's domain; under way since the test began. */
  readonly inquiry: Inquiry;
  /** Of the stages so far. */
  results: readonly StageResult[];
  addresses: readonly string[];
  /** The address that answered. */
  address: string;
  /** From where the server says it sees us; null as long as it has not. */
  observedAddress: string | null;
  /** Connected, nothing read from it yet; null before, and once a dialogue or TLS has it. */
  socket: Socket | null;
  dialogue: Dialogue | null;
  ehlo: EhloFacts | null;
  /** The server's own certificate as PEM, once it has shown one. */
  certificate: string | null;
  /** Port and encryption are known to fit: silence need not be looked into on one more connection. */
  readonly pairingKnown?: boolean;
}

/** A real message that says what it is, and where it goes. */
export interface TestMessage {
  readonly to: string;
  readonly messageId: string;
  /** Whole message, CRLF line ends, the last one included; dots not yet doubled. */
  readonly bytes: Buffer;
}

/** What one stage found. */
export interface StageOutcome {
  readonly status: Exclude<StageStatus, 'skipped'>;
  readonly kind: DiagnosisKind | null;
  readonly reply: Reply | null;
  readonly facts: StageFacts;
}

export type Stage = (session: Session) => Promise<StageOutcome>;

export function passed(reply: Reply | null = null, facts: StageFacts = {}): StageOutcome {
  return { status: 'passed', kind: null, reply, facts };
}

export function warned(
  kind: DiagnosisKind,
  reply: Reply | null = null,
  facts: StageFacts = {},
): StageOutcome {
  return { status: 'warned', kind, reply, facts };
}

export function failed(
  kind: DiagnosisKind,
  reply: Reply | null = null,
  facts: StageFacts = {},
): StageOutcome {
  return { status: 'failed', kind, reply, facts };
}

/**
 * Judges an answer that should carry one of the codes; a refusal is classified like in a mailing. `quoted` are the
 * addresses that the answer may quote: they decide nothing.
 */
export function judge(
  phase: Phase,
  answer: Answer,
  codes: readonly number[],
  quoted: readonly string[] = [],
): StageOutcome {
  if (answer.kind !== 'reply') return failed(answer.kind);
  const { reply } = answer;
  if (codes.includes(reply.code)) return passed(reply);
  return refused(classify(phase, withoutAddresses(reply, quoted)), reply);
}

/** Greylisting is how some hosts greet every stranger; a mailing simply comes again. */
function refused({ kind }: Classification, reply: Reply): StageOutcome {
  return kind === 'greylisted' ? warned(kind, reply) : failed(kind, reply);
}

/** The dialogue of a session that has one; a stage out of order is our mistake. */
export function dialogueOf(session: Session): Dialogue {
  if (session.dialogue === null) throw new Error('no dialogue yet');
  return session.dialogue;
}
