/** Owns the connection test: its session, its stages, and after a failure the look at the neighbouring ports. */
import { type Account, passwordLogin, Secret, type Sender } from '../profile/profile.js';
import { accountRedactor } from '../smtp/credential.js';
import { type CapacityRequest, measureCapacity } from './capacity.js';
import { type Doors, STAGE_DEADLINES, type StageDeadlines } from './doors.js';
import { sayGoodbye } from './envelope-stages.js';
import { familyOfTest } from './host-evidence.js';
import { type Pair, pairsToTry, tryPairs, USUAL_PAIRS } from './other-pairs.js';
import type { ConnectionTarget, ConnectionTest, PairProbe, StageResult } from './result.js';
import { type Begins, closeSession, runStages, skipped } from './run-stages.js';
import { type Inquiry, inquire, NO_INQUIRY } from './sender-domain/inquiry.js';
import type { Session, TestMessage } from './session.js';
import { stagesBeforeLogin, stagesFor } from './stages.js';
import { Transcript } from './transcript.js';

export interface ConnectionRequest {
  readonly account: Account;
  readonly sender: Sender;
  /** Recipient of the RCPT TO; default the sender's own address. */
  readonly to?: string | undefined;
  /** The address from which the server is to see us, as `ipAddress` gives it; another one fails the test. */
  readonly expectAddress?: string | undefined;
  /** A real message to hand over at the end; without it nothing is mailed. */
  readonly testMessage?: TestMessage | undefined;
  /** What is tried without a login where the pair of the account fails; default `USUAL_PAIRS`. */
  readonly usualPairs?: readonly Pair[] | undefined;
  /** DKIM selectors to look up at the sender's domain; default none. */
  readonly dkimSelectors?: readonly string[] | undefined;
  /** When the mailing is planned, milliseconds since 1970; null where nobody said it. */
  readonly mailing?: number | null | undefined;
  /** What the server can take is asked for after the stages, where all of them passed. */
  readonly capacity?: CapacityRequest | null | undefined;
}

/** Everything but the password, which the stages before the login do not need. */
export interface ReachRequest extends Omit<ConnectionRequest, 'account'> {
  readonly account: Omit<Account, 'login'>;
}

/**
 * Tests stage by stage whether this account can mail as this sender. Never rejects for what a server does: every
 * failure is a stage's result. Logs in at most once per mechanism, mails nothing but the `testMessage`; `capacity` logs in
 * up to nine times more.
 */
export async function testConnection(
  request: ConnectionRequest,
  doors: Doors,
  deadlines: StageDeadlines = STAGE_DEADLINES,
  begins: Begins = () => {},
): Promise<ConnectionTest> {
  const session = newSession(request, doors, deadlines, inquiryFor(request, doors, deadlines));
  try {
    const planned = stagesFor(request.account.encryption, session.testMessage !== null);
    const stages = await runStages(session, planned, begins);
    const ok = isOk(stages);
    const capacity = ok && request.capacity && (await measureCapacity(session, stages, request.capacity));
    if (ok || endedWithReply(stages)) await sayGoodbye(session, ok);
    closeSession(session);
    const pairs = ok ? [] : await otherPairs(session, stages, request.usualPairs ?? USUAL_PAIRS);
    return { ...resultOf(session, stages), pairs, ...(capacity && { capacity }) };
  } finally {
    session.inquiry.stop();
    closeSession(session);
  }
}

/** As `testConnection`, but ends before the login, which counts as skipped with all that follows. */
export async function testReach(
  request: ReachRequest,
  doors: Doors,
  deadlines: StageDeadlines = STAGE_DEADLINES,
  begins: Begins = () => {},
): Promise<ConnectionTest> {
  const { encryption } = request.account;
  // Not even a mistake of ours can transmit a password that is not there.
  const account = { ...request.account, login: passwordLogin(new Secret('')) };
  const session = newSession({ ...request, account }, doors, deadlines, NO_INQUIRY);
  try {
    const reached = await runStages(session, stagesBeforeLogin(encryption), begins);
    const later = stagesFor(encryption, false).slice(reached.length);
    if (isOk(reached) || endedWithReply(reached)) await sayGoodbye(session, false);
    return { ...resultOf(session, [...reached, ...later.map(skipped)]), pairs: [] };
  } finally {
    closeSession(session);
  }
}

function isOk(stages: readonly StageResult[]): boolean {
  return stages.every(({ status }) => status !== 'failed');
}

function resultOf(session: Session, stages: readonly StageResult[]): Omit<ConnectionTest, 'pairs'> {
  const { certificate, transcript } = session;
  return {
    ok: isOk(stages),
    target: targetOf(session, stages),
    stages,
    transcript: transcript.lines,
    certificate,
  };
}

function inquiryFor(
  { account, sender, dkimSelectors = [] }: ConnectionRequest,
  { dns }: Doors,
  { senderDomain }: StageDeadlines,
): Inquiry {
  const { user, host } = account;
  return inquire({ sender: sender.address, user, host, selectors: dkimSelectors }, dns, senderDomain);
}

function newSession(
  request: ConnectionRequest,
  doors: Doors,
  deadlines: StageDeadlines,
  inquiry: Inquiry,
): Session {
  const { account, sender, to = sender.address } = request;
  const { expectAddress = null, testMessage = null, mailing = null } = request;
  const redact = accountRedactor(account);
  const found = {
    addresses: [],
    address: '',
    observedAddress: null,
    socket: null,
    dialogue: null,
    ehlo: null,
    certificate: null,
    results: [],
  };
  const wishes = { sender: sender.address, to, expectAddress, testMessage, mailing, inquiry };
  return { account, ...wishes, doors, deadlines, transcript: new Transcript(redact), redact, ...found };
}

/** Each is told in the transcript: whoever reads the server's log finds these connections too. */
async function otherPairs(
  session: Session,
  stages: readonly StageResult[],
  usual: readonly Pair[],
): Promise<PairProbe[]> {
  const pairs = await tryPairs(session, pairsToTry(session.account, stages, usual));
  for (const { port, encryption, kind } of pairs)
    session.transcript.note(
      `new connection: port ${port}, ${encryption}, no login: ${kind ?? 'works'}`,
      false,
    );
  return pairs;
}

/** A server that refused in words is still there to be said good-bye to. */
function endedWithReply(stages: readonly StageResult[]): boolean {
  return stages.some(({ status, reply }) => status === 'failed' && reply !== null && reply.code !== 421);
}

function targetOf({ account, sender, to }: Session, stages: readonly StageResult[]): ConnectionTarget {
  const { host, port, encryption, user, login } = account;
  const family = familyOfTest(host, stages);
  return { host, port, encryption, user, login: login.kind, sender, to, family };
}
