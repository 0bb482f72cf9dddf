/** Owns the run of a connection test: one stage after the other, up to the first that fails. */
import type { Account, Sender } from '../profile/profile.js';
import { createRedactor, loginSecrets } from '../redaction.js';
import { type Doors, STAGE_DEADLINES, type StageDeadlines } from './doors.js';
import { sayGoodbye } from './envelope-stages.js';
import type { ConnectionTarget, ConnectionTest, StageResult } from './result.js';
import type { Session } from './session.js';
import { type NamedStage, stagesFor } from './stages.js';
import { Transcript } from './transcript.js';

export interface ConnectionRequest {
  readonly account: Account;
  readonly sender: Sender;
  /** Recipient of the RCPT TO; default the sender's own address. */
  readonly to?: string;
  /** When the mailing is planned, milliseconds since 1970; null where nobody said it. */
  readonly mailing?: number | null;
}

/**
 * Tests stage by stage whether this account can mail as this sender. Never rejects for what a server does: every
 * failure is a stage's result. Logs in at most once per mechanism, mails nothing. `observe` sees each result as it
 * comes, skipped ones included.
 */
export async function testConnection(
  request: ConnectionRequest,
  doors: Doors,
  deadlines: StageDeadlines = STAGE_DEADLINES,
  observe: (result: StageResult) => void = () => {},
): Promise<ConnectionTest> {
  const session = newSession(request, doors, deadlines);
  const stages: StageResult[] = [];
  try {
    for (const stage of stagesFor(request.account.encryption)) {
      const broken = stages.some((result) => result.status === 'failed');
      const result = broken ? skipped(stage) : await run(stage, session);
      stages.push(result);
      observe(result);
    }
    const ok = stages.every((result) => result.status !== 'failed');
    if (ok || endedWithReply(stages)) await sayGoodbye(session, ok);
    return { ok, target: targetOf(session), stages, transcript: session.transcript.lines };
  } finally {
    session.socket?.destroy();
    session.dialogue?.close();
  }
}

function newSession(request: ConnectionRequest, doors: Doors, deadlines: StageDeadlines): Session {
  const { account, sender, to = sender.address, mailing = null } = request;
  const redact = createRedactor(loginSecrets(account.user, account.password.reveal()));
  const state = { addresses: [], address: '', socket: null, dialogue: null, ehlo: null };
  const transcript = new Transcript(redact);
  return { account, sender: sender.address, to, mailing, doors, deadlines, transcript, redact, ...state };
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
