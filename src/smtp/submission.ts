/** Owns submission (RFC 6409): open, log in, submit one message at a time with its final dot withheld. */

import { SignInError } from '../oauth2/sign-in-error.js';
import type { Account } from '../profile/profile.js';
import { createRedactor, type Redact } from '../redaction.js';
import { type ConnectionFailure, failureUnderPin, type LibraryError } from './connection-failure.js';
import { type Credential, credentialSecrets } from './credential.js';
import { DEADLINES, type Deadlines } from './deadlines.js';
import { Line } from './line.js';
import { createLink, type Link } from './link.js';
import { isTokenRefused, logIn, withoutToken } from './log-in.js';
import type { ServerWords } from './provider.js';
import { parseReply, type Reply } from './reply.js';
import { watchCertificate } from './seen-certificate.js';
import { listenTo } from './server-words.js';
import { type Ending, type Submission, Transfer } from './transfer.js';

/** Where in the transaction a refusal came. */
export type SubmissionPhase = 'mail-from' | 'rcpt-to' | 'data' | 'end-of-data';

/**
 * What became of a message:
 * - `accepted`: the server took responsibility with a 25x after the dot;
 * - `refused`: a clear 4xx or 5xx, the server does not have it;
 * - `not-released`: the dot never left, the server must discard what it got;
 * - `unknown`: the dot left and no clear reply came back; `reply` is the last that the server said.
 */
export type SubmissionOutcome =
  | { readonly kind: 'accepted'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly phase: SubmissionPhase; readonly reply: Reply }
  | { readonly kind: 'too-large'; readonly limit: number }
  | {
      readonly kind: 'not-released';
      readonly cause: 'connection-lost' | 'deadline' | 'early-reply' | 'withheld';
      readonly reply: Reply | null;
    }
  | {
      readonly kind: 'unknown';
      readonly cause: 'connection-lost' | 'deadline' | 'unclear-reply';
      readonly reply: Reply | null;
    };

export interface Connection {
  /** False once the server or the network ended it, or a message left it in an unclear state. */
  readonly alive: boolean;
  /**
   * Submits one message. `beforeDot` is awaited when the whole body was handed over and before the final dot; if it
   * says no or throws, the dot is never sent and the connection is closed; an error is passed on.
   */
  submit(submission: Submission, beforeDot: () => Promise<boolean>): Promise<SubmissionOutcome>;
  /** QUIT and wait briefly for the server's goodbye. */
  quit(): Promise<void>;
  /** Ends the connection at once; what had no final dot stays without it. */
  abort(): void;
}

export type OpenResult =
  | { readonly kind: 'open'; readonly connection: Connection; readonly said: ServerWords }
  | { readonly kind: 'failed'; readonly failure: ConnectionFailure };

/**
 * Connects, encrypts as the account says (never less) and logs in. Failures are values, not exceptions. An access token
 * that is refused is exchanged once: it may have ended, or been revoked, since it was asked for.
 */
export async function openConnection(
  account: Account,
  deadlines: Deadlines = DEADLINES,
): Promise<OpenResult> {
  const { login } = account;
  if (login.kind === 'password')
    return open(account, { kind: 'password', secret: login.password }, deadlines);
  try {
    const token = await login.tokens.accessToken();
    const result = await open(account, { kind: 'oauth2', secret: token }, deadlines);
    if (result.kind === 'open' || !isTokenRefused(result.failure)) return result;
    return await open(account, { kind: 'oauth2', secret: await login.tokens.renewed(token) }, deadlines);
  } catch (error) {
    if (error instanceof SignInError) return { kind: 'failed', failure: withoutToken(error) };
    throw error;
  }
}

async function open(account: Account, credential: Credential, deadlines: Deadlines): Promise<OpenResult> {
  const redact = createRedactor(credentialSecrets(account, credential));
  const link = createLink(account, deadlines);
  const seen = account.pin ? watchCertificate(link) : () => null;
  const heard = listenTo(link);
  const line = new Line(link, redact);
  let hello = '';
  const connected = await line.step('connect', deadlines.open, (done) =>
    link.connect((error) => {
      // At once: a server that goes on talking would overwrite it.
      hello = String(link.lastServerResponse || '');
      done(error);
    }),
  );
  if (connected) return failed(link, failureUnderPin(connected, account.pin, seen()));
  if (account.encryption !== 'none' && !link.secure) return failed(link, unencrypted());
  const helloRefused = heard.helloRefused();
  if (helloRefused !== '')
    return failed(link, line.refusal({ command: 'EHLO', response: helloRefused, message: helloRefused }));
  const refused = await logIn(link, line, { account, credential, hello, deadline: deadlines.login });
  if (refused) return failed(link, refused);
  const connection = new OpenConnection(link, line, deadlines, redact);
  return { kind: 'open', connection, said: heard.words(hello) };
}

function failed(link: Link, failure: ConnectionFailure): OpenResult {
  link.close();
  return { kind: 'failed', failure };
}

function unencrypted(): ConnectionFailure {
  return {
    stage: 'starttls',
    kind: 'starttls-not-offered',
    lasting: true,
    reply: null,
    reason: 'not encrypted',
  };
}

