/** Owns the search for a port and an encryption that work where the tested pair does not; never with a login. */
import { ENCRYPTIONS, type Encryption, type Login, passwordLogin, Secret } from '../profile/profile.js';
import { judgeLoginOffer } from '../smtp/login-offer.js';
import { sayGoodbye } from './envelope-stages.js';
import type { DiagnosisKind, PairProbe, StageResult } from './result.js';
import { closeSession, runStages } from './run-stages.js';
import type { Session } from './session.js';
import { stagesBeforeLogin } from './stages.js';
import { Transcript } from './transcript.js';

export interface Pair {
  readonly port: number;
  readonly encryption: Encryption;
}

/** Submissions (RFC 8314 7.3), submission (RFC 6409 3.1), relay (RFC 5321 4.5.4.2). */
export const USUAL_PAIRS: readonly Pair[] = [
  { port: 465, encryption: 'ssl' },
  { port: 587, encryption: 'starttls' },
  { port: 25, encryption: 'starttls' },
];

/** Failures behind which a wrong port, a wrong encryption or a closed port may stand. */
const MAYBE_WRONG_PAIR: readonly (DiagnosisKind | null)[] = [
  'connection-refused',
  'connection-timeout',
  'connection-lost',
  'no-answer',
  'not-smtp',
  'tls-expected',
  'plain-expected',
  'tls-failed',
  'starttls-not-offered',
  'starttls-refused',
  'starttls-required',
  'auth-not-offered',
  'no-common-mechanism',
  'oauth2-not-offered',
];
/** Behind the login a broken connection has other reasons. */
const STAGES_OF_A_PAIR: readonly StageResult['stage'][] = [
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'auth',
];
/** Milliseconds; all pairs are tried at once, and somebody is waiting already. */
const LONGEST_STEP = 5_000;

/** Which pairs are worth a look after these results; none where the failure has nothing to do with the port. */
export function pairsToTry(tested: Pair, stages: readonly StageResult[], usual: readonly Pair[]): Pair[] {
  const failed = stages.find(({ status }) => status === 'failed');
  if (!failed || !STAGES_OF_A_PAIR.includes(failed.stage) || !MAYBE_WRONG_PAIR.includes(failed.kind))
    return [];
  // Where nobody answers at the port, another encryption would not help.
  const samePort = failed.stage === 'connect' ? [] : encryptedOn(tested.port);
  const all = [...samePort, ...usual].filter((pair) => !isSame(pair, tested));
  return all.filter((pair, index) => all.findIndex((other) => isSame(other, pair)) === index);
}

/** Tries pairs at the host of a test that failed, all at once: greeting, EHLO, encryption and what login is offered. */
export function tryPairs(failed: Session, pairs: readonly Pair[]): Promise<PairProbe[]> {
  return Promise.all(pairs.map((pair) => tryPair(failed, pair)));
}

/** The pair to propose: the first that works. */
export function workingPair(pairs: readonly PairProbe[]): Pair | null {
  return pairs.find(({ works }) => works) ?? null;
}

async function tryPair(failed: Session, { port, encryption }: Pair): Promise<PairProbe> {
  const session = sessionFor(failed, { port, encryption });
  try {
    const stages = await runStages(session, stagesBeforeLogin(encryption).slice(1));
    const kind =
      stages.find(({ status }) => status === 'failed')?.kind ?? loginKind(session, failed.account.login.kind);
    if (session.dialogue !== null && kind === null) await sayGoodbye(session, false);
    return { port, encryption, works: kind === null, kind };
  } finally {
    closeSession(session);
  }
}

function loginKind({ ehlo }: Session, login: Login['kind']): DiagnosisKind | null {
  const offer = judgeLoginOffer(ehlo?.mechanisms ?? [], login);
  return offer.kind === 'usable' ? null : offer.kind;
}

/** The same host at the addresses already found, without the password: it cannot slip out. */
function sessionFor(failed: Session, pair: Pair): Session {
  const account = { ...failed.account, ...pair, login: passwordLogin(new Secret('')) };
  const deadlines = { ...failed.deadlines };
  for (const stage of Object.keys(deadlines) as (keyof typeof deadlines)[])
    deadlines[stage] = Math.min(deadlines[stage], LONGEST_STEP);
  const unused = { socket: null, dialogue: null, ehlo: null, expectAddress: null, testMessage: null };
  return { ...failed, ...unused, account, deadlines, transcript: new Transcript(failed.redact) };
}

/** Never `none`: clear text is not proposed. */
function encryptedOn(port: number): Pair[] {
  return ENCRYPTIONS.filter((encryption) => encryption !== 'none').map((encryption) => ({
    port,
    encryption,
  }));
}

function isSame(one: Pair, other: Pair): boolean {
  return one.port === other.port && one.encryption === other.encryption;
}
