/**
 * Owns the login: PLAIN or LOGIN (RFC 4616, draft-murchison-sasl-login), XOAUTH2 or OAUTHBEARER (RFC 7628), never before
 * TLS unless that was chosen.
 */
import { SignInError } from '../oauth2/sign-in-error.js';
import { isLoopback } from '../profile/host.js';
import type { Secret } from '../profile/profile.js';
import { answerToReason, type BearerMechanism, bearerResponse, goesAlong } from '../smtp/bearer.js';
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
  const offer = judgeLoginOffer(session.ehlo?.mechanisms ?? [], session.account.login.kind);
  if (offer.kind !== 'usable') return failed(offer.kind);
  const secret = await secretOf(session);
  if (secret instanceof SignInError) {
    const { issuer, reason } = secret;
    return failed(secret.kind, null, { signIn: { issuer, reason } });
  }
  const login = (mechanism: Mechanism) => loginBy(session, dialogue, mechanism, secret);
  const known = mechanismBefore(session, offer);
  if (known !== null) return login(known);
  const { first, second } = offer;
  const outcome = await login(first);
  const again = outcome.kind === 'auth-mechanism-refused' && second !== null;
  return again ? login(second) : outcome;
}

/** The password, or an access token of this moment; the error where there is none. */
async function secretOf({ account }: Session): Promise<Secret | SignInError> {
  const { login } = account;
  if (login.kind === 'password') return login.password;
  try {
    return await login.tokens.accessToken();
  } catch (error) {
    if (error instanceof SignInError) return error;
    throw error;
  }
}

/** What has worked beside this connection: what was refused there is not tried again, for refusals are counted. */
function mechanismBefore({ results }: Session, { first, second }: Usable): Mechanism | null {
  const before = results.find(({ stage, status }) => stage === 'auth' && status !== 'failed')?.facts
    .mechanism;
  return [first, second].find((mechanism) => mechanism !== null && mechanism === before) ?? null;
}

async function loginBy(
  session: Session,
  dialogue: Dialogue,
  mechanism: Mechanism,
  secret: Secret,
): Promise<StageOutcome> {
  const answer = await speak(session, dialogue, mechanism, secret.reveal());
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
  if (account.login.kind === 'oauth2') return passed(reply, facts);
  const family = familyOfTest(host, session.results);
  const passwordLogin = passwordLoginFacts(family, doors.clock.now(), mailing);
  if (passwordLogin) return warned('password-login-ending', reply, { ...facts, passwordLogin });
  return passed(reply, facts);
}

function speak(session: Session, dialogue: Dialogue, mechanism: Mechanism, secret: string): Promise<Answer> {
  if (mechanism === 'PLAIN') return plain(session, dialogue, secret);
  if (mechanism === 'LOGIN') return loginSteps(session, dialogue, secret);
  return bearer(session, dialogue, mechanism, secret);
}

function plain({ account, deadlines }: Session, dialogue: Dialogue, password: string): Promise<Answer> {
  const response = base64(`\0${account.user}\0${password}`);
  return dialogue.ask(`AUTH PLAIN ${response}`, deadlines.command, `AUTH PLAIN ${HIDDEN}`);
}

/** Asks user and password one by one; any other answer than 334 is the last word. */
async function loginSteps(
  { account, deadlines }: Session,
  dialogue: Dialogue,
  password: string,
): Promise<Answer> {
  const begun = await dialogue.ask('AUTH LOGIN', deadlines.command);
  if (!wantsMore(begun)) return begun;
  const named = await dialogue.ask(base64(account.user), deadlines.command, HIDDEN);
  if (!wantsMore(named)) return named;
  return dialogue.ask(base64(password), deadlines.command, HIDDEN);
}

/** A server that refuses the token says why in a 334, and its last word only after our answer to that. */
async function bearer(
  { account, deadlines, results }: Session,
  dialogue: Dialogue,
  mechanism: BearerMechanism,
  token: string,
): Promise<Answer> {
  const response = bearerResponse(mechanism, account, token);
  const along = goesAlong(mechanism, response, familyOfTest(account.host, results));
  const command = `AUTH ${mechanism}`;
  let answer = along
    ? await dialogue.ask(`${command} ${response}`, deadlines.command, `${command} ${HIDDEN}`)
    : await dialogue.ask(command, deadlines.command);
  if (!along && wantsMore(answer)) answer = await dialogue.ask(response, deadlines.command, HIDDEN);
  return wantsMore(answer) ? dialogue.ask(answerToReason(mechanism), deadlines.command) : answer;
}

function wantsMore(answer: Answer): boolean {
  return answer.kind === 'reply' && answer.reply.code === 334;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
