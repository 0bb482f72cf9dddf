/** Owns what a reply means: the table's exceptions first, then rules by phase and enhanced status code. */
import type { ConnectionFailure } from './connection-failure.js';
import type { Action, Classification, Phase, ReplyKind, Scope } from './phase.js';
import type { Reply } from './reply.js';
import { fits, type ReplyRow } from './reply-row.js';
import { REPLY_TABLE } from './reply-table.js';

export type { Classification, Phase, ReplyKind } from './phase.js';

/**
 * Decides whose trouble a refusing reply is and what follows. Pure. A reply below 400 is not a
 * refusal: where it comes unexpected, the session is out of step and the connection must be given up.
 */
export function classify(
  phase: Phase,
  reply: Reply,
  table: readonly ReplyRow[] = REPLY_TABLE,
): Classification {
  if (reply.code < 400) return verdict('connection', 'unexpected-reply', 'reconnect');
  const known = table.find((candidate) => fits(candidate, phase, reply));
  if (known !== undefined) return known.verdict;
  if (reply.code === 421) return verdict('connection', 'closing', 'reconnect');
  return reply.code < 500 ? temporary(phase, reply) : permanent(phase, reply);
}

/** What the server's words at a connection that did not open mean; null where it said nothing. */
export function classifyFailure({
  stage,
  reply,
}: Pick<ConnectionFailure, 'stage' | 'reply'>): Classification | null {
  if (reply === null) return null;
  // The reply table speaks of phases; before the greeting there is none.
  const known = stage === 'auth' || stage === 'ehlo' || stage === 'starttls';
  return classify(known ? stage : 'greeting', reply);
}

/** RFC 3463 4: 4.3 and 4.4 are the server's and the network's trouble, the rest belongs to the phase. */
function temporary(phase: Phase, reply: Reply): Classification {
  const subject = subjectOf(reply);
  if (phase === 'starttls') return verdict('connection', 'starttls-refused', 'reconnect');
  if (phase === 'auth') return verdict('connection', 'login-unavailable', 'pause');
  if (phase === 'rcpt-to') return verdict('voter', 'recipient-deferred', 'defer');
  if (phase === 'greeting' || phase === 'ehlo' || subject === 3 || subject === 4) {
    return verdict('connection', 'server-busy', 'reconnect');
  }
  if (phase === 'mail-from') return senderDeferred(subject, reply.code);
  if (subject === 7) return verdict('policy', 'message-deferred', 'defer');
  return verdict('voter', 'message-deferred', 'defer');
}

/** RFC 5321 4.2.3: 451 is a local error and 452 missing storage, unless a status code says otherwise. */
function senderDeferred(subject: number | null, code: number): Classification {
  if (subject === 7) return verdict('account', 'rate-limited', 'slow');
  const local = subject === null && (code === 451 || code === 452);
  if (local) return verdict('connection', 'server-busy', 'reconnect');
  return verdict('account', 'sender-deferred', 'pause');
}

function permanent(phase: Phase, reply: Reply): Classification {
  switch (phase) {
    case 'greeting':
      return verdict('connection', 'greeting-refused', 'stop');
    case 'ehlo':
      return verdict('connection', 'ehlo-refused', 'stop');
    case 'starttls':
      return verdict('connection', 'starttls-refused', 'stop');
    case 'auth':
      return verdict('account', 'login-refused', 'stop');
    case 'mail-from':
      return afterLogin(reply, verdict('account', 'sender-refused', 'stop'));
    case 'rcpt-to':
      return afterLogin(reply, recipientRefused(reply));
    case 'data':
    case 'end-of-data':
      return afterLogin(reply, messageRefused(reply));
  }
}

/** RFC 4954 6: 530 asks for a login, 535 refuses one; at MAIL and later neither is anything else. */
function afterLogin(reply: Reply, otherwise: Classification): Classification {
  if (reply.code === 530) return verdict('account', 'login-missing', 'stop');
  if (reply.code === 535) return verdict('account', 'login-refused', 'stop');
  if (reply.code === 552 && reply.enhanced === null && otherwise.scope === 'message') {
    return verdict('message', 'message-too-large', 'stop');
  }
  return otherwise;
}

/** RFC 3463: X.1 address, X.2 mailbox, X.4 route are the recipient's; X.3 system and X.7 policy are the host's. */
function recipientRefused(reply: Reply): Classification {
  const subject = subjectOf(reply);
  const hosts = subject === 3 || subject === 7 || (subject === null && reply.code === 554);
  if (hosts) return verdict('policy', 'recipient-refused', 'refuse');
  if (subject === null && reply.code === 552) return verdict('voter', 'mailbox-full', 'refuse');
  return verdict('voter', 'recipient-refused', 'refuse');
}

/** Some hosts check the recipient only after the final dot; what is neither address nor mailbox is text or policy. */
function messageRefused(reply: Reply): Classification {
  const subject = subjectOf(reply);
  if (subject === 1 || subject === 2) return verdict('voter', 'recipient-refused', 'refuse');
  if (subject === 7) return verdict('policy', 'message-refused', 'refuse');
  return verdict('message', 'message-refused', 'refuse');
}

/** The subject of an enhanced status code ("5.7.1" is 7), null without one. */
function subjectOf(reply: Reply): number | null {
  return reply.enhanced === null ? null : Number(reply.enhanced.split('.')[1]);
}

function verdict(scope: Scope, kind: ReplyKind, action: Action): Classification {
  return { scope, kind, action };
}