class OpenConnection implements Connection {
  readonly #link: Link;
  readonly #line: Line;
  readonly #deadlines: Deadlines;
  readonly #redact: Redact;
  #usable = true;

  constructor(link: Link, line: Line, deadlines: Deadlines, redact: Redact) {
    this.#link = link;
    this.#line = line;
    this.#deadlines = deadlines;
    this.#redact = redact;
  }

  get alive(): boolean {
    return this.#usable && !this.#line.dead;
  }

  async submit(submission: Submission, beforeDot: () => Promise<boolean>): Promise<SubmissionOutcome> {
    const transfer = new Transfer(this.#link, this.#line, this.#deadlines);
    const { ending, released } = await transfer.run(submission, beforeDot);
    const outcome = this.#outcome(ending, released);
    if (outcome.kind === 'refused' && outcome.phase !== 'end-of-data') await this.#reset();
    else if (outcome.kind !== 'accepted' && outcome.kind !== 'refused') this.abort();
    return outcome;
  }

  async quit(): Promise<void> {
    if (!this.alive) return this.abort();
    this.#usable = false;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#deadlines.quit);
      this.#line.onDeath(() => {
        clearTimeout(timer);
        resolve();
      });
      this.#link.quit();
    });
    this.#link.close();
  }

  abort(): void {
    this.#usable = false;
    this.#link.close();
  }

  /** RSET (RFC 5321 4.1.1.5), so that the next MAIL FROM is not "nested"; without an answer the connection is given up. */
  async #reset(): Promise<void> {
    if (!this.alive) return;
    const failure = await this.#line.step('ehlo', this.#deadlines.reset, (done) => this.#link.reset(done));
    if (failure) this.abort();
  }

  #outcome(ending: Ending, released: boolean): SubmissionOutcome {
    if (ending.kind === 'deadline') {
      if (!released) return { kind: 'not-released', cause: 'deadline', reply: null };
      return { kind: 'unknown', cause: 'deadline', reply: this.#lastReply() };
    }
    if (ending.kind === 'withheld') return { kind: 'not-released', cause: 'withheld', reply: null };
    const raw = ending.kind === 'reply' ? ending.raw : ending.error.response;
    const reply = this.#clean(typeof raw === 'string' ? parseReply(raw) : null);
    if (!released) return beforeDotReleased(ending, reply);
    const outcome = afterDot(ending, reply);
    return outcome.kind === 'unknown' ? { ...outcome, reply: reply ?? this.#lastReply() } : outcome;
  }

  #lastReply(): Reply | null {
    const { lastServerResponse: last } = this.#link;
    return this.#clean(last ? parseReply(last) : null);
  }

  #clean(reply: Reply | null): Reply | null {
    return reply && { ...reply, text: this.#redact(reply.text) };
  }
}

type Answer = Extract<Ending, { kind: 'reply' | 'error' }>;

/**
 * Only a clear 25x ("mail system", RFC 5321 4.2.1) is an acceptance and only a clear 4xx or 5xx to DATA a refusal;
 * all else is unknown, also a 220 or 221, which answer something else.
 */
function afterDot(ending: Answer, reply: Reply | null): SubmissionOutcome {
  if (ending.kind === 'reply' && reply && Math.floor(reply.code / 10) === 25)
    return { kind: 'accepted', reply };
  if (ending.kind === 'error' && isAnswerTo(ending.error, 'EMESSAGE', 'DATA') && reply && reply.code >= 400)
    return { kind: 'refused', phase: 'end-of-data', reply };
  const cause = ending.kind === 'reply' || reply ? 'unclear-reply' : 'connection-lost';
  return { kind: 'unknown', cause, reply };
}

/** EENVELOPE is an answer to MAIL, RCPT or DATA; whatever else comes before our dot leaves the voter unmailed. */
function beforeDotReleased(ending: Answer, reply: Reply | null): SubmissionOutcome {
  if (ending.kind !== 'error') return { kind: 'not-released', cause: 'early-reply', reply };
  const { error } = ending;
  const limit = /larger than allowed (\d+)/.exec(error.message ?? '')?.[1];
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM' && limit)
    return { kind: 'too-large', limit: Number(limit) };
  const phase = error.code === 'EENVELOPE' ? PHASES[String(error.command)] : undefined;
  if (phase && reply && reply.code >= 400) return { kind: 'refused', phase, reply };
  // With PIPELINING a 421 ends the envelope at whichever command it answers; the reply says more than the phase.
  if (error.code === 'ECONNECTION' && reply?.code === 421)
    return { kind: 'refused', phase: 'rcpt-to', reply };
  const cause = error.code === 'EMESSAGE' && reply ? 'early-reply' : 'connection-lost';
  return { kind: 'not-released', cause, reply };
}

const PHASES: Readonly<Record<string, SubmissionPhase>> = {
  'MAIL FROM': 'mail-from',
  'RCPT TO': 'rcpt-to',
  DATA: 'data',
};

function isAnswerTo(error: LibraryError, code: string, command: string): boolean {
  return error.code === code && error.command === command;
}
