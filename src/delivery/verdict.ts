/** Owns what an outcome means for its voter and for the run. Pure: the server's reply decides whose trouble it is. */
import type { Classification, ReplyKind } from '../smtp/classify.js';
import type { Reply } from '../smtp/reply.js';
import type { SubmissionOutcome, SubmissionPhase } from '../smtp/submission.js';

/**
 * - `accepted`, `refused`, `deferred`, `in-doubt`: booked on the voter;
 * - `again`: certainly not accepted, the same voter once more on a new connection;
 * - `slower`: the same, after a pause and at a lower pace; `wait`: the same, after a long pause (a quota);
 * - `policy`: refused for what the message is or whom it comes from; several equal ones stop the run;
 * - `stop`: the account's or every message's trouble, booked on nobody.
 */
export type Verdict =
  | { readonly kind: 'accepted'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly why: string; readonly reply: Reply }
  | { readonly kind: 'policy'; readonly why: string; readonly phase: string; readonly reply: Reply }
  /** `broken`: not for this voter's sake, but because the session broke down again and again at it. */
  | {
      readonly kind: 'deferred';
      readonly why: string;
      readonly reply: Reply | null;
      readonly broken: boolean;
    }
  | { readonly kind: 'in-doubt'; readonly why: string; readonly reply: Reply | null }
  | { readonly kind: 'again' | 'slower' | 'wait'; readonly why: string; readonly reply: Reply | null }
  | { readonly kind: 'stop'; readonly why: string; readonly phase: string; readonly reply: Reply | null }
  | { readonly kind: 'too-large'; readonly limit: number };

export type Classify = (phase: SubmissionPhase, reply: Reply) => Classification;

/** After so many lost connections at one voter, the others go first. */
const MOST_ATTEMPTS = 3;
/** A reply before the dot is the server's confusion: once more, then later. */
const MOST_EARLY_REPLIES = 2;

export const TOO_MANY_CONNECTIONS: ReplyKind = 'too-many-connections';

/** Whether the host may have something against this session, and not against the next; too many connections are any. */
export function isOfSession(verdict: Verdict): boolean {
  return (verdict.kind === 'slower' || verdict.kind === 'wait') && verdict.why !== TOO_MANY_CONNECTIONS;
}

/** `attempts` counts this run's attempts at this voter, this one included. */
export function judge(outcome: SubmissionOutcome, attempts: number, classify: Classify): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', reply: outcome.reply };
    case 'unknown':
      return { kind: 'in-doubt', why: outcome.cause, reply: outcome.reply };
    case 'too-large':
      return { kind: 'too-large', limit: outcome.limit };
    case 'not-released': {
      const most = outcome.cause === 'early-reply' ? MOST_EARLY_REPLIES : MOST_ATTEMPTS;
      return brokenDown(attempts >= most, outcome.cause, outcome.reply);
    }
    case 'refused':
      return judgeRefusal(outcome.phase, outcome.reply, attempts, classify(outcome.phase, outcome.reply));
  }
}

function brokenDown(enough: boolean, why: string, reply: Reply | null): Verdict {
  return enough ? { kind: 'deferred', why, reply, broken: true } : { kind: 'again', why, reply };
}

function judgeRefusal(
  phase: SubmissionPhase,
  reply: Reply,
  attempts: number,
  found: Classification,
): Verdict {
  const why = found.kind;
  switch (found.action) {
    case 'refuse':
      return found.scope === 'voter'
        ? { kind: 'refused', why, reply }
        : { kind: 'policy', why, phase, reply };
    case 'defer':
      return { kind: 'deferred', why, reply, broken: false };
    case 'slow':
      return { kind: 'slower', why, reply };
    case 'pause':
      return { kind: 'wait', why, reply };
    case 'reconnect':
      return brokenDown(attempts >= MOST_ATTEMPTS, why, reply);
    case 'stop':
      return { kind: 'stop', why, phase, reply };
  }
}
