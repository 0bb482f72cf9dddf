/** Owns the login: PLAIN or LOGIN (RFC 4616, draft-murchison-sasl-login), never before TLS unless that was chosen. */
import { isLoopback } from '../profile/host.js';
import { judgeLoginOffer, type LoginOffer, type Mechanism } from '../smtp/login-offer.js';
import type { Answer, Dialogue } from './dialogue.js';
import { familyOfTest } from './host-evidence.js';
import { passwordLoginFacts } from './password-login.js';
import type { StageFacts } from './result.js';
import { dialogueOf, failed, judge, passed, type Session, type StageOutcome, warned } from './session.js';

const HIDDEN = '********';

type Usable = Extract<LoginOffer, { kind: 'usable' }>;

/** Logs in once. A refused password is not tried a second time: accounts get locked by that. */
export async function authStage(session: Session): Promise<StageOutcome> {
  const dialogue = dialogueOf(session);
  if (session.account.encryption !== 'none' && !dialogue.encrypted) {
    throw new Error('login on an unprotected connection');
  }
  const offer = judgeLoginOffer(session.ehlo?.mechanisms ?? []);
  if (offer.kind !== 'usable') return failed(offer.kind);
  const known = mechanismBefore(session, offer);
  if (known !== null) return login(session, dialogue, known);
  const { first, second } = offer;
  const outcome = await login(session, dialogue, first);
  const again = outcome.kind === 'auth-mechanism-refused' && second !== null;
  return again ? login(session, dialogue, second) : outcome;
}

/** What has worked beside this connection: what was refused there is not tried again, for refusals are counted. */
function mechanismBefore({ results }: Session, { first, second }: Usable): Mechanism | null {
  const before = results.find(({ stage, status }) => stage === 'auth' && status !== 'failed')?.facts
    .mechanism;
  return [first, second].find((mechanism) => mechanism !== null && mechanism === before) ?? null;
}

async function login(session: Session, dialogue: Dialogue, mechanism: Mechanism): Promise<StageOutcome> {
  const answer = await (mechanism === 'PLAIN' ? plain : loginSteps)(session, dialogue);
  const facts = { mechanism };
  if (answer.kind === 'connection-lost') return failed('closed-at-login', null, facts);
  const outcome = judge('auth', answer, [235]);
  return outcome.status === 'passed' ? loggedIn(session, outcome, facts) : { ...outcome, facts };
}

/** A login that works today is worth a notice where it is exposed, or will not work for ever. */
function loggedIn(session: Session, { reply }: StageOutcome, facts: StageFacts): StageOutcome {
  const { account, doors, mailing } = session;
  const { encryption, host } = account;
  if (encryption === 'none' && !isLoopback(host)) return warned('login-unencrypted', reply, facts);
  const family = familyOfTest(host, session.results);
  const passwordLogin = passwordLoginFacts(family, doors.clock.now(), mailing);
  if (passwordLogin) return warned('password-login-ending', reply, { ...facts, passwordLogin });
  return passed(reply, facts);
}

function plain({ account, deadlines }: Session, dialogue: Dialogue): Promise<Answer> {
  const response = base64(`\0${account.user}\0${account.login.password.reveal()}`);
  return dialogue.ask(`AUTH PLAIN ${response}`, deadlines.command, `AUTH PLAIN ${HIDDEN}`);
}

/** Asks user and password one by one; any other answer than 334 is the last word. */
async function loginSteps({ account, deadlines }: Session, dialogue: Dialogue): Promise<Answer> {
  const begun = await dialogue.ask('AUTH LOGIN', deadlines.command);
  if (!wantsMore(begun)) return begun;
  const named = await dialogue.ask(base64(account.user), deadlines.command, HIDDEN);
  if (!wantsMore(named)) return named;
  return dialogue.ask(base64(account.login.password.reveal()), deadlines.command, HIDDEN);
}

function wantsMore(answer: Answer): boolean {
  return answer.kind === 'reply' && answer.reply.code === 334;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
