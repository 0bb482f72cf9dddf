/** Owns the run of a connection test: one stage after the other, up to the first that fails. */
import { type Account, Secret, type Sender } from '../profile/profile.js';
import { createRedactor, loginSecrets } from '../redaction.js';
import { type Doors, STAGE_DEADLINES, type StageDeadlines } from './doors.js';
import { sayGoodbye } from './envelope-stages.js';
import type { ConnectionTarget, ConnectionTest, StageName, StageResult } from './result.js';
import type { Session } from './session.js';
import { type NamedStage, stagesFor } from './stages.js';
import { Transcript } from './transcript.js';

export interface ConnectionRequest {
  readonly account: Account;
  readonly sender: Sender;
  /** Recipient of the RCPT TO; default the sender's own address. */
  readonly to?: string;
}

/** Everything but the password, which the stages before the login do not need. */
export interface ReachRequest extends Omit<ConnectionRequest, 'account'> {
  readonly account: Omit<Account, 'password'>;
}

/** Told the name of each stage as it begins; a skipped one never does. */
export type Begins = (stage: StageName) => void;

/**
 * Tests stage by stage whether this account can mail as this sender. Never rejects for what a server does: every
 * failure is a stage's result. Logs in at most once per mechanism, mails nothing.
 */
export async function testConnection(
  request: ConnectionRequest,
  doors: Doors,
  deadlines: StageDeadlines = STAGE_DEADLINES,
  begins: Begins = () => {},
): Promise<ConnectionTest> {
  return runStages(newSession(request, doors, deadlines), null, begins);
}

/** As `testConnection`, but ends before the login, which counts as skipped with all that follows. */
export async function testReach(
  request: ReachRequest,
  doors: Doors,
  deadlines: StageDeadlines = STAGE_DEADLINES,
  begins: Begins = () => {},
): Promise<ConnectionTest> {
  // Not even a mistake of ours can transmit a password that is not there.
  const account = { ...request.account, password: new Secret('') };
  return runStages(newSession({ ...request, account }, doors, deadlines), 'auth', begins);
}

/** Performs the stages up to `before`, or up to the one that fails. */
async function runStages(
  session: Session,
  before: StageName | null,
  begins: Begins,
): Promise<ConnectionTest> {
  const stages: StageResult[] = [];
  let over = false;
  try {
    for (const stage of stagesFor(session.account.encryption)) {
      over ||= stage[0] === before;
      if (!over) begins(stage[0]);
      const result: StageResult = over ? skipped(stage) : await run(stage, session);
      over ||= result.status === 'failed';
      stages.push(result);
    }
    const ok = stages.every((result) => result.status !== 'failed');
    if (ok || endedWithReply(stages)) await sayGoodbye(session, ok && before === null);
    return { ok, target: targetOf(session), stages, transcript: session.transcript.lines };
  } finally {
    session.socket?.destroy();
    session.dialogue?.close();
  }
}

function newSession(request: ConnectionRequest, doors: Doors, deadlines: StageDeadlines): Session {
  const { account, sender, to = sender.address } = request;
  const redact = createRedactor(loginSecrets(account.user, account.password.reveal()));
  const state = { addresses: [], address: '', socket: null, dialogue: null, ehlo: null };
  const transcript = new Transcript(redact);
  return { account, sender: sender.address, to, doors, deadlines, transcript, redact, ...state };
}

async function run([stage, perform]: NamedStage, session: Session): Promise<StageResult> {
  const { monotonic } = session.doors.clock;
  const begin = monotonic();
  const outcome = await perform(session);
  return { stage, ms: Math.round(monotonic() - begin), ...outcome };
}

function skipped([stage]: NamedStage): StageResult {
  return { stage, status: 'skipped', ms: 0, kind: null, reply: null, facts: {} };
}

/** A server that refused in words is still there to be said good-bye to. */
function endedWithReply(stages: readonly StageResult[]): boolean {
  return stages.some(({ status, reply }) => status === 'failed' && reply !== null && reply.code !== 421);
}

function targetOf({ account, sender, to }: Session): ConnectionTarget {
  const { host, port, encryption, user } = account;
  return { host, port, encryption, user, sender, to };
}
