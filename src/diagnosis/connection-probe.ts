/** Owns the question how many connections a server grants at once: one after the other, held open, all closed again. */
import type { Encryption } from '../profile/profile.js';
import { formatReply, type Reply } from '../smtp/reply.js';
import { sayGoodbye } from './envelope-stages.js';
import type { DiagnosisKind, StageName } from './result.js';
import { closeSession } from './run-stages.js';
import type { Session } from './session.js';
import { type NamedStage, stagesFor } from './stages.js';
import { Transcript } from './transcript.js';

/** The connection that was not granted: at which stage, and why. */
export interface RefusedConnection {
  readonly stage: StageName;
  readonly kind: DiagnosisKind;
  readonly reply: Reply | null;
}

/** How many connections the server granted at the same time, all logged in. */
export interface ConnectionProbe {
  /** Open at the end of the probe, the test's own included. */
  readonly granted: number;
  /** None was refused, so the server may grant more. */
  readonly atLeast: boolean;
  /** Granted, and closed by the server while others were opened. */
  readonly dropped: number;
  readonly refused: RefusedConnection | null;
}

/** More than a mailing ever opens; hosts that count logins block whoever has many. */
const MOST_PROBED = 10;
/** Milliseconds from one login to the next. */
const BETWEEN_LOGINS = 200;
/** No new connection after so many milliseconds, however slowly the server grants them. */
const LONGEST_PROBE = 60_000;
/** Milliseconds for the sign of life of a connection that was granted. */
const SIGN_OF_LIFE = 2_000;

/**
 * Opens further connections beside `first`, which is logged in, each through TLS and login, and never two at a time:
 * up to ten in all, or to the first that is not granted. A refused login ends it as well, for accounts get locked by
 * more. `first` stays open, the others are closed with QUIT. Nothing is mailed. Never rejects for what a server does.
 */
export async function probeConnections(first: Session): Promise<ConnectionProbe> {
  const { clock } = first.doors;
  const end = clock.monotonic() + LONGEST_PROBE;
  const opened: Session[] = [];
  let refused: RefusedConnection | null = null;
  try {
    while (refused === null && opened.length + 1 < MOST_PROBED && clock.monotonic() < end) {
      await clock.sleep(BETWEEN_LOGINS);
      const next = sessionBeside(first);
      opened.push(next);
      refused = await logIn(next);
      note(first, opened.length + 1, refused);
    }
    const granted = refused === null ? opened : opened.slice(0, -1);
    const alive = await Promise.all([first, ...granted].map(isAlive));
    const listening = stillListens(refused) ? opened : granted;
    await Promise.all(listening.map((session) => sayGoodbye(session, false)));
    return resultOf(alive, refused);
  } finally {
    for (const session of opened) closeSession(session);
  }
}

function resultOf(alive: readonly boolean[], refused: RefusedConnection | null): ConnectionProbe {
  const granted = alive.filter(Boolean).length;
  const dropped = alive.length - granted;
  return { granted, atLeast: refused === null && dropped === 0, dropped, refused };
}

/** The same account at the same address; its own transcript, which nobody reads: ten dialogues are alike. */
function sessionBeside(first: Session): Session {
  const unused = { socket: null, dialogue: null, ehlo: null, expectAddress: null, testMessage: null };
  const fresh = { addresses: [first.address], ...unused };
  return { ...first, ...fresh, transcript: new Transcript(first.redact), pairingKnown: true };
}

/** Null where the login was granted. */
async function logIn(session: Session): Promise<RefusedConnection | null> {
  for (const [stage, perform] of stagesToLogin(session.account.encryption)) {
    const { status, kind, reply } = await perform(session);
    if (status === 'failed' && kind !== null) return { stage, kind, reply };
  }
  return null;
}

function stagesToLogin(encryption: Encryption): readonly NamedStage[] {
  const stages = stagesFor(encryption, false);
  const login = stages.findIndex(([name]) => name === 'auth');
  return stages.slice(0, login + 1).filter(([name]) => name !== 'resolve');
}

/** A server may take one connection more and close an older one for it. */
async function isAlive({ dialogue, deadlines }: Session): Promise<boolean> {
  if (dialogue === null) return false;
  const answer = await dialogue.ask('NOOP', Math.min(deadlines.command, SIGN_OF_LIFE));
  return answer.kind === 'reply' && answer.reply.code === 250;
}

/** Whoever refused in words is still there to be said good-bye to; 421 closes by itself (RFC 5321 3.8). */
function stillListens(refused: RefusedConnection | null): boolean {
  return refused !== null && refused.reply !== null && refused.reply.code !== 421;
}

function note({ transcript, account }: Session, number: number, refused: RefusedConnection | null): void {
  const found = refused === null ? 'logged in' : `${refused.stage}: ${refused.kind}`;
  const reply = refused?.reply ? `, ${formatReply(refused.reply)}` : '';
  transcript.note(`connection ${number} at once: ${found}${reply}`, account.encryption !== 'none');
}
