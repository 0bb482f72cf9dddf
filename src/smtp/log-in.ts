/** Owns the login of a mailing's connection: which mechanism, in which order, and when a token counts as refused. */
import type { SignInError } from '../oauth2/sign-in-error.js';
import type { Account } from '../profile/profile.js';
import {
  BEARER_METHOD,
  type BearerMechanism,
  type BearerOrder,
  bearerResponse,
  goesAlong,
} from './bearer.js';
import { classify, type ReplyKind } from './classify.js';
import type { ConnectionFailure } from './connection-failure.js';
import type { Credential } from './credential.js';
import type { Line } from './line.js';
import type { Link } from './link.js';
import {
  judgeLoginOffer,
  type Mechanism,
  offeredMechanisms,
  textsOf,
  type UnusableOffer,
} from './login-offer.js';
import { familyOf } from './provider.js';

interface LoginOrder {
  readonly account: Account;
  readonly credential: Credential;
  /** The last reply to EHLO, raw. */
  readonly hello: string;
  /** Milliseconds for each mechanism. */
  readonly deadline: number;
}

/** Logs in; null is success. */
export async function logIn(link: Link, line: Line, order: LoginOrder): Promise<ConnectionFailure | null> {
  // Asked of the reply itself: the library takes any word "AUTH" for an offer, and logs in by what nobody offered.
  const offered = offeredMechanisms(textsOf(order.hello));
  const offer = judgeLoginOffer(offered, order.credential.kind);
  if (offer.kind !== 'usable') return impossible(offer.kind, offered);
  const login = (mechanism: Mechanism) =>
    line.step('auth', order.deadline, (done) => link.login(authOf(mechanism, order), done));
  const refused = await login(offer.first);
  const again = refused && offer.second !== null && isMechanismRefused(refused);
  return again && offer.second !== null ? login(offer.second) : refused;
}

function authOf(mechanism: Mechanism, { account, credential }: LoginOrder) {
  const { user, host } = account;
  const secret = credential.secret.reveal();
  if (mechanism === 'PLAIN' || mechanism === 'LOGIN')
    return { method: mechanism, credentials: { user, pass: secret } };
  return { method: BEARER_METHOD, user, options: { ...bearerOrder(mechanism, account, secret, host) } };
}

function bearerOrder(mechanism: BearerMechanism, account: Account, token: string, host: string): BearerOrder {
  const response = bearerResponse(mechanism, account, token);
  return { mechanism, response, along: goesAlong(mechanism, response, familyOf({ host })) };
}

/** In the words of a refusal: of what is offered we can use nothing. */
function impossible(offer: UnusableOffer, offered: readonly string[]): ConnectionFailure {
  const none = offer === 'auth-not-offered';
  const reason = none ? 'no AUTH in EHLO' : `AUTH offers only ${offered.join(' ')}`;
  const kind = offer === 'no-common-mechanism' ? 'auth-mechanism-refused' : offer;
  return { stage: 'auth', kind, lasting: true, reply: null, reason };
}

function isMechanismRefused({ reply }: ConnectionFailure): boolean {
  return reply !== null && classify('auth', reply).kind === 'auth-mechanism-refused';
}

/** Google says the same to a wrong password and to an old token. */
const REFUSES_TOKEN: readonly ReplyKind[] = ['login-refused', 'app-password-needed'];

/** Whether another token could help. A missing permission, or a switch that is off, it could not. */
export function isTokenRefused({ stage, reply }: ConnectionFailure): boolean {
  return stage === 'auth' && reply !== null && REFUSES_TOKEN.includes(classify('auth', reply).kind);
}

/** No token, no login: the failure of a connection that was not even begun. */
export function withoutToken({ kind, lasting, issuer, reason }: SignInError): ConnectionFailure {
  return { stage: 'auth', kind, lasting, reply: null, reason, signIn: { issuer, reason } };
}
